import type { CommandAst, CommandElementAst, ExpressionAst } from '../../syntax/ast.ts';
import { constantValue } from '../runbook/parameters.ts';

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
