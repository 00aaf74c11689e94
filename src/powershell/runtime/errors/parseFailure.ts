/** What a text that does not parse, or whose classes cannot be made, comes to as an error (ParseException). */
import type { ParseError } from '../../syntax/index.ts';
import type { SourceText } from '../run/source.ts';
import { parseException } from '../types/language/parserClass.ts';
import { positionMessage } from '../types/automation/scriptBlock.ts';
import { ErrorRecord } from '../values/errorRecord.ts';
import { errorRecord } from './raise.ts';

const MOST = 10;
const NOT_ALL = 'Not all parse errors were reported.  Correct the reported errors and try again.';

/** Every error under the line it stands in, at most ten of them. */
function textOf(errors: readonly ParseError[], source: SourceText): string {
  const told = errors.slice(0, MOST).map(({ start, end, message }) => `${positionMessage({ position: { source, start, end } })}\n${message}`);
  return [...told, ...(errors.length > MOST ? [NOT_ALL] : [])].join('\n\n');
}

/** The error of a text given to a command, a method or a module: it says where, and holds what was found. */
export function parseFailure(errors: readonly ParseError[], source: SourceText): ErrorRecord {
  const [first] = errors, made = parseException(textOf(errors, source), errors, source);
  const record = new ErrorRecord(made, first?.errorId ?? 'ParserError', 'ParserError');
  made.errorRecord = record;
  return record;
}

/** The error that ends a script which does not parse itself. Of one that only stops too early nothing but the first message is said. */
export function scriptFailure(errors: readonly ParseError[], source: SourceText): ErrorRecord {
  const [first] = errors, isIncomplete = first === undefined || first.incompleteInput;
  const message = isIncomplete ? first?.message ?? 'The script has errors.' : textOf(errors, source);
  const record = errorRecord({ id: first?.errorId ?? 'ParserError', category: 'ParserError', exception: 'System.Management.Automation.ParentContainsErrorRecordException', message });
  if (!isIncomplete) record.position = { source, start: first.start, end: first.end };
  return record;
}
