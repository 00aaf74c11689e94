import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { checkAst } from './astCase.ts';
import { checkRun } from './runCase.ts';

/** One recorded answer: `check` gives what differs from it, undefined where nothing does. */
export interface Case { readonly name: string; readonly part: 'ast' | 'run'; readonly check: () => string | undefined | Promise<string | undefined> }

/** The recorded parts of one script. */
function casesOf(script: string, root: string): Case[] {
  const base = script.slice(0, -'.ps1'.length), name = relative(root, base).replaceAll('\\', '/');
  const parserOnly = basename(dirname(script)) === 'ast', tree = parserOnly ? `${base}.json` : `${base}.ast.json`;
  const cases: Case[] = [];
  if (existsSync(tree)) cases.push({ name: `${name} (ast)`, part: 'ast', check: () => checkAst(script, tree) });
  if (!parserOnly && existsSync(`${base}.json`)) cases.push({ name: `${name} (run)`, part: 'run', check: () => checkRun(script, `${base}.json`) });
  return cases;
}

/** All cases below a folder, in the order of their names. */
export function findCases(root: string): Case[] {
  return globSync('**/*.ps1', { cwd: root }).sort().flatMap((file) => casesOf(join(root, file), root));
}

/** A list of cases by name with the reason: two blanks or more between them, `#` begins a comment. */
function listed(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
  return new Map(lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const [name = '', ...reason] = line.split(/ {2,}/);
    return [name, reason.join(' ')];
  }));
}
/** Cases that differ on purpose. */
export const knownDifferences = (): ReadonlyMap<string, string> => listed('known-differences.txt');
/** Cases the engine does not answer right yet; `run.ts --write-pending` makes the list anew. */
export const pendingCases = (): ReadonlyMap<string, string> => listed('pending.txt');
export const PENDING_FILE: string = join(import.meta.dirname, 'pending.txt');

/** What differs from the recorded answer, undefined where nothing does. */
export async function differenceOf(one: Case): Promise<string | undefined> {
  try {
    return await one.check();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** What is wrong with a case's outcome, undefined where it is as it should be: a listed difference has to be one still. */
export async function verdict(one: Case, lists: Readonly<Record<string, ReadonlyMap<string, string>>>): Promise<string | undefined> {
  const problem = await differenceOf(one);
  for (const [file, names] of Object.entries(lists)) {
    const reason = names.get(one.name);
    if (reason !== undefined) return problem === undefined ? `agrees now; take it out of ${file} (${reason})` : undefined;
  }
  return problem;
}
