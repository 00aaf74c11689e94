/**
 * Commands of modules that nobody has imported: the module is loaded when such a command is first named (about_Modules,
 * "Automatic module loading"; about_Preference_Variables, $PSModuleAutoLoadingPreference).
 */
import { constantValue } from '../../../analysis/runbook/parameters.ts';
import { parse } from '../../../syntax/index.ts';
import type { HashtableAst } from '../../../syntax/ast.ts';
import { walk } from '../../../syntax/children.ts';
import { errorRecord, raiseRecord } from '../../errors/raise.ts';
import { FilePortError, type FilePort } from '../../host.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { fold } from '../../values/folding.ts';
import { SwitchParameter } from '../../values/misc.ts';
import { callByName } from './callCommand.ts';
import { prefixed } from './prefixed.ts';
import { scriptText } from '../scriptText.ts';
import type { Session } from '../session.ts';

interface Found { readonly name: string; readonly path: string }
interface ModuleFile { readonly home: string; readonly file: string }

/** Text files of a module that may define commands: its own, and those of folders in it. */
const LEVELS = 2;
const MOST_MODULES = 1_000;
/** Names may have letters of any alphabet, and most signs. */
const DEFINES = /(?:^|[\s;{}])(?:function|filter|workflow)\s+(?:(?:global|script):)?([^\s(){}[\];|&<>"'`$,#@]+)/gi;
const ALIASES = /(?:^|[\s;{}|])(?:Set-Alias|New-Alias|sal|nal)\s+(?:-Name\s+)?['"]?([^\s(){}[\];|&<>"'`$,#@]+)/gi;

/** Gives a session its modules by the names of their commands. What modules hold is looked at once, when a command is first missing. */
export function connectModules(session: Session): void {
  let index: ReadonlyMap<string, Found> | undefined;
  const tried = new Set<string>();
  const { files } = session.host;
  if (files === undefined) return;
  session.autoLoad = (name) => {
    const preference = session.preference(session.current, 'PSModuleAutoLoadingPreference').toLowerCase();
    const qualified = /^([\p{L}\p{M}\p{N}_.-]+)\\([^\\/]+)$/u.exec(name);
    if (preference === 'none' || (preference === 'modulequalified' && qualified === null)) return false;
    index ??= indexOf(session, files);
    const found = index.get(fold(qualified?.[2] ?? name));
    // One that did not bring the command the first time does not the second time.
    if (found === undefined || tried.has(found.path) || (qualified !== null && fold(qualified[1] ?? '') !== fold(found.name))) return false;
    tried.add(found.path);
    try {
      callByName(session.current, 'Import-Module', { Name: found.path, Global: new SwitchParameter(true), ErrorAction: 'Stop' });
    } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      const record = errorRecord({
        id: 'CouldNotAutoLoadMatchingModule', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: name,
        message: `The '${name}' command was found in the module '${found.name}', but the module could not be loaded due to the following error: [${error.record.message}]\nFor more information, run 'Import-Module ${found.name}'.`,
      });
      record.exception.extra.set('CommandName', name);
      return raiseRecord(record);
    }
    return true;
  };
}

/** Which module has a command; of two that have it the one found first. */
function indexOf(session: Session, files: FilePort): ReadonlyMap<string, Found> {
  const index = new Map<string, Found>();
  let modules = 0;
  for (const folder of (session.host.environment.get('PSModulePath') ?? '').split(files.separator === '\\' ? ';' : ':')) {
    for (const { name, path } of foldersIn(files, folder)) {
      modules += 1;
      if (modules > MOST_MODULES) return index;
      const module = moduleIn(files, path, name);
      if (module === undefined) continue;
      for (const command of commandsOf(files, module)) if (!index.has(fold(command))) index.set(fold(command), { name, path: module.file });
    }
  }
  return index;
}

/** The file of a module in its folder, or in the folder of its newest version. */
function moduleIn(files: FilePort, folder: string, name: string): ModuleFile | undefined {
  const versions = foldersIn(files, folder).filter((entry) => /^\d+(\.\d+)+$/.test(entry.name)).sort((a, b) => b.name.localeCompare(a.name, 'en', { numeric: true }));
  for (const home of [...versions.map((entry) => entry.path), folder]) {
    const file = ['.psd1', '.psm1'].map((ending) => files.resolve(home, name + ending)).find((path) => files.stat(path) !== undefined);
    if (file !== undefined) return { home, file };
  }
  return undefined;
}

/**
 * Names of functions and aliases that a module may export. What it does export is seen when it is loaded. With a DefaultCommandPrefix also
 * the names that they are imported under: a workflow has no Import-Module, and the service lists its activities by those.
 */
function commandsOf(files: FilePort, { home, file }: ModuleFile): readonly string[] {
  const defined = new Set(textsIn(files, home, LEVELS).flatMap((text) => [...text.matchAll(DEFINES), ...text.matchAll(ALIASES)].map((match) => match[1] ?? '')));
  const { exported, prefix } = file.endsWith('.psd1') ? exportsOf(textOf(files, file)) : { exported: undefined, prefix: '' };
  const commands = exported === undefined ? [...defined] : [...defined].filter((command) => exported.some((pattern) => wildcard(pattern).test(command)));
  return prefix === '' ? commands : [...commands, ...commands.map((command) => prefixed(prefix, command))];
}

/** Patterns of a manifest, undefined where it leaves them to the module, and its prefix. */
function exportsOf(text: string): { readonly exported: readonly string[] | undefined; readonly prefix: string } {
  const patterns: string[] = [];
  let says = false, prefix = '';
  walk(parse(text).ast, (node) => {
    if (node.kind !== 'HashtableAst') return true;
    for (const { key, value } of pairsOf(node)) {
      if (/^DefaultCommandPrefix$/i.test(key)) prefix = value[0] ?? '';
      if (!/^(functions|aliases)toexport$/i.test(key)) continue;
      if (/^functions/i.test(key)) says = true;
      patterns.push(...value);
    }
    return false;
  });
  return { exported: says ? patterns : undefined, prefix };
}

function pairsOf(table: HashtableAst): readonly { readonly key: string; readonly value: readonly string[] }[] {
  return table.pairs.map(({ key, value: statement }) => {
    const value: string[] = [];
    walk(statement, (node) => {
      if (node.kind === 'StringConstantExpressionAst') value.push(node.value);
      return true;
    });
    return { key: String(constantValue(key) ?? ''), value };
  });
}

function foldersIn(files: FilePort, folder: string): { readonly name: string; readonly path: string }[] {
  if (folder === '') return [];
  return orNothing(() => (files.stat(folder)?.isDirectory === true ? files.list(folder).filter((entry) => entry.isDirectory) : []), []);
}
function textsIn(files: FilePort, folder: string, levels: number): readonly string[] {
  return orNothing(() => files.list(folder), []).flatMap((entry) => {
    if (entry.isDirectory) return levels > 1 ? textsIn(files, entry.path, levels - 1) : [];
    return /\.(psm1|ps1)$/i.test(entry.name) ? [textOf(files, entry.path)] : [];
  });
}
const textOf = (files: FilePort, path: string): string => orNothing(() => scriptText(files.read(path)), '');

/** A module whose files cannot be read has nothing to offer. */
function orNothing<T>(read: () => T, nothing: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FilePortError) return nothing;
    throw error;
  }
}
