/** Finds secrets in texts: a text is looked through once, however many secrets there are. */
import { spellings } from '../../../worker/masking/secretSpellings.ts';

/** Shorter ones are not looked for: they would be found by chance in ordinary words (as in worker/masking). */
const SHORTEST = 4;
const BUCKETS = 0x1_0000;

export class SecretIndex {
  /** By a number made of their first characters: each way to write a secret, and the secret. */
  readonly #buckets = new Map<number, { readonly spelling: string; readonly secret: string }[]>();
  /** Which buckets there are: asked for each character of a text. */
  readonly #filled = new Uint8Array(BUCKETS);

  constructor(secrets: Iterable<string>) {
    for (const secret of new Set(secrets)) {
      if (secret.length < SHORTEST) continue;
      for (const spelling of spellings(secret)) {
        const bucket = bucketAt(spelling, 0), others = this.#buckets.get(bucket);
        if (others === undefined) this.#buckets.set(bucket, [{ spelling, secret }]);
        else others.push({ spelling, secret });
        this.#filled[bucket] = 1;
      }
    }
  }

  /** The secrets that stand in a text, also as JSON, XML and URLs write them. */
  foundIn(text: string): ReadonlySet<string> {
    const found = new Set<string>();
    if (this.#buckets.size === 0) return found;
    for (let at = 0; at <= text.length - SHORTEST; at++) {
      const bucket = bucketAt(text, at);
      if (this.#filled[bucket] === 0) continue;
      for (const { spelling, secret } of this.#buckets.get(bucket) ?? []) if (text.startsWith(spelling, at)) found.add(secret);
    }
    return found;
  }
}

const bucketAt = (text: string, at: number): number =>
  (Math.imul(Math.imul(Math.imul(text.charCodeAt(at), 31) + text.charCodeAt(at + 1), 31) + text.charCodeAt(at + 2), 31) + text.charCodeAt(at + 3)) & (BUCKETS - 1);
