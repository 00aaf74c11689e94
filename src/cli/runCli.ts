import { CliError } from './cliError.ts';
import type { CommandSpec } from './command.ts';
import { ExitCode } from './exitCodes.ts';
import { commandHelp, PROGRAM, programHelp } from './help.ts';
import { write, writeLine, type Io } from './io.ts';
import { nearest } from './nearest.ts';
import { parseCommandLine } from './parseCommandLine.ts';
import { report } from './report.ts';
import { PRODUCT_VERSION } from './version.ts';

/** Runs one command line (without node and script) and gives the exit code; every failure is reported, none thrown. */
export async function runCli(args: readonly string[], commands: readonly CommandSpec[], io: Io, signal: AbortSignal): Promise<ExitCode> {
  try {
    return await dispatch(args, commands, io, signal);
  } catch (error) {
    return report(error, io, wantsJson(args));
  }
}

async function dispatch(args: readonly string[], commands: readonly CommandSpec[], io: Io, signal: AbortSignal): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === undefined) {
    await write(io.stderr, programHelp(commands));
    return ExitCode.usage;
  }
  if (first === '--version') {
    await writeLine(io.stdout, PRODUCT_VERSION);
    return ExitCode.ok;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const about = rest[0] === undefined ? undefined : find(rest[0], commands);
    await write(io.stdout, about === undefined ? programHelp(commands) : commandHelp(about));
    return ExitCode.ok;
  }
  const command = find(first, commands);
  const { positionals, options, help } = parseCommandLine(command, rest);
  if (help) {
    await write(io.stdout, commandHelp(command));
    return ExitCode.ok;
  }
  const work = command.run({ positionals, options, io, signal });
  return command.endsAtOnce === true ? await Promise.race([work, interruption(signal)]) : await work;
}

const interruption = (signal: AbortSignal): Promise<ExitCode> => new Promise((resolve) => {
  signal.addEventListener('abort', () => resolve(ExitCode.interrupted), { once: true });
  if (signal.aborted) resolve(ExitCode.interrupted);
});

/** Also where the command line is wrong elsewhere, its command too: who reads JSON reads nothing else. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? undefined : end).includes('--json');
}

function find(name: string, commands: readonly CommandSpec[]): CommandSpec {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  if (name.startsWith('-')) throw new CliError(ExitCode.usage, `The command comes first: ${PROGRAM} COMMAND ${name} …`, '');
  const near = nearest(name, commands.map((candidate) => candidate.name));
  throw new CliError(ExitCode.usage, `The command "${name}" is not known${near === undefined ? '.' : `; did you mean "${near}"?`}`, '');
}
