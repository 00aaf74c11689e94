// npm run bench [-- NAME ...]: every measurement of test/bench, as ratios taken in one run, in one table; exit code 1 where a budget is missed.
import { globSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import type { Bench } from '../test/bench/bench.ts';
import { ensureBuilt } from './lib/build.ts';
import { measure } from './lib/measure.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { endAll } from './lib/processes.ts';
import { main, say, SetUpError, wantsHelp } from './lib/progress.ts';

await main(async () => {
  const names = process.argv.slice(2);
  const files = globSync('test/bench/*.bench.ts', { cwd: root }).toSorted();
  const known = files.map((file) => basename(file, '.bench.ts'));
  if (wantsHelp(names)) {
    say(`npm run bench [-- NAME ...]\n\nMeasures, and prints ratios taken in one run; figures and their machine are in test/bench/README.md.\nIt ends with exit code 1 where a budget is missed. Without NAME it takes all measurements: ${known.join(', ')}.`);
    return 0;
  }
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SetUpError(`There is no measurement ${unknown}. There are: ${known.join(', ')}.`);
  await ensureDependencies();
  await ensureBuilt({ minified: true });
  const chosen = names.length === 0 ? files : files.filter((file) => names.includes(basename(file, '.bench.ts')));
  say(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.version}\n`);
  const code = await measure(chosen.map((file) => ({ file: basename(file), read: async () => (await import(join(root, file)) as { bench: Bench }).bench })));
  await endAll();
  return code;
});
process.exit();
