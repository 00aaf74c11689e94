/** The providers of one level: variables, environment variables, functions, aliases. An item is a name and what it stands for. */
import { toText } from '../../../runtime/convert/toText.ts';
import { compareText } from '../../../runtime/operators/collation.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { driveVariable, setDriveVariable } from '../../../runtime/run/drives.ts';
import { findFunction, isSeen } from '../../../runtime/run/commands/lookup.ts';
import type { Frame } from '../../../runtime/run/frame.ts';
import { fold } from '../../../runtime/values/folding.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { unset } from '../../../runtime/values/value.ts';
import { DictionaryEntry } from '../../../runtime/values/dictionary.ts';
import { attachMembers, unwrap } from '../../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../../runtime/values/scriptBlock.ts';
import { ScopedItemOptions } from '../../../runtime/types/system/enums.ts';
import { convertTo } from '../../../runtime/convert/convert.ts';
import { NetObject } from '../../../runtime/values/value.ts';
import { CommandInfo, infoOf } from '../../../runtime/run/commands/commandInfo.ts';
import { aliasGuard, aliasIn, aliasObject, aliasTable, ownAlias, removalGuard, setAlias } from '../../core/aliases.ts';
import { findVariable, mayChange, mayRemove, guardIn, variableObject, visibleNames } from '../../variable/scopes.ts';
import { driveInfo, providerInfo } from './objects.ts';
import { ItemError, alreadyThere, notSupported, pathNotFound } from './provider.ts';
import type { ItemProvider } from './provider.ts';

interface Store {
  readonly drive: string;
  readonly names: (ctx: CmdletContext) => readonly string[];
  /** The item's object; undefined where there is none. */
  readonly object: (ctx: CmdletContext, name: string) => Value;
  readonly content: (ctx: CmdletContext, name: string) => Value;
  readonly set: (ctx: CmdletContext, name: string, value: Value, force: boolean) => void;
  readonly remove: (ctx: CmdletContext, name: string, force: boolean) => void;
  /** Throws where the item may have no other name. */
  readonly mayRename?: (ctx: CmdletContext, name: string, force: boolean) => void;
  readonly setOptions?: (ctx: CmdletContext, name: string, options: string) => void;
}
/** What PowerShell hangs on every item. */
function marked(provider: string, drive: string, name: string, object: Value): Value {
  if (!(object instanceof NetObject)) return object;
  const bag = attachMembers(object), root = `Microsoft.PowerShell.Core\\${provider}::`;
  for (const [key, value] of [['PSPath', root + name], ['PSDrive', driveInfo({ name: drive, root: '', description: '', provider: { name: provider } }, '')], ['PSProvider', providerInfo(provider)], ['PSIsContainer', false]] as const) if (!bag.has(key)) bag.set(key, value);
  return object;
}
function flat(provider: string, store: Store): ItemProvider {
  const need = (ctx: CmdletContext, path: string): Value => {
    const object = store.object(ctx, path);
    if (object === undefined) throw pathNotFound(`${store.drive}:${ctx.host.files?.separator ?? '/'}${path}`);
    return object;
  };
  const sorted = (ctx: CmdletContext): string[] => [...store.names(ctx)].sort((a, b) => compareText(a, b, true));
  return {
    name: provider, isHierarchical: false,
    exists: (ctx, path) => path === '' || store.object(ctx, path) !== undefined,
    isContainer: (_ctx, path) => path === '',
    item: (ctx, path) => (path === '' ? sorted(ctx).map((n) => store.object(ctx, n)) : marked(provider, store.drive, path, need(ctx, path))),
    children: (ctx) => sorted(ctx).map((name) => ({ path: name, name, isContainer: false, isHidden: false, object: () => marked(provider, store.drive, name, store.object(ctx, name)) })),
    create(ctx, path, { value, force }) {
      if (value === undefined || value === null) throw new ItemError({ id: 'NewItemValueNotSpecified', category: 'InvalidArgument', target: path, exception: 'System.Management.Automation.PSArgumentNullException', message: 'Cannot process argument because the value of argument "value" is null. Change the value of argument "value" to a non-null value.' });
      if (!force && store.object(ctx, path) !== undefined) throw alreadyThere(path);
      store.set(ctx, path, value, force);
      return this.item(ctx, path);
    },
    set(ctx, path, value, force, options) {
      if (value !== null || options === undefined || store.setOptions === undefined) store.set(ctx, path, value, force);
      if (options !== undefined) store.setOptions?.(ctx, path, options);
      return store.object(ctx, path);
    },
    remove(ctx, path, _recurse, force) { need(ctx, path); store.remove(ctx, path, force); },
    rename(ctx, path, name, force) {
      need(ctx, path);
      store.mayRename?.(ctx, path, force);
      if (!force && store.object(ctx, name) !== undefined) throw alreadyThere(name);
      store.set(ctx, name, store.content(ctx, path), force); store.remove(ctx, path, force);
      return name;
    },
    copy(ctx, from, to, { force, made }) { need(ctx, from); store.set(ctx, to, store.content(ctx, from), force); made(to); },
    move() { throw notSupported(provider, 'moving items'); },
    read(ctx, path) { need(ctx, path); return [store.content(ctx, path)]; },
    write(ctx, path, values, { append, force }) {
      const before = append && store.object(ctx, path) !== undefined ? [store.content(ctx, path)] : [];
      const all = [...before, ...values];
      store.set(ctx, path, all.length === 1 ? all[0] : provider === 'Variable' ? all : all.map(toText).join('\n'), force);
    },
    // The value is cleared by Clear-Item (SessionStateProviderBase.ClearContent).
    clear() { throw new ItemError({ id: 'NotSupported', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException', message: 'Cannot perform the ClearContent operation. The ClearContent operation is not supported by this provider.' }); },
  };
}
const bumped = (ctx: CmdletContext): void => { ctx.session.commandVersion += 1; };

/** Variables as the running code sees them. */
export const variableProvider = flat('Variable', {
  drive: 'Variable',
  names: (ctx) => visibleNames(ctx.session.current, false),
  object: (ctx, name) => { const found = findVariable(ctx, name, undefined); return found === undefined ? undefined : variableObject(ctx.session.displayName(fold(name)), found.value, found.frame.guardOf(fold(name))); },
  content: (ctx, name) => findVariable(ctx, name, undefined)?.value ?? null,
  set(ctx, name, value, force) {
    const frame = ctx.session.current, folded = fold(name);
    if (frame.own(folded) !== unset && !mayChange(ctx, name, frame.guardOf(folded), force)) return;
    ctx.session.spell(name);
    frame.assign(name, value);
  },
  remove: (ctx, name, force) => { const found = findVariable(ctx, name, undefined); if (found !== undefined && mayRemove(ctx, name, guardIn(found.frame, fold(name)), force)) found.frame.forget(fold(name)); },
});
export const environmentProvider = flat('Environment', {
  drive: 'Env',
  names: (ctx) => ctx.host.environment.names(),
  object: (ctx, name) => { const value = ctx.host.environment.get(name); return value === undefined ? undefined : new DictionaryEntry(ctx.host.environment.names().find((n) => fold(n) === fold(name)) ?? name, value); },
  content: (ctx, name) => driveVariable(ctx.session.current, 'env', name),
  set: (ctx, name, value) => { setDriveVariable(ctx.session.current, 'env', name, value); },
  remove: (ctx, name) => { ctx.host.environment.set(name, undefined); },
});
function functionNames(frame: Frame): string[] {
  const names = new Map<string, string>();
  for (let f: Frame | null = frame; f !== null; f = f.parent) for (const [folded, e] of f.functions ?? []) if (!names.has(folded) && isSeen(e, f, frame)) names.set(folded, e.name);
  for (const [folded, e] of frame.session.global.functions ?? []) if (!names.has(folded) && isSeen(e, frame.session.global, frame)) names.set(folded, e.name);
  return [...names.values()];
}
export const functionProvider = flat('Function', {
  drive: 'Function',
  names: (ctx) => functionNames(ctx.session.current),
  object: (ctx, name) => {
    const found = findFunction(ctx.session.current, fold(scopeless(name)));
    if (found !== undefined) return infoOf(found);
    // Every session has a prompt, though nobody sees a runbook's.
    return fold(scopeless(name)) === 'prompt' ? new CommandInfo({ kind: 'Function', name: 'prompt', block: ctx.session.parseBlock(PROMPT).code, module: ctx.session.top }) : undefined;
  },
  content: (ctx, name) => driveVariable(ctx.session.current, 'function', name),
  set(ctx, name, value, force) {
    const frame = /^global:/i.test(name) ? ctx.session.global : ctx.session.current;
    if (value === null) { frame.functions?.delete(fold(scopeless(name))); bumped(ctx); return; }
    const plain = unwrap(value);
    if (!(plain instanceof ScriptBlock) && !(plain instanceof CommandInfo) && typeof plain !== 'string') throw new ItemError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: 'Cannot process argument because the value of argument "value" is not valid. Change the value of the "value" argument and run the operation again.' });
    guard(frame, name, force, 'FunctionNotWritable', `Cannot write to function ${name} because it is read-only or constant.`);
    setDriveVariable(frame, 'function', scopeless(name), plain instanceof CommandInfo && 'block' in plain.entry ? driveVariable(frame, 'function', plain.entry.name) : plain);
  },
  mayRename: (ctx, name, force) => { guard(ctx.session.current, name, force, 'CannotRenameFunction', `Cannot rename function because function ${name} is read-only or constant.`); },
  setOptions(ctx, name, options) {
    const entry = findFunction(ctx.session.current, fold(scopeless(name)));
    if (entry?.kind !== 'Function') throw pathNotFound(name);
    entry.options = toText(convertTo(options, ScopedItemOptions));
  },
  remove(ctx, name, force) { guard(ctx.session.current, name, force, 'FunctionNotRemovable', `Cannot remove function ${name} because it is constant.`); for (let f: Frame | null = ctx.session.current; f !== null; f = f.parent) if (f.functions?.delete(fold(scopeless(name))) === true) break; bumped(ctx); },
});
/** A constant function stays as it is, and a read-only one unless it is forced. */
function guard(frame: Frame, name: string, force: boolean, id: string, message: string): void {
  const entry = findFunction(frame, fold(scopeless(name))), options = entry !== undefined && 'options' in entry ? entry.options ?? '' : '';
  if (/Constant/.test(options) || (/ReadOnly/.test(options) && !force)) throw new ItemError({ id, category: 'WriteError', target: name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message });
}
const PROMPT = '"PS $($executionContext.SessionState.Path)$(\'>\' * ($nestedPromptLevel + 1)) "';
const scopeless = (name: string): string => name.replace(/^(global|script|local|private):/i, '');
export const aliasProvider = flat('Alias', {
  drive: 'Alias',
  names: (ctx) => [...aliasTable(ctx.session.current).values()].map((a) => a.name),
  object: (ctx, name) => { const found = aliasTable(ctx.session.current).get(fold(name)); return found === undefined ? undefined : aliasObject(ctx, found); },
  content: (ctx, name) => driveVariable(ctx.session.current, 'alias', name),
  set(ctx, name, value, force) {
    const frame = ctx.session.current, before = aliasIn(frame, name), keeps = before !== undefined && !force;
    const alias = { name: keeps ? before.name : name, definition: toText(value), description: keeps ? before.description : '', options: keeps ? before.options : 'None' }, refused = aliasGuard(frame, alias, force);
    if (refused !== undefined) throw new ItemError(refused);
    setAlias(ctx, frame, alias);
  },
  setOptions(ctx, name, options) {
    const frame = ctx.session.current, before = aliasIn(frame, name);
    if (before === undefined) throw pathNotFound(name);
    const alias = { ...before, options: toText(convertTo(options, ScopedItemOptions)) }, refused = aliasGuard(frame, alias, true);
    if (refused !== undefined) throw new ItemError(refused);
    setAlias(ctx, frame, alias);
  },
  remove(ctx, name, force) {
    for (let f: Frame | null = ctx.session.current; f !== null; f = f.parent) {
      const refused = removalGuard(ownAlias(f, fold(name)), force);
      if (refused !== undefined) throw new ItemError(refused);
      if (f.aliases?.delete(fold(name)) === true) break;
    }
    bumped(ctx);
  },
});
