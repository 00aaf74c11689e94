/** What ends a command before, or instead of, its records: told in the same form to who reads JSON. */
import { isSmaClientError, type SmaClientErrorCode } from '../client/errors.ts';
import { isPublishRefused } from '../project/index.ts';
import { CliError } from './cliError.ts';
import { ExitCode } from './exitCodes.ts';
import type { PrintedRecord } from './streamPrinter.ts';

type Kind = Pick<PrintedRecord, 'id' | 'category'>;

/** Categories are those of PowerShell's error records. */
const BY_EXIT_CODE: ReadonlyMap<ExitCode, Kind> = new Map([
  [ExitCode.usage, { id: 'CommandLine', category: 'InvalidArgument' }],
  [ExitCode.connection, { id: 'Connection', category: 'ConnectionError' }],
  [ExitCode.refused, { id: 'Refused', category: 'InvalidOperation' }],
  [ExitCode.runbook, { id: 'RunbookFile', category: 'InvalidData' }],
]);

const CLIENT_CATEGORIES: Readonly<Record<SmaClientErrorCode, string>> = {
  Unreachable: 'ConnectionError', Timeout: 'OperationTimeout', Untrusted: 'SecurityError', Unauthorized: 'AuthenticationError', Forbidden: 'PermissionDenied', NotSma: 'ConnectionError',
  ServerError: 'ResourceUnavailable', NotFound: 'ObjectNotFound', Conflict: 'ResourceExists', BadRequest: 'InvalidOperation', BadOptions: 'InvalidArgument', Aborted: 'OperationStopped',
};

/** The records of a failure: one for each problem of a runbook that is refused, and one of everything else. `text` is its sentence. */
export function errorRecords(error: unknown, text: string): readonly PrintedRecord[] {
  const time = new Date().toISOString();
  if (isPublishRefused(error) && error.problems.length > 0) {
    return error.problems.map(({ kind, message, errorId, rule, line, column }) => ({
      stream: 'Error', text: message, time, id: errorId ?? rule ?? (kind === 'name' ? 'RunbookName' : 'RunbookType'), category: kind === 'syntax' ? 'ParserError' : 'InvalidData',
      ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }),
    }));
  }
  return [{ stream: 'Error', text, time, ...kindOf(error) }];
}

function kindOf(error: unknown): Kind {
  if (isSmaClientError(error)) return { id: error.serverCode ?? error.code, category: CLIENT_CATEGORIES[error.code] };
  if (isPublishRefused(error)) return { id: 'Refused', category: 'ResourceExists' };
  return (error instanceof CliError ? BY_EXIT_CODE.get(error.exitCode) : undefined) ?? { id: 'Internal', category: 'NotSpecified' };
}

/**
 * The records of a job's failure that no record of its own has told: a sandbox that ended, or a workflow that is refused before
 * it runs, with one for each thing that is refused. Each ends with its id.
 */
export function failureRecords(exception: string): readonly PrintedRecord[] {
  const base = { stream: 'Error', time: new Date().toISOString(), category: 'OperationStopped' }, found: PrintedRecord[] = [];
  let text: string[] = [];
  for (const line of exception.split('\n')) {
    const place = /^At .*:(\d+) char:(\d+)$/.exec(line);
    if (place === null) { if (!line.startsWith('+ ')) text.push(line); continue; }
    const told = text.join('\n').trim();
    found.push({ ...base, text: told, id: / \((\w+)\)$/.exec(told)?.[1] ?? 'RunbookFailed', line: Number(place[1]), column: Number(place[2]) });
    text = [];
  }
  return found.length > 0 ? found : [{ ...base, text: exception, id: 'RunbookFailed' }];
}
