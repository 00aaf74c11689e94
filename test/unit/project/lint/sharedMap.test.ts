import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SharedMap } from '../../../../src/project/lint/flow/sharedMap.ts';

type Item = readonly [number];
const entries = fc.array(fc.tuple(fc.oneof(fc.nat(40), fc.nat(1_048_575)), fc.option(fc.nat(5), { nil: undefined })), { maxLength: 60 });

function built(list: readonly (readonly [number, number | undefined])[]): { shared: SharedMap<Item>; plain: Map<number, number> } {
  let shared = new SharedMap<Item>();
  const plain = new Map<number, number>();
  for (const [key, value] of list) {
    shared = shared.with(key, value === undefined ? undefined : [value]);
    if (value === undefined) plain.delete(key);
    else plain.set(key, value);
  }
  return { shared, plain };
}

describe('lint: maps that share their parts', () => {
  it('hold what a plain map holds', () => fc.assert(fc.property(entries, (list) => {
    const { shared, plain } = built(list);
    for (const [key] of list) assert.equal(shared.get(key)?.[0], plain.get(key));
  })));
  it('join what both hold, and leave both as they were', () => fc.assert(fc.property(entries, entries, (one, other) => {
    const a = built(one), b = built(other), both = a.shared.merge(b.shared, ([x], [y]) => [x + y]);
    for (const [key] of [...one, ...other]) {
      const x = a.plain.get(key), y = b.plain.get(key);
      assert.equal(both.get(key)?.[0], x === undefined ? y : y === undefined ? x : x + y);
      assert.deepEqual([a.shared.get(key)?.[0], b.shared.get(key)?.[0]], [x, y]);
    }
  })));
  it('join what only one of them holds in another way', () => fc.assert(fc.property(entries, entries, (one, other) => {
    const a = built(one), b = built(other), both = a.shared.merge(b.shared, ([x], [y]) => [x + y], ([value], isOther) => [value + (isOther ? 200 : 100)]), same = a.shared.merge(a.shared, () => [-1], () => [-1]);
    for (const [key] of [...one, ...other]) {
      const x = a.plain.get(key), y = b.plain.get(key);
      assert.equal(both.get(key)?.[0], x === undefined ? (y === undefined ? undefined : y + 200) : y === undefined ? x + 100 : x + y);
    }
    assert.equal(same, a.shared);
  })));
  it('meet in what both hold', () => fc.assert(fc.property(entries, entries, (one, other) => {
    const a = built(one), b = built(other), both = a.shared.meet(b.shared, ([x], [y]) => [x + y]);
    for (const [key] of [...one, ...other]) {
      const x = a.plain.get(key), y = b.plain.get(key);
      assert.equal(both.get(key)?.[0], x === undefined || y === undefined ? undefined : x + y);
    }
  })));
  it('change each value', () => fc.assert(fc.property(entries, (list) => {
    const { shared, plain } = built(list), more = shared.map(([value]) => [value + 1]);
    for (const [key] of list) assert.equal(more.get(key)?.[0], plain.has(key) ? plain.get(key)! + 1 : undefined);
  })));
  it('are the same map where nothing changes', () => {
    const item: Item = [1], map = new SharedMap<Item>().with(7, item);
    assert.equal(map.with(7, item), map);
    assert.equal(map.with(8, undefined), map);
    assert.equal(map.map((value) => value), map);
    assert.equal(map.merge(map.with(7, item), (value) => value), map);
    assert.equal(map.merge(new SharedMap(), (value) => value), map);
  });
});
