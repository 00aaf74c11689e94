/** Collections with an order: what they ask and walk grows with the items, not with their square. */
import assert from 'node:assert/strict';
import { OrderedDictionary } from '../../../../src/powershell/runtime/values/dictionary.ts';
import { placed } from '../../../../src/powershell/runtime/values/placedMap.ts';
import type { PlacedMap } from '../../../../src/powershell/runtime/values/placedMap.ts';
import { run } from './harness.ts';

const COUNT = 2000, STEP = 7919, PRIME = 30_011;
/** A sorted map of numbers, and how often it has compared. */
function counted(): { readonly map: PlacedMap<number>; readonly asked: () => number } {
  let asked = 0;
  return { map: placed(new Map<unknown, number>(), (a, b) => { asked += 1; return a - b; }), asked: () => asked };
}
/** More than n log n by a factor that leaves room, far less than the square. */
const BOUND = COUNT * Math.ceil(Math.log2(COUNT)) * 2;
const keyAt = (i: number): number => (i * STEP) % PRIME;
const gives = (script: string, expected: readonly string[]): void => {
  const { output, errors } = run(`& { ${script} } | ForEach-Object { "$_" }`);
  assert.deepEqual(errors, []);
  assert.deepEqual(output, expected);
};
describe('Collections with an order', () => {
  it('a sorted map compares n log n times, read at the end or after each item', () => {
    for (const readsEach of [false, true]) {
      const { map, asked } = counted();
      for (let i = 0; i < COUNT; i++) { map.set(keyAt(i), keyAt(i)); if (readsEach) map.at(0); }
      assert.deepEqual([...map.values()], Array.from({ length: COUNT }, (_, i) => keyAt(i)).sort((a, b) => a - b));
      assert.ok(asked() < BOUND, `${asked()} comparisons`);
    }
  });
  it('a sorted map as a queue of priorities compares n log n times', () => {
    const { map, asked } = counted(), taken: number[] = [];
    for (let i = 0; i < COUNT; i++) map.set(keyAt(i), keyAt(i));
    for (let i = 0; map.size > 0; i++) {
      const [id, v] = map.at(0) ?? assert.fail();
      taken.push(v);
      map.delete(id);
      if (i < COUNT / 2) map.set(-1 - i, v + 1);
      if (i % 3 === 0) map.delete(map.at(map.size >> 1)?.[0]);
    }
    assert.ok(taken.every((v, i) => i === 0 || v >= (taken[i - 1] ?? 0)));
    assert.ok(asked() < BOUND * 2, `${asked()} comparisons`);
  });
  it('a comparison that throws loses nothing', () => {
    const map = placed(new Map<unknown, number>(), (a, b) => { if (a === 13 || b === 13) throw new Error('no order'); return a - b; });
    for (const n of [3, 1, 2]) map.set(n, n);
    assert.deepEqual([...map.keys()], [1, 2, 3]);
    map.set(13, 13);
    assert.throws(() => map.at(0), /no order/);
    assert.equal(map.size, 4);
    assert.deepEqual([map.has(13), map.has(1)], [true, true]);
  });
  it('[ordered] by place walks nothing, however items come and go', () => {
    const d = new OrderedDictionary();
    for (let i = 0; i < 100; i++) d.set(`k${i}`, i);
    assert.equal(d.at(99)?.value, 99);
    const { entries } = d, never = (): never => assert.fail('walked');
    Object.assign(entries, { values: never, entries: never, [Symbol.iterator]: never });
    d.insert(0, 'first', -1);
    d.insert(50, 'middle', -2);
    d.delete('k10');
    d.delete('first');
    d.set('last', 7);
    assert.deepEqual([d.at(0)?.key, d.at(10)?.key, d.at(48)?.key, d.at(49)?.key, d.at(100)?.key, d.at(101), d.at(-1)], ['k0', 'k11', 'middle', 'k49', 'last', undefined, undefined]);
    d.clear();
    assert.equal(d.count, 0);
  });
  it('the keys of a long [ordered] are listed once for all that ask by place', () => {
    const map = placed(new Map<unknown, number>(Array.from({ length: 40 }, (_, i) => [i, i])));
    let made = 0;
    const list = (): number[] => map.kept((v) => { made += 1; return v; });
    for (let i = 0; i < 40; i++) assert.equal(list()[i], i);
    assert.equal(made, 40);
    map.delete(3);
    assert.equal(list()[3], 4);
  });
  it('scripts see the same collections', () => {
    gives(`$d = [Collections.Generic.SortedDictionary[string,int]]::new(); 5,3,9,1 | % { $d["k$_"] = $_ }; $d['k3'] = 33; [void]$d.Remove('k9'); "$($d.Keys)"; "$($d.Values)"; $d.Add('k2', 2); ($d.GetEnumerator() | % Key) -join ','; $d.Clear(); $d.Count`, ['k1 k3 k5', '1 33 5', 'k1,k2,k3,k5', '0']);
    gives(`$d = [Collections.Generic.SortedList[int,string]]::new(); 1..40 | % { $d[41 - $_] = "v$_" }; $d.Keys[0]; $d.GetKeyAtIndex(2); $d.IndexOfKey(5); $d.RemoveAt(0); $d.Keys[0]; $d.Values[0]`, ['1', '3', '4', '2', 'v39']);
    gives(`$l = [Collections.SortedList]::new(); $l['b'] = 1; $l['a'] = 2; $l.GetKey(0); $l.GetByIndex(1); try { $l.Add(5, 1) } catch { $l.Count }; $l.RemoveAt(0); "$($l.Keys)"`, ['a', '1', '2', 'b']);
    gives(`$s = [Collections.Generic.SortedSet[int]]::new(); 9,4,7,4 | % { [void]$s.Add($_) }; "$($s.Min) $($s.Max) $s"; [void]$s.Remove(4); $s.UnionWith([int[]](1, 8)); "$s"; "$($s.GetViewBetween(7, 8))"; $s.IntersectWith([int[]](8, 9)); "$s"`, ['4 9 4 7 9', '1 7 8 9', '7 8', '8 9']);
    gives(`$o = [ordered]@{}; 0..50 | % { $o["k$_"] = $_ }; $o[40]; $o.Keys[41]; $o.Insert(0, 'z', 'Z'); $o[0]; $o.Keys[1]; $o.RemoveAt(1); $o[1]; $o[-1]; $o['K5']; $o[2] = 'two'; $o.k2; ($o.Keys | Select-Object -First 3) -join ','; foreach ($e in $o.GetEnumerator()) { if ($e.Value -eq 50) { $e.Key } }`, ['40', 'k41', 'Z', 'k0', '1', '50', '5', 'two', 'z,k1,k2', 'k50']);
  });
});
