import assert from 'node:assert/strict';
import fc from 'fast-check';
import { like } from '../../../../src/powershell/runtime/operators/wildcard.ts';

/** What a pattern of stars, question marks and letters means, in the plainest words. */
function means(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return means(text, pattern.slice(1)) || (text !== '' && means(text.slice(1), pattern));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && means(text.slice(1), pattern.slice(1));
}

describe('Wildcards', () => {
  it('mean the same however many stars there are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 10 }), pattern = fc.string({ unit: fc.constantFrom('a', 'b', '1', '*', '*', '?'), maxLength: 9 });
    fc.assert(fc.property(text, pattern, (t, p) => like(t, p) === means(t, p)), { numRuns: 2_000 });
  });
  it('take line breaks, sets, escapes and letters of either case between stars', () => {
    assert.equal(like('one\ntwo, Three [x] 4', '*ONE*t[v-x]o*thr??*`[x`]*[3-5]'), true);
    assert.equal(like('one\ntwo, Three [x] 6', '*ONE*t[v-x]o*thr??*`[x`]*[3-5]'), false);
    assert.equal(like('abc', '*A*B*C', false), false);
    assert.equal(like('😀x😀y😀', '*😀*?*😀*y*😀'), true);
  });
  it('do not try all ways to share a text among their stars', () => {
    assert.equal(like('a'.repeat(20_000), `${'*a'.repeat(90)}*b`), false);
    assert.equal(like(`${'a'.repeat(20_000)}b`, `${'*a'.repeat(90)}*b`), true);
  });
});
