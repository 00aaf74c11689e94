/** Reading what the linter is to judge, and how: shared by the commands that use it. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from '../powershell/index.ts';
import { fileFacts, LARGEST_RUNBOOK, type FileFacts } from '../project/folder/index.ts';
import { findRule, indexedFacts, SEVERITIES, type ConnectionFacts, type FolderFacts, type FolderFile, type Rule, type Severity, type SeveritySetting } from '../project/lint/index.ts';
import { CliError } from './cliError.ts';
import type { OptionValues } from './command.ts';
import { ExitCode } from './exitCodes.ts';
import { readInput } from './readInput.ts';
import { decode, unreadable } from './runbookText.ts';

const nameOf = (path: string): string => basename(path).replace(/\.ps1$/i, '');

/** A parsed runbook file; `shown` is how messages name it. */
export async function readScript(path: string, shown: string): Promise<FolderFile> {
  const bytes = await readInput(path).catch((error: unknown) => { throw unreadable(shown, error); });
  const text = decode(bytes, shown), size = Buffer.byteLength(text);
  // A clean bill for what no server takes would mislead, and such a text takes seconds and a lot of memory.
  if (size > LARGEST_RUNBOOK) throw new CliError(ExitCode.runbook, `The runbook ${shown} has ${(size / 1024 / 1024).toFixed(1)} MB, and SMA takes ${LARGEST_RUNBOOK / 1024 / 1024} at most. Split it into several that call each other.`);
  return { fileName: nameOf(path), result: parse(text) };
}

/** Pester tests are no runbooks. */
const isRunbook = (name: string): boolean => /\.ps1$/i.test(name) && !/\.tests\.ps1$/i.test(name);

/** Runbook files of a folder by name; folders of tools are left out, and `unread` is told of one below that cannot be read: the others count all the same. */
export async function scripts(folder: string, unread?: (folder: string, error: unknown) => void): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1)), found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // A link to a file counts as one, and one that leads nowhere as a file that cannot be read; a link to a folder would lead anywhere.
    const isFile = entry.isFile() || (entry.isSymbolicLink() && isRunbook(entry.name) && await stat(path).then((target) => target.isFile(), () => true));
    if (isFile && isRunbook(entry.name)) found.push(path);
    else if (unread !== undefined && entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
      found.push(...await scripts(path, unread).catch((error: unknown) => {
        unread(path, error);
        return [];
      }));
    }
  }
  return found;
}

/** Characters of scripts whose trees are kept from one look at a folder to the next: a tree takes many times its text. */
const KEPT = 8_000_000;

/** The runbooks of a folder as they were read. */
export interface ReadFiles { readonly all: readonly { readonly facts: FileFacts }[]; readonly unread: readonly string[]; readonly readable: ReadonlySet<string>; readonly kept: ReadonlyMap<string, FolderFile> }

/** Reads the runbooks of a folder. Of a large folder only a part stays parsed; the rest is to be read again. */
export async function readFolder(files: Iterable<string>, read: (file: string) => Promise<FolderFile | undefined>): Promise<ReadFiles> {
  const all: { readonly facts: FileFacts }[] = [], unread: string[] = [], readable = new Set<string>(), kept = new Map<string, FolderFile>();
  let room = KEPT;
  for (const file of files) {
    const source = await read(file);
    if (source === undefined) {
      unread.push(nameOf(file));
      continue;
    }
    readable.add(file);
    all.push({ facts: fileFacts(source.fileName, source.result) });
    room -= source.result.text.length;
    if (room >= 0) kept.set(file, source);
  }
  return { all, unread, readable, kept };
}

/** What the runbooks of a folder tell each other, with what is told of others and of assets. */
export function folderFacts({ all, unread }: ReadFiles, told: ConnectionFacts): FolderFacts {
  const facts = indexedFacts(all, told), runbooks = new Map(facts.runbooks);
  // What cannot be read is there all the same: a call of it is not missing.
  for (const name of unread) if (!runbooks.has(name.toLowerCase())) runbooks.set(name.toLowerCase(), { name, type: 'Script', calls: new Set(), parameters: undefined, isAmbiguous: true });
  return { runbooks, assets: facts.assets };
}

/** The runbooks beside a file. One that cannot be read is left out, a folder that cannot be read has none. */
export async function neighbours(path: string): Promise<readonly { readonly facts: FileFacts }[]> {
  const files = await scripts(dirname(path)).catch(() => []), found: { readonly facts: FileFacts }[] = [];
  for (const file of files) {
    const source = await readScript(file, file).catch(() => undefined);
    if (source !== undefined) found.push({ facts: fileFacts(source.fileName, source.result) });
  }
  return found;
}

/** The rule that an option names. */
export function ruleOf(word: string, option: string, command = 'lint'): Rule {
  const rule = findRule(word);
  if (rule === undefined) throw new CliError(ExitCode.usage, `--${option}: there is no rule "${word}"; "sma lint . --rules" lists them.`, command);
  return rule;
}

/** One of the words an option allows. */
export function oneOf<T extends string>(word: string, allowed: readonly T[], option: string, command = 'lint'): T {
  const found = allowed.find((each) => each === word.toLowerCase());
  if (found === undefined) throw new CliError(ExitCode.usage, `--${option} must be one of ${allowed.join(', ')}.`, command);
  return found;
}

/** Severities as `--severity RULE=LEVEL` gives them. */
export function severitiesOf(options: OptionValues, command = 'lint'): Record<string, SeveritySetting> {
  return Object.fromEntries(options.all('severity').map((given): [string, SeveritySetting] => {
    const split = given.indexOf('=');
    if (split < 0) throw new CliError(ExitCode.usage, '--severity must be written as RULE=LEVEL.', command);
    const rule = ruleOf(given.slice(0, split), 'severity', command);
    if (rule.isFixed === true) throw new CliError(ExitCode.usage, `--severity: ${rule.id} is always an error: what it finds can be neither published nor run.`, command);
    return [rule.id, oneOf<Severity | 'off'>(given.slice(split + 1), [...SEVERITIES, 'off'], 'severity', command)];
  }));
}
