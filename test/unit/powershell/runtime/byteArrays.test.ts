/** Byte arrays are turned into bytes and back without a conversion of each item. */
import assert from 'node:assert/strict';
import { bytesValue, rawBytes } from '../../../../src/powershell/runtime/types/text/text.ts';
import { run } from './harness.ts';

/** The shortest of some runs, so that what else the machine does counts little. */
function shortest(work: () => void): number {
  let least = Infinity;
  for (let i = 0; i < 5; i++) { const start = performance.now(); work(); least = Math.min(least, performance.now() - start); }
  return least;
}
describe('Byte arrays', () => {
  it('a byte[] costs a fraction of what a conversion of each item does', () => {
    const bytes = bytesValue(new Uint8Array(300_000).fill(7)), numbers = Array.from({ length: 300_000 }, () => 7);
    assert.deepEqual(rawBytes(bytes), rawBytes(numbers));
    const asBytes = shortest(() => rawBytes(bytes)), asNumbers = shortest(() => rawBytes(numbers));
    assert.ok(asBytes * 3 < asNumbers, `${asBytes} ms against ${asNumbers} ms`);
  });
  it('a part of a byte[] is read without the rest', () => {
    const bytes = bytesValue(Uint8Array.of(1, 2, 3, 4, 5)) as unknown as { at: unknown } & unknown[];
    Object.defineProperty(bytes, 4, { get: () => assert.fail('read outside of the part') });
    assert.deepEqual([...rawBytes(bytes, 1, 2)], [2, 3]);
    assert.deepEqual([...rawBytes(bytesValue(Uint8Array.of(1, 2, 3)), 2, 9)], [3]);
    assert.deepEqual([...rawBytes(bytesValue(Uint8Array.of(1, 2, 3)), 5, 1)], []);
  });
  it('raw bytes become a byte[] without being walked one by one', () => {
    class Still extends Uint8Array { override [Symbol.iterator](): never { return assert.fail('walked'); } }
    assert.deepEqual([...rawBytes(bytesValue(Still.of(0, 128, 255)))], [0, 128, 255]);
  });
  it('encodings, Base64, hashes and streams see the bytes they did', () => {
    const { output, errors } = run(`
      $b = [Text.Encoding]::UTF8.GetBytes('a\u00e9\u4e00'); "$b"; $b.GetType().Name; $b[1] = 65; "$b"
      [Text.Encoding]::ASCII.GetString([byte[]](65, 200, 66)); "$([Text.Encoding]::ASCII.GetBytes('A\u00e9B'))"; [Text.Encoding]::Latin1.GetString([byte[]](65, 233))
      [Convert]::ToBase64String([byte[]](1, 2, 3), 1, 2); "$([Convert]::FromBase64String('AgM='))"; [BitConverter]::ToInt32([byte[]](9, 1, 2, 0, 0), 1)
      [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([byte[]](97, 98, 99))).Substring(0, 16)
      $m = [IO.MemoryStream]::new(); $m.Write([byte[]](1, 2, 3, 4), 1, 2); "$($m.ToArray())"; [Text.Encoding]::UTF8.GetString([byte[]](65, 66, 67, 68), 1, 2)
      [Convert]::ToBase64String(@(1, '2', 3.0))`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['97 195 169 228 184 128', 'Byte[]', '97 65 169 228 184 128', 'A?B', '65 63 66', 'Aé', 'AgM=', '2 3', '513', 'BA7816BF8F01CFEA', '2 3', 'BC', 'AQID']);
  });
});
