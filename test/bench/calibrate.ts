import { spawnSync } from 'node:child_process';

/** A fixed piece of plain JavaScript, as the measure of the machine: an integer loop, a map of strings, a sort. Gives milliseconds. */
export function calibrate(): number {
  const begin = performance.now();
  let h = 0;
  for (let i = 0; i < 20_000_000; i++) h = (Math.imul(h, 31) + i) | 0;
  const counts = new Map<string, number>();
  for (let i = 0; i < 300_000; i++) {
    const key = `k${i % 5000}`;
    counts.set(key, (counts.get(key) ?? 0) + i);
  }
  const rows = Array.from({ length: 200_000 }, (_, i) => ({ i, s: (i * 7919) % 1000 })).sort((x, y) => x.s - y.s);
  return performance.now() - begin + (h + counts.size + rows.length) * 0;
}
/**
 * The best of five in a process of its own, as the figures of PowerShell were taken: in a process that has done other things V8 makes
 * something else of the loop, twice as fast or as slow.
 */
export function calibrateApart(): number {
  const { stdout, status } = spawnSync(process.execPath, ['-e', `${calibrate.toString()}\nconsole.log(Math.min(...Array.from({ length: 5 }, calibrate)));`], { encoding: 'utf8' });
  if (status !== 0) throw new Error('The calibration could not be run.');
  return Number(stdout);
}
