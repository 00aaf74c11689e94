// npm run package: the extension as one file.
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { ensurePackaged } from './lib/build.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { main, say, step, wantsHelp } from './lib/progress.ts';

await main(async () => {
  if (wantsHelp(process.argv.slice(2))) {
    say('npm run package\n\nBuilds the extension and packs it as dist/sma-runbooks.vsix, unless that is there and up to date.');
    return 0;
  }
  await ensureDependencies();
  await step('Packing', ensurePackaged, (file) => `${relative(root, file)}, ${(statSync(file).size / 1024).toFixed(0)} KB`);
  return 0;
});
