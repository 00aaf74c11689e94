import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { PSObject, attachMembers, customObject, unwrap } from '../../runtime/values/psObject.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { NAMED_EXPRESSION } from '../../format/propertyKeys.ts';
import { compareKeys } from './ordering.ts';
import type { SortKey } from './ordering.ts';
import { selectors } from './propertyValue.ts';
import { keyOf } from './sortObject.ts';

interface Entry { readonly item: Value; readonly keys: readonly { readonly name: string; readonly key: SortKey }[] }

export const compareObject = cmdlet({
  name: 'Compare-Object', aliases: ['compare', 'diff'], synopsis: 'Compares two sets of objects.',
  params: {
    ReferenceObject: { type: arrayOf(T.Object), position: 0, mandatory: true, allowEmpty: true },
    DifferenceObject: { type: arrayOf(T.Object), position: 1, mandatory: true, from: 'pipeline', allowEmpty: true },
    SyncWindow: { type: T.Int32, validate: [{ range: [0, 2147483647] }] },
    Property: { type: arrayOf(T.Object), help: 'What is compared; the whole object where not given.' },
    ExcludeDifferent: { type: T.Switch },
    IncludeEqual: { type: T.Switch },
    PassThru: { type: T.Switch },
    Culture: { type: T.String },
    CaseSensitive: { type: T.Switch },
  },
  run(p, ctx) {
    const chosen = p.Property === undefined ? undefined : selectors(ctx, p.Property as Value, [], NAMED_EXPRESSION);
    const ignoreCase = p.CaseSensitive !== true, window = p.SyncWindow ?? 2_147_483_647, drops = p.ExcludeDifferent === true;
    // -ExcludeDifferent alone means -IncludeEqual too.
    const includes = p.IncludeEqual === true || (drops && !ctx.isBound('IncludeEqual'));
    const entry = (item: Value): Entry => ({ item, keys: chosen === undefined ? [{ name: '', key: { value: item, exists: true } }] : chosen.map((s) => ({ name: typeof s.expression === 'string' ? s.expression : s.expression.text, key: keyOf(ctx, s, item) })) });
    const same = (a: Entry, b: Entry): boolean => a.keys.every(({ key }, i) => compareKeys(key, b.keys[i]?.key ?? NO_KEY, ignoreCase, false) === 0);
    const write = (e: Entry, side: string): void => { ctx.write(p.PassThru === true ? carrying(e.item, side) : shown(e, chosen !== undefined, side)); };
    const left = new Backlog(ignoreCase, same, window, (e) => { if (!drops) write(e, '<='); }), right = new Backlog(ignoreCase, same, window, (e) => { if (!drops) write(e, '=>'); });
    const match = (e: Entry): void => { if (includes) write(e, '=='); };
    let reference: Entry[] | undefined, at = 0;
    const entries = (items: readonly Value[]): Entry[] => items.filter((x) => x !== null && x !== undefined).map(entry);
    /** One of each side: they match each other, or what waits on the other side, or wait themselves. */
    const step = (second: Entry | undefined): void => {
      ctx.toll();
      let first = reference?.[at++], other = second;
      if (first !== undefined && other !== undefined && same(first, other)) { match(first); return; }
      const known = other === undefined ? undefined : left.take(other);
      if (known !== undefined) { match(known); other = undefined; }
      if (first !== undefined && right.take(first) !== undefined) { match(first); first = undefined; }
      if (other !== undefined) right.add(other);
      if (first !== undefined) left.add(first);
    };
    return {
      process() {
        const given = p.ReferenceObject ?? [], difference = p.DifferenceObject ?? [];
        if (given.length === 0) { if (!drops) for (const e of entries(difference)) write(e, '=>'); return; }
        reference ??= entries(given);
        for (const e of entries(difference)) step(e);
      },
      end() {
        for (let rest = (reference?.length ?? 0) - at; rest > 0; rest--) step(undefined);
        right.flush();
        left.flush();
      },
    };
  },
});
const NO_KEY: SortKey = { value: null, exists: false };

/** Entries of one side that have not met their like, in order; texts are found by an index. */
class Backlog {
  private readonly held = new Set<Entry>();
  private readonly byText = new Map<string, Entry[]>();
  private readonly ignoreCase: boolean;
  private readonly same: (a: Entry, b: Entry) => boolean;
  private readonly window: number;
  private readonly emit: (e: Entry) => void;
  private others = 0;
  constructor(ignoreCase: boolean, same: (a: Entry, b: Entry) => boolean, window: number, emit: (e: Entry) => void) {
    this.ignoreCase = ignoreCase;
    this.same = same;
    this.window = window;
    this.emit = emit;
  }
  /** The first that is the same, taken out. */
  take(wanted: Entry): Entry | undefined {
    const text = this.textOf(wanted);
    let found: Entry | undefined;
    if (text !== undefined && this.others === 0) found = this.byText.get(text)?.[0];
    else for (const e of this.held) if (this.same(wanted, e)) { found = e; break; }
    if (found !== undefined) this.remove(found);
    return found;
  }
  add(e: Entry): void {
    if (this.window === 0) { this.emit(e); return; }
    for (const oldest of this.held) {
      if (this.held.size < this.window) break;
      this.remove(oldest);
      this.emit(oldest);
    }
    this.held.add(e);
    const text = this.textOf(e), list = text === undefined ? undefined : this.byText.get(text);
    if (text === undefined) this.others++;
    else if (list === undefined) this.byText.set(text, [e]);
    else list.push(e);
  }
  flush(): void { for (const e of this.held) this.emit(e); }
  private remove(e: Entry): void {
    this.held.delete(e);
    const text = this.textOf(e), list = text === undefined ? undefined : this.byText.get(text);
    if (text === undefined) this.others--;
    else if (list !== undefined && list.length > 1) list.splice(list.indexOf(e), 1);
    else this.byText.delete(text);
  }
  /** Letters and digits alone are equal only when they are the same. */
  private textOf(e: Entry): string | undefined {
    const held = e.keys.length === 1 ? e.keys[0]?.key.value : undefined, value = held == null ? undefined : unwrap(held);
    return typeof value === 'string' && /^[\w .:\\/@-]*$/.test(value) ? this.ignoreCase ? value.toLowerCase() : value : undefined;
  }
}
function carrying(item: Value, side: string): Value {
  const carrier = item instanceof NetObject || Array.isArray(item) ? item : new PSObject(item);
  (carrier instanceof PSObject ? carrier : attachMembers(carrier)).set('SideIndicator', side);
  return carrier;
}
function shown(e: Entry, hasProperties: boolean, side: string): PSObject {
  if (!hasProperties) return customObject([['InputObject', e.item], ['SideIndicator', side]]);
  const made = new PSObject();
  for (const { name, key } of e.keys) if (!made.has(name)) made.set(name, key.value === undefined ? null : key.value);
  made.set('SideIndicator', side);
  return made;
}
