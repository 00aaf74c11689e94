import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinTexts } from '../../../src/service/http/joinTexts.ts';

describe('texts as bytes', () => {
  it('are what the joined text is, whatever its characters and wherever they stand', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'é', 'éé', '€€€', '😀', '😀😀', 'a\uD83D', '\uDE00')), { maxLength: 8 }), (texts) => {
      const expected = Buffer.concat(texts.map((text) => Buffer.from(text)));
      assert.equal(Buffer.compare(joinTexts(texts), expected), 0);
    }), { numRuns: 200 });
  });
});
