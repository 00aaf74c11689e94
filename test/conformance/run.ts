/**
 * Runs recorded cases: `node test/conformance/run.ts [DIR …] [--only ast|run] [--gear 1|2] [--verbose] [--write-pending]`. Prints each
 * case that fails and why, and ends with `N passed, N failed`; only agreement passes, whatever the lists say.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run -s conformance -- [DIR ...] [--only ast|run] [--gear 1|2] [--verbose] [--write-pending]

Runs recorded cases, those of test/conformance/cases or of the folders DIR, and prints each that fails and why.
  --only ast|run     only syntax trees, or only runs
  --gear 1|2         the engine in one gear alone; it changes by itself otherwise
  --verbose          name the cases that pass too
  --write-pending    write test/conformance/pending.txt anew`;

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true, options: { only: { type: 'string' }, gear: { type: 'string' }, verbose: { type: 'boolean', default: false }, 'write-pending': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return process.exit(2);
  }
}

const { values, positionals } = readOptions();
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
const missing = positionals.find((directory) => !existsSync(directory));
if (missing !== undefined || (values.gear !== undefined && !/^[12]$/.test(values.gear)) || (values.only !== undefined && !/^(ast|run)$/.test(values.only))) {
  console.error(missing === undefined ? `--gear is 1 or 2, --only is ast or run.\n\n${HELP}` : `There is no folder ${missing}.`);
  process.exit(2);
}
// Only now: it takes a while.
const { gears } = await import('../../src/powershell/runtime/compile/generate/gears.ts');
const { PENDING_FILE, differenceOf, findCases, knownDifferences } = await import('./cases.ts');
// The engine changes gear by itself; either can be asked for alone.
if (values.gear !== undefined) gears.turns = gears.calls = values.gear === '1' ? Infinity : 0;
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
if (passed + failed === 0) {
  console.error(`There is no case in ${roots.join(', ')}: a .ps1 with its .json or .ast.json beside it.`);
  process.exitCode = 2;
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
