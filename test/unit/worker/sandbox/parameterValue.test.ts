import assert from 'node:assert/strict';
import { DateTime } from '../../../../src/powershell/runtime/values/dateTime.ts';
import { Hashtable } from '../../../../src/powershell/runtime/values/dictionary.ts';
import { Double } from '../../../../src/powershell/runtime/values/numbers.ts';
import { PSObject } from '../../../../src/powershell/runtime/values/psObject.ts';
import { decodeParameter } from '../../../../src/worker/sandbox/parameterValue.ts';

describe('Job parameters as engine values', () => {
  const plain: readonly (readonly [text: string, type: string, value: unknown])[] = [
    ['Hello', 'System.String', 'Hello'], ['"Hello"', 'System.String', 'Hello'], ["'Hello'", 'System.String', 'Hello'],
    ['', 'System.String', ''], ['""', 'System.String', ''], ['null', 'System.String', null],
    ['007', 'System.String', '007'], ['"25"', 'System.String', '25'], ['25', 'System.String', '25'], ['true', 'System.String', 'true'],
    ['{"a":1}', 'System.String', '{"a":1}'], ['C:\\temp', 'System.String', 'C:\\temp'], ['Grüße 😀', 'System.String', 'Grüße 😀'],
    ['25', 'System.Int32', 25], ['-1', 'System.Int32', -1], ['abc', 'System.Int32', 'abc'], ['5000000000', 'System.Int64', 5_000_000_000n],
    ['9007199254740993', 'System.Int64', 9_007_199_254_740_993n],
    ['true', 'System.Boolean', true], ['False', 'System.Boolean', false], ['$true', 'System.Boolean', true], ['"true"', 'System.Boolean', true], ['1', 'System.Boolean', 1],
    ['true', 'System.Management.Automation.SwitchParameter', true],
    ["['a',44]", 'System.String[]', ['a', 44]], ['["a","b"]', 'System.String[]', ['a', 'b']], ['a,b', 'System.String[]', 'a,b'],
    ['Hello', 'System.Object', 'Hello'], ['25', 'System.Object', 25], ['', 'System.Object', ''],
    ['"Ops"', 'System.Management.Automation.PSCredential', 'Ops'], ['Ops', 'System.Management.Automation.PSCredential', 'Ops'],
  ];
  for (const [text, type, value] of plain) {
    it(`${text === '' ? '(empty)' : text} for ${type}`, () => assert.deepEqual(decodeParameter(text, type), value));
  }
  it('fractions are Double, also whole ones', () => {
    for (const [text, value] of [['1.5', 1.5], ['25.0', 25], ['1e3', 1000]] as const) {
      const decoded = decodeParameter(text, 'System.Double');
      assert.ok(decoded instanceof Double);
      assert.equal(decoded.value, value);
    }
  });
  it('objects arrive as PSCustomObject, nested ones too', () => {
    const decoded = decodeParameter('{"Name1":"v","Inner":{"N":2}}', 'System.Object');
    assert.ok(decoded instanceof PSObject);
    assert.equal(decoded.get('name1'), 'v');
    assert.equal((decoded.get('Inner') as PSObject).get('N'), 2);
  });
  it('a declared hashtable gets one', () => {
    const decoded = decodeParameter('{"a":1}', 'System.Collections.Hashtable');
    assert.ok(decoded instanceof Hashtable);
    assert.equal(decoded.get('A'), 1);
  });
  it('Microsoft dates are dates in UTC', () => {
    const decoded = decodeParameter(String.raw`"\/Date(1767225600000)\/"`, 'System.DateTime');
    assert.ok(decoded instanceof DateTime);
    assert.equal(decoded.unixMs, 1_767_225_600_000);
    assert.equal(decoded.kind, 'Utc');
  });
});
