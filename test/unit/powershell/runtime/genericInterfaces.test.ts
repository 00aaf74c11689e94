/** Generic interfaces as types of values: what a method returns, what a parameter and a variable take; answers of PowerShell 7.6. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const out = (script: string): readonly string[] => run(script).output;
const G = 'System.Collections.Generic';
describe('A generic interface', () => {
  const VALUES: Readonly<Record<string, string>> = { list: `[${G}.List[string]]@('a')`, numbers: `[${G}.List[int]]@(1)`, table: `[${G}.Dictionary[string,int]]::new()`, set: `[${G}.HashSet[int]]@(1)`, queue: `[${G}.Queue[int]]::new()`, ints: '[int[]](1, 2)', texts: "[string[]]('x')", mixed: "@(1, 'z')", text: "'t'", five: '5', hash: '@{ a = 1 }' };
  const OF: readonly (readonly [type: string, values: string])[] = [
    ['IEnumerable[int]', 'numbers set queue ints'], ['IEnumerable[string]', 'list texts'], ['IEnumerable[object]', 'list texts mixed'], ['IList[int]', 'numbers ints'], ['IList[object]', 'texts mixed'], ['ICollection[int]', 'numbers set ints'], ['IDictionary[string,int]', 'table'],
    ['IReadOnlyList[int]', 'numbers ints'], ['IReadOnlyCollection[string]', 'list texts'], ['ISet[int]', 'set'], ['IReadOnlyDictionary[string,int]', 'table'], [`IEnumerable[${G}.KeyValuePair[string,int]]`, 'table'], ['IEnumerable[char]', 'text'],
  ];
  // A number is cast as its text where nothing else fits (LanguagePrimitives.ConvertNumericIConvertible).
  const isText = (type: string, name: string, i: number): boolean => i === 1 && type === 'IEnumerable[char]' && name === 'five';
  for (const [type, values] of OF) it(`has the values that it has in .NET: ${type}`, () => {
    for (const [name, value] of Object.entries(VALUES)) assert.deepEqual(out(`$v = ${value}; $v -is [${G}.${type}]; $null -ne ($v -as [${G}.${type}])`), Array.from({ length: 2 }, (_, i) => (values.split(' ').includes(name) || isText(type, name, i) ? 'True' : 'False')), name);
  });
  it('is one of what can be compared with its own kind', () => {
    assert.deepEqual(out("5 -is [IComparable[int]]; 5 -is [IComparable[long]]; 'a' -is [IEquatable[string]]; [guid]::Empty -is [IEquatable[guid]]"), ['True', 'False', 'True', 'True']);
  });
  it('is what methods return, what parameters, properties and variables take', () => {
    assert.deepEqual(out(`class A { [${G}.IEnumerable[string]] W() { $l = [${G}.List[string]]::new(); $l.Add('a'); return $l } [${G}.IList[int]] X() { return [int[]](1, 2) } [${G}.IDictionary[string,int]] Z() { $d = [${G}.Dictionary[string,int]]::new(); $d['q'] = 1; return $d } [${G}.IEnumerable[int]] Bad() { return @(1, 2) } [${G}.IList[string]] $P }
$a = [A]::new(); $a.W(); $a.X(); $a.Z().Count; try { $a.Bad() } catch { $_.FullyQualifiedErrorId }; $a.P = [${G}.List[string]]@('q'); $a.P.Count`), ['a', '1', '2', '1', 'ConvertToFinalInvalidCastException', '1']);
    assert.deepEqual(out(`function t([${G}.IEnumerable[int]] $x) { $x.GetType().Name }; t ([int[]](1, 2)); t ([${G}.HashSet[int]]@(1)); t ([${G}.List[int]]@(1)); try { t @(1, 2) } catch { $_.FullyQualifiedErrorId }
function u([${G}.IList[string]] $x) { $x.GetType().Name }; u ([${G}.List[string]]@('a')); u ([string[]]('a', 'b')); [${G}.IEnumerable[string]] $g = [string[]]('a', 'b'); $g.GetType().Name`), ['Int32[]', 'HashSet`1', 'List`1', 'ParameterArgumentTransformationError,t', 'List`1', 'String[]', 'String[]']);
  });
});
