import type { ExitCode } from './exitCodes.ts';

/** A failure that is told in its one sentence and ends the program with its code. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** The command whose --help to point to, for errors of usage. */
  readonly helpFor: string | undefined;

  constructor(exitCode: ExitCode, message: string, helpFor?: string) {
    super(message);
    this.exitCode = exitCode;
    this.helpFor = helpFor;
  }
}
