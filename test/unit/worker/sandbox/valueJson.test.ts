import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from '../../../../src/powershell/runtime/values/dateTime.ts';
import { Hashtable } from '../../../../src/powershell/runtime/values/dictionary.ts';
import { Guid } from '../../../../src/powershell/runtime/values/guid.ts';
import { double } from '../../../../src/powershell/runtime/values/numbers.ts';
import { PSObject, customObject } from '../../../../src/powershell/runtime/values/psObject.ts';
import type { Value } from '../../../../src/powershell/runtime/values/value.ts';
import { parseLenientJson } from '../../../../src/sma/values/lenientJson.ts';
import { toValue } from '../../../../src/worker/sandbox/parameterValue.ts';
import { valueToJson } from '../../../../src/worker/sandbox/records/valueJson.ts';
import { anyCharacter } from '../../../support/anyCharacter.ts';
// oxlint-disable-next-line import/no-unassigned-import -- importing it fills the registry of types
import '../../../../src/powershell/runtime/types/all.ts';

describe('Values of variables as JSON', () => {
  const table = new Hashtable();
  table.set('k', [1, 'two']);
  const cases: readonly (readonly [Value, string])[] = [
    [null, 'null'], [undefined, 'null'], ['text "x"\n', '"text \\"x\\"\\n"'], [true, 'true'], [42, '42'], [5_000_000_000n, '5000000000'],
    [double(1.5), '1.5'], [double(2), '2.0'], [double(Number.NaN), '"NaN"'],
    [DateTime.fromUnixMs(1_767_225_600_000), String.raw`"\/Date(1767225600000)\/"`],
    [[1, [2]], '[1,[2]]'], [table, '{"k":[1,"two"]}'], [customObject([['A', 1], ['B', null]]), '{"A":1,"B":null}'],
    [Guid.parse('0f8fad5b-d9cb-469f-a165-70867728950e') ?? null, '"0f8fad5b-d9cb-469f-a165-70867728950e"'],
  ];
  for (const [value, json] of cases) it(json, () => assert.equal(valueToJson(value), json));

  it('a structure that contains itself ends at a depth', () => {
    const loop: Value[] = [];
    loop.push(loop);
    assert.match(valueToJson(loop), /^\[{32}""\]{32}$/);
    const self = new PSObject();
    self.set('Self', self);
    assert.ok(valueToJson(self).length < 1_000);
  });

  it('what is written is read again as the same', () => {
    const json = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: anyCharacter }).filter((text) => !text.startsWith('/Date(')), fc.boolean(), fc.integer(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 })),
    })).value;
    fc.assert(fc.property(json, (value) => {
      assert.deepEqual(toValue(parseLenientJson(valueToJson(value))?.value ?? null), value);
    }));
  });
});
