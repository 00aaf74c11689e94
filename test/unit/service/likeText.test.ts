import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLike } from '../../../src/service/modules/likeText.ts';

/** Written down as it is meant. */
const naive = (text: string, pattern: string): boolean => {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return naive(text, pattern.slice(1)) || (text !== '' && naive(text.slice(1), pattern));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(text.slice(1), pattern.slice(1));
};

describe('patterns of names that a module exports', () => {
  it('are like what they should be', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 9 });
    fc.assert(fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', '-', '*', '?'), maxLength: 8 }), (text, pattern) => assert.equal(isLike(text, pattern), naive(text, pattern), `${text} ${pattern}`)), { numRuns: 2_000 });
  });

  it('take no longer for many stars', () => {
    assert.equal(isLike('a'.repeat(5_000), `${'*a'.repeat(2_000)}*b`), false);
    assert.equal(isLike(`${'a'.repeat(5_000)}b`, `${'*a'.repeat(2_000)}*b`), true);
  });
});
