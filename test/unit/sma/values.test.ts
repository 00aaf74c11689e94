import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseLenientJson, writeJson } from '../../../src/sma/values/lenientJson.ts';
import type { JsonValue } from '../../../src/sma/values/lenientJson.ts';
import { decodeParameterValue, encodeParameterValue } from '../../../src/sma/values/parameterValue.ts';
import { decodeVariableValue, encodeVariableValue } from '../../../src/sma/values/variableValue.ts';

describe('lenient JSON', () => {
  const good: readonly (readonly [string, JsonValue])[] = [
    ['null', null], ['true', true], ['false', false], ['0', 0], ['-12.5e3', -12_500], ['"a\\"b\\u00e9\\n"', 'a"bé\n'], ["'Hello'", 'Hello'], ["'it\\'s \"x\"'", 'it\'s "x"'], ['"it\'s"', "it's"],
    ["['a',44]", ['a', 44]], ['[]', []], ['[1,]', [1]], ['{}', {}], ["{Name1:'v','Name2':2,\"Name3\":[],}", { Name1: 'v', Name2: 2, Name3: [] }], [' [ 1 , { "a" : null } ] ', [1, { a: null }]],
    ['12345678901234567890', 12_345_678_901_234_567_890n], ['{"a":1,"a":2}', { a: 2 }], ['"\\/Date(1)\\/"', '/Date(1)/'],
  ];
  for (const [text, value] of good) it(`reads ${text}`, () => assert.deepEqual(parseLenientJson(text), { value }));

  const bad = ['', ' ', 'Hello', 'True', 'NaN', 'undefined', '01', '+1', '.5', '1.', '1 2', '[1', '[,]', '[1 2]', '{a}', '{a:}', '{1:2}', "'a", '"a\'', '"\\x"', '"\\u12"', '{"a" 1}', '[1]x', '-', '/*x*/1', '('];
  for (const text of bad) it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseLenientJson(text), undefined));

  it('reads all of JSON as JSON.parse does', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      const parsed = parseLenientJson(text);
      assert.ok(parsed);
      // Where JSON.parse rounds an integer, ours has every digit; written out and read again both are the same.
      assert.deepEqual(JSON.parse(writeJson(parsed.value)), JSON.parse(text));
    }));
  });

  it('keeps a member named __proto__ a member', () => {
    const value = parseLenientJson('{"__proto__":{"x":1}}')?.value as object;
    assert.deepEqual(Object.keys(value), ['__proto__']);
    assert.equal((value as { x?: number }).x, undefined);
  });

  it('bounds depth and never throws', () => {
    assert.equal(parseLenientJson('['.repeat(100_000)), undefined);
    assert.equal(parseLenientJson('['.repeat(150) + ']'.repeat(150)), undefined);
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', "'", '"', '\\', 'u', '1', 'e', '-', '.', ' ', 'true') }), (text) => {
      parseLenientJson(text);
    }), { numRuns: 1_000 });
  });

  it('writes what it reads', () => {
    assert.equal(writeJson({ big: 12_345_678_901_234_567_890n, list: [1, 'x', null, true] }), '{"big":12345678901234567890,"list":[1,"x",null,true]}');
  });
});

describe('parameter values', () => {
  const cases: readonly (readonly [text: string, type: string, expected: ReturnType<typeof decodeParameterValue>])[] = [
    ['Hello', 'System.String', { kind: 'text', value: 'Hello' }], ['"Hello"', 'System.String', { kind: 'json', value: 'Hello' }], ["'Hello'", 'System.String', { kind: 'json', value: 'Hello' }],
    ['25', 'System.Int32', { kind: 'json', value: 25 }], ['true', 'System.Boolean', { kind: 'json', value: true }], ['["a","b"]', 'System.String[]', { kind: 'json', value: ['a', 'b'] }], ["['a',44]", 'System.Object[]', { kind: 'json', value: ['a', 44] }],
    ['{"Name1":"v","Name2":2}', 'System.Object', { kind: 'json', value: { Name1: 'v', Name2: 2 } }], ['C:\\temp\\x', 'System.String', { kind: 'text', value: 'C:\\temp\\x' }], ['', 'System.String', { kind: 'text', value: '' }],
    ['MyCred', 'System.Management.Automation.PSCredential', { kind: 'text', value: 'MyCred' }], ['"MyCred"', 'PSCredential', { kind: 'text', value: 'MyCred' }], ['42', 'pscredential', { kind: 'text', value: '42' }],
  ];
  for (const [text, type, expected] of cases) it(`${type} ${text}`, () => assert.deepEqual(decodeParameterValue(text, type), expected));

  it('encodes so that a text stays a text, whatever it looks like', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.constantFrom('42', 'true', '"x"', "'x'", '[1]', 'null')), (value) => {
      assert.deepEqual(decodeParameterValue(encodeParameterValue(value, 'System.String'), 'System.String'), { kind: 'json', value });
    }));
    assert.equal(encodeParameterValue('MyCred', 'PSCredential'), 'MyCred');
    assert.equal(encodeParameterValue({ a: [1] }), '{"a":[1]}');
  });
});

describe('variable values', () => {
  const cases: readonly (readonly [stored: string | null, expected: ReturnType<typeof decodeVariableValue>])[] = [
    ['"abc"', { type: 'String', value: 'abc' }], ['42', { type: 'Integer', value: 42 }], ['1.5', { type: 'Number', value: 1.5 }], ['1.0', { type: 'Number', value: 1 }], ['true', { type: 'Boolean', value: true }],
    [String.raw`"\/Date(1398960000000)\/"`, { type: 'DateTime', value: '2014-05-01T16:00:00' }], ['{"a":[1,2]}', { type: 'Complex', value: { a: [1, 2] } }], ['null', { type: 'Null', value: null }], [null, { type: 'Null', value: null }],
    ['Test Variable Value', { type: 'Text', value: 'Test Variable Value' }], ['', { type: 'Text', value: '' }], ['99999999999999999999', { type: 'Integer', value: 99_999_999_999_999_999_999n }],
  ];
  for (const [stored, expected] of cases) it(`reads ${stored ?? '(nothing)'}`, () => assert.deepEqual(decodeVariableValue(stored), expected));

  it('writes back the same meaning', () => {
    for (const [stored, value] of cases) if (stored !== null && value.type !== 'Text' && stored !== '1.0') assert.deepEqual(decodeVariableValue(encodeVariableValue(value)), value);
    assert.equal(encodeVariableValue({ type: 'Text', value: 'bare' }), '"bare"');
    assert.equal(encodeVariableValue({ type: 'DateTime', value: '2014-05-01T16:00:00' }), String.raw`"\/Date(1398960000000)\/"`);
  });
});
