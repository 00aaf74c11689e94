/** The entry of the `sma` command line: the process around runCli. */
import { COMMANDS } from './commands/index.ts';
import { ExitCode } from './exitCodes.ts';
import { tableWidth, type Io } from './io.ts';
import { runCli } from './runCli.ts';

const { stdout, stderr, env } = process;

/** The folder one is in may be gone. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    stderr.write('sma: The folder you are in is not there any more; change to another one.\n');
    return process.exit(ExitCode.usage);
  }
}

const io: Io = {
  stdout,
  stderr,
  environment: env,
  cwd: currentFolder(),
  platform: process.platform,
  // FORCE_COLOR and the like are not looked at: a terminal or not, and no-color.org.
  colours: stderr.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  width: tableWidth(stdout),
};

// A reader that has seen enough ("| head") is no fault.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(ExitCode.ok);
  stderr.write(`sma: The output cannot be written (${error.code === 'ENOSPC' ? 'the disk is full' : error.code ?? error.message}).\n`);
  process.exit(ExitCode.internal);
});
// What is said beside the work ends no work: a service whose log is on a full disk goes on, and so does one whose log nobody reads.
stderr.on('error', () => undefined);

const interrupted = new AbortController();
let meant = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time the person means it. A terminal that is closed says it twice, and service managers may beside SIGTERM.
    if (signal !== 'SIGHUP') meant += 1;
    if (meant > 1) process.exit(ExitCode.interrupted);
    interrupted.abort();
  });
}

// Not process.exit: what is still on its way to a pipe would be lost.
void runCli(process.argv.slice(2), COMMANDS, io, interrupted.signal).then((code) => {
  process.exitCode = code;
  // A command that was left in the middle goes on otherwise.
  if (code === ExitCode.interrupted) stdout.write('', () => process.exit(code));
});
