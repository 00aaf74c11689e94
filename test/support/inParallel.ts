/** Test files in several processes at once: each takes the next file when it is done with one, and has to end like a run of its own. */
import { fork, type ChildProcess } from 'node:child_process';
import { writeCounts, type Counts, type FileResult } from './counting.ts';

/** What a process is told. */
export type Order = { readonly file: string } | { readonly end: true };
/** What it tells. */
export type Report = { readonly result: FileResult } | { readonly left: string };

/** Runs the files and prints what came of each as soon as it is there. Resolves to the number of failures. */
export async function runInParallel(files: readonly string[], jobs: number, start: () => ChildProcess): Promise<number> {
  const began = performance.now();
  const waiting = [...files];
  const counts: Counts = { passed: 0, failed: [], skipped: [] };
  const details: string[] = [];
  const fail = (title: string, detail: string): void => {
    counts.failed.push(title);
    details.push(`  ${title}\n${detail}\n`);
  };

  /** One process until there are no files left, or until it breaks down. */
  const work = async (): Promise<void> => {
    const child = start();
    let file: string | undefined;
    const next = (): void => {
      file = waiting.shift();
      child.send((file === undefined ? { end: true } : { file }) satisfies Order);
    };
    const take = (report: Report): void => {
      if ('left' in report) {
        fail(`the process ends after the tests (open: ${report.left})`, '');
        return;
      }
      const { passed, failed, skipped } = report.result.counts;
      process.stdout.write(report.result.output);
      counts.passed += passed;
      counts.failed.push(...failed);
      counts.skipped.push(...skipped);
      if (report.result.failures !== '') details.push(report.result.failures);
      next();
    };
    child.on('message', take);
    next();
    const how = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? 'none'}`));
    });
    if (file === undefined) return;
    fail(file, `    The process that ran this file ended in the middle of it (${how}).`);
    await work();
  };

  await Promise.all(Array.from({ length: Math.min(jobs, files.length) }, work));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`\n\n  ${counts.passed} passing (${seconds}s)\n${counts.skipped.length > 0 ? `  ${counts.skipped.length} pending\n` : ''}${counts.failed.length > 0 ? `  ${counts.failed.length} failing\n\n` : '\n'}`);
  for (const detail of details) process.stdout.write(`${detail}\n`);
  writeCounts(counts);
  return counts.failed.length;
}

/** The processes that run the files. */
export const forkWorker = (script: string, timeout: number) => (): ChildProcess => fork(script, ['--worker', String(timeout)], {
  // The counts are written once, by who starts them.
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, SMA_COUNTS: '' },
});
