import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { roundsOf } from '../../../src/service/domain/assets/pfxCost.ts';

const value = (tag: number, ...content: readonly Buffer[]): Buffer => {
  const bytes = Buffer.concat(content), { length } = bytes;
  return Buffer.concat([Buffer.from(length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff]), bytes]);
};
/** Without a length, as BER has it. */
const open = (tag: number, ...content: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])]);
const integer = (number: number): Buffer => value(2, Buffer.from(number.toString(16).padStart(8, '0'), 'hex')), salt = value(4, Buffer.alloc(8, 0xA5));
const kdf = (rounds: number): Buffer => value(0x30, value(0x06, Buffer.from([1, 2])), value(0x30, salt, integer(rounds), value(2, Buffer.from([32]))));
const version = value(2, Buffer.from([3]));

describe('what opening a PFX costs', () => {
  it('is the sum of the rounds of its mac and of every bag that can be seen', () => {
    const bag = value(0x30, value(0xA0, value(4, value(0x30, kdf(2_000), value(0x80, Buffer.alloc(300, 1)))))), mac = value(0x30, value(0x30, value(4, Buffer.alloc(20))), salt, integer(30));
    assert.equal(roundsOf(value(0x30, version, value(0x30, value(0xA0, value(4, bag, bag))), mac)), 4_030);
    // The same without lengths, its bytes in parts.
    const cut = bag.length >> 1;
    assert.equal(roundsOf(open(0x30, version, open(0x30, open(0xA0, open(0x24, value(4, bag.subarray(0, cut)), value(4, bag.subarray(cut))))), mac)), 2_030);
    assert.equal(roundsOf(value(0x30, version, value(0x30, salt, value(2, Buffer.alloc(9, 0x7f))))) > 2 ** 64, true);
  });
  it('is told of files that OpenSSL and Windows have made', () => {
    const fixture = (name: string): number => roundsOf(readFileSync(join(import.meta.dirname, '../../fixtures/certificates', name)));
    assert.deepEqual({ password: fixture('password.pfx'), legacy: fixture('legacy.pfx') }, { password: 6_144, legacy: 6_144 });
  });
  it('is a number for any bytes, however deep they lie in each other', () => {
    let deep = integer(5);
    for (let n = 0; n < 2_000; n += 1) deep = open(0x30, deep);
    assert.equal(roundsOf(deep), 0);
    assert.equal(roundsOf(Buffer.alloc(300_000, 0x30)), 0);
    assert.equal(roundsOf(Buffer.from('3080'.repeat(100_000), 'hex')), 0);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { assert.ok(roundsOf(Buffer.from(bytes)) >= 0); }), { numRuns: 500 });
  });
});
