import assert from 'node:assert/strict';
import type { CommandInput, CommandSpec } from '../../../src/cli/command.ts';
import { CliError } from '../../../src/cli/cliError.ts';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { EXIT_CODES, ExitCode } from '../../../src/cli/exitCodes.ts';
import { commandHelp, programHelp } from '../../../src/cli/help.ts';
import { editDistance, nearest } from '../../../src/cli/nearest.ts';
import { tableWidth } from '../../../src/cli/io.ts';
import { givenParameters } from '../../../src/cli/parameters.ts';
import { parseCommandLine } from '../../../src/cli/parseCommandLine.ts';
import { runCli } from '../../../src/cli/runCli.ts';
import { SmaClientError } from '../../../src/client/index.ts';
import { PublishRefused } from '../../../src/project/index.ts';
import { CapturedIo } from './captured.ts';

const sample = (run: (input: CommandInput) => Promise<ExitCode> = () => Promise.resolve(ExitCode.ok)): CommandSpec => ({
  name: 'copy', summary: 'copy a thing', positionals: [{ name: 'FROM', help: 'what to copy' }, { name: 'TO', help: 'where to' }],
  options: [{ name: 'force', short: 'f', help: 'overwrite' }, { name: 'mode', short: 'm', value: 'MODE', help: 'how' }, { name: 'param', value: 'NAME=VALUE', repeatable: true, help: 'some' }],
  exitCodes: [],
  run,
});
const parse = (...args: readonly string[]): ReturnType<typeof parseCommandLine> => parseCommandLine(sample(), args);
const wrong = (expected: RegExp, ...args: readonly string[]): void => {
  assert.throws(() => parse(...args), (error) => error instanceof CliError && error.exitCode === ExitCode.usage && error.helpFor === 'copy' && expected.test(error.message));
};

describe('command line: reading it', () => {
  it('takes options anywhere, in every spelling', () => {
    const { positionals, options } = parse('a', '-f', '--mode=deep', 'b', '--param', 'x=1', '--param', 'y=--2');
    assert.deepEqual(positionals, ['a', 'b']);
    assert.ok(options.has('force'));
    assert.equal(options.text('mode'), 'deep');
    assert.deepEqual(options.all('param'), ['x=1', 'y=--2']);
  });
  it('takes the last of an option given twice', () => assert.equal(parse('a', 'b', '-m', 'one', '-m', 'two').options.text('mode'), 'two'));
  it('takes everything after -- as an argument', () => assert.deepEqual(parse('--', '-a', '--force').positionals, ['-a', '--force']));

  it('names the nearest option', () => wrong(/^The option --forse is not known; did you mean --force\?$/, 'a', 'b', '--forse'));
  it('names no option where none is near', () => wrong(/^The option --xyzzy is not known\.$/, 'a', 'b', '--xyzzy'));
  it('says that an option needs a value', () => {
    wrong(/^--mode needs a value: --mode MODE\.$/, 'a', 'b', '--mode');
    wrong(/^--mode needs a value: .*--mode=…/, 'a', 'b', '--mode', '--force');
  });
  it('takes no empty value or argument: a variable that is not set names no folder', () => {
    wrong(/^--mode needs a value, and got an empty one: --mode MODE\.$/, 'a', 'b', '--mode', '');
    wrong(/^--mode needs a value, and got an empty one/, 'a', 'b', '--mode=');
    wrong(/^TO is empty\.$/, 'a', '');
  });
  it('says that a switch takes none', () => wrong(/^--force takes no value\.$/, 'a', 'b', '--force=yes'));
  it('names the missing argument', () => wrong(/^TO is missing: where to\.$/, 'a'));
  it('refuses surplus arguments without repeating them', () => {
    wrong(/takes FROM TO and nothing more/, 'a', 'b', 's3cret');
    assert.throws(() => parse('a', 'b', 's3cret'), (error) => error instanceof Error && !error.message.includes('s3cret'));
  });
  it('takes any number of arguments, or two values, where a command says so', () => {
    const many: CommandSpec = { ...sample(), positionals: [{ name: 'FILE', help: 'a file', isRest: true }], options: [{ name: 'report', value: 'FORMAT', second: 'FILE', help: 'what it says' }] };
    assert.deepEqual(parseCommandLine(many, []).positionals, []);
    const { positionals, options } = parseCommandLine(many, ['a', '--report', 'xml', 'out', 'b']);
    assert.deepEqual([positionals, options.all('report')], [['a', 'b'], ['xml', 'out']]);
    assert.throws(() => parseCommandLine(many, ['--report', 'xml']), /^CliError: --report needs two values: --report FORMAT FILE\.$/);
  });
  it('asks nothing when help is wanted', () => assert.ok(parse('--help').help));
});

describe('command line: parameters of a runbook', () => {
  const given = (...args: readonly string[]): unknown => givenParameters(parse('a', 'b', ...args.flatMap((arg) => ['--param', arg])).options);
  it('splits at the first equals sign', () => assert.deepEqual(given('Name=a=b', 'Empty='), [{ name: 'Name', text: 'a=b' }, { name: 'Empty', text: '' }]));
  for (const bad of ['Name', '=x', ' =x']) it(`refuses "${bad}" without repeating it`, () => assert.throws(() => given(bad), (error) => error instanceof CliError && error.message === '--param must be written as NAME=VALUE.'));
  it('refuses a name given twice, without case', () => assert.throws(() => given('Name=1', 'NAME=2'), /given twice/));
});

describe('command line: nearest names', () => {
  it('measures insertions, deletions, changes and swaps', () => {
    assert.deepEqual([editDistance('', 'abc'), editDistance('jsno', 'json'), editDistance('kitten', 'sitting'), editDistance('same', 'same')], [3, 1, 3, 0]);
  });
  it('finds what was meant, and nothing far off', () => {
    const names = ['run', 'serve', 'publish', 'start', 'jobs'];
    assert.deepEqual(['rn', 'server', 'publsh', 'strat', 'job', 'pub', 'frobnicate', 'x'].map((word) => nearest(word, names)), ['run', 'serve', 'publish', 'start', 'jobs', 'publish', undefined, undefined]);
  });
});

describe('command line: the program', () => {
  const quiet = new AbortController().signal;
  const run = async (args: readonly string[], commands: readonly CommandSpec[] = COMMANDS): Promise<{ readonly code: ExitCode; readonly io: CapturedIo }> => {
    const io = new CapturedIo();
    return { code: await runCli(args, commands, io, quiet), io };
  };

  it('shows help on standard output when asked, and on standard error when nothing was said', async () => {
    assert.equal((await run(['--help'])).io.out, programHelp(COMMANDS));
    assert.deepEqual(await run([]).then(({ code, io }) => [code, io.out, io.err]), [ExitCode.usage, '', programHelp(COMMANDS)]);
    assert.match((await run(['--version'])).io.out, /^\d+\.\d+\.\d+\S*\n$/);
  });
  for (const command of COMMANDS) {
    it(`explains "${command.name}" with every option and the exit codes it can end with`, async () => {
      for (const args of [[command.name, '--help'], [command.name, '-h'], ['help', command.name]]) {
        const { code, io } = await run(args);
        assert.equal(code, ExitCode.ok);
        assert.equal(io.out, commandHelp(command));
      }
      const help = commandHelp(command);
      for (const option of command.options) assert.ok(help.includes(`--${option.name}`) && (option.environment === undefined || help.includes(option.environment)), option.name);
      for (const [exitCode] of EXIT_CODES) assert.equal(new RegExp(`^  ${exitCode} `, 'm').test(help), [0, 2, 70, 130, ...command.exitCodes].includes(exitCode), String(exitCode));
      assert.ok(help.split('\n').every((line) => line.length <= 170), 'lines are wrapped');
      assert.ok(/^[a-z]/.test(command.summary) && !command.summary.endsWith('.'));
    });
  }
  it('declares each option once, and no password as an option', () => {
    for (const command of COMMANDS) {
      const names = command.options.flatMap((option) => [option.name, ...(option.short === undefined ? [] : [option.short])]);
      assert.equal(new Set([...names, 'help', 'h']).size, names.length + 2, command.name);
      assert.ok(!names.includes('password'));
    }
  });
  it('names the nearest command', async () => {
    const { code, io } = await run(['publsh', 'x.ps1']);
    assert.equal(code, ExitCode.usage);
    assert.equal(io.err, 'sma: The command "publsh" is not known; did you mean "publish"?\nSee "sma --help".\n');
  });
  it('tells who reads JSON of a wrong command line in a record too, whatever is wrong with it', async () => {
    const told = async (...args: readonly string[]): Promise<unknown> => {
      const { code, io } = await run(args);
      assert.equal(code, ExitCode.usage);
      assert.equal(io.err.split('\n', 1)[0], `sma: ${String(io.lines[0]?.['text'])}`);
      return io.lines.map(({ stream, id }) => [stream, id]);
    };
    for (const args of [['nope', '--json'], ['--json'], ['help', 'nope', '--json'], ['serve', '--json'], ['run', '--json'], ['run', '--json', '--nope']]) assert.deepEqual(await told(...args), [['Error', 'CommandLine']], args.join(' '));
    assert.deepEqual((await run(['nope', '--', '--json'])).io.lines, []);
  });
  it('gives each command its own words for what it ends with', () => {
    for (const command of COMMANDS) {
      const codes = commandHelp(command).split('Exit codes:')[1] ?? '';
      for (const other of ['serve', 'lint', 'test', 'wait']) {
        if (other !== command.name && !command.options.some((option) => option.name === other)) assert.ok(!codes.includes(`with ${other}`) && !codes.includes(`with --${other}`), `${command.name} speaks of ${other}: ${codes}`);
      }
    }
  });
  it('makes tables as wide as the terminal, and as PowerShell where none tells its size', () => {
    assert.deepEqual([{}, { isTTY: false, columns: 60 }, { isTTY: true }, { isTTY: true, columns: 0 }, { isTTY: true, columns: 1 }, { isTTY: true, columns: 60 }].map(tableWidth), [120, 120, 120, 120, 20, 60]);
  });
  it('tells a client\'s failure once, by its own sentence and exit code', async () => {
    for (const [code, expected] of [['Unreachable', 3], ['Untrusted', 3], ['Unauthorized', 3], ['NotSma', 3], ['NotFound', 4], ['Conflict', 4], ['BadRequest', 4], ['BadOptions', 2]] as const) {
      const result = await run(['copy', 'a', 'b'], [sample(() => Promise.reject(new SmaClientError(code, 'What happened, and what to do.')))]);
      assert.deepEqual([result.code, result.io.out, result.io.err], [expected, '', `sma: What happened, and what to do.${code === 'Untrusted' ? ' Here that is --ca FILE (or SMA_CA), with the server\'s own certificate or its authority\'s in PEM form.' : ''}\n`]);
    }
    assert.deepEqual(await run(['copy', 'a', 'b'], [sample(() => Promise.reject(new SmaClientError('Aborted', 'x')))]).then(({ code, io }) => [code, io.err]), [ExitCode.interrupted, '']);
  });
  it('tells who reads JSON of a failure in a record too', async () => {
    const record = async (args: readonly string[], error: unknown): Promise<unknown> => {
      const json = { ...sample(async () => await Promise.resolve().then(() => { throw error; })), options: [{ name: 'json', help: 'as JSON' }, ...sample().options] };
      const { io } = await run(['copy', ...args], [json]);
      return io.lines.map(({ time, ...rest }) => {
        assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        return rest;
      });
    };
    const text = 'What happened.', both = ['a', 'b', '--json'];
    assert.deepEqual(await record(both, new SmaClientError('Unauthorized', text)), [{ stream: 'Error', text, id: 'Unauthorized', category: 'AuthenticationError' }]);
    assert.deepEqual(await record(both, new SmaClientError('ServerError', text, { status: 507, serverCode: 'StorageFull' })), [{ stream: 'Error', text, id: 'StorageFull', category: 'ResourceUnavailable' }]);
    assert.deepEqual(await record(both, new CliError(ExitCode.runbook, text)), [{ stream: 'Error', text, id: 'RunbookFile', category: 'InvalidData' }]);
    assert.deepEqual(await record(['a', '--json'], text), [{ stream: 'Error', text: 'TO is missing: where to.', id: 'CommandLine', category: 'InvalidArgument' }]);
    assert.deepEqual(await record(both, new SmaClientError('Aborted', text)), []);
    assert.deepEqual(await record(['a', 'b'], new CliError(ExitCode.runbook, text)), []);
    const plan = { name: 'N', goal: 'publish' as const, questions: [], steps: [], problems: [{ kind: 'syntax' as const, message: 'One.', errorId: 'UnexpectedToken', line: 2, column: 7 }, { kind: 'rule' as const, message: 'Two.', rule: 'SMA2009', line: 3 }, { kind: 'name' as const, message: 'Three.' }] };
    assert.deepEqual(await record(both, new PublishRefused(plan, 'N.ps1', [])), [
      { stream: 'Error', text: 'One.', id: 'UnexpectedToken', category: 'ParserError', line: 2, column: 7 },
      { stream: 'Error', text: 'Two.', id: 'SMA2009', category: 'InvalidData', line: 3 }, { stream: 'Error', text: 'Three.', id: 'RunbookName', category: 'InvalidData' },
    ]);
  });
  it('leaves a command in the middle that says that it may be, and waits for the others', async () => {
    const ends = new AbortController(), { promise, resolve } = Promise.withResolvers<ExitCode>();
    const one = (endsAtOnce: object): Promise<ExitCode> => runCli(['copy', 'a', 'b'], [{ ...sample(() => promise), ...endsAtOnce }], new CapturedIo(), ends.signal);
    const left = one({ endsAtOnce: true }), waitedFor = one({});
    ends.abort();
    assert.equal(await left, ExitCode.interrupted);
    assert.equal(await one({ endsAtOnce: true }), ExitCode.interrupted);
    resolve(ExitCode.ok);
    assert.equal(await waitedFor, ExitCode.ok);
  });
  it('says of a server that Ctrl+C is how it ends', () => {
    const serve = COMMANDS.find(({ name }) => name === 'serve');
    assert.match(serve === undefined ? '' : commandHelp(serve), /^ {2}0 +it was ended by Ctrl\+C, SIGTERM or SIGHUP, in good order[^]*^ {2}130 +ended by Ctrl\+C or SIGTERM before it was ready/m);
    assert.match(programHelp(COMMANDS), /^ {2}0 .*with serve: it was ended by Ctrl\+C or SIGTERM/m);
  });
  it('owns up to its own faults', async () => {
    const { code, io } = await run(['copy', 'a', 'b'], [sample(() => Promise.reject(new TypeError('x is not a function')))]);
    assert.equal(code, ExitCode.internal);
    assert.match(io.err, /^sma: an internal fault: TypeError: x is not a function/);
  });
});
