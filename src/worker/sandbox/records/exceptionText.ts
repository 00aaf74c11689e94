/**
 * A job's exception: message, place and script stack of what ended it (sma-rest-api.md 4.1: "message and stack trace of the
 * last exception"). It reads as PowerShell's own position message does.
 */
import type { ParseError } from '../../../powershell/syntax/parseResult.ts';
import { SourceText, placeOf } from '../../../powershell/runtime/run/source.ts';
import type { ErrorRecord, ScriptPosition } from '../../../powershell/runtime/values/errorRecord.ts';

/** How many syntax errors are listed; the rest is counted. */
const MOST_PARSE_ERRORS = 10;

/** Of an error record; a text that is in no file (Invoke-Expression) has a line of its own, and no name. */
export function errorText(record: ErrorRecord): string {
  const stack = record.stackTrace.split('\n').length > 1 ? `\n${record.stackTrace}` : '';
  const wayOut = record.wayOut === '' ? '' : `\n${record.wayOut}`;
  return `${record.message}${record.position === undefined ? '' : placeText(record.position, record.position.source.file)}${wayOut}${stack}`;
}

/** Of a text that cannot run: each error with its id, line and column. */
export function parseErrorText(errors: readonly ParseError[], text: string, name: string): string {
  const source = new SourceText(text);
  const listed = errors.slice(0, MOST_PARSE_ERRORS).map((error) => `${error.message} (${error.errorId})${placeText({ source, start: error.start, end: error.end }, name)}`);
  const rest = errors.length - listed.length;
  return `${listed.join('\n')}${rest > 0 ? `\nand ${rest} more.` : ''}`;
}

/** `At name:line char:column` (`At line:2` without a name), the line, and what of it is meant. */
function placeText(position: ScriptPosition, name: string): string {
  const { line, column } = placeOf(position);
  const source = position.source instanceof SourceText ? position.source : new SourceText(position.source.text);
  const code = source.lineText(line);
  const length = Math.max(1, Math.min(position.end - position.start, code.length - column + 1));
  const marks = `${code.slice(0, column - 1).replace(/[^\t]/g, ' ')}${'~'.repeat(length)}`;
  return `\nAt ${name === '' ? 'line' : name}:${line} char:${column}\n+ ${code}\n+ ${marks}`;
}
