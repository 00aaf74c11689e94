/**
 * Runs recorded cases: `node test/conformance/run.ts [DIR …] [--only ast|run] [--verbose]`. Prints each case that fails
 * and why, and ends with `N passed, N failed`. A case that is listed in known-differences.txt has to fail.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkAst } from './astCase.ts';

const here = import.meta.dirname;

interface Case { readonly name: string; readonly part: 'ast' | 'run'; readonly check: () => string | undefined | Promise<string | undefined> }

/** The parts of one script that were recorded. */
function casesOf(script: string, root: string): Case[] {
  const base = script.slice(0, -'.ps1'.length), name = relative(root, base).replaceAll('\\', '/');
  const tree = basename(dirname(script)) === 'ast' ? `${base}.json` : `${base}.ast.json`;
  const cases: Case[] = [];
  if (existsSync(tree)) cases.push({ name: `${name} (ast)`, part: 'ast', check: () => checkAst(script, tree) });
  return cases;
}

/** Known differences: one a line, the case's name as it is printed, two blanks, the reason. */
function knownDifferences(): Map<string, string> {
  const file = join(here, 'known-differences.txt');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return new Map(lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const [name = '', ...reason] = line.split(/ {2,}/);
    return [name, reason.join(' ')];
  }));
}

async function outcome(one: Case): Promise<string | undefined> {
  try {
    return await one.check();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false } } });
const roots = positionals.length > 0 ? positionals.map((directory) => resolve(directory)) : [join(here, 'cases')];
const known = knownDifferences();
let passed = 0, failed = 0;
for (const root of roots) {
  const scripts = globSync('**/*.ps1', { cwd: root }).sort().map((file) => join(root, file));
  for (const one of scripts.flatMap((script) => casesOf(script, root))) {
    if (values.only !== undefined && values.only !== one.part) continue;
    const problem = await outcome(one), reason = known.get(one.name);
    if ((problem === undefined) === (reason === undefined)) {
      passed++;
      if (values.verbose) console.log(`ok ${one.name}${reason === undefined ? '' : ` (differs as known: ${reason})`}`);
    } else {
      failed++;
      console.log(`FAILED ${one.name}: ${problem ?? `passes now; take it out of known-differences.txt (${reason ?? ''})`}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
