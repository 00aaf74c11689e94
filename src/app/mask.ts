import { toDisposable } from './disposable.ts';
import type { DisposableLike } from './disposable.ts';

const MASK = '•••';
/** Shorter texts occur by chance; masking them would make every line unreadable and hide nothing. */
const SHORTEST = 4;

/**
 * The second line of defence: no code here writes a secret to the log, and if one slips into a text all the same (in an
 * error of a library, say), it is blotted out. Knows each secret also as it looks in a URL and in a Basic header.
 */
export class SecretMask {
  readonly #secrets = new Map<string, number>();

  /** Masks `secret` until the result is disposed. */
  add(secret: string, user?: string): DisposableLike {
    const forms = [...new Set([secret, encodeURIComponent(secret), ...(user === undefined ? [] : [base64(`${user}:${secret}`)])])]
      .filter((form) => form.length >= SHORTEST);
    for (const form of forms) this.#secrets.set(form, (this.#secrets.get(form) ?? 0) + 1);
    return toDisposable(() => {
      for (const form of forms) {
        const count = (this.#secrets.get(form) ?? 0) - 1;
        if (count <= 0) this.#secrets.delete(form);
        else this.#secrets.set(form, count);
      }
    });
  }

  apply(text: string): string {
    let masked = text.replace(/\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]{6,}/g, `$1 ${MASK}`);
    for (const secret of [...this.#secrets.keys()].sort((a, b) => b.length - a.length)) masked = masked.replaceAll(secret, MASK);
    return masked;
  }
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
