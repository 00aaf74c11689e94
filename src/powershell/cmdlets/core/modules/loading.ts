/** Finding a module's files, running them in a scope of their own, and bringing what they export to a caller. */
import { nameRemarks } from './commandNames.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { hasWildcard, wildcard } from '../../../runtime/operators/wildcard.ts';
import { runIn } from '../../../runtime/run/blocks.ts';
import type { CmdletContext, ErrorSpec } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { Cmdlet } from '../../../runtime/cmdlet.ts';
import type { FunctionEntry } from '../../../runtime/run/commands/commands.ts';
import { prefixed } from '../../../runtime/run/commands/prefixed.ts';
import { Invocation } from '../../../runtime/run/commands/invocation.ts';
import { Frame } from '../../../runtime/run/frame.ts';
import { verifyRequirements } from '../../../runtime/run/requirements.ts';
import { Layout } from '../../../runtime/run/layout.ts';
import { scriptText } from '../../../runtime/run/scriptText.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import type { Writer } from '../../../runtime/run/pipeline/writers.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { aliasNotes } from '../aliases.ts';
import { ScriptBlock, blockOf } from '../../../runtime/values/scriptBlock.ts';
import type { Dictionary } from '../../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { unset } from '../../../runtime/values/value.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { placeOf } from '../../items/paths/paths.ts';
import type { FilePort } from '../../../runtime/host.ts';
import { slashes } from '../../items/paths/pathText.ts';
import { ItemError } from '../../items/providers/provider.ts';
import { checkManifest } from './checkManifest.ts';
import { readDataFile } from './dataFile.ts';
import { asksVersion, isWanted, wantedModule } from './specification.ts';
import type { Wanted } from './specification.ts';

/** Modules whose text has said itself what it exports. */
const explicit = new WeakSet<ModuleState>();
/** Whether the module's text has said itself what it exports. */
export const saysExports = (state: ModuleState): boolean => explicit.has(state);
const manifests = new WeakMap<ModuleState, Dictionary>();
/** What Import-Module's -Prefix is where it is not given: the manifest's DefaultCommandPrefix. */
export const ownPrefix = (state: ModuleState): string => toText(manifests.get(state)?.get('DefaultCommandPrefix') ?? '');
/** The type or format files that a manifest names. */
export const dataFilesOf = (ctx: CmdletContext, manifest: Dictionary, folder: string, key: 'TypesToProcess' | 'FormatsToProcess'): string[] =>
  toItems(manifest.get(key) ?? undefined).map((name) => besideManifest(portOf(ctx), folder, toText(name), '.ps1xml'));
/** A file that a manifest names, whatever the case of its letters; its ending is given to it where it has another (FixFileName). */
export const besideManifest = (files: FilePort, folder: string, name: string, ending = ''): string =>
  slashes(fold(name).endsWith(ending) ? name : name + ending, files.separator).split(files.separator).reduce((at, part, index) => (index === 0 && part === '' ? files.separator : part === '' ? at : anyCase(files, at, part)), folder);
/** Whether a manifest names all that its module exports: the root is looked into where it does not (ModuleCmdletBase.LoadModuleManifest). */
export const namesAllExports = (manifest: Dictionary): boolean => ['FunctionsToExport', 'CmdletsToExport', 'AliasesToExport'].every((key) => manifest.has(key) && toItems(manifest.get(key) ?? undefined).every((v) => !hasWildcard(toText(v))));
export const manifestOf = (state: ModuleState): Dictionary | undefined => manifests.get(state);

/** The version that a module's file gives itself: its manifest's. */
export function versionOf(ctx: CmdletContext, path: string): string {
  if (!/\.psd1$/i.test(path)) return '0.0';
  try { return toText(readDataFile(ctx, path).get('ModuleVersion') ?? '0.0'); } catch (error) {
    if (error instanceof ItemError) return '0.0';
    throw error;
  }
}
/** The file of a module: a path, or a name in one of the folders of PSModulePath; one of a version that is wanted. */
export function findModule(ctx: CmdletContext, name: string, wanted?: Wanted): string | undefined {
  return modulesNamed(ctx, name).find((path) => wanted === undefined || !asksVersion(wanted) || isWanted(wanted, versionOf(ctx, path)));
}
/** All files of modules of a name, the newest version first. */
export function modulesNamed(ctx: CmdletContext, name: string): readonly string[] {
  const files = portOf(ctx), isFile = (p: string): boolean => files.stat(p)?.isDirectory === false;
  const inside = (folder: string, leaf: string): string | undefined => [`${leaf}.psd1`, `${leaf}.psm1`, `${leaf}.ps1`].map((f) => anyCase(files, folder, f)).find(isFile);
  if (/^(?:\.{0,2}[\\/]|~|[A-Za-z]+:)/.test(name) || /\.(psm1|psd1|ps1)$/i.test(name) || (/[\\/]/.test(name) && files.stat(placeOf(ctx, name).path) !== undefined)) {
    const { path } = placeOf(ctx, name);
    if (isFile(path)) return [path];
    const leaf = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return [inside(path, leaf) ?? ['.psd1', '.psm1', '.ps1'].map((e) => path + e).find(isFile), ...versionsIn(files, path).map((at) => inside(at, leaf))].filter((x) => x !== undefined);
  }
  // `Name/Sub` is a module in the folder of another.
  const leaf = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return moduleFolders(ctx).flatMap((folder) => {
    const home = name.split(/[\\/]/).reduce((at, part) => anyCase(files, at, part), folder);
    return files.stat(home)?.isDirectory === true ? [...versionsIn(files, home), home].map((at) => inside(at, leaf)).filter((x) => x !== undefined) : [];
  });
}
/** What is in a folder by a name in any case: modules are known so on every system, whatever its files are (ModuleUtils). */
function anyCase(files: FilePort, folder: string, name: string): string {
  const exact = files.resolve(folder, name);
  if (files.separator === '\\' || files.stat(exact) !== undefined || files.stat(folder)?.isDirectory !== true) return exact;
  return files.list(folder).find((entry) => fold(entry.name) === fold(name))?.path ?? exact;
}
/** The folders of PSModulePath. */
export const moduleFolders = (ctx: CmdletContext): readonly string[] => (ctx.host.environment.get('PSModulePath') ?? '').split(portOf(ctx).separator === '\\' ? ';' : ':').filter((folder) => folder !== '');
const versionsIn = (files: FilePort, home: string): readonly string[] =>
  (files.stat(home)?.isDirectory === true ? files.list(home).filter((e) => e.isDirectory && /^\d+(\.\d+)+$/.test(e.name)).map((e) => e.path).sort((a, b) => b.localeCompare(a, 'en', { numeric: true })) : []);
/** Runs a block as the text of a module; `args` fill its parameters. */
export function runModule(ctx: CmdletContext, state: ModuleState, block: ScriptBlock, out: Writer, args: readonly Value[] = [], nested: readonly ModuleState[] = []): void {
  const { session } = ctx;
  verifyRequirements(session, block.code.source.file.replace(/^.*[\\/]/, ''), block.code.ast.requirements);
  state.frame = new Frame(session, new Layout(), session.global, state, out, ctx.valueStreams, block.code.source);
  // Set-StrictMode of a script is the script's own (about_Scopes): modules lie beside it.
  state.frame.strict = 0;
  state.frame.isScript = true;
  // While it loads, and in the scope of its script from then on, it is the call of its file (ScriptInfo of PSModuleInfo.Invoke).
  const { file } = block.code.source;
  if (/\.psm1$/i.test(file)) {
    const called = new Invocation({ kind: 'ExternalScript', name: file.replace(/^.*[\\/]/, ''), block: block.code, module: state, script: new ScriptBlock(block.code, state) }, '', ctx.position);
    called.pipelineLength = 0;
    // Its text runs in the scope that stays.
    called.caller = null;
    state.frame.invocation = called;
  }
  for (const part of nested) importMembers(part, state.frame, { prefix: '', functions: undefined }, () => { /* Its own business. */ });
  if (block.code.ast.paramBlock === undefined) state.frame.assign('args', [...args]);
  runIn(state.frame, new ScriptBlock(block.code, state), null, out, ctx.valueStreams, args);
  if (!explicit.has(state)) exportMembers(state, { functions: ['*'], aliases: ['*'], variables: [] });
}
function missing(name: string, where: string, path: string): ErrorSpec {
  return {
    id: 'Modules_ModuleFileNotFound', category: 'ResourceUnavailable', target: path.replace(/^.*[\\/]|\.psd1$/gi, ''), exception: 'System.Management.Automation.PSInvalidOperationException',
    message: `The module to process '${name}', listed in field '${where === 'RootModule' ? 'ModuleToProcess/RootModule' : where}' of module manifest '${path}' was not processed because no valid module was found in any module directory.`,
  };
}
/** What is told of the manifest of a part whose text has failed. */
export const brokenParts: WeakMap<PowerShellError, ErrorSpec> = new WeakMap();
/** Runs a part of a manifest's module. */
function asPart<R>(told: () => ErrorSpec, run: () => R): R {
  try { return run(); } catch (e) {
    if (e instanceof PowerShellError && !brokenParts.has(e)) brokenParts.set(e, told());
    throw e;
  }
}
/** What a manifest wants to be there before its module runs; throws where it is not. */
export type Prepare = (manifest: Dictionary, folder: string, path: string) => void;
/** Loads a module file, its manifest's root and nested modules included. */
export function loadModule(ctx: CmdletContext, path: string, out: Writer, args: readonly Value[] = [], prepare?: Prepare): ModuleState {
  const files = portOf(ctx), leaf = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), state = new ModuleState(leaf.replace(/\.[^.]*$/, ''));
  state.path = path;
  if (!/\.psd1$/i.test(leaf)) {
    runModule(ctx, state, ctx.session.parseBlock(scriptText(files.read(path)), path), out, args);
    tellExports(ctx, state);
    return state;
  }
  const manifest = readDataFile(ctx, path);
  checkManifest(manifest, path);
  const folder = files.resolve(path, '..'), field = (name: string): Value => manifest.get(name) ?? null;
  manifests.set(state, manifest);
  prepare?.(manifest, folder, path);
  state.version = field('ModuleVersion') === null ? '0.0' : toText(field('ModuleVersion'));
  state.description = toText(field('Description'));
  const root = toText(field('ModuleToProcess')) || toText(field('RootModule'));
  const partOf = (name: string): string => {
    const leaf = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), at = (ending: string): string => besideManifest(files, folder, name + ending);
    for (const ending of ['', '.psm1', '.psd1', '.cdxml', '.dll', ...['.psd1', '.psm1', '.cdxml', '.dll'].map((one) => `/${leaf}${one}`)]) if (files.stat(at(ending))?.isDirectory === false) return at(ending);
    return findModule(ctx, name) ?? ctx.fail(missing(name, root === name ? 'RootModule' : 'NestedModules', path));
  };
  const tellLoad = (file: string): void => { ctx.verbose(`Loading module from path '${file}'.`); };
  const nested = toItems(field('NestedModules') ?? undefined).map((given) => {
    const file = partOf(wantedModule(given)?.name ?? toText(given));
    tellLoad(file);
    const part = asPart(() => missing(toText(given), 'NestedModules', path), () => loadModule(ctx, file, out, [], prepare));
    for (const e of part.exported.functions.values()) ctx.verbose(`Importing function '${e.name}'.`);
    for (const folded of part.exported.aliases.keys()) ctx.verbose(`Importing alias '${aliasName(part, folded)}'.`);
    return part;
  });
  const rootPath = root === '' ? undefined : partOf(root), text = rootPath === undefined || !/\.(psm1|ps1)$/i.test(rootPath) ? '' : scriptText(files.read(rootPath));
  state.nested = nested;
  if (rootPath !== undefined) tellLoad(rootPath);
  // Its parts are there before it runs, and it sees what they export.
  asPart(() => missing(root, 'RootModule', path), () => { runModule(ctx, state, ctx.session.parseBlock(text, rootPath ?? path), out, args, nested); });
  tellExports(ctx, state);
  restrict(state, field);
  return state;
}
/** What the manifest does not list is not exported. */
function restrict(state: ModuleState, field: (name: string) => Value): void {
  const kept = (map: Map<string, unknown> | Set<string>, list: Value): void => {
    if (list === null) return;
    const patterns = toItems(list).map(toText);
    for (const name of map.keys()) if (!patterns.some((p) => wildcard(p).test(name))) map.delete(name);
  };
  kept(state.exported.functions, field('FunctionsToExport'));
  kept(state.exported.aliases, field('AliasesToExport'));
  kept(state.exported.variables, field('VariablesToExport'));
}
/** What a module exports that does not say what. */
export function tellExports(ctx: CmdletContext, state: ModuleState): void { if (!saysExports(state)) {
  for (const e of state.exported.functions.values()) ctx.verbose(`Exporting function '${e.name}'.`);
  for (const folded of state.exported.aliases.keys()) ctx.verbose(`Exporting alias '${aliasName(state, folded)}'.`);
} }
/** An alias as the module spells it. */
export const aliasName = (state: ModuleState, folded: string): string => aliasNotes(state.frame).get(folded)?.name ?? folded;
export interface Exports { readonly functions: readonly string[]; readonly aliases: readonly string[]; readonly variables: readonly string[] }
/** Adds what matches to the exports; gives what was added, `function x` and so on. */
export function exportMembers(state: ModuleState, wanted: Exports, says = false): string[] {
  const added: string[] = [], { frame } = state, hit = (patterns: readonly string[], name: string): boolean => patterns.some((p) => (hasWildcard(p) ? wildcard(p).test(name) : fold(p) === fold(name)));
  if (says) explicit.add(state);
  for (const [folded, e] of frame.functions ?? []) if (hit(wanted.functions, e.name) && !state.exported.functions.has(folded)) { state.exported.functions.set(folded, e); added.push(`function '${e.name}'`); }
  for (const name of frame.names()) if (wanted.variables.length > 0 && !/^(?:_|args)$/i.test(name) && hit(wanted.variables, name)) { state.exported.variables.add(name); added.push(`variable '${name}'`); }
  for (const [folded, to] of frame.aliases ?? []) if (hit(wanted.aliases, folded)) { state.exported.aliases.set(folded, to); added.push(`alias '${aliasName(state, folded)}'`); }
  return added;
}
/** Whether a module is one of another's parts. */
export const isPart = (state: ModuleState, other: ModuleState): boolean => state.nested.some((part) => part === other || isPart(part, other));
/** Where a caller's imports go: its module's scope, or the global one. */
export const importTarget = (ctx: CmdletContext, global: boolean): Frame => (global ? ctx.session.global : ctx.session.current.module.frame);

export interface ImportChoice { readonly prefix: string; readonly functions: readonly string[] | undefined; /** As `functions` where absent. */ readonly cmdlets?: readonly string[] | undefined; readonly aliases?: readonly string[] | undefined; readonly variables?: readonly string[] | undefined }
/** Makes exported members visible in a scope. `say` hears `function 'x'` for each. */
export function importMembers(state: ModuleState, target: Frame, choice: ImportChoice, say: (what: string) => void): void {
  const chosen = (patterns: readonly string[] | undefined, name: string): boolean => patterns === undefined || patterns.some((p) => wildcard(p).test(name));
  for (const [, e] of [...state.exported.functions].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!chosen(e.kind === 'Cmdlet' ? choice.cmdlets ?? choice.functions : choice.functions, e.name)) continue;
    const name = prefixed(choice.prefix, e.name);
    if (e.kind === 'Cmdlet') { target.session.imported.set(fold(name), name === e.name ? e : Object.create(e, { name: { value: name, enumerable: true } }) as Cmdlet); say(`cmdlet '${name}'`); continue; }
    // One block, whatever name it is looked at by.
    if ('block' in e && e.block !== undefined) blockOf(e);
    (target.functions ??= new Map()).set(fold(name), { ...(e as FunctionEntry), name, module: 'module' in e && typeof e.module !== 'string' && isPart(state, e.module) ? e.module : state, moduleName: state.name });
    say(`function '${name}'`);
  }
  for (const name of state.exported.variables) { const v = state.frame.own(fold(name)); if (v !== unset && chosen(choice.variables, name)) { target.session.spell(name); target.assign(name, v); say(`variable '${name}'`); } }
  for (const [folded, to] of state.exported.aliases) if (chosen(choice.aliases, folded)) {
    const note = aliasNotes(state.frame).get(folded), name = prefixed(choice.prefix, note?.name ?? folded);
    (target.aliases ??= new Map()).set(fold(name), to);
    aliasNotes(target).set(fold(name), { name, description: note?.description ?? '', options: note?.options ?? 'None', module: state });
    say(`alias '${name}'`);
  }
  state.prefix = choice.prefix;
  target.session.commandVersion += 1;
}
/** Most names; nothing is to be said of them. */
const ORDINARY = /^(?:add|clear|connect|convert|convertfrom|convertto|copy|disable|disconnect|enable|export|find|get|import|initialize|install|invoke|join|measure|move|new|publish|read|receive|register|remove|rename|reset|resolve|restart|restore|resume|save|search|select|send|set|show|split|start|stop|submit|sync|test|uninstall|unregister|update|wait|write)-\w+$/i;
/** Tells what is imported, with remarks on the names of commands; `warns`: once for the whole module, too. */
export function tellImports(ctx: CmdletContext, state: ModuleState, warns: boolean): (what: string) => void {
  const warned = new Set<string>();
  return (what) => {
    const name = /^(?:function|cmdlet) '(.*)'$/s.exec(what)?.[1];
    if (name?.includes('-') === true && !ORDINARY.test(name)) for (const { kind, warning, line } of nameRemarks(name, state.name)) {
      if (warns && !warned.has(kind)) ctx.warning(warning);
      warned.add(kind);
      ctx.verbose(line);
    }
    ctx.verbose(`Importing ${what}.`);
  };
}
/** Takes a module's members out of a scope again. `say` hears `"x" function` for each. */
export function forgetMembers(state: ModuleState, target: Frame, say: (what: string) => void = () => undefined): void {
  for (const [folded, e] of target.functions ?? []) if ('module' in e && typeof e.module !== 'string' && (e.module === state || isPart(state, e.module)) && target.functions?.delete(folded) === true) say(`"${e.name}" function`);
  const own = new Set<unknown>(state.exported.functions.values()), { imported } = target.session;
  for (const [folded, e] of imported) if (own.has(e) || own.has(Object.getPrototypeOf(e))) imported.delete(folded);
  for (const name of state.exported.variables) { if (target.own(fold(name)) !== unset) say(`"${name}" variable`); target.forget(fold(name)); }
  for (const [folded] of state.exported.aliases) { const name = prefixed(state.prefix, aliasName(state, folded)); if (target.aliases?.delete(fold(name)) === true) say(`"${name}" alias`); }
  target.session.commandVersion += 1;
}
