/** What a stopped run shows: the stack, its scopes, and values as a tree that is opened level by level. */
import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { enumerate, isEnumerable } from '../convert/enumerate.ts';
import { listProperties } from '../members/list.ts';
import type { PropertyInfo } from '../members/list.ts';
import { getIndex, setIndex } from '../members/index.ts';
import { setMember } from '../members/set.ts';
import { current } from '../run/current.ts';
import type { Frame } from '../run/frame.ts';
import { SourceText } from '../run/source.ts';
import { typeNameText } from '../types/typeName.ts';
import { typeOf } from '../types/typeOf.ts';
import { MultiArray } from '../values/arrays.ts';
import { Dictionary, OrderedDictionary } from '../values/dictionary.ts';
import { ItemCollection } from '../values/lists.ts';
import { SecureString, PSCredential } from '../values/misc.ts';
import { NetThrow, raise } from '../errors/raise.ts';
import { NotLookedAtSignal, isSignal } from '../run/pipeline/signals.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { fold } from '../values/folding.ts';
import { isNumber } from '../values/numbers.ts';
import { PSObject, ScriptMember, ownMembers } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { ScopeEntry, StackEntry, VariableEntry } from './protocol.ts';

/** A place in a frame: what is dot-sourced runs in the frame of its caller, which stands below it, and a block that another frame runs in its own. */
export interface Level { readonly frame: Frame; readonly source: Frame['source']; readonly at: number; readonly invocation: Frame['invocation']; readonly isBlock?: boolean }
/** The places of frames that have called each other, the innermost first. */
export function levelsOf(frames: readonly Frame[]): Level[] {
  const left = new Map<Frame, { readonly around: Frame['around']; readonly invocation: Frame['invocation'] }>();
  return frames.flatMap((frame) => {
    const rest = left.get(frame), first = rest?.around ?? frame, levels: Level[] = [];
    let invocation = rest === undefined ? ownerOf(frame).invocation : rest.invocation, { source, at } = first;
    for (let { around } = first; around !== null; { around } = around) {
      const isDotted = invocation?.isDottedAt(around) === true;
      if (!isDotted && around.source === source && around.from === null) continue;
      levels.push({ frame, source, at, invocation, isBlock: around.from !== null || (isDotted && invocation?.command?.kind === 'Script') });
      ({ source, at } = around);
      if (isDotted) invocation = invocation?.caller ?? null;
      if (around.from !== null) { left.set(frame, { around, invocation }); return levels; }
    }
    return [...levels, { frame, source, at, invocation: invocation?.owner ?? null }];
  });
}
export function stackEntry({ frame: f, source, at, invocation, isBlock }: Level, frame: number): StackEntry {
  const extent = source.extent(at), begin = source.place(extent.start), end = source.place(extent.end), command = invocation?.command;
  const name = command == null || command.kind === 'Script' || command.name === '' ? (f.parent === null && isBlock !== true ? f.session.title : '<ScriptBlock>') : isBlock === true ? '<ScriptBlock>' : command.name;
  return { frame, name, source: source instanceof SourceText ? source.file : '', line: begin.line, column: begin.column, endLine: end.line, endColumn: end.column };
}
/** The scopes inside a workflow belong to it. */
function ownerOf(f: Frame): Frame {
  let at = f;
  while (at.invocation === null && at.parent !== null) at = at.parent;
  return at.invocation?.command?.kind === 'Workflow' ? at : f;
}
/** At most this much of a value's text is shown in one line. */
const LONGEST = 400;
const PAGE = 100, ALL = Number.MAX_SAFE_INTEGER;
/** And so many at once. */
const PART = 10_000;
/** At most so many items of what is no list are looked at. */
const MOST_ITEMS = 100_000;

/** A name of the scope's own; one that nobody has would make a variable that nobody has asked for. */
function knownIn(f: Frame, name: string, scope: string): string {
  const folded = fold(name);
  for (const each of f.names()) if (fold(each) === folded) return name;
  return raise({ id: 'VariableNotFound', category: 'ObjectNotFound', target: name, message: `There is no variable '$${name}' in the scope '${scope}'. A new one is made by an assignment in the debug console.` });
}
/** As the text would assign it: with the type that the variable keeps. */
function assign(f: Frame, name: string, value: Value): Value {
  const folded = fold(name), type = f.layout.types?.get(folded);
  f.assign(name, type === undefined ? value : convertTo(value, type()));
  return f.own(folded);
}

/**
 * Runs where a frame is. In the blocks of a workflow a name is one variable, wherever a statement sets it: what would be a second one, as
 * in a branch of parallel, is set in the scope around that has it.
 */
export function keepingScopes<R>(f: Frame, run: () => R, loops: ReadonlySet<string> = new Set()): R {
  const owner = ownerOf(f), before = owner === f && f.invocation?.command?.kind !== 'Workflow' ? undefined : new Set(f.names());
  try { return run(); } finally {
    if (before !== undefined) for (const name of Array.from(f.names())) {
      const folded = name.toLowerCase();
      // What a loop in the text goes through with is the loop's.
      if (loops.has(folded) && !before.has(name)) { f.forget(folded); continue; }
      if (owner === f) continue;
      let at = before.has(name) ? null : f.parent;
      while (at !== null && at !== owner && at.own(folded) === unset) at = at.parent;
      if (at !== null && at.own(folded) !== unset) {
        const value = f.own(folded);
        f.forget(folded);
        assign(at, name, value);
      }
    }
  }
}

interface Node {
  /** The expression for it, where it can be written. */
  readonly path: string | undefined;
  readonly children: (start: number, count: number) => VariableEntry[];
  /** How many items it is known to have; what is not known by number has names. */
  readonly indexed?: number;
  /** What scripts have to be run for. */
  readonly work?: () => Value;
  /** Gives what it is then, which a type may have changed. */
  readonly set?: (name: string, value: Value) => Value;
}
/** The handles of one stop; they mean nothing once the run goes on. */
class Inspector {
  private readonly nodes: Node[] = [];

  scopes(f: Frame): ScopeEntry[] {
    const global = f.session.global, script = f.scriptFrame(), out: ScopeEntry[] = [];
    const own = (name: string, at: Frame, automatic: boolean): void => {
      out.push({ name, expensive: false, handle: this.add({ path: undefined, set: (variable, value) => assign(at, knownIn(at, variable.replace(/^\$/, ''), name), value), children: () => this.variablesOf(at, automatic) }) });
    };
    if (f !== global) own('Local', f, false);
    const owner = ownerOf(f);
    // Blocks of a workflow around its innermost one: what branches of parallel have in common, say.
    if (owner !== f) for (let at = f.parent; at !== null && at !== owner; at = at.parent) if ([...at.names()].length > 0) own('Block', at, false);
    if (owner !== f) own('Workflow', owner, false);
    if (script !== f && script !== global) own('Script', script, false);
    own('Global', global, false);
    own('Automatic', global, true);
    return out;
  }
  /** Who asks for items or names gets no others, and of those the page; without a `filter` all come, or those of the page of what is known by number. */
  children({ handle, filter, start = 0, count = ALL }: { readonly handle: number; readonly filter?: 'indexed' | 'named'; readonly start?: number; readonly count?: number }): VariableEntry[] | undefined {
    const node = this.nodes[handle - 1], isIndexed = node?.indexed !== undefined;
    if (node === undefined || (filter !== undefined && isIndexed !== (filter === 'indexed'))) return node && [];
    return isIndexed ? node.children(start, count) : node.children(0, ALL).slice(start, start + count);
  }
  /** What has to be run to know a value, and what that is called then; undefined where it is known. */
  workOf(handle: number): { readonly run: () => Value; readonly shown: (value: Value) => VariableEntry } | undefined {
    const node = this.nodes[handle - 1], run = node?.work;
    return run === undefined ? undefined : { run, shown: (value) => this.entry('Value', value, node?.path) };
  }
  /** Undefined where the handle is not known or takes no values. */
  set(handle: number, name: string, value: Value): { readonly value: Value } | undefined {
    const node = this.nodes[handle - 1];
    return node?.set === undefined ? undefined : { value: node.set(name, value) };
  }
  private add(node: Node): number { this.nodes.push(node); return this.nodes.length; }

  private variablesOf(f: Frame, automatic: boolean): VariableEntry[] {
    const names = [...new Set(f.names())].filter((name) => AUTOMATIC.has(name.toLowerCase()) === automatic).sort((a, b) => a.localeCompare(b, 'en'));
    return names.map((name) => ({ ...this.entry(`$${name}`, f.own(name.toLowerCase()), /^\w+$/.test(name) ? `$${name}` : `\${${name}}`), canSet: !automatic }));
  }
  /** A value as a row of the tree. */
  entry(name: string, value: Value, path: string | undefined): VariableEntry {
    const node = this.nodeOf(value, path);
    return {
      name, value: shortText(value), type: value == null ? '' : typeNameText(typeOf(value)), handle: node === undefined ? 0 : this.add(node),
      ...(node?.indexed === undefined ? {} : { indexed: node.indexed }), ...(path === undefined ? {} : { evaluateName: path }),
    };
  }
  private nodeOf(value: Value, path: string | undefined): Node | undefined {
    const plain = value instanceof PSObject && value.base !== undefined ? value.base : value;
    if (plain == null || typeof plain !== 'object' || isNumber(plain) || plain instanceof SecureString) return undefined;
    if (plain instanceof Dictionary) {
      const isOrdered = plain instanceof OrderedDictionary;
      return this.many(plain.count, path, (name, v) => {
        const key = keyFor(plain, name);
        // A number would be a place.
        if (isOrdered) plain.set(key, v); else setIndex(plain, key, v);
        return plain.get(key);
      }, (start, end) => [...plain.entries.values()].slice(start, end).map((e, i) => ({ ...this.entry(`[${toText(e.key)}]`, e.value, inside(path, isOrdered && typeof e.key === 'number' ? start + i : e.key)), canSet: true })));
    }
    const items = itemsOf(plain);
    if (items !== undefined) {
      if (items.length === 0) return undefined;
      const canSet = Array.isArray(plain) || plain instanceof MultiArray || plain instanceof ItemCollection;
      return { ...this.many(items.length, path, (name, v) => { setIndex(plain, indicesIn(name), v); return getIndex(plain, indicesIn(name)); },
        (start, end) => items.slice(start, end).map((item, i) => { const at = `[${indexAt(plain, start + i)}]`; return { ...this.entry(at, item, path === undefined ? undefined : path + at), canSet }; })), indexed: items.length };
    }
    if (plain instanceof ScriptBlock || plain instanceof PSCredential) return undefined;
    const properties = listProperties(value).filter((p) => p.memberType !== 'PropertySet');
    if (properties.length === 0) return undefined;
    return this.many(properties.length, path, (name, v) => {
      setMember(value, name, v);
      // What runs a script is not asked.
      try { return properties.find((p) => p.name === name)?.get() ?? null; } catch (e) { whyNot(e); return v; }
    }, (start, end) => properties.slice(start, end).map((p) => {
      const at = path === undefined ? undefined : /^[A-Za-z_]\w*$/.test(p.name) ? `${path}.${p.name}` : `${path}.'${p.name.replaceAll("'", "''")}'`;
      try { return { ...this.entry(p.name, p.get(), at), canSet: p.isSettable }; } catch (e) {
        if (e instanceof NotLookedAtSignal) return { name: p.name, value: '…', type: '', handle: this.add({ path: at, children: () => [], work: () => worked(value, p) }), isLazy: true, ...(at === undefined ? {} : { evaluateName: at }), canSet: p.isSettable };
        return { name: p.name, value: `(${whyNot(e)})`, type: '', handle: 0 };
      }
    }));
  }
  /** Items, keys or properties: those of a page; of more than a page it is told how many there are. Who does not ask page by page gets parts to open. */
  private many(length: number, path: string | undefined, set: NonNullable<Node['set']>, rows: (start: number, end: number) => VariableEntry[]): Node {
    const parts = (): VariableEntry[] => Array.from({ length: Math.ceil(length / PART) }, (_, i) => {
      const first = i * PART, size = Math.min(PART, length - first);
      return { name: `[${first}..${first + size - 1}]`, value: '', type: '', indexed: size, handle: this.add({ path, set, indexed: size, children: (start, count) => rows(first + start, first + Math.min(start + count, size)) }) };
    });
    return { path, ...(length > PAGE ? { indexed: length } : {}), set, children: (start, count) => (count >= length && length > PART ? parts() : rows(start, Math.min(start + count, length))) };
  }
}
/** The index of an item as it is written: of an array of several dimensions one number for each. */
function indexAt(list: Value, at: number): string {
  if (!(list instanceof MultiArray)) return String(at);
  const out: number[] = [];
  let rest = at;
  for (const length of list.lengths.toReversed()) { out.unshift(rest % length); rest = Math.floor(rest / length); }
  return out.join(',');
}
function indicesIn(name: string): Value {
  const indices = name.replace(/^\[|\]$/g, '').split(',').map(Number);
  return indices.length === 1 ? indices[0] : indices;
}
const inside = (path: string | undefined, key: Value): string | undefined => (path === undefined ? undefined : typeof key === 'string' ? `${path}['${key.replaceAll("'", "''")}']` : typeof key === 'number' ? `${path}[${key}]` : undefined);
export type { Inspector };
/** What is shown of one stop. */
export const inspectorOfStop = (): Inspector => new Inspector();
const keyFor = (table: Dictionary, shown: string): Value => { const name = shown.replace(/^\[|\]$/g, ''); return table.keys().find((k) => toText(k) === name) ?? name; };

/** What a property's script gives; unlike for the script, its error is one. */
function worked(value: Value, { name, get }: PropertyInfo): Value {
  const bag = ownMembers(value), held = bag?.slots[bag.shape.slot(fold(name))];
  return held instanceof ScriptMember && held.kind === 'ScriptProperty' && held.getter !== undefined ? current().callMember(held.getter, value, []) : get();
}
/** The items of a collection; undefined where only a script can tell them, or the value is no collection. */
function itemsOf(plain: Value): readonly Value[] | undefined {
  if (!isEnumerable(plain)) return undefined;
  if (Array.isArray(plain)) return plain;
  const items: Value[] = [];
  try { for (const item of enumerate(plain)) if (items.push(item) >= MOST_ITEMS) break; } catch (e) { whyNot(e); return undefined; }
  return items;
}
/** Why a value cannot be shown; what ends the run is thrown on. */
function whyNot(e: unknown): string {
  if (e instanceof PowerShellError) return e.record.message;
  if (isSignal(e) && !(e instanceof NotLookedAtSignal)) throw e;
  return e instanceof NetThrow ? e.exception.message : e instanceof Error ? e.message : 'not shown';
}
/** A value in one line. Never fails: what cannot be told is shown as its type. */
export function shortText(v: Value): string {
  try { return textOf(v); } catch (e) { whyNot(e); return v == null ? '' : `[${typeNameText(typeOf(v))}]`; }
}
function textOf(v: Value): string {
  if (v == null) return '$null';
  // A text, truth value or number with notes on it, as InlineScript gives them, is still one.
  if (v instanceof PSObject && (typeof v.base === 'string' || typeof v.base === 'boolean')) return shortText(v.base);
  if (typeof v === 'string') return JSON.stringify(v.length > LONGEST ? `${v.slice(0, LONGEST)}…` : v);
  if (typeof v === 'boolean') return v ? '$true' : '$false';
  if (isNumber(v)) return toText(v);
  if (v instanceof SecureString) return `[SecureString] of ${v.length} characters`;
  if (v instanceof PSCredential) return `[PSCredential] ${v.userName}`;
  const type = typeNameText(typeOf(v)), plain = v instanceof PSObject && v.base !== undefined ? v.base : v;
  if (plain instanceof Dictionary) return `[${type}: ${plain.count}]`;
  const items = itemsOf(plain);
  if (items !== undefined) return `[${type}: ${items.length}]`;
  if (isEnumerable(plain)) return `[${type}]`;
  const text = toText(v);
  return text === '' || text === typeOf(v).name ? `[${type}]` : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
/** Variables the engine sets: shown in a scope of their own. */
const AUTOMATIC: ReadonlySet<string> = new Set(['_', 'args', 'confirmpreference', 'debugpreference', 'error', 'erroractionpreference', 'errorview', 'executioncontext', 'foreach', 'formatenumerationlimit', 'home', 'host',
  'informationpreference', 'input', 'iscoreclr', 'islinux', 'ismacos', 'iswindows', 'maximumhistorycount', 'maximumerrorcount', 'myinvocation', 'nestedpromptlevel', 'ofs', 'outputencoding', 'pid', 'profile', 'progresspreference',
  'psboundparameters', 'pscommandpath', 'psculture', 'psdefaultparametervalues', 'psedition', 'psemailserver', 'pshome', 'psnativecommanduseerroractionpreference', 'psscriptroot', 'pssessionapplicationname', 'pssessionconfigurationname',
  'pssessionoption', 'psstyle', 'psuiculture', 'psversiontable', 'pwd', 'shellid', 'stacktrace', 'this', 'verbosepreference', 'warningpreference', 'whatifpreference', 'psnativecommandargumentpassing', 'psprivatemetadata', 'psworkflowroot', 'workflowcommandname', 'jobcommandname', 'jobinstanceid', 'parentjobinstanceid', 'workflowinstanceid', 'jobname', 'jobid', 'parentjobname', 'parentjobid', 'parentcommandname', 'erroraction', 'warningaction', 'informationaction', 'true', 'false', 'null', 'enabledexperimentalfeatures']);
