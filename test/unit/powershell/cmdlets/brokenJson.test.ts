/** Texts that are broken or unusual JSON: what is read of them, or what is said, is what Json.NET 13.0.4 on .NET 10 reads and says (brokenJson.txt, recorded). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonReadError, readJson } from '../../../../src/powershell/cmdlets/json/jsonReader.ts';
import type { JsonFactory } from '../../../../src/powershell/cmdlets/json/jsonReader.ts';
import { jsonDate } from '../../../../src/powershell/cmdlets/json/jsonDates.ts';
import { NetThrow } from '../../../../src/powershell/runtime/errors/raise.ts';
import { DateTime } from '../../../../src/powershell/runtime/values/dateTime.ts';
import { BigInteger } from '../../../../src/powershell/runtime/values/numbers.ts';
import { PSObject } from '../../../../src/powershell/runtime/values/psObject.ts';
import type { Value } from '../../../../src/powershell/runtime/values/value.ts';
import { removeFolders, runInFolder } from './inFolder.ts';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { testHost } from '../runtime/harness.ts';

const quoted = (text: string): string => `"${[...Array(text.length).keys()].map((i) => {
  const c = text.charAt(i), code = text.charCodeAt(i);
  return c === '"' || c === '\\' ? `\\${c}` : code < 32 || code > 126 ? `\\u${code.toString(16).padStart(4, '0')}` : c;
}).join('')}"`;
class Pairs extends PSObject {
  readonly pairs: readonly (readonly [string, Value])[];
  constructor(pairs: readonly (readonly [string, Value])[]) { super(); this.pairs = pairs; }
}
/** A value with its type: l is Int64, b BigInteger, d Double, s String, t DateTime in ticks. */
function shown(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `s${quoted(value)}`;
  if (typeof value === 'bigint') return `l${value}`;
  if (value instanceof DateTime) return `t${value.ticks}${value.kind}`;
  if (value instanceof BigInteger) return `b${value.value}`;
  if (value instanceof Pairs) return `{${value.pairs.map(([name, of]) => `${quoted(name)}:${shown(of)}`).join(',')}}`;
  if (Array.isArray(value)) return `[${value.map(shown).join(',')}]`;
  const { value: n } = value as { readonly value: number };
  return `d${Object.is(n, -0) ? '-0' : n}`;
}
/** A repeated name stands where it came last, as in the objects of ConvertFrom-Json. */
const last = (pairs: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] => {
  const map = new Map<string, Value>();
  for (const [name, value] of pairs) { map.delete(name); map.set(name, value); }
  return [...map];
};
const factory: JsonFactory = { array: (items) => items, object: (pairs) => new Pairs(last(pairs)), text: (text) => jsonDate(text, 'Default') ?? text, badName: () => undefined };
function answer(text: string): string {
  try { return `OK ${shown(readJson(text, factory))}`; } catch (error) {
    if (error instanceof JsonReadError) return `ERR ${error.message}`;
    if (error instanceof NetThrow) return `EXC ${error.exception.netType.name} ${error.exception.message}`;
    throw error;
  }
}

describe('Broken and unusual JSON', () => {
  afterEach(removeFolders);
  const recorded = readFileSync(join(import.meta.dirname, 'brokenJson.txt'), 'utf8').trim().split('\n').map((line) => line.split('\t').map((part) => JSON.parse(part) as string));
  it(`${recorded.length} texts, each as Json.NET reads it`, () => {
    assert.ok(recorded.length > 500);
    new Engine(testHost(() => undefined), cmdlets).use(() => { assert.deepEqual(recorded.map(([text = '']) => [text, answer(text)]), recorded); });
  });
  it('is told by ConvertFrom-Json with the way to it', () => {
    const { output } = runInFolder(`foreach ($t in '{"a":{"b c":[1,tru]}}', '{"a":1]', '{"a":"/Date(99999999999999999)/"}') { try { $t | ConvertFrom-Json } catch { "$($_.FullyQualifiedErrorId -replace ',.*') $($_.CategoryInfo.Category) $_" } }`);
    assert.deepEqual(output, [
      "System.ArgumentException NotSpecified Conversion from JSON failed with error: Error parsing boolean value. Path 'a['b c'][0]', line 1, position 18.",
      "System.ArgumentException NotSpecified Conversion from JSON failed with error: JsonToken EndArray is not valid for closing JsonType Object. Path '', line 1, position 7.",
      "System.ArgumentOutOfRangeException NotSpecified Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')",
    ]);
  });
  it('holes, ends that are missing and repeated names are taken', () => {
    const { output, errors } = runInFolder(`('[1,2,3' | ConvertFrom-Json) -join ','; ('[1,,2]' | ConvertFrom-Json).Count; $o = '{"a":1,"b":2,"a":3}'; $o | ConvertFrom-Json | ConvertTo-Json -Compress; $o | ConvertFrom-Json -AsHashtable | ConvertTo-Json -Compress; '// c', '{"a":1}' | ConvertFrom-Json | ForEach-Object { "[$($_.a)]" }`);
    assert.deepEqual([output, errors], [['1,2,3', '3', '{"b":2,"a":3}', '{"b":2,"a":3}', '[]', '[1]'], []]);
  });
  it('names that no object can have are told outermost first, and after what is wrong with the text', () => {
    const { output } = runInFolder(`foreach ($t in '{"a":{"":1},"A":2}', '{"a":1,"A":{"":2}}', '{"":1') { try { $t | ConvertFrom-Json } catch { $_.FullyQualifiedErrorId -replace ',.*' } }`);
    assert.deepEqual(output, ['EmptyKeyInJsonString', 'KeysWithDifferentCasingInJsonString', 'System.ArgumentException']);
  });
  it('kinds of dates', () => {
    const { output } = runInFolder(`foreach ($k in 'Default', 'Utc', 'Local', 'Offset', 'String') { $d = '"2024-01-01T24:00:00-05"' | ConvertFrom-Json -DateKind $k; "$($d.GetType().Name) $($d.Kind) $(if ($d -isnot [string]) { $d.ToString('o') })" }`);
    assert.deepEqual(output, ['DateTime Local 2024-01-02T05:00:00.0000000+00:00', 'DateTime Utc 2024-01-02T05:00:00.0000000Z', 'DateTime Local 2024-01-02T05:00:00.0000000+00:00', 'DateTimeOffset  2024-01-02T00:00:00.0000000-05:00', 'String  ']);
  });
});
