/** From a file of tests to what a sandbox runs. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { decodeScript } from '../../powershell/index.ts';
import type { PesterFile, RunbookCase } from '../../powershell/testing/protocol.ts';
import { isCredentialType } from '../../sma/values/parameterValue.ts';
import { CMDLET_NAMES } from '../lint/cmdletNames.ts';
import { nearest } from '../nearest.ts';
import { readRunbookFile, statementOutside } from '../runbookFile.ts';
import type { RunbookFile } from '../runbookFile.ts';
import type { TestProblem } from './results.ts';
import { TestFileError } from './suite.ts';
import type { Suite, SuiteCase, Written } from './suite.ts';

/** Reads a file as somebody sees it: an editor, with what is not saved. Throws where there is none. */
export type ReadText = (path: string) => Promise<string>;
export const readFromDisk: ReadText = async (path) => decodeScript(await readFile(path)).text;

export const DEFAULT_SECONDS = 30;
const START = { line: 1, column: 1 };

export interface PreparedSuite { readonly runbookPath: string; /** What of the runbook is not run. */ readonly warning: TestProblem | undefined; readonly items: readonly { readonly one: SuiteCase; readonly item: RunbookCase; readonly seconds: number }[] }
/** The cases of a suite, checked against their runbook. Throws a TestFileError: no such runbook, one that cannot run, parameters it does not have, mocks of what nobody calls. */
export async function prepareSuite(suite: Suite, read: ReadText, seconds: number | undefined): Promise<PreparedSuite> {
  const folder = dirname(suite.file), runbookPath = await pathOf(folder, suite.runbook.path);
  let text: string;
  try { text = await read(runbookPath); } catch {
    throw new TestFileError(suite.file, suite.runbook.at, `The runbook ${suite.runbook.path} is not there: ${runbookPath}. Name it with "runbook: FILE.ps1".`);
  }
  const runbook = readRunbookFile(runbookPath, text), [fault] = runbook.problems.filter(({ kind }) => kind === 'syntax');
  if (fault !== undefined) throw new TestFileError(runbookPath, { line: fault.line ?? 1, column: fault.column ?? 1 }, `The runbook cannot run. ${fault.message}`);
  // Several cases mock the same few commands: the folder is read once.
  let beside: Promise<readonly string[]> | undefined;
  const items: PreparedSuite['items'][number][] = [];
  for (const one of suite.cases) {
    for (const { command, at } of one.mocks) {
      if (CMDLET_NAMES.includes(command.toLowerCase()) || calls(text, command)) continue;
      if (!(await (beside ??= scriptsBeside(dirname(runbookPath), read))).some((script) => calls(script, command))) throw new TestFileError(suite.file, at, `There is nothing to mock: "${command}" is no command of this engine, and neither ${basename(runbookPath)} nor a script beside it calls it. Correct the name.`);
    }
    const { expect } = one, limit = one.timeoutSeconds ?? seconds ?? DEFAULT_SECONDS;
    items.push({ one, seconds: limit, item: {
      kind: 'case', path: runbookPath, runbook: runbook.name, type: runbook.type ?? 'PowerShellScript', script: text, directory: dirname(runbookPath), parameters: parametersOf(suite, one, runbook), assets: one.assets, mocks: one.mocks,
      wantsJson: hasObjects(one), verbose: expect.streams.verbose !== undefined, debug: expect.streams.debug !== undefined, limitMs: limit * 1000,
    } });
  }
  const outside = statementOutside(runbook, text);
  return { runbookPath, warning: outside === undefined ? undefined : { file: runbookPath, ...outside }, items };
}
/** A file in Pester's words; `testDrive` is a folder for it that is not there yet. */
export function prepareFile(path: string, script: string, parts: { readonly seconds: number | undefined; readonly testDrive: string } & Pick<PesterFile, 'only' | 'names' | 'tags' | 'excludeTags'>): PesterFile {
  const { seconds, ...rest } = parts;
  return { kind: 'pester', path, script, directory: dirname(path), limitMs: (seconds ?? DEFAULT_SECONDS) * 1000, ...rest };
}

/** The file, whatever the case of its name. */
async function pathOf(folder: string, name: string): Promise<string> {
  const path = resolve(folder, name), entries = await readdir(dirname(path)).catch(() => []);
  return join(dirname(path), entries.find((entry) => entry === basename(path)) ?? entries.find((entry) => entry.toLowerCase() === basename(path).toLowerCase()) ?? basename(path));
}
/** Whether a text names a command. */
function calls(text: string, command: string): boolean {
  const name = command.replace(/^.*[\\/]/, '').replace(/\.ps1$/i, '');
  return new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i').test(text);
}
async function scriptsBeside(folder: string, read: ReadText): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.psm?1$/i.test(name) && !/\.tests\.ps1$/i.test(name));
  return await Promise.all(names.map(async (name) => await read(join(folder, name)).catch(() => '')));
}
const hasObjects = ({ expect: { streams: { output } } }: SuiteCase): boolean =>
  (output?.kind === 'all' ? output.records : output === undefined ? [] : [...output.includes, ...output.excludes]).some(({ kind }) => kind === 'json' || kind === 'has');

function parametersOf(suite: Suite, one: SuiteCase, runbook: RunbookFile): RunbookCase['parameters'] {
  const names = runbook.parameters.map(({ name }) => name), seen = new Set<string>();
  return one.parameters.map(({ name, value, at }) => {
    const declared = runbook.parameters.find((parameter) => parameter.name.toLowerCase() === name.toLowerCase());
    if (declared === undefined) {
      const meant = nearest(name, names);
      throw new TestFileError(suite.file, at, `The runbook ${runbook.name} has no parameter "${name}". ${meant === undefined ? '' : `Did you mean "${meant}"? `}${names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`}`);
    }
    if (seen.has(declared.name)) throw new TestFileError(suite.file, at, `The parameter "${declared.name}" is given twice.`);
    seen.add(declared.name);
    return { name: declared.name, value: wireText(value, declared.type), type: declared.type };
  });
}
/** Where the runbook asks for a text, `007` is one. */
function wireText({ json, text }: Written, type: string): string {
  if (isCredentialType(type)) return text ?? json;
  return text !== undefined && /^(system\.)?string$/i.test(type) ? JSON.stringify(text) : json;
}
export const startOf = (file: string): { readonly file: string; readonly line: number; readonly column: number } => ({ file, ...START });
