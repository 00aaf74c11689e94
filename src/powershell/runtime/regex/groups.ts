/** The groups of a pattern, found before it is read: unnamed ones are numbered first, then named ones from the first number that is free. */
import { isWordChar, readSet } from './charSet.ts';
import { Cursor, isDigit } from './cursor.ts';
import { ECMA_SCRIPT, EXPLICIT, WHITESPACE } from './node.ts';
import { changedOptions } from './options.ts';

/** Groups in the order of their numbers; a slot is the place in that order. */
export class Groups {
  readonly numbers: readonly number[];
  readonly names: readonly string[];
  private readonly slots: ReadonlyMap<number, number>;
  constructor(numbers: readonly number[], named: ReadonlyMap<number, string>) {
    this.numbers = [...numbers].sort((a, b) => a - b);
    this.slots = new Map(this.numbers.map((n, slot) => [n, slot]));
    this.names = this.numbers.map((n) => named.get(n) ?? String(n));
  }
  /** -1 where there is no such group. */
  slotOf(number: number): number { return this.slots.get(number) ?? -1; }
  slotOfName(name: string): number { return isDigit(name.charAt(0)) ? -1 : this.names.indexOf(name); }
}
export function countGroups(pattern: string, start: number): Groups {
  const c = new Cursor(pattern), numbers = new Set([0]), names = new Set<string>(), stack: number[] = [];
  let options = start, automatic = 1, ignoreParen = false;
  while (!c.done) {
    const sign = c.next();
    if (sign === '\\') skipEscape(c, (options & ECMA_SCRIPT) !== 0);
    else if (sign === '#' && (options & WHITESPACE) !== 0) { c.at -= 1; c.blank(true); } else if (sign === '[') readSet(c, (options & ECMA_SCRIPT) !== 0, true);
    else if (sign === ')') options = stack.pop() ?? options;
    else if (sign === '(') {
      if (c.here() === '?' && c.peek(1) === '#') { c.at -= 1; c.blank((options & WHITESPACE) !== 0); continue; }
      stack.push(options);
      if (c.here() === '?') {
        c.at += 1;
        if ((c.here() === '<' || c.here() === "'") && c.peek(1) !== '') {
          c.at += 1;
          if (c.here() >= '1' && c.here() <= '9') numbers.add(c.number());
          else if (c.here() !== '0' && isWordChar(c.here())) names.add(c.name());
        } else {
          options = changedOptions(c, options);
          if (c.here() === ')') { c.at += 1; stack.pop(); } else if (c.here() === '(') { ignoreParen = true; continue; }
        }
      } else if ((options & EXPLICIT) === 0 && !ignoreParen) numbers.add(automatic++);
      ignoreParen = false;
    }
  }
  const named = new Map<number, string>();
  for (const name of names) {
    while (numbers.has(automatic)) automatic += 1;
    numbers.add(automatic);
    named.set(automatic, name);
  }
  return new Groups([...numbers], named);
}
function skipEscape(c: Cursor, ecma: boolean): void {
  if (c.done) return;
  if (/[bBAGZzwWsSdD]/.test(c.here())) c.at += 1;
  else if (c.here() === 'p' || c.here() === 'P') { c.at += 1; c.property(); } else if (c.here() === 'k' || c.here() === '<' || c.here() === "'") c.at += 1;
  else if (isDigit(c.here()) && c.here() !== '0') c.number();
  else c.charEscape(ecma);
}
