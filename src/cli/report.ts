/** A failure, told once, and the exit code that goes with it. */
import { isSmaClientError, type SmaClientErrorCode } from '../client/errors.ts';
import { isPublishRefused } from '../project/index.ts';
import { CliError } from './cliError.ts';
import { ExitCode } from './exitCodes.ts';
import { PROGRAM } from './help.ts';
import { writeLine, type Io } from './io.ts';

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

/** Writes the one sentence (nothing for Ctrl+C, which the person knows of) and gives the exit code. */
export async function report(error: unknown, io: Io): Promise<ExitCode> {
  if (error instanceof CliError) {
    await writeLine(io.stderr, `${PROGRAM}: ${error.message}`);
    if (error.helpFor !== undefined) await writeLine(io.stderr, `See "${PROGRAM} ${error.helpFor} --help".`.replace('  ', ' '));
    return error.exitCode;
  }
  if (isSmaClientError(error)) {
    if (error.code !== 'Aborted') await writeLine(io.stderr, `${PROGRAM}: ${error.message}`);
    return CODES[error.code];
  }
  if (isPublishRefused(error)) {
    await writeLine(io.stderr, `${PROGRAM}: ${error.message}`);
    return error.isRunbookAtFault ? ExitCode.runbook : ExitCode.refused;
  }
  await writeLine(io.stderr, `${PROGRAM}: an internal fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return ExitCode.internal;
}
