import assert from 'node:assert/strict';
import type { CommandSpec } from '../../../src/cli/command.ts';
import { CliError } from '../../../src/cli/cliError.ts';
import { ENGINE_OPTIONS, readEngine } from '../../../src/cli/engineOptions.ts';
import { ExitCode } from '../../../src/cli/exitCodes.ts';
import { parseCommandLine } from '../../../src/cli/parseCommandLine.ts';
import { CapturedIo } from './captured.ts';

const spec: CommandSpec = { name: 'run', summary: 'x', positionals: [], options: ENGINE_OPTIONS('auto'), exitCodes: [], run: () => Promise.resolve(ExitCode.ok) };
const read = (...args: readonly string[]): ReturnType<typeof readEngine> => {
  const { positionals, options } = parseCommandLine(spec, args), io = new CapturedIo();
  return readEngine({ positionals, options, io, signal: new AbortController().signal }, 'run');
};
const refused = (wanted: RegExp, ...args: readonly string[]): void => assert.throws(() => read(...args), (error) => error instanceof CliError && error.exitCode === ExitCode.usage && wanted.test(error.message));

describe('command line: which engine', () => {
  it('is the command\'s own where nothing is said', () => assert.equal(read(), undefined));
  it('is read in any case; a path alone means auto', () => {
    assert.deepEqual(read('--engine', 'BUILTIN'), { engine: 'builtIn' });
    assert.deepEqual(read('--engine', 'powershell', '--powershell', 'pwsh-preview'), { engine: 'powershell', path: 'pwsh-preview' });
    assert.deepEqual(read('--powershell', '/opt/pwsh'), { engine: 'auto', path: '/opt/pwsh' });
  });
  it('takes a relative path from where one stands', () => assert.match(read('--powershell', './tools/pwsh')?.path ?? '', /^(\/|[A-Z]:).*tools.pwsh$/));
  it('is refused where there is none of that name, or a PowerShell is named for nobody', () => {
    refused(/^--engine must be one of builtIn, auto, powershell, not "perl"\.$/, '--engine', 'perl');
    refused(/--powershell goes with --engine auto or powershell/, '--engine', 'builtIn', '--powershell', '/opt/pwsh');
  });
});
