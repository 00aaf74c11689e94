/** Aliases as a session has them: names with what they stand for, and the object Get-Alias gives. */
import { lookupType } from '../../runtime/types/registry.ts';
import { laterType } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import { CommandInfo, infoOf } from '../../runtime/run/commands/commandInfo.ts';
import type { CmdletContext, ErrorSpec } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { current } from '../../runtime/run/current.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { fold } from '../../runtime/values/folding.ts';
import { moduleValue } from '../../runtime/types/automation/context.ts';
import { Version } from '../../runtime/values/version.ts';
import type { ModuleState } from '../../runtime/run/session.ts';
import type { Value } from '../../runtime/values/value.ts';
import { commandType } from './commandObject.ts';

export interface Alias { readonly name: string; readonly definition: string; readonly description: string; readonly options: string; /** The one that it was imported from. */ readonly module?: ModuleState | undefined }
type Note = Pick<Alias, 'name' | 'description' | 'options' | 'module'>;
const notes = new WeakMap<Frame, Map<string, Note>>();
/** What was said of a scope's aliases beside their definitions, by folded name. */
export function aliasNotes(frame: Frame): Map<string, Note> {
  let made = notes.get(frame);
  if (made === undefined) notes.set(frame, (made = new Map()));
  return made;
}
/** Aliases that every scope has, those that anyone may change, and those that are both; the other ones that a session begins with are read-only (InitialSessionState.BuiltInAliases). */
const ALL_SCOPE = new Set(['cd', 'copy', 'cp', 'del', 'dir', 'echo', 'md', 'move', 'popd', 'pushd']);
const FREE = new Set(['cat', 'chdir', 'clear', 'cls', 'erase', 'gjb', 'h', 'history', 'icm', 'kill', 'ls', 'man', 'mount', 'mv', 'ps', 'pwd', 'r', 'rcjb', 'rd', 'ren', 'rjb', 'rm', 'rmdir', 'rujb', 'sajb', 'set', 'sls', 'spjb', 'sujb', 'type', 'wjb']);
const EVERYWHERE = new Set(['%', '?', 'foreach', 'select', 'where']);
const builtInOptions = (name: string): string => (EVERYWHERE.has(name) ? 'ReadOnly, AllScope' : ALL_SCOPE.has(name) ? 'AllScope' : FREE.has(name) ? 'None' : 'ReadOnly');
const isBuiltIn = (frame: Frame, folded: string, definition: string): boolean => frame === frame.session.global && frame.session.cmdlets.get(fold(definition))?.aliases?.some((a) => fold(a) === folded) === true;
/** A scope's own alias. */
export function ownAlias(frame: Frame, folded: string): Alias | undefined {
  const definition = frame.aliases?.get(folded);
  if (definition === undefined) return undefined;
  const note = notes.get(frame)?.get(folded) ?? { name: folded, description: '', options: isBuiltIn(frame, folded, definition) ? builtInOptions(folded) : 'None' };
  return { ...note, definition };
}
export const hasOption = (alias: Alias | undefined, option: string): boolean => alias?.options.includes(option) === true;
/** The alias that a scope has: its own, or one that is in every scope. */
export function aliasIn(frame: Frame, name: string): Alias | undefined {
  const folded = fold(name), own = ownAlias(frame, folded);
  if (own !== undefined) return own;
  for (let f = frame.parent; f !== null; f = f.parent) { const outer = ownAlias(f, folded); if (outer !== undefined) return hasOption(outer, 'AllScope') ? outer : undefined; }
  const outer = ownAlias(frame.session.global, folded);
  return hasOption(outer, 'AllScope') ? outer : undefined;
}
/** All aliases a frame sees, by folded name; inner scopes win, and private ones are seen in their own scope alone. With `only`, those of that scope. */
export function aliasTable(frame: Frame, only = false): Map<string, Alias> {
  const out = new Map<string, Alias>();
  const add = (f: Frame): void => { for (const folded of f.aliases?.keys() ?? []) {
    const alias = out.has(folded) ? undefined : ownAlias(f, folded);
    if (alias !== undefined && (f === frame || (!hasOption(alias, 'Private') && (!only || hasOption(alias, 'AllScope'))))) out.set(folded, alias);
  } };
  for (let f: Frame | null = frame; f !== null; f = f.parent) add(f);
  add(frame.session.global);
  return out;
}

/** System.Management.Automation.AliasInfo. */
export class AliasInfo extends CommandInfo {
  private held: Alias;
  readonly resolved: CommandInfo | null;
  constructor(alias: Alias, resolved: CommandInfo | null, fallback: CommandInfo['entry']) { super(resolved?.entry ?? fallback); this.held = alias; this.resolved = resolved; }
  get alias(): Alias { return this.held; }
  /** Says what the alias is for, in the session too. */
  describe(description: string): void {
    this.held = { ...this.held, description };
    const folded = fold(this.held.name);
    for (let f: Frame | null = current().current; f !== null; f = f.parent) if (f.aliases?.has(folded) === true) { aliasNotes(f).set(folded, this.held); return; }
  }
  override get name(): string { return this.alias.name; }
  override get commandType(): string { return 'Alias'; }
}
const type = named<AliasInfo>('System.Management.Automation.AliasInfo', [], { base: lookupType('System.Management.Automation.CommandInfo') as NetType<unknown> });
laterType<AliasInfo>(type, () => ({
  text: (a) => a.name,
  props: {
    CommandType: [undefined, () => commandType('Alias')], Name: [T.String, (a) => a.name], Definition: [T.String, (a) => a.alias.definition],
    DisplayName: [T.String, (a) => `${a.name} -> ${a.resolved?.name ?? a.alias.definition}`],
    ReferencedCommand: [undefined, (a) => a.resolved], ResolvedCommand: [undefined, (a) => a.resolved], ResolvedCommandName: [T.String, (a) => a.resolved?.name ?? null],
    Options: [T.String, (a) => a.alias.options], Description: [T.String, (a) => a.alias.description, (a, v) => { a.describe(toText(v)); }], Version: [undefined, (a) => (a.alias.module === undefined ? null : Version.parse(a.alias.module.version) ?? null)], Source: [T.String, (a) => a.alias.module?.name ?? ''], ModuleName: [T.String, (a) => a.alias.module?.name ?? ''], Module: [undefined, (a) => (a.alias.module === undefined ? null : moduleValue(a.alias.module))],
  },
}), AliasInfo);
/** The object of an alias. */
export function aliasObject(ctx: CmdletContext, alias: Alias): Value {
  const entry = findCommand(ctx.session.current, alias.definition);
  return new AliasInfo(alias, entry === undefined ? null : infoOf(entry), { kind: 'Application', name: alias.name, path: '' });
}
/** Names an alias in a scope. */
export function setAlias(ctx: CmdletContext, frame: Frame, alias: Alias): void {
  (frame.aliases ??= new Map()).set(fold(alias.name), alias.definition);
  aliasNotes(frame).set(fold(alias.name), { name: alias.name, description: alias.description, options: alias.options });
  ctx.session.commandVersion += 1;
}
/** What keeps an alias of a scope from being set to another, as an error to report; undefined where nothing does (SessionStateScope.SetAliasItem). */
export function aliasGuard(frame: Frame, alias: Alias, force: boolean): ErrorSpec | undefined {
  const before = aliasIn(frame, alias.name);
  const refused = (id: string, message: string): ErrorSpec => ({ id, category: 'WriteError', target: alias.name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message });
  if (hasOption(before, 'Constant') || (hasOption(before, 'ReadOnly') && !force)) return refused('AliasNotWritable', `Alias is not writeable because alias ${alias.name} is read-only or constant and cannot be written to.`);
  if (hasOption(before, 'AllScope') && !hasOption(alias, 'AllScope')) return refused('AliasAllScopeOptionCannotBeRemoved', `The AllScope option cannot be removed from the alias '${alias.name}'.`);
  return undefined;
}
/** What keeps an alias from being removed. */
export const removalGuard = (alias: Alias | undefined, force: boolean): ErrorSpec | undefined => (alias === undefined || !(hasOption(alias, 'Constant') || (hasOption(alias, 'ReadOnly') && !force)) ? undefined
  : { id: 'AliasNotRemovable', category: 'WriteError', target: alias.name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message: `Alias was not removed because alias ${alias.name} is constant or read-only.` });
