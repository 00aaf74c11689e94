/**
 * Runs recorded cases: `node test/conformance/run.ts [DIR …] [--only ast|run] [--verbose]`. Prints each case that fails
 * and why, and ends with `N passed, N failed`.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findCases, knownDifferences, verdict } from './cases.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false } } });
const roots = positionals.length > 0 ? positionals.map((directory) => resolve(directory)) : [join(import.meta.dirname, 'cases')];
const known = knownDifferences();
let passed = 0, failed = 0;
for (const one of roots.flatMap((root) => findCases(root))) {
  if (values.only !== undefined && values.only !== one.part) continue;
  const problem = await verdict(one, known);
  if (problem === undefined) {
    passed++;
    if (values.verbose) console.log(`ok ${one.name}`);
  } else {
    failed++;
    console.log(`FAILED ${one.name}: ${problem}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
