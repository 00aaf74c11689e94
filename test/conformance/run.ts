/**
 * Runs recorded cases: `node test/conformance/run.ts [DIR …] [--only ast|run] [--verbose] [--write-pending]`. Prints each
 * case that fails and why, and ends with `N passed, N failed`; only agreement passes, whatever the lists say.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PENDING_FILE, differenceOf, findCases, knownDifferences } from './cases.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false }, 'write-pending': { type: 'boolean', default: false } },
});
const roots = positionals.length > 0 ? positionals.map((directory) => resolve(directory)) : [join(import.meta.dirname, 'cases')];
const known = knownDifferences(), pending: string[] = [];
let passed = 0, failed = 0;
for (const one of roots.flatMap((root) => findCases(root))) {
  if (values.only !== undefined && values.only !== one.part) continue;
  const problem = await differenceOf(one);
  if (problem === undefined) {
    passed++;
    if (values.verbose) console.log(`ok ${one.name}`);
  } else {
    failed++;
    if (!known.has(one.name)) pending.push(one.name);
    console.log(`FAILED ${one.name}: ${problem}${known.has(one.name) ? ` (known: ${known.get(one.name)})` : ''}`);
  }
}
if (values['write-pending']) {
  writeFileSync(PENDING_FILE, `# Cases the engine does not answer right yet. Made by: npm run -s conformance -- --write-pending\n${pending.map((name) => `${name}  not yet\n`).join('')}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
