/** What the process ends with, for scripts that call it. Part of the command line's contract: never renumber. */
export const ExitCode = {
  ok: 0,
  jobFailed: 1,
  /** The same number: what was looked at is not well. */
  findings: 1,
  usage: 2,
  connection: 3,
  refused: 4,
  runbook: 5,
  internal: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** In the order of --help. */
export const EXIT_CODES: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [ExitCode.ok, 'done; with a job waited for: it completed; with serve: it was ended by Ctrl+C or SIGTERM'],
  [ExitCode.jobFailed, 'the job ended otherwise: Failed, Stopped, Suspended; with lint: there are findings; with test: a test failed'],
  [ExitCode.usage, 'the command line is wrong; nothing was done'],
  [ExitCode.connection, 'no service: unreachable, not trusted, not let in, not an SMA server, out of order (its disk is full); or it did not start'],
  [ExitCode.refused, 'refused, by the server or for safety (a text on the server that is not from here); nothing was overwritten'],
  [ExitCode.runbook, 'the runbook file cannot be used: missing, a syntax error, a name that SMA forbids'],
  [ExitCode.internal, 'a fault of this program, or of a file that it needs'],
  [ExitCode.interrupted, 'ended by Ctrl+C or SIGTERM before it was done'],
];
