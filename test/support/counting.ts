import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What came of one run of tests. */
export interface Counts {
  passed: number;
  failed: string[];
  /** Skipped tests, each with the reason why this machine cannot have what it needs, if `cannot` gave one. */
  skipped: { title: string; reason?: string }[];
}

interface Reasoned {
  cannotReason?: string;
}

/** Skips the test, or from a hook its whole suite, because this machine cannot have what it needs. Any other skip fails in CI. */
export function cannot(context: Mocha.Context, reason: string): never {
  const runnable: (Mocha.Runnable & Reasoned) | undefined = context.test;
  if (runnable) {
    runnable.cannotReason = reason;
    if (runnable instanceof Mocha.Hook && runnable.parent) (runnable.parent as Mocha.Suite & Reasoned).cannotReason = reason;
  }
  return context.skip();
}

function reasonOf(test: Mocha.Test): string | undefined {
  for (let at: (Reasoned & { parent?: unknown }) | undefined = test; at; at = at.parent as Reasoned | undefined) {
    if (at.cannotReason) return at.cannotReason;
  }
  return undefined;
}

/** Writes the counts to the file that SMA_COUNTS names. */
export function writeCounts(counts: Counts): void {
  const file = process.env['SMA_COUNTS'];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** Prints as mocha's spec reporter does and writes the counts to the file that SMA_COUNTS names. */
class CountingReporter extends Mocha.reporters.Spec {
  static last: Counts = { passed: 0, failed: [], skipped: [] };

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const counts: Counts = { passed: 0, failed: [], skipped: [] };
    CountingReporter.last = counts;
    runner.on('pass', () => counts.passed++);
    runner.on('fail', (test) => counts.failed.push(test.fullTitle()));
    runner.on('pending', (test) => {
      const reason = reasonOf(test);
      counts.skipped.push({ title: test.fullTitle(), ...(reason ? { reason } : {}) });
    });
    runner.once('end', () => writeCounts(counts));
  }
}

/** What came of one file. */
export interface FileResult {
  readonly counts: Counts;
  /** Its tests, as they are printed. */
  readonly output: string;
  /** What is printed of its failures when all is over. */
  readonly failures: string;
}

/** Keeps its words for who asked for the file. */
class FileReporter extends CountingReporter {
  static words: string[] = [];
  static details: string[] = [];

  override epilogue(): void {
    const { words } = FileReporter;
    FileReporter.words = FileReporter.details;
    if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
    FileReporter.words = words;
  }
}

/** Runs one file, and prints nothing. */
export async function runFile(file: string, timeout: number): Promise<FileResult> {
  FileReporter.words = [];
  FileReporter.details = [];
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => { FileReporter.words.push(format(...values)); };
  await runMocha([file], timeout, FileReporter);
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return { counts: CountingReporter.last, output: text(FileReporter.words), failures: text(FileReporter.details) };
}

/** Runs test files in this process, all of them or those whose title matches GREP. Resolves to the number of failures. */
export async function runMocha(files: readonly string[], timeout: number, reporter: Mocha.ReporterConstructor = CountingReporter): Promise<number> {
  const grep = process.env['GREP'];
  const mocha = new Mocha({ ui: 'bdd', forbidOnly: true, timeout, reporter, ...(grep ? { grep } : {}) });
  for (const file of files) {
    // Each by itself: one that cannot be loaded is a failure with its name, and the others still say what they know.
    mocha.files = [file];
    try {
      await mocha.loadFilesAsync();
    } catch (error) {
      if (grep) throw error;
      mocha.suite.addTest(new Mocha.Test(`${file} can be loaded`, () => { throw error; }));
    }
  }
  return new Promise((resolve) => mocha.run(resolve));
}

/** Call when a run is over: a process that something keeps alive then ends as a failure that names it; `tell` has to end it then. */
export function endOrFail(failures: number, patience = 10_000, tell?: (left: string) => void): void {
  process.exitCode = failures > 0 ? 1 : 0;
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().join(', ');
    process.stderr.write(`\nThe tests are over, but the process does not end: a test left something open (${open}).\n`);
    if (tell !== undefined) {
      tell(open);
      return;
    }
    const { last } = CountingReporter;
    writeCounts({ ...last, failed: [...last.failed, `the process ends after the tests (open: ${open})`] });
    process.exit(1);
  }, patience).unref();
}
