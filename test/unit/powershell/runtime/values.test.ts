/** Values against what JavaScript knows of them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { doubleRoundTrip } from '../../../../src/powershell/runtime/convert/numberText.ts';
import { calculate } from '../../../../src/powershell/runtime/operators/arithmetic.ts';
import { Decimal } from '../../../../src/powershell/runtime/values/decimal.ts';
import { dateOf, daysOf } from '../../../../src/powershell/runtime/values/dateTime.ts';
import { Hashtable } from '../../../../src/powershell/runtime/values/dictionary.ts';
import { double, toNumber } from '../../../../src/powershell/runtime/values/numbers.ts';
import type { NumberValue } from '../../../../src/powershell/runtime/values/numbers.ts';
import { customObject } from '../../../../src/powershell/runtime/values/psObject.ts';
import { INVARIANT } from '../../../../src/powershell/runtime/convert/culture.ts';
import { readTimeSpan } from '../../../../src/powershell/runtime/convert/readTimeSpan.ts';
import { TimeSpan } from '../../../../src/powershell/runtime/values/timeSpan.ts';

describe('Values', () => {
  it('Int32 arithmetic agrees with exact arithmetic, whatever type the result has', () => {
    fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => {
      assert.equal(toNumber(calculate('add', a, b) as NumberValue), a + b);
      assert.equal(toNumber(calculate('subtract', a, b) as NumberValue), a - b);
      assert.equal(toNumber(calculate('multiply', a, b) as NumberValue), Number(BigInt(a) * BigInt(b)));
    }));
  });
  it('decimals add, multiply and divide exactly', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 8 })).map(([m, s]) => Decimal.make(m, s));
    fc.assert(fc.property(decimal, decimal, (a, b) => {
      assert.equal(a.add(b).subtract(b).compare(a), 0);
      assert.equal(a.multiply(b).compare(b.multiply(a)), 0);
      if (!b.isZero()) assert.ok(Math.abs(a.divide(b).multiply(b).subtract(a).toNumber()) <= 1e-12);
      assert.equal(Decimal.parse(a.toString())?.compare(a), 0);
    }));
  });
  it('the text of a double reads back the same', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), (n) => { assert.ok(Object.is(Number(doubleRoundTrip(n)), n)); }));
    assert.equal(doubleRoundTrip(double(1e15).value), '1000000000000000');
    assert.equal(doubleRoundTrip(double(1e17).value), '1E+17');
  });
  it('days and dates are inverse', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3_652_058 }), (day) => { assert.equal(daysOf(...dateOf(day)), day); }));
  });
  it('spans read what they write', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (ticks) => { assert.equal(readTimeSpan(new TimeSpan(ticks).toString(), INVARIANT).ticks, ticks); }));
  });
  it('hashtables ignore letter case and tell number types apart', () => {
    const h = new Hashtable();
    h.set('Key', 1);
    h.set('KEY', 2);
    h.set(1, 'int');
    h.set(1n, 'long');
    assert.deepEqual([h.count, h.get('kEy'), h.get(1), h.get(1n)], [3, 2, 'int', 'long']);
  });
  it('objects made alike share a shape, and removing a member keeps the rest', () => {
    const a = customObject([['X', 1], ['Y', 2]]), b = customObject([['X', 3], ['Y', 4]]);
    assert.equal(a.shape, b.shape);
    a.remove('x');
    assert.deepEqual([a.has('X'), a.get('y'), b.get('x')], [false, 2, 3]);
  });
});
