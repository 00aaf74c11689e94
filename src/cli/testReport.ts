/** What `sma test` writes while tests run: for a person, or as TAP. */
import { relative } from 'node:path';
import { TapWriter, summary } from '../project/tests/index.ts';
import type { OrderedSink, TestProblem, TestResult, TestRun } from '../project/tests/index.ts';
import { write } from './io.ts';
import type { Io } from './io.ts';

export interface TestReport extends OrderedSink {
  /** What stands at the end; fulfilled when all is written. */
  end(run: TestRun, milliseconds: number): Promise<void>;
}

// oxlint-disable-next-line no-control-regex -- exactly the characters that are not to be written
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** Writes in order, without holding up who reports. */
class Lines {
  private readonly io: Io;
  private writing: Promise<void> = Promise.resolve();
  constructor(io: Io) { this.io = io; }
  /** Names and outputs are the tests' own: what would drive the terminal is not written. */
  write(text: string): void { this.writing = this.writing.then(() => write(this.io.stdout, text.replace(CONTROL, '\uFFFD'))); }
  async all(): Promise<void> { await this.writing; }
}

export function tapReport(io: Io): TestReport {
  const lines = new Lines(io), writer = new TapWriter(io.cwd, (text) => lines.write(text));
  return {
    result: (result) => writer.result(result),
    problem: (file, problem) => writer.problem(file, problem),
    async end() {
      writer.end();
      await lines.all();
    },
  };
}

export function textReport(io: Io): TestReport {
  const shown = (file: string): string => relative(io.cwd, file).replaceAll('\\', '/'), lines = new Lines(io);
  let at: string | undefined;
  const under = (file: string, text: string): void => {
    lines.write(`${at === file ? '' : `${shown(file)}\n`}${text}`);
    at = file;
  };
  const problem = ({ message, file, line, column, expected, actual }: TestProblem, indent: string): string[] => {
    const found = [`${shown(file)}:${line}:${column}: ${message}`.split('\n').map((part) => `${indent}${part}`).join('\n')];
    if (expected !== undefined && actual !== undefined && (expected.includes('\n') || actual.includes('\n'))) found.push(`${indent}expected:`, ...indented(expected, indent), `${indent}actual:`, ...indented(actual, indent));
    return found;
  };
  return {
    problem: (file, one) => under(file, joined(problem(one, '  ! '))),
    result({ file, outcome, path, reason, problems, output, milliseconds }: TestResult) {
      under(file, joined([
        `  ${outcome === 'passed' ? 'ok  ' : outcome === 'failed' ? 'FAIL' : 'skip'} ${path.join(' › ')}${outcome === 'skipped' ? `: ${reason ?? ''}` : ` (${Math.round(milliseconds)} ms)`}`,
        ...problems.flatMap((one) => problem(one, '       ')),
        ...(outcome === 'failed' && output !== '' ? ['       output:', ...indented(output.length > 2000 ? `${output.slice(0, 2000)}…` : output, '       ')] : []),
      ]));
    },
    async end(run, milliseconds) {
      const { passed, failed, skipped } = summary(run.results, run.problems);
      lines.write(joined([
        ...run.coverage.map(({ file, statements }) => {
          const ran = statements.filter(({ hits }) => hits > 0).length;
          return `Coverage of ${shown(file)}: ${ran} of ${statements.length} statements${statements.length === 0 ? '' : ` (${Math.floor((100 * ran) / statements.length)} %)`}`;
        }),
        `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`} in ${(milliseconds / 1000).toFixed(1)} s`,
      ]));
      await lines.all();
    },
  };
}
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const indented = (part: string, indent: string): string[] => part.split('\n').map((line) => `${indent}  ${line}`);
