/** A tree in JavaScript's spelling, where that means exactly the same; else undefined, and the machine does it. */
import { casing, setSource } from './charSet.ts';
import type { Place, RegexNode } from './node.ts';
import { ENDLESS } from './node.ts';

const PLACES: Readonly<Record<Exclude<Place, 'scanStart'>, string>> = {
  start: '^', end: '$', lastLineEnd: '(?=\\n?$)', lineStart: '(?<![^\\n])', lineEnd: '(?![^\\n])', boundary: '\\b', nonBoundary: '\\B',
};
/** Of a part: whether it may be empty, whether JavaScript may choose otherwise where it is, which groups it sets, and which it sets whatever it takes. */
interface Facts { readonly nullable: boolean; readonly choosy: boolean; readonly groups: ReadonlySet<number>; readonly always: ReadonlySet<number> }
const NONE: ReadonlySet<number> = new Set<number>();
const PLAIN: Facts = { nullable: false, choosy: false, groups: NONE, always: NONE }, BETWEEN: Facts = { ...PLAIN, nullable: true };
/** All of the sets, in the largest of them: each belongs to one part's facts, which nobody asks again, and a copy for each level of nesting would be the square of them. */
function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  let largest = NONE;
  for (const each of sets) if (each.size > largest.size) largest = each;
  // Sets of one may be shared.
  const made = largest.size > 1 ? (largest as Set<number>) : new Set(largest);
  for (const each of sets) if (each !== largest) for (const slot of each) made.add(slot);
  return made;
}

/** What JavaScript gets: the source, whether it ignores case, the slot of each of its groups, and whether `\b` is in it, which knows no letters but ASCII's. */
export interface JavaScriptRegex { readonly source: string; readonly ignoreCase: boolean; readonly slots: readonly number[]; readonly asksWords: boolean }
export function toJavaScript(root: RegexNode): JavaScriptRegex | undefined {
  try {
    const writer = new Writer();
    const source = writer.part(root)[0];
    return writer.cases.size > 1 ? undefined : { source, ignoreCase: writer.cases.has(true), slots: writer.slots, asksWords: writer.asksWords };
  } catch (e) {
    if (e === BEYOND) return undefined;
    throw e;
  }
}
const BEYOND = new Error('beyond JavaScript');
class Writer {
  readonly slots = [0];
  readonly cases = new Set<boolean>();
  asksWords = false;
  /** Where each group stands among JavaScript's. */
  private readonly placeOf = new Map<number, number>();
  /** Groups that are certainly set where the writer stands, and the order in which they were met. */
  private readonly set = new Set<number>();
  private readonly met: number[] = [];
  /** Forgets the groups that were met since there were so many. */
  private back(size: number): void { for (const slot of this.met.splice(size)) this.set.delete(slot); }
  part(n: RegexNode): readonly [string, Facts] {
    switch (n.kind) {
      case 'empty': return ['', BETWEEN];
      case 'text': if (/\p{L}/u.test(n.text)) this.cases.add(n.ignoreCase); return [n.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r'), PLAIN];
      case 'set': {
        const which = casing(n.set);
        if (which === 'own' || which === 'both') this.cases.add(n.ignoreCase);
        if (which === 'fixed' || which === 'both') this.cases.add(false);
        return [setSource(n.set), PLAIN];
      }
      case 'place': return [this.place(n.at), BETWEEN];
      case 'again': {
        const at = this.placeOf.get(n.slot);
        if (n.back || at === undefined || !this.set.has(n.slot)) throw BEYOND;
        this.cases.add(n.ignoreCase);
        return [`(?:\\${at})`, { ...PLAIN, nullable: true, choosy: true }];
      }
      case 'capture': {
        if (n.off >= 0 || n.slot < 0 || n.slot === 0 || this.placeOf.has(n.slot)) throw BEYOND;
        this.placeOf.set(n.slot, this.slots.length);
        this.slots.push(n.slot);
        const [source, facts] = this.part(n.body), own = new Set([n.slot]);
        this.set.add(n.slot);
        this.met.push(n.slot);
        return [`(${source})`, { ...facts, groups: union([facts.groups, own]), always: union([facts.always, own]) }];
      }
      case 'look': {
        const before = this.met.length, [source, facts] = this.part(n.body);
        if (n.negative) this.back(before);
        return [`(?${n.behind ? '<' : ''}${n.negative ? '!' : '='}${source})`, { nullable: true, choosy: true, groups: facts.groups, always: n.negative ? NONE : facts.always }];
      }
      case 'list': {
        const parts = n.items.map((item) => this.part(item)), facts = parts.map(([, each]) => each);
        const source = parts.map(([text], i) => (n.items[i]?.kind === 'either' ? `(?:${text})` : text)).join('');
        return [n.items.length === 1 ? `(?:${source})` : source, { nullable: facts.every((f) => f.nullable), choosy: facts.some((f) => f.choosy), groups: union(facts.map((f) => f.groups)), always: union(facts.map((f) => f.always)) }];
      }
      case 'either': {
        // A group stands in one branch alone, so none is certain behind them.
        const before = this.met.length, parts = n.items.map((item) => { const made = this.part(item); this.back(before); return made; }), facts = parts.map(([, each]) => each);
        return [parts.map(([text]) => text).join('|'), { nullable: facts.some((f) => f.nullable), choosy: true, groups: union(facts.map((f) => f.groups)), always: common(facts.map((f) => f.always)) }];
      }
      case 'loop': return this.loop(n);
      case 'atomic': case 'ifGroup': case 'ifMatch': throw BEYOND;
    }
  }
  private loop(n: Extract<RegexNode, { kind: 'loop' }>): readonly [string, Facts] {
    const before = this.met.length, [body, facts] = this.part(n.body);
    if (n.min === 0) this.back(before);
    // JavaScript forgets what groups held when a loop goes round, and takes no empty round.
    if (n.max > 1 && facts.groups.size > facts.always.size) throw BEYOND;
    if (facts.nullable && n.max > n.min && (facts.groups.size > 0 || facts.choosy)) throw BEYOND;
    const { body: inner } = n, isOne = inner.kind === 'set' || inner.kind === 'capture' || (inner.kind === 'text' && inner.text.length === 1);
    const times = n.min === 0 && n.max === 1 ? '?' : n.max === ENDLESS ? (n.min === 0 ? '*' : n.min === 1 ? '+' : `{${n.min},}`) : n.min === n.max ? `{${n.min}}` : `{${n.min},${n.max}}`;
    return [`${isOne ? body : `(?:${body})`}${times}${n.lazy ? '?' : ''}`, { nullable: n.min === 0 || facts.nullable, choosy: facts.choosy || n.lazy, groups: facts.groups, always: n.min === 0 ? NONE : facts.always }];
  }
  private place(at: Place): string {
    if (at === 'scanStart') throw BEYOND;
    if (at === 'boundary' || at === 'nonBoundary') this.asksWords = true;
    return PLACES[at];
  }
}
function common(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const [first = NONE, ...others] = sets;
  return new Set([...first].filter((slot) => others.every((each) => each.has(slot))));
}
