/** Which objects Select-Object -Unique has seen: what PowerShell finds by comparing each with all, without doing so where it need not be. */
import type { Value } from '../../runtime/values/value.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import { compareLoosely } from './ordering.ts';

export type Note = readonly [name: string, value: Value];
interface Kept { readonly value: Value; readonly notes: readonly Note[] }

export class UniqueObjects {
  private readonly ignoreCase: boolean;
  private kept: Kept[] = [];
  /** What was kept, as texts that are the same where the objects are; undefined since there was something without such a text. */
  private texts: Set<string> | undefined = new Set();
  /** Names and kinds of all that was kept: values of different kinds may be equal in spite of their texts. */
  private kinds: string | undefined = undefined;
  constructor(ignoreCase: boolean) { this.ignoreCase = ignoreCase; }

  add(value: Value, notes: readonly Note[]): void {
    const { texts } = this, plain = texts === undefined ? undefined : this.plain(value, notes);
    if (texts !== undefined && plain !== undefined) {
      if (texts.has(plain)) return;
      texts.add(plain);
    } else {
      this.texts = undefined;
      if (this.kept.some((other) => isSame(other, value, notes, this.ignoreCase))) return;
    }
    this.kept.push({ value, notes });
  }
  /** What was kept, in order; forgets the objects. */
  take(): Value[] {
    const all = this.kept.map((k) => k.value);
    this.kept = [];
    this.texts = undefined;
    return all;
  }
  /** Texts of ASCII and whole numbers compare as they are written; undefined for all else. */
  private plain(value: Value, notes: readonly Note[]): string | undefined {
    let kinds = '', text = '';
    for (const [name, given] of [['', value], ...notes] as readonly Note[]) {
      const held = given == null ? given : unwrap(given);
      if (typeof held === 'number') { kinds += `${name}\n#`; text += `${held}\n`; } else if (typeof held === 'string' && /^[ -~]*$/.test(held)) { kinds += `${name}\n$`; text += `${this.ignoreCase ? held.toLowerCase() : held}\n`; } else if (name === '' && held instanceof PSObject && held.isCustom) kinds += '\n@';
      else return undefined;
    }
    this.kinds ??= kinds;
    return this.kinds === kinds ? text : undefined;
  }
}
/** The objects themselves and what was selected of them are the same (custom objects themselves always are). */
function isSame(other: Kept, value: Value, notes: readonly Note[], ignoreCase: boolean): boolean {
  return compareLoosely(value, other.value, ignoreCase) === 0 && notes.length === other.notes.length && notes.every(([name, held]) => {
    const match = other.notes.find(([n]) => n.toLowerCase() === name.toLowerCase());
    return match !== undefined && compareLoosely(match[1], held, ignoreCase) === 0;
  });
}
