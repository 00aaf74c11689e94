// npm run bench [-- NAME ...]: every measurement of test/bench, as ratios taken in one run, in one table.
import { globSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import type { Bench, Row } from '../test/bench/bench.ts';
import { ensureBuilt } from './lib/build.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { endAll } from './lib/processes.ts';
import { main, say, SetUpError, step, wantsHelp } from './lib/progress.ts';

function print(rows: readonly Row[]): void {
  const cells = [
    ['measured', 'value', 'against', 'budget', ''],
    ...rows.map((row) => [row.what, row.value, row.against ?? '', row.budget ?? '', row.ok === undefined ? '' : row.ok ? 'ok' : 'OVER']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  say('');
  cells.forEach((row, index) => {
    say(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 4)).join(' | ')} |`);
    if (index === 0) say(`| ${row.map((_, column) => '-'.repeat(widths[column] ?? 4)).join(' | ')} |`);
  });
}

await main(async () => {
  const names = process.argv.slice(2);
  const files = globSync('test/bench/*.bench.ts', { cwd: root }).toSorted();
  const known = files.map((file) => basename(file, '.bench.ts'));
  if (wantsHelp(names)) {
    say(`npm run bench [-- NAME ...]\n\nMeasures, and prints ratios taken in one run; figures and their machine are in test/bench/README.md.\nWithout NAME it takes all measurements: ${known.join(', ')}.`);
    return 0;
  }
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SetUpError(`There is no measurement ${unknown}. There are: ${known.join(', ')}.`);
  await ensureDependencies();
  await ensureBuilt({ minified: true });
  const chosen = names.length === 0 ? files : files.filter((file) => names.includes(basename(file, '.bench.ts')));
  say(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.version}\n`);
  const rows: Row[] = [];
  let failed = 0;
  for (const file of chosen) {
    try {
      const { bench } = await import(join(root, file)) as { bench: Bench };
      rows.push(...await step(bench.name, () => bench.run()));
    } catch (error) {
      failed++;
      say(`  !!   ${basename(file)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  print(rows);
  await endAll();
  return failed > 0 ? 1 : 0;
});
process.exit();
