/** A failure, told once, and the exit code that goes with it. */
import { isSmaClientError, type SmaClientErrorCode } from '../client/errors.ts';
import { isBaseStoreError, isPublishRefused } from '../project/index.ts';
import { CliError } from './cliError.ts';
import { errorRecords } from './errorRecords.ts';
import { ExitCode } from './exitCodes.ts';
import { PROGRAM } from './help.ts';
import { writeLine, type Io } from './io.ts';
import { JsonPrinter } from './streamPrinter.ts';

const CODES: Readonly<Record<SmaClientErrorCode, ExitCode>> = {
  Unreachable: ExitCode.connection,
  Timeout: ExitCode.connection,
  Untrusted: ExitCode.connection,
  Unauthorized: ExitCode.connection,
  Forbidden: ExitCode.connection,
  NotSma: ExitCode.connection,
  ServerError: ExitCode.connection,
  NotFound: ExitCode.refused,
  Conflict: ExitCode.refused,
  BadRequest: ExitCode.refused,
  BadOptions: ExitCode.usage,
  Aborted: ExitCode.interrupted,
};

/** Writes the one sentence (nothing for Ctrl+C, which the person knows of), with `json` as records on standard output too, and gives the exit code. */
export async function report(error: unknown, io: Io, json = false): Promise<ExitCode> {
  const { code, text, helpFor } = toldOf(error);
  if (text === undefined) return code;
  if (json) await new JsonPrinter(io).print(errorRecords(error, text));
  await writeLine(io.stderr, `${PROGRAM}: ${text}`);
  if (helpFor !== undefined) await writeLine(io.stderr, `See "${PROGRAM} ${helpFor} --help".`.replace('  ', ' '));
  return code;
}

interface Told { readonly code: ExitCode; readonly text: string | undefined; readonly helpFor?: string | undefined }

function toldOf(error: unknown): Told {
  if (error instanceof CliError) return { code: error.exitCode, text: error.message, helpFor: error.helpFor };
  if (isSmaClientError(error)) {
    // The client's words are for every program; here trust is given by a file.
    const how = error.code === 'Untrusted' ? ' Here that is --ca FILE (or SMA_CA), with the server\'s own certificate or its authority\'s in PEM form.' : '';
    return { code: CODES[error.code], text: error.code === 'Aborted' ? undefined : error.message + how };
  }
  if (isPublishRefused(error)) return { code: error.isRunbookAtFault ? ExitCode.runbook : ExitCode.refused, text: error.message };
  if (isBaseStoreError(error)) return { code: ExitCode.refused, text: error.message };
  const trouble = fileTrouble(error);
  return { code: ExitCode.internal, text: trouble ?? `an internal fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
}

const TROUBLES: Readonly<Record<string, string>> = {
  EACCES: 'you may not read or write it', EPERM: 'you may not change it', EROFS: 'it is on a read-only file system', ENOSPC: 'the disk is full', EDQUOT: 'your quota is used up',
  EMFILE: 'too many files are open', ENFILE: 'too many files are open', EIO: 'the disk does not answer as it should',
};

/** A file or folder that the machine does not let us have: no fault of the program. What is merely missing is one. */
function fileTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || !('path' in error) || typeof error.path !== 'string') return undefined;
  const trouble = TROUBLES[error.code];
  return trouble === undefined ? undefined : `${error.path} cannot be used: ${trouble}. Mend that, then try again.`;
}
