import assert from 'node:assert/strict';
import { parse, validate } from '../../../../src/powershell/index.ts';
import { nameKey } from '../../../../src/powershell/syntax/nameKey.ts';
import { table } from '../runtime/table.ts';

describe('names without case', () => {
  it('are the same as StringComparer.OrdinalIgnoreCase has them', () => {
    for (const [one, other] of [['k', 'K'], ['é', 'É'], ['σ', 'ς'], ['σ', 'Σ'], ['ǆ', 'ǅ'], ['µ', 'Μ'], ['𐐀', '𐐨'], ['ᾳ', 'ᾼ'], ['Straße', 'STRAßE']]) assert.equal(nameKey(String(one)), nameKey(String(other)), `${one} ${other}`);
    // The signs of Kelvin, Angstrom and Ohm are no letters; letters of ASCII are made of none but themselves.
    for (const [one, other] of [['k', '\u212A'], ['å', '\u212B'], ['ω', '\u2126'], ['i', '\u0130'], ['i', '\u0131'], ['s', '\u017F'], ['ß', 'ss'], ['ß', '\u1E9E']]) assert.notEqual(nameKey(String(one)), nameKey(String(other)), `${one} ${other}`);
    assert.equal(nameKey('Get-THING'), 'get-thing');
  });

  it('of parameters, members, keys and named arguments stand once, and others beside them', () => {
    const errors = (text: string): readonly string[] => validate(parse(text)).map(({ errorId }) => errorId);
    for (const [text, id] of [
      ['param($k, $X)', 'DuplicateFormalParameter'], ['class C { [int]$k; [int]$X }', 'MemberAlreadyDefined'], ['class C { k() {} X() {} }', 'MemberAlreadyDefined'], ['enum E { k; X }', 'MemberAlreadyDefined'], ['@{ k = 1; X = 2 }', 'DuplicateKeyInHashLiteral'],
    ] as const) {
      assert.deepEqual(errors(text.replace('X', '\u212A')), [], text);
      assert.deepEqual(errors(text.replace('X', 'K')), [id], text);
    }
  });

  table([
    ['of variables and parameters', 'function F { param($k, ${\u212A}) "$k ${\u212A}" }; F 1 2; F -k 3 -\u212A 4; $é = 5; $É; $i = 6; ${\u0130} = 7; "$i ${\u0130}"', '1 2|3 4|5|6 7'],
    ['keys of tables are asked as the culture compares', "$h = @{ k = 1 }; $h['\u212A']", '1'],
  ]);
});
