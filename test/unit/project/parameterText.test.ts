import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeParameterText } from '../../../src/project/parameterText.ts';
import { decodeParameterValue } from '../../../src/sma/values/parameterValue.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

describe('project: parameter values as people write them', () => {
  const cases: readonly (readonly [text: string, type: string, value: string])[] = [
    ['Hello', 'System.String', '"Hello"'],
    ['42', 'System.String', '"42"'],
    ['true', 'string', '"true"'],
    ['', 'String', '""'],
    ['say "x"', 'System.String', '"say \\"x\\""'],
    ['42', 'System.Int32', '42'],
    ['-2147483648', 'System.Int32', '-2147483648'],
    ['255', 'byte', '255'],
    ['18446744073709551615', 'System.UInt64', '18446744073709551615'],
    ['99999999999999999999', 'System.Numerics.BigInteger', '99999999999999999999'],
    [' +7 ', 'int', '7'],
    ['-0.5', 'System.Double', '-0.5'],
    ['.5', 'double', '0.5'],
    ['5.', 'System.Decimal', '5'],
    ['1.e3', 'System.Double', '1e3'],
    ['yes', 'System.Boolean', 'true'],
    ['$false', 'System.Management.Automation.SwitchParameter', 'false'],
    ['["a","b"]', 'System.String[]', '["a","b"]'],
    ["['a',44]", 'System.Object[]', '["a",44]'],
    ['web01', 'System.String[]', '["web01"]'],
    ['5', 'string[]', '["5"]'],
    ['5', 'System.Int32[]', '[5]'],
    ['{"a":1}', 'System.Collections.Hashtable', '{"a":1}'],
    ['plain words', 'System.Object', '"plain words"'],
    ['12', 'System.Object', '12'],
    ['ops account', 'System.Management.Automation.PSCredential', 'ops account'],
    ['42', 'PSCredential', '42'],
    ['2026-03-01T10:00', 'System.DateTime', '"2026-03-01T10:00"'],
  ];
  for (const [text, type, value] of cases) it(`${text === '' ? '(nothing)' : text} as ${type} is ${value}`, () => assert.deepEqual(encodeParameterText(text, type), { ok: true, value }));

  for (const [text, type] of [['4.5', 'System.Int32'], ['', 'System.Int32'], ['one', 'int[]'], ['1,5', 'System.Double'], ['perhaps', 'System.Boolean'], ['2147483648', 'System.Int32'], ['-129', 'sbyte'], ['-1', 'System.UInt16'], ['9223372036854775808', 'long'], ['["a"', 'System.String[]']] as const) {
    it(`refuses ${text === '' ? '(nothing)' : text} as ${type}`, () => {
      const encoded = encodeParameterText(text, type);
      assert.ok(!encoded.ok && encoded.message !== '');
    });
  }

  it('says which numbers a type has, and how several values are written', () => {
    const told = (text: string, type: string): unknown => {
      const encoded = encodeParameterText(text, type);
      return encoded.ok ? encoded : encoded.message;
    };
    assert.equal(told('300', 'System.Byte'), 'a whole number from 0 to 255 is needed, as System.Byte says');
    assert.equal(told('99999999999', 'System.Int32'), 'a whole number from -2147483648 to 2147483647 is needed, as System.Int32 says');
    assert.equal(told('1,2', 'System.Int32[]'), 'a whole number is needed, as System.Int32 says; several are written as JSON: [1,2]');
  });

  it('brings every text to the runbook unchanged', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const encoded = encodeParameterText(text, 'System.String');
      assert.ok(encoded.ok);
      assert.deepEqual(decodeParameterValue(encoded.value, 'System.String'), { kind: 'json', value: text });
    }));
  });
});
