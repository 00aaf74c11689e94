import type { Ast, FunctionMemberAst, MemberAst, TypeDefinitionAst } from '../ast.ts';

/** The nodes directly above one that is checked. */
export interface Above { readonly parent: Ast | undefined; readonly grandparent: Ast | undefined }

/** What surrounds a node that is checked. */
export interface Context {
  readonly inWorkflow: boolean;
  /** An InlineScript block or a function of a workflow: an ordinary script. */
  readonly inWorkflowScript: boolean;
  /** The class whose members these are: in it every node is looked at. */
  readonly type: TypeDefinitionAst | undefined;
  /** The member whose own code this is; undefined outside and in script blocks and functions inside it. */
  readonly member: MemberAst | undefined;
  /** The method whose loops a label may name, also from its script blocks. */
  readonly method: FunctionMemberAst | undefined;
  /** Variables of the method that are read before anything is assigned to them (see methodFlow.ts). */
  readonly unassigned: ReadonlySet<Ast>;
  /** Control may not leave a finally block: labels of the loops inside it, undefined outside one. */
  readonly finallyLoops: readonly (string | undefined)[] | undefined;
  /** Labels of the loops of the method or script. */
  readonly loops: readonly (string | undefined)[];
}

export const outermost: Context = {
  inWorkflow: false, inWorkflowScript: false, type: undefined, member: undefined, method: undefined, unassigned: new Set(), finallyLoops: undefined, loops: [],
};
