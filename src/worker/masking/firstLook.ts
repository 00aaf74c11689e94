/**
 * Whether a text may hold a secret at all. Most hold none, and are looked through once, character by character: of letters and digits alone,
 * in small letters, every way to write a secret begins with the same four that it is found by. What was passed over (signs, blanks, line ends)
 * was passed over in the secret too, so that whoever looks thoroughly finds nothing in a text that is let go here.
 */
const LENGTH = 4, BITS = 6, LAST = (1 << (LENGTH * BITS)) - 1;
const SIZE = 1 << 15, FOLD = 9;
/** Letters and digits are numbered from one; what may begin an escape (escapes.ts) comes after them, and nothing else counts. */
const NUMBERS = new Uint8Array(128), FIRST_SIGN = 37;
for (const [i, c] of Array.from('0123456789abcdefghijklmnopqrstuvwxyz').entries()) NUMBERS[c.charCodeAt(0)] = NUMBERS[c.toUpperCase().charCodeAt(0)] = i + 1;
const BEHIND: readonly (readonly [sign: string, next: RegExp])[] = [['%', /[\dA-F]|u/i], ['&', /[a-z#]/i], ['\\', /u/i], ['_', /x/i]];
for (const [i, [sign]] of BEHIND.entries()) NUMBERS[sign.charCodeAt(0)] = FIRST_SIGN + i;
const placeOf = (last: number): number => (last ^ (last >>> FOLD)) & (SIZE - 1);

export class FirstLook {
  private readonly beginnings = new Uint8Array(SIZE);
  /** Something that is sought has too few letters and digits to be known by them. */
  private isBlind = false;

  /** Something that is sought, in a text that has no escapes and no letters beyond ASCII. */
  add(sought: string): void {
    let last = 0, length = 0;
    for (let i = 0; i < sought.length && length < LENGTH; i++) {
      const number = NUMBERS[sought.charCodeAt(i)] ?? 0;
      if (number === 0 || number >= FIRST_SIGN) continue;
      last = (last << BITS) | number;
      length++;
    }
    if (length < LENGTH) this.isBlind = true;
    else this.beginnings[placeOf(last)] = 1;
  }

  /** False only where nothing that is sought is in it. */
  mayHold(text: string): boolean {
    if (this.isBlind) return true;
    const { length } = text, { beginnings } = this;
    let last = 0;
    for (let i = 0; i < length; i++) {
      const c = text.charCodeAt(i);
      // Other letters may have small ones within ASCII, an ellipsis cuts.
      if (c > 0x7f) return true;
      const number = NUMBERS[c] as number;
      if (number === 0) continue;
      if (number >= FIRST_SIGN) {
        if (BEHIND[number - FIRST_SIGN]?.[1].test(text.charAt(i + 1)) === true) return true;
        continue;
      }
      last = ((last << BITS) | number) & LAST;
      if (beginnings[placeOf(last)] === 1) return true;
    }
    return false;
  }
}
