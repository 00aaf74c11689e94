/** `--engine` and `--powershell`, of the commands that run runbooks on this machine. */
import { resolve } from 'node:path';
import { ENGINES } from '../worker/powerShell/engines.ts';
import type { EngineChoice } from '../worker/powerShell/engines.ts';
import type { PowerShellSettings } from '../worker/sandbox/settings.ts';
import { CliError } from './cliError.ts';
import type { CommandInput, OptionSpec } from './command.ts';
import { ExitCode } from './exitCodes.ts';

export const ENGINE_OPTIONS = (usual: EngineChoice): readonly OptionSpec[] => [
  { name: 'engine', value: 'NAME', help: `builtIn: the built-in engine alone; auto: with a PowerShell of this machine for commands that it does not have; powershell: PowerShell, which may run programs of this machine with or without --native-commands; "${usual}" if not given` },
  { name: 'powershell', value: 'PATH', help: 'the PowerShell to use; the first one on PATH if not given' },
];

/** For the same commands, and for tests. */
export const NATIVE_OPTION: OptionSpec = { name: 'native-commands', help: 'runbooks may run programs of this machine, with the rights of the account; otherwise such a command is an error' };

/** Undefined where neither is given. Throws CliError for an engine that there is not. */
export function readEngine({ options, io }: CommandInput, command: string): PowerShellSettings | undefined {
  const name = options.text('engine'), given = options.text('powershell');
  if (name === undefined && given === undefined) return undefined;
  const engine = name === undefined ? 'auto' : ENGINES.find((each) => each.toLowerCase() === name.toLowerCase());
  if (engine === undefined) throw new CliError(ExitCode.usage, `--engine must be one of ${ENGINES.join(', ')}, not "${name ?? ''}".`, command);
  if (engine === 'builtIn' && given !== undefined) throw new CliError(ExitCode.usage, '--powershell goes with --engine auto or powershell; the built-in engine alone uses none.', command);
  // A bare name is looked for on PATH.
  return { engine, ...(given === undefined ? {} : { path: /[\\/]/.test(given) ? resolve(io.cwd, given) : given }) };
}
