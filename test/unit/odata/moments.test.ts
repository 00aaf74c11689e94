import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durationPart, durationTicks, momentTicks } from '../../../src/odata/edm/moments.ts';

describe('durations and moments', () => {
  it('are as long however they are written', () => {
    for (const [one, other] of [['PT1H', 'PT60M'], ['P1D', 'PT24H'], ['P1Y', 'P365D'], ['P1M', 'P30D'], ['-PT90M', '-PT1H30M'], ['PT0S', '-P0D'], ['PT1.5S', 'PT1.5000000S']] as const) {
      assert.equal(durationTicks(one), durationTicks(other), `${one} ${other}`);
    }
    assert.equal(durationTicks('P99999999999D'), undefined, 'longer than .NET can say');
    assert.equal(durationTicks('PT'), undefined);
  });

  it('have the parts that they are, not those that are written', () => {
    assert.deepEqual((['hour', 'minute', 'second'] as const).map((part) => durationPart('P1DT90M61S', part)), [1, 31, 1]);
    assert.deepEqual((['hour', 'minute', 'second'] as const).map((part) => durationPart('-PT25H5M', part)), [-1, -5, 0]);
  });

  it('are put together again from days, hours, minutes and seconds', () => fc.assert(fc.property(fc.nat(1_000), fc.nat(100), fc.nat(1_000), fc.nat(1_000), (days, hours, minutes, seconds) => {
    const whole = BigInt(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
    assert.equal(durationTicks(`P${days}DT${hours}H${minutes}M${seconds}S`), whole * 10_000_000n);
    assert.equal(durationTicks(`PT${whole}S`), whole * 10_000_000n);
  })));

  it('are the same moment in every zone', () => {
    for (const text of ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2025-12-31T18:30:00-05:30', '2026-01-01T00:00:00']) assert.equal(momentTicks(text), momentTicks('2026-01-01T00:00:00Z'), text);
    assert.ok(momentTicks('0001-01-01T00:00:00+14:00') < momentTicks('0001-01-01T00:00:00Z'), 'also where none could be written in UTC');
  });
});
