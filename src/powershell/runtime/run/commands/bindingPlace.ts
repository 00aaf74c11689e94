/** Where in a command an error of binding is: at the parameter, or at its argument (ParameterBinderBase.GetErrorExtent). */
import { walk } from '../../../syntax/children.ts';
import type { CommandAst, CommandElementAst } from '../../../syntax/ast.ts';
import { parse } from '../../../syntax/index.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';

/** Errors that are told of the parameter itself. */
const OF_PARAMETER = new Set(['NamedParameterNotFound', 'AmbiguousParameter', 'MissingArgument', 'ParameterAlreadyBound']);
/** The part of a command that is meant; the whole of it where that cannot be said of its text (splatted, by position, from the pipeline). */
export function bindingPlace(position: ScriptPosition, errorId: string, parameter: string): ScriptPosition {
  if (parameter === '' || !/^(?:ParameterArgument|CannotConvertArgument)/.test(errorId) && !OF_PARAMETER.has(errorId)) return position;
  const text = position.source.text.slice(position.start, position.end);
  let command: CommandAst | undefined;
  walk(parse(text).ast, (node) => { if (node.kind !== 'CommandAst') return command === undefined; command ??= node; return false; });
  const elements: readonly CommandElementAst[] = command?.elements ?? [], wanted = parameter.toLowerCase();
  const fitting = elements.filter((e) => e.kind === 'CommandParameterAst' && wanted.startsWith(e.parameterName.toLowerCase())), [only] = fitting;
  if (fitting.length !== 1 || only?.kind !== 'CommandParameterAst') return position;
  const next = elements[elements.indexOf(only) + 1], argument = only.argument ?? (next?.kind === 'CommandParameterAst' ? undefined : next), place = OF_PARAMETER.has(errorId) ? only : argument ?? only;
  return { source: position.source, start: position.start + place.start, end: position.start + place.end };
}
