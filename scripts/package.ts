// npm run package: the extension as one file.
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { ensurePackaged } from './lib/build.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { main, step } from './lib/progress.ts';

await main(async () => {
  await ensureDependencies();
  await step('Packing', ensurePackaged, (file) => `${relative(root, file)}, ${(statSync(file).size / 1024).toFixed(0)} KB`);
  return 0;
});
