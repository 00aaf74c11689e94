// npm run -s sma -- ...: the command line from the sources as they are. Builds first, silently, when something changed.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { SetUpError } from './lib/progress.ts';

try {
  await ensureBuilt({ minified: false });
} catch (error) {
  // Perhaps only because nothing is installed yet.
  if (!(error instanceof SetUpError)) throw error;
  await ensureDependencies();
  try {
    await ensureBuilt({ minified: false });
  } catch (again) {
    process.stderr.write(`${(again as Error).message}\n`);
    process.exit(70);
  }
}
// npm changes to the checkout; a file is meant from where the person is.
const { INIT_CWD: from, npm_lifecycle_event: script } = process.env;
if (script === 'sma' && from && existsSync(from)) process.chdir(from);
const file = join(root, 'dist/cli.cjs');
process.argv[1] = file;
createRequire(file)(file);
