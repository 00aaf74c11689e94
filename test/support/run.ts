/**
 * `node test/support/run.ts FOLDER TIMEOUT [--parallel[=N]]`: runs every *.test.ts below the folder, in this process or in N at once
 * (as many as there are processors, four at most). SMA_PATIENCE: milliseconds that a process may take to end after its tests.
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { endOrFail, runFile, runMocha } from './counting.ts';
import { forkWorker, runInParallel, type Order, type Report } from './inParallel.ts';

const [folder = 'test/unit', timeout = '5000', way = ''] = process.argv.slice(2);
const patience = Number(process.env['SMA_PATIENCE'] ?? 10_000);
if (folder === '--worker') takeOrders(Number(timeout));
else {
  const files = globSync(`${folder}/**/*.test.ts`).toSorted().map((file) => resolve(file));
  if (files.length === 0) {
    process.stderr.write(`There are no tests in ${folder}.\n`);
    process.exit(2);
  }
  const [, wished] = /^--parallel(?:=(\d+))?$/.exec(way) ?? ['', '1'];
  const jobs = Number(wished ?? Math.min(4, availableParallelism()));
  endOrFail(jobs > 1 ? await runInParallel(files, jobs, forkWorker(import.meta.filename, Number(timeout))) : await runMocha(files, Number(timeout)), patience);
}

function takeOrders(limit: number): void {
  const tell = (report: Report, told?: () => void): void => void process.send?.(report, undefined, undefined, told);
  let failures = 0;
  process.on('message', (order: Order) => {
    if ('file' in order) {
      void runFile(order.file, limit).then((result) => {
        failures += result.counts.failed.length;
        tell({ result });
      });
      return;
    }
    // Without listeners the channel keeps nothing alive: what does now was left by a test.
    process.removeAllListeners('message');
    endOrFail(failures, patience, (left) => tell({ left }, () => process.exit(1)));
  });
}
