import type { Ast, CommandAst, CommandElementAst, ExpressionAst } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/children.ts';
import { commandNameOf } from '../syntax/commandName.ts';
import { plainFunctionName } from './functionName.ts';
import { constantValue } from './parameters.ts';
import { nameOfCall } from './scriptFiles.ts';

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
}

export const isInlineScript = (node: CommandAst): boolean => commandNameOf(node)?.toLowerCase() === 'inlinescript';

/** All commands below a node, in the order of the text. */
export function commandsIn(root: Ast): CommandUse[] {
  const found: CommandUse[] = [];
  const visit = (node: Ast, place: CommandPlace, within: string | undefined): void => {
    if (node.kind === 'CommandAst') {
      const [first = node] = node.elements, written = commandNameOf(node), name = nameOfCall(node), isScoped = written !== undefined && name !== written;
      found.push({ name, nameStart: isScoped ? Math.max(first.start, first.end - (name?.length ?? 0)) : first.start, nameEnd: first.end, place, within, operator: node.invocationOperator, node });
      const inner = place === 'workflow' && isInlineScript(node) ? 'inlineScript' : place;
      for (const child of childrenOf(node)) visit(child, child.kind === 'ScriptBlockExpressionAst' ? inner : place, within);
      return;
    }
    const isFunction = node.kind === 'FunctionDefinitionAst', isMethod = node.kind === 'FunctionMemberAst';
    const innerPlace = isFunction ? (node.isWorkflow ? 'workflow' : 'function') : isMethod ? 'function' : place;
    const innerName = isFunction ? plainFunctionName(node.name) : isMethod ? node.name : within;
    for (const child of childrenOf(node)) visit(child, innerPlace, innerName);
  };
  visit(root, 'script', undefined);
  return found;
}

/** An argument of a command: the parameter it is given by, undefined for one given by position. */
export interface Argument { readonly parameter: string | undefined; readonly value: ExpressionAst | undefined }

/** Arguments of a command in order. Without the command's own list a word behind a parameter is taken for its value. */
export function argumentsOf(node: CommandAst, switches: ReadonlySet<string> = new Set()): Argument[] {
  const result: Argument[] = [], elements: readonly CommandElementAst[] = node.elements.slice(1);
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (element.kind !== 'CommandParameterAst') {
      result.push({ parameter: undefined, value: element });
      continue;
    }
    const following = elements[i + 1];
    const takes = element.argument === undefined && following !== undefined && following.kind !== 'CommandParameterAst' && !switches.has(element.parameterName.toLowerCase());
    result.push({ parameter: element.parameterName, value: element.argument ?? (takes ? following : undefined) });
    if (takes) i++;
  }
  return result;
}

/** The argument for a parameter, given by its name, a beginning of it, or by position. */
export function argumentFor(node: CommandAst, parameter: string, position?: number): ExpressionAst | undefined {
  const all = argumentsOf(node), wanted = parameter.toLowerCase();
  const byName = all.find((argument) => argument.parameter !== undefined && argument.parameter !== '' && wanted.startsWith(argument.parameter.toLowerCase()));
  if (byName !== undefined) return byName.value;
  return position === undefined ? undefined : all.filter((argument) => argument.parameter === undefined)[position]?.value;
}

/** Text of a constant argument. */
export function textOf(expression: ExpressionAst | undefined): string | undefined {
  const value = constantValue(expression);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
