import type { Ast, FunctionMemberAst, TypeDefinitionAst } from '../ast.ts';

/** The nodes directly above one that is checked. */
export interface Above { readonly parent: Ast | undefined; readonly grandparent: Ast | undefined }

/** What surrounds a node that is checked. */
export interface Context {
  readonly inWorkflow: boolean;
  /** The method whose statements these are; undefined outside and in script blocks of their own. */
  readonly method: FunctionMemberAst | undefined;
  readonly type: TypeDefinitionAst | undefined;
  /** Control may not leave a finally block: labels of the loops inside it, undefined outside one. */
  readonly finallyLoops: readonly (string | undefined)[] | undefined;
  /** Labels of the loops of the method or script. */
  readonly loops: readonly (string | undefined)[];
}
