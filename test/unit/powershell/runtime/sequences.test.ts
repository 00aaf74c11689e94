import assert from 'node:assert/strict';
import { run } from './harness.ts';

const lines = (script: string): readonly string[] => { const { output, errors } = run(script); assert.deepEqual(errors, []); return output; };
const linq = (call: string): readonly string[] => lines(`[Linq.Enumerable]::${call}`);

describe('Sequences of Linq', () => {
  it('become collections of their items\' type', () => {
    assert.deepEqual(lines("$l = [Linq.Enumerable]::ToList([int[]](1, 2)); $l.Add(3); $l.GetType().ToString(); $l.Count; $s = [Linq.Enumerable]::ToHashSet([string[]]('a', 'b', 'a')); $s.GetType().ToString(); $s.Count; $d = [Linq.Enumerable]::ToDictionary([int[]](1, 2), [Func[int, string]] { \"k$($args[0])\" }); $d.GetType().ToString(); $d['k2']"),
      ['System.Collections.Generic.List`1[System.Int32]', '3', 'System.Collections.Generic.HashSet`1[System.String]', '2', 'System.Collections.Generic.Dictionary`2[System.String,System.Int32]', '2']);
  });
  it('take the types that are written behind a method', () => {
    assert.deepEqual(linq("OfType[int](@(1, 'a', 2, 3.5))"), ['1', '2']);
    assert.deepEqual(lines("[array]::Empty[string]().GetType().Name; [Linq.Enumerable]::Empty[int]().GetType().Name; [Linq.Enumerable]::Cast[string](@('x', 'y')).GetType().Name; for ($i = 0; $i -lt 300; $i++) { $e = [array]::Empty[int]() }; $e.GetType().Name"), ['String[]', 'Int32[]', 'String[]', 'Int32[]']);
    assert.match(run("[Linq.Enumerable]::Cast[string](@(1))").errors[0] ?? '', /Exception calling "Cast".*Unable to cast object of type 'System.Int32' to type 'System.String'/);
  });
  it('keep their first order in the second', () => {
    assert.deepEqual(linq("ThenByDescending([Linq.Enumerable]::OrderBy([string[]]('b', 'ccc', 'a', 'ddd'), [Func[string, int]] { $args[0].Length }), [Func[string, string]] { $args[0] }) -join ','"), ['b,a,ddd,ccc']);
  });
});
describe('Dates in other calendars', () => {
  it('are read as they are counted', () => {
    const of = (call: string): string => lines(`([datetime]::${call}).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)`)[0] ?? '';
    assert.deepEqual(["Parse('1/2/2567', [cultureinfo] 'th-TH')", "ParseExact('2567-05-06', 'yyyy-MM-dd', [cultureinfo] 'th-TH')", "Parse('1403/01/15', [cultureinfo] 'fa-IR')", "ParseExact('01-02-1445', 'dd-MM-yyyy', [cultureinfo] 'ar-SA')", "Parse('2024-05-06T01:02:03', [cultureinfo] 'th-TH')", "Parse('1/2/2024', [cultureinfo] 'en-US')"].map(of),
      ['2024-02-01', '2024-05-06', '2024-04-03', '2023-08-17', '2024-05-06', '2024-01-02']);
  });
  it('come back from what is written, each day of some years', () => {
    assert.deepEqual(lines("$bad = 0; foreach ($c in 'th-TH', 'fa-IR', 'ar-SA') { $c = [cultureinfo] $c; for ($i = 0; $i -lt 800; $i += 3) { $d = [datetime]::new(2022, 12, 30).AddDays($i); if ([datetime]::ParseExact($d.ToString('yyyy/MM/dd', $c), 'yyyy/MM/dd', $c) -ne $d) { $bad++ } } }; $bad; try { [datetime]::ParseExact('1403/13/01', 'yyyy/MM/dd', [cultureinfo] 'fa-IR') } catch { 'no' }"), ['0', 'no']);
  });
});
