import type { Ast, CommandAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { plainFunctionName } from '../names/functionName.ts';
import { nameOfCall } from '../mentions/scriptFiles.ts';
import { VariableTexts } from '../names/variableTexts.ts';

/** Where a command stands: directly in a workflow it is an activity, elsewhere an ordinary command. */
export type CommandPlace = 'script' | 'function' | 'workflow' | 'inlineScript';

/** One command that a text calls. */
export interface CommandUse {
  /** The name as written, without a scope before it (`script:Foo`), or `.\Child.ps1` for a script beside the text however it is written; undefined where it is worked out (`& $name`). */
  readonly name: string | undefined;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly place: CommandPlace;
  /** Name of the function or workflow around it. */
  readonly within: string | undefined;
  /** `&`, `.` or none. */
  readonly operator: CommandAst['invocationOperator'];
  readonly node: CommandAst;
  /** What the variables hold that can be read where it stands. */
  readonly texts: VariableTexts;
}

export const isInlineScript = (node: CommandAst): boolean => commandNameOf(node)?.toLowerCase() === 'inlinescript';

/** All commands below a node, in the order of the text. */
export function commandsIn(root: Ast): CommandUse[] {
  const found: CommandUse[] = [];
  const visit = (node: Ast, place: CommandPlace, within: string | undefined, texts: VariableTexts): void => {
    texts.note(node);
    if (node.kind === 'CommandAst') {
      const [first = node] = node.elements, written = commandNameOf(node), name = nameOfCall(node), isScoped = written !== undefined && name !== written;
      found.push({ name, nameStart: isScoped ? Math.max(first.start, first.end - (name?.length ?? 0)) : first.start, nameEnd: first.end, place, within, operator: node.invocationOperator, node, texts });
      const inner = place === 'workflow' && isInlineScript(node) ? 'inlineScript' : place;
      for (const child of childrenOf(node)) visit(child, child.kind === 'ScriptBlockExpressionAst' ? inner : place, within, texts);
      return;
    }
    const isFunction = node.kind === 'FunctionDefinitionAst', isMethod = node.kind === 'FunctionMemberAst';
    const innerPlace = isFunction ? (node.isWorkflow ? 'workflow' : 'function') : isMethod ? 'function' : place;
    const innerName = isFunction ? plainFunctionName(node.name) : isMethod ? node.name : within;
    const own = isFunction || isMethod ? new VariableTexts(texts) : texts;
    for (const child of childrenOf(node)) visit(child, innerPlace, innerName, own);
  };
  visit(root, 'script', undefined, new VariableTexts());
  return found;
}
