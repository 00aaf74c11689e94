import { dirname, resolve } from 'node:path';
import { PublishRefused, readRunbookFile, runProblems, statementOutside } from '../../project/index.ts';
import { isTestFile } from '../../project/tests/fileNames.ts';
import { localAssets, LocalAssetsError } from '../../worker/local/localAssets.ts';
import { runInSandbox, type RunRecord } from '../../worker/local/runInSandbox.ts';
import { CliError } from '../cliError.ts';
import type { CommandSpec } from '../command.ts';
import { encodeParameters } from '../encodeParameters.ts';
import { failureRecords } from '../errorRecords.ts';
import { ENGINE_OPTIONS, NATIVE_OPTION, readEngine } from '../engineOptions.ts';
import { ExitCode } from '../exitCodes.ts';
import { writeLine } from '../io.ts';
import { needNewNode } from '../newEnough.ts';
import { givenParameters, PARAMETER_OPTION } from '../parameters.ts';
import { readInput } from '../readInput.ts';
import { ending, JsonPrinter, TextPrinter, type PrintedRecord } from '../streamPrinter.ts';
import { decode, unreadable } from '../runbookText.ts';

/** `sma run`. */
export const runCommand: CommandSpec = {
  name: 'run',
  summary: 'run a runbook file here, without a service',
  positionals: [{ name: 'FILE', help: 'the runbook, a .ps1 file' }],
  options: [
    PARAMETER_OPTION,
    ...ENGINE_OPTIONS('auto'),
    NATIVE_OPTION,
    { name: 'json', help: 'records as JSON, one a line: stream, text, time, and for errors id, category and line; what keeps the runbook from running is such a record too' },
    { name: 'verbose', short: 'v', help: 'show the Verbose stream too' },
    { name: 'debug', help: 'show the Debug stream too' },
  ],
  notes: [
    'The Output stream goes to standard output, the other streams to standard error with their name before each record. Errors that do not end the runbook do not change the exit code: the job completed.',
    'Variables are read from LocalAssets.json beside the file; what the runbook sets is kept for the run only. Ctrl+C stops the runbook (its finally blocks run); a second Ctrl+C ends it at once.',
    'A name that SMA forbids for a runbook (1st job.ps1: it must start with a letter) only warns here, so that any file can be tried; publish refuses it.',
  ],
  exitCodes: [ExitCode.jobFailed, ExitCode.runbook],
  exitMeanings: [[ExitCode.ok, 'the runbook completed'], [ExitCode.jobFailed, 'it ended otherwise: Failed, Stopped, Suspended']],
  examples: ['run runbooks/Hello.ps1', 'run Report.ps1 --param Days=7 --param \'Names=["a","b"]\' --json'],
  run: async (input) => {
    needNewNode();
    const [file = ''] = input.positionals;
    const path = resolve(input.io.cwd, file);
    if (isTestFile(path)) throw new CliError(ExitCode.runbook, `${file} is a file of tests. Run it with: sma test ${file}`);
    const bytes = await readInput(path).catch((error: unknown) => { throw unreadable(file, error); });
    const text = decode(bytes, file);
    const runbook = readRunbookFile(path, text);
    const refused = runProblems(text), syntax = refused.length > 0 ? refused : runbook.problems.filter((problem) => problem.kind === 'syntax');
    if (syntax.length > 0) throw new PublishRefused({ name: runbook.name, goal: 'draft', problems: syntax, questions: [], steps: [] }, file, []);
    for (const { message } of runbook.problems.filter((problem) => problem.kind === 'name')) await writeLine(input.io.stderr, `sma: warning: ${message} It runs here; publish would refuse it.`);
    const outside = statementOutside(runbook, text);
    if (outside !== undefined) await writeLine(input.io.stderr, `sma: warning: ${file}:${outside.line}:${outside.column}: ${outside.message}`);
    const parameters = encodeParameters(runbook.name, givenParameters(input.options), runbook.parameters, runbook.sets);

    const json = input.options.has('json');
    const printer = json ? new JsonPrinter(input.io) : new TextPrinter(input.io, file);
    const run = runInSandbox({
      script: text, name: runbook.name, type: runbook.type ?? 'PowerShellScript', isChecked: true, parameters,
      verbose: input.options.has('verbose'), debug: input.options.has('debug'), width: input.io.width,
      directory: dirname(path), path,
      settings: { powerShell: readEngine(input, 'run') ?? { engine: 'auto' }, nativeCommands: input.options.has('native-commands') },
      assets: await localAssets(path).catch((error: unknown) => { throw error instanceof LocalAssetsError ? new CliError(ExitCode.runbook, error.message) : error; }),
      onRecords: (records) => printer.print(records.map((record) => printed(record, runbook.name))),
    });
    const stop = (): void => run.stop();
    input.signal.addEventListener('abort', stop, { once: true });
    if (input.signal.aborted) stop();
    const result = await run.done;
    input.signal.removeEventListener('abort', stop);

    if (input.signal.aborted) return ExitCode.interrupted;
    if (result.status === 'Completed') return ExitCode.ok;
    // What the records said already is not said again.
    const more = printer.untold(result.exception);
    if (json && more !== '' && more === (result.exception ?? '').trim()) await printer.print(failureRecords(more));
    await writeLine(input.io.stderr, `sma: ${runbook.name} ended as ${result.status}${ending(json ? (result.exception ?? '') : more)}`);
    return ExitCode.jobFailed;
  },
};

/** `name`: the runbook's, as its own lines name it. */
function printed(record: RunRecord, name: string): PrintedRecord {
  const part = (name: string): string | undefined => record.nameValues?.find((pair) => pair.name === name)?.value;
  const base: PrintedRecord = { stream: record.streamTypeName, text: record.text, time: record.time };
  if (record.streamTypeName !== 'Error') return base;
  const line = Number(part('Line') ?? Number.NaN), source = part('ScriptName');
  return { ...base, ...(source === undefined || source.toLowerCase() === name.toLowerCase() ? {} : { source }), id: part('FullyQualifiedErrorId'), category: part('Category'), line: Number.isInteger(line) ? line : undefined };
}
