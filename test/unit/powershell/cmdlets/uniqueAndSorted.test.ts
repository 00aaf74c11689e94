import assert from 'node:assert/strict';
import { run } from '../runtime/harness.ts';

const cases: readonly (readonly [what: string, script: string, output: string])[] = [
  ['text and numbers that look alike', "$r = 1, '1', 2, '2', 1 | Select-Object -Unique; $r.Count; $r", '2 1 2'],
  ['letter case', "'a', 'A', 'b', 'a' | Select-Object -Unique; 'a', 'A', 'b' | Select-Object -Unique -CaseInsensitive", 'a A b a b'],
  ['two properties', "$o = foreach ($i in 1..6) { [pscustomobject]@{ A = $i % 2; B = \"t$($i % 3)\" } }; ($o | Select-Object A, B -Unique).Count; ($o | Select-Object B -Unique).B", '6 t1 t2 t0'],
  ['kinds that change on the way', "$o = foreach ($v in 1, 2, 1.0, 'x', '2', $null, 'x') { [pscustomobject]@{ V = $v } }; ($o | Select-Object V -Unique).Count", '4'],
  ['custom objects themselves', "([pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 } | Select-Object -Unique).A", '1'],
  ['sorted numbers', '3, 1, 2, 3, -5 | Sort-Object; 3, 1, 2, 3 | Sort-Object -Descending -Unique; 5, 4, 6 | Sort-Object -Top 2; 5, 4, 6 | Sort-Object -Bottom 1; 2147483647, -2147483648, 0 | Sort-Object', '-5 1 2 3 3 3 2 1 4 5 6 -2147483648 0 2147483647'],
  ['numbers among others', "10, '9', 2.5 | Sort-Object; , 7 | Sort-Object -Unique", '2.5 9 10 7'],
];

describe('Objects that are unique or sorted', () => {
  for (const [what, script, output] of cases) it(`are right for ${what}`, () => assert.equal(run(script).output.join(' '), output));
});
