/** Where in a command an error of binding is: at the parameter, or at its argument (ParameterBinderBase.GetErrorExtent). */
import { walk } from '../../../syntax/children.ts';
import type { CommandAst, CommandElementAst } from '../../../syntax/ast.ts';
import { parse } from '../../../syntax/index.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';

/** Errors that are told of the parameter itself. */
const OF_PARAMETER = new Set(['NamedParameterNotFound', 'AmbiguousParameter', 'MissingArgument', 'ParameterAlreadyBound']);
/** The part of a command that is meant, by the number of its element; the whole of it where the error is not about one argument. */
export function bindingPlace(position: ScriptPosition, errorId: string, element: number | undefined): ScriptPosition {
  if (element === undefined || !/^(?:ParameterArgument|ParameterBindingFailed|CannotConvertArgument|ScriptBlockArgument|MismatchedPSTypeName)/.test(errorId) && !OF_PARAMETER.has(errorId)) return position;
  const text = position.source.text.slice(position.start, position.end);
  let command: CommandAst | undefined;
  walk(parse(text).ast, (node) => { if (node.kind !== 'CommandAst') return command === undefined; command ??= node; return false; });
  const only: CommandElementAst | undefined = command?.elements[element];
  if (only === undefined) return position;
  const place = OF_PARAMETER.has(errorId) || only.kind !== 'CommandParameterAst' ? only : only.argument ?? only;
  return { source: position.source, start: position.start + place.start, end: position.start + place.end };
}
