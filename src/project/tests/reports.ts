/** Results as other programs read them: JUnit's XML, and TAP. */
import { relative } from 'node:path';
import type { TestProblem, TestResult } from './results.ts';
import { summary } from './results.ts';
import type { TestRun } from './runTests.ts';

const shownPath = (file: string, folder: string): string => relative(folder, file).replaceAll('\\', '/') || file;
const placed = ({ message, file, line, column, expected, actual }: TestProblem, folder: string): string =>
  `${shownPath(file, folder)}:${line}:${column}: ${message}${expected === undefined || actual === undefined ? '' : `\nExpected: ${expected}\nActual:   ${actual}`}`;
/** The files of a run, each with its results and what kept it from running. */
function byFile({ results, problems }: TestRun): Map<string, { readonly results: TestResult[]; readonly problems: TestProblem[] }> {
  const found = new Map<string, { readonly results: TestResult[]; readonly problems: TestProblem[] }>();
  const of = (file: string): { readonly results: TestResult[]; readonly problems: TestProblem[] } => {
    const known = found.get(file) ?? { results: [], problems: [] };
    found.set(file, known);
    return known;
  };
  for (const result of results) of(result.file).results.push(result);
  for (const problem of problems) of(problem.of).problems.push(problem);
  return found;
}
/** What XML 1.0 does not know is written as a replacement character. */
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;')
  // oxlint-disable-next-line no-control-regex -- exactly the characters that XML forbids
  .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** JUnit's XML as CI servers read it; paths are relative to `folder`. */
export function junit(run: TestRun, folder: string): string {
  const all = summary(run.results, run.problems), time = run.results.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const suites = [...byFile(run)].map(([file, { results, problems }]) => {
    const own = summary(results, problems), name = shownPath(file, folder);
    const tests = results.map((result) => {
      const failure = result.problems.length === 0 ? '' : `<failure message="${xml(result.problems[0]?.message ?? '')}">${xml(result.problems.map((problem) => placed(problem, folder)).join('\n'))}</failure>`;
      const skipped = result.outcome === 'skipped' ? `<skipped message="${xml(result.reason ?? '')}"/>` : '', output = result.output === '' ? '' : `<system-out>${xml(result.output)}</system-out>`;
      return `    <testcase classname="${xml([name, ...result.path.slice(0, -1)].join(' › '))}" name="${xml(result.path.at(-1) ?? '')}" file="${xml(name)}" line="${result.line}" time="${seconds(result.milliseconds)}">${failure}${skipped}${output}</testcase>\n`;
    });
    // Whoever counts by names must find each.
    const broken = problems.map((problem, i) => `    <testcase classname="${xml(name)}" name="(the file${i === 0 ? '' : `, ${i + 1}`})" file="${xml(name)}" time="0"><error message="${xml(problem.message)}">${xml(placed(problem, folder))}</error></testcase>\n`);
    return `  <testsuite name="${xml(name)}" tests="${results.length + problems.length}" failures="${own.failed - problems.length}" errors="${problems.length}" skipped="${own.skipped}" time="${seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0))}">\n${tests.join('')}${broken.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${all.passed + all.failed + all.skipped}" failures="${all.failed - run.problems.length}" errors="${run.problems.length}" skipped="${all.skipped}" time="${seconds(time)}">\n${suites.join('')}</testsuites>\n`;
}
/** TAP 14, line by line; the number of tests stands at the end, where it is known. */
export class TapWriter {
  private readonly folder: string;
  private readonly write: (text: string) => void;
  private number = 0;
  constructor(folder: string, write: (text: string) => void) {
    this.folder = folder;
    this.write = write;
  }
  problem(file: string, problem: TestProblem): void {
    this.point(`not ok N - ${escaped(shownPath(file, this.folder))}`, [problem]);
  }
  result({ file, path, outcome, reason, problems }: TestResult): void {
    this.point(`${outcome === 'failed' ? 'not ok' : 'ok'} N - ${escaped([shownPath(file, this.folder), ...path].join(' › '))}${outcome === 'skipped' ? ` # SKIP ${escaped(reason ?? '')}` : ''}`, outcome === 'failed' ? problems : undefined);
  }
  end(): void {
    this.write(`${this.number === 0 ? 'TAP version 14\n' : ''}1..${this.number}${this.number === 0 ? ' # SKIP there are no tests' : ''}\n`);
  }
  private point(line: string, problems: readonly TestProblem[] | undefined): void {
    this.number += 1;
    this.write(`${this.number === 1 ? 'TAP version 14\n' : ''}${[line.replace(' N ', ` ${this.number} `), ...(problems === undefined ? [] : this.diagnostic(problems))].join('\n')}\n`);
  }
  private diagnostic(problems: readonly TestProblem[]): string[] {
    const [first] = problems;
    return [
      // A JSON text is YAML too, whatever it holds.
      '  ---', `  message: ${JSON.stringify(problems.map(({ message }) => message).join('\n'))}`,
      ...(first === undefined ? [] : [`  at: ${JSON.stringify(`${shownPath(first.file, this.folder)}:${first.line}:${first.column}`)}`]),
      ...(first?.expected === undefined ? [] : [`  expected: ${JSON.stringify(first.expected)}`, `  actual: ${JSON.stringify(first.actual ?? '')}`]), '  ...',
    ];
  }
}
/** On one line, and without characters that would drive the terminal of whoever reads it. */
// oxlint-disable-next-line no-control-regex -- exactly the characters that are not to be written
const escaped = (text: string): string => text.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ').replace(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD');
