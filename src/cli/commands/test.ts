import { mkdir, open, stat, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { InOrder, findTests, isTestFile, junit, lcov, readFromDisk, runTests, summary } from '../../project/tests/index.ts';
import type { TestProblem } from '../../project/tests/index.ts';
import { runTestPlan } from '../../worker/local/runTestPlan.ts';
import { CliError } from '../cliError.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import { NATIVE_OPTION } from '../engineOptions.ts';
import { ExitCode } from '../exitCodes.ts';
import { write, writeLine, type Io } from '../io.ts';
import { needNewNode } from '../newEnough.ts';
import { oneOf } from '../lintInput.ts';
import { unreadable } from '../runbookText.ts';
import { tapReport, textReport } from '../testReport.ts';

const REPORTERS = ['text', 'junit', 'tap'] as const;
const COVERAGE = ['lcov'] as const;

/** `sma test`. */
export const testCommand: CommandSpec = {
  name: 'test',
  summary: 'run the tests of runbooks here, without a service',
  positionals: [{ name: 'PATH', help: 'a file of tests (NAME.tests.yaml, NAME.Tests.ps1), or a folder with all of its; the current folder where none is given', isRest: true }],
  options: [
    { name: 'name', value: 'PATTERN', repeatable: true, help: 'only tests with such a whole name; * stands for anything' },
    { name: 'tag', value: 'TAG', repeatable: true, help: 'only tests with the tag' },
    { name: 'exclude-tag', value: 'TAG', repeatable: true, help: 'no tests with the tag' },
    { name: 'timeout', value: 'SECONDS', help: 'how long a test may take that does not say it itself; 30 unless given' },
    { name: 'reporter', value: 'FORMAT', help: 'what is written to standard output: text, junit (XML) or tap (14)' },
    NATIVE_OPTION,
    { name: 'coverage', value: 'lcov', second: 'FILE', help: 'count which lines of the runbooks run, and write that to the file in the form of lcov' },
  ],
  notes: [
    'A file NAME.tests.yaml beside NAME.ps1 has cases: parameters, assets, mocked commands, and the records, status or exception that are expected. A file NAME.Tests.ps1 is written in the words of Pester, which need not be installed. Both are explained in src/project/tests/README.md.',
    'Ends with exit code 1 where a test failed or a file of tests cannot be used, and with 5 where there are no tests. A test that does not end in its time fails, and the others go on.',
  ],
  exitCodes: [ExitCode.jobFailed, ExitCode.runbook],
  exitMeanings: [[ExitCode.ok, 'no test failed'], [ExitCode.jobFailed, 'a test failed, or a file of tests cannot be used'], [ExitCode.runbook, 'there are no tests, or none that can be run']],
  examples: ['test', 'test runbooks --reporter junit > junit.xml', 'test Deploy.tests.yaml --name "*rolls back*" --coverage lcov lcov.info'],
  run: async ({ positionals, options, io, signal }) => {
    needNewNode();
    const reporter = oneOf(options.text('reporter') ?? 'text', REPORTERS, 'reporter', 'test'), seconds = secondsOf(options), [format, lcovFile] = options.all('coverage').slice(-2);
    if (format !== undefined) oneOf(format, COVERAGE, 'coverage', 'test');
    const files = [...new Set((await Promise.all((positionals.length === 0 ? ['.'] : positionals).map(async (given) => await filesOf(given, io)))).flat())];
    if (files.length === 0) throw new CliError(ExitCode.runbook, `There are no tests in ${positionals.length === 0 ? 'this folder' : positionals.join(', ')}. They are files called NAME.tests.yaml or NAME.Tests.ps1.`);
    if (lcovFile !== undefined) await makeWritable(lcovFile, io);
    const names = options.all('name'), tags = options.all('tag'), excludeTags = options.all('exclude-tag'), began = performance.now();
    // JUnit's XML has its numbers at the top, so it is written whole.
    const warned = new Set<string>(), warning = (_: string, { file, line, column, message }: TestProblem): void => {
      const text = `sma: warning: ${relative(io.cwd, file).replaceAll('\\', '/')}:${line}:${column}: ${message}`;
      if (!warned.has(text)) void writeLine(io.stderr, text);
      warned.add(text);
    };
    const report = reporter === 'junit' ? undefined : reporter === 'tap' ? tapReport(io) : textReport(io), ordered = report === undefined ? undefined : new InOrder(files, report);
    const run = await runTests({
      files: files.map((path) => ({ path })), coverage: lcovFile !== undefined, ...(names.length === 0 ? {} : { names }), ...(tags.length === 0 ? {} : { tags }), ...(excludeTags.length === 0 ? {} : { excludeTags }), ...(seconds === undefined ? {} : { seconds }),
    }, { start: (plan, tell) => runTestPlan(plan, tell, { nativeCommands: options.has('native-commands') }), read: readFromDisk, signal, listener: Object.assign(ordered ?? {}, { warning }) });
    if (signal.aborted) return ExitCode.interrupted;
    ordered?.finish();
    if (lcovFile !== undefined) await writeFile(resolve(io.cwd, lcovFile), lcov(run.coverage)).catch(unwritable(lcovFile));
    if (report === undefined) await write(io.stdout, junit(run, io.cwd));
    else await report.end(run, performance.now() - began);
    const { passed, failed, skipped } = summary(run.results, run.problems);
    if (passed + failed + skipped === 0) {
      await writeLine(io.stderr, 'sma: no test fits what was asked for.');
      return ExitCode.runbook;
    }
    return failed > 0 ? ExitCode.jobFailed : ExitCode.ok;
  },
};

async function filesOf(given: string, io: Io): Promise<string[]> {
  const path = resolve(io.cwd, given), found = await stat(path).catch((error: unknown) => { throw unreadable(given, error, 'The file or folder of tests'); });
  if (found.isDirectory()) return await findTests(path).catch((error: NodeJS.ErrnoException) => { throw unreadable(error.path === undefined ? given : relative(io.cwd, error.path) || given, error, 'The folder of tests'); });
  if (!isTestFile(path)) throw new CliError(ExitCode.runbook, `${given} is no file of tests: those are called NAME.tests.yaml or NAME.Tests.ps1.`);
  if (!found.isFile()) throw new CliError(ExitCode.runbook, `${given} cannot be read: it is a pipe or a device, not a file.`);
  return [path];
}
function secondsOf(options: OptionValues): number | undefined {
  const given = options.text('timeout');
  if (given === undefined) return undefined;
  const seconds = Number(given);
  if (!(seconds > 0 && seconds <= 86_400)) throw new CliError(ExitCode.usage, `--timeout needs a number of seconds above 0, at most a day, and got "${given}".`, 'test');
  return seconds;
}

const unwritable = (file: string) => (error: unknown): never => { throw new CliError(ExitCode.usage, `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`); };
/** Its folder is made, and whether it can be written is known before anything runs. What it holds stays until then. */
async function makeWritable(file: string, io: Io): Promise<void> {
  const path = resolve(io.cwd, file);
  await mkdir(dirname(path), { recursive: true }).then(async () => { await (await open(path, 'a')).close(); }).catch(unwritable(file));
}
