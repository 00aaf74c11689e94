/** Comparing text as .NET's invariant culture does (ICU's root collation); kept collators, because the locale functions cost a hundred times as much. */
interface Order { accent?: Intl.Collator; variant?: Intl.Collator; ranks?: Uint8Array }
const orders = new Map<string, Order>();
/** The culture whose order counts: the invariant one, until somebody asks for another. */
let locale = 'und', kept: Order = {};
orders.set(locale, kept);
/** Made when first needed: a collator costs more than starting a script. */
const collator = (sensitivity: 'accent' | 'variant'): Intl.Collator => (kept[sensitivity] ??= new Intl.Collator(locale, { sensitivity, caseFirst: 'false' }));
/** Does something in the order of a culture; names that are none have the invariant one's. */
export function inOrderOf<T>(culture: string, run: () => T): T {
  const before = locale;
  try {
    turnTo(isCulture(culture) ? culture : 'und');
    return run();
  } finally { turnTo(before); }
}
function turnTo(name: string): void {
  let order = orders.get(name);
  if (order === undefined) orders.set(name, (order = {}));
  locale = name;
  kept = order;
}
function isCulture(name: string): boolean {
  try { return name !== '' && Intl.Collator.supportedLocalesOf(name).length > 0; } catch { return false; }
}

/** The order of printable ASCII by the collator itself: 1 and up, the same for both cases of a letter; 0 for all other characters. */
function ranks(): Uint8Array {
  const made = new Uint8Array(128), insensitive = collator('accent'), sorted = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).sort(insensitive.compare);
  let rank = 0, before = '';
  for (const c of sorted) {
    if (before === '' || insensitive.compare(before, c) !== 0) rank += 1;
    made[c.charCodeAt(0)] = rank;
    before = c;
  }
  kept.ranks = made;
  return made;
}
/** Below 0, 0 or above 0. Texts that differ in ASCII are decided without the collator, which costs ten times as much. */
export function compareText(a: string, b: string, ignoreCase = true): number {
  if (a === b) return 0;
  const rank = kept.ranks ?? ranks(), shorter = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < shorter; i++) {
    const x = rank[a.charCodeAt(i)] ?? 0, y = rank[b.charCodeAt(i)] ?? 0;
    if (x === 0 || y === 0) return collate(a, b, ignoreCase);
    // A mark that follows may belong to the letter before it: its weight comes later than the letter's.
    if (x !== y) return isPlain(rank, a, i + 1) && isPlain(rank, b, i + 1) ? x - y : collate(a, b, ignoreCase);
  }
  return ignoreCase && isPlain(rank, a, shorter, a.length) && isPlain(rank, b, shorter, b.length) ? a.length - b.length : collate(a, b, ignoreCase);
}
const collate = (a: string, b: string, ignoreCase: boolean): number => collator(ignoreCase ? 'accent' : 'variant').compare(a, b);
/** Whether the characters from a place on (by default the one there) are printable ASCII. */
function isPlain(rank: Uint8Array, t: string, from: number, to: number = Math.min(from + 1, t.length)): boolean {
  for (let i = from; i < to; i++) if ((rank[t.charCodeAt(i)] ?? 0) === 0) return false;
  return true;
}

/** Whether two texts are equal; plain ASCII is decided without the collator. */
export function equalText(a: string, b: string, ignoreCase = true): boolean {
  if (a === b) return true;
  if (!ignoreCase) return a.length === b.length && isAscii(a) ? false : collator('variant').compare(a, b) === 0;
  if (isAscii(a) && isAscii(b)) return a.length === b.length && a.toLowerCase() === b.toLowerCase();
  return collator('accent').compare(a, b) === 0;
}
function isAscii(t: string): boolean {
  for (let i = 0; i < t.length; i++) if (t.charCodeAt(i) > 126 || t.charCodeAt(i) < 32) return false;
  return true;
}
