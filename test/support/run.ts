// node test/support/run.ts FOLDER TIMEOUT: runs every *.test.ts below the folder in this process.
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { endOrFail, runMocha } from './counting.ts';

const [folder = 'test/unit', timeout = '5000'] = process.argv.slice(2);
const files = globSync(`${folder}/**/*.test.ts`).toSorted();
if (files.length === 0) {
  process.stderr.write(`There are no tests in ${folder}.\n`);
  process.exit(2);
}
endOrFail(await runMocha(files.map((file) => resolve(file)), Number(timeout)));
