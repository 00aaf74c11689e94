import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareText } from '../../../../src/powershell/runtime/operators/collation.ts';

describe('Comparing text', () => {
  const collators = { true: new Intl.Collator('und', { sensitivity: 'accent', caseFirst: 'false' }), false: new Intl.Collator('und', { sensitivity: 'variant', caseFirst: 'false' }) };
  const text = fc.array(fc.constantFrom(..." !#$%'()*+,-./0129:;<=>?@ABZ[]^_`abz{|}~".split(''), '\u0301', 'é', '\u00ad', '\t', 'ß', '你'), { maxLength: 6 }).map((parts) => parts.join(''));

  it('orders as the collator does, though plain ASCII is decided without it', () => {
    fc.assert(fc.property(text, text, fc.boolean(), (a, b, ignoreCase) => {
      assert.equal(Math.sign(compareText(a, b, ignoreCase)), Math.sign(collators[`${ignoreCase}`].compare(a, b)));
    }), { numRuns: 3000 });
  });
});
