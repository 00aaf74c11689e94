/** Byte arrays are turned into bytes and back without a conversion of each item. */
import assert from 'node:assert/strict';
import { base64Text, base64Value, bytesValue, dashed, rawBytes, replaceUnit, utf8Text, utf8Value } from '../../../../src/powershell/runtime/types/text/bytes.ts';
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
  it('short texts are encoded without an array buffer for each', () => {
    const encoder = new TextEncoder(), turns = 20_000;
    const pooled = shortest(() => { for (let i = 0; i < turns; i++) utf8Value('payload 1234'); }), fresh = shortest(() => { for (let i = 0; i < turns; i++) bytesValue(encoder.encode('payload 1234')); });
    assert.ok(pooled < fresh * 0.8, `${pooled} ms against ${fresh} ms`);
  });
  it('short and long bytes have the same texts', () => {
    for (const n of [0, 1, 2, 3, 31, 2047, 2048, 2049, 6144, 6145, 20_000]) {
      const raw = Uint8Array.from({ length: n }, (_, i) => (i * 37 + (i >> 8)) & 255), made = bytesValue(raw), hex = Buffer.from(raw).toString('hex').toUpperCase();
      assert.equal(base64Text(made), Buffer.from(raw).toString('base64'));
      assert.deepEqual(rawBytes(base64Value(base64Text(made))), raw);
      assert.equal(dashed(made), (hex.match(/../g) ?? []).join('-'));
      assert.equal(dashed(made, 1, 3), (hex.slice(2, 6).match(/../g) ?? []).join('-'));
      assert.equal(dashed(Array.from(raw)), dashed(made));
      assert.equal(utf8Text(made), new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw));
      assert.deepEqual(rawBytes(utf8Value('\ud800ä'.repeat(n))), new TextEncoder().encode('\ud800ä'.repeat(n)));
    }
  });
  it('a character is replaced wherever it stands, close together or far apart', () => {
    for (const s of ['', '-', '--', 'a-', 'A1-B2-C3-D4', 'A1-\u4e00-C3', `far${' '.repeat(20)}-apart-`, '-a'.repeat(5000), 'é-è-$'])
      for (const by of ['', '_', '$', '\u4e00']) assert.equal(replaceUnit(s, '-', by), s.split('-').join(by));
  });
  it('digests, guids, trimmed and escaped texts are those of .NET', () => {
    const { output, errors } = run(`
      $m = [Security.Cryptography.MD5]::Create(); "$($m.Hash.Count)"; [BitConverter]::ToString($m.ComputeHash([byte[]](97, 98, 99))); [BitConverter]::ToString($m.Hash, 14); [BitConverter]::ToString($m.Hash, 0, 2)
      [Convert]::ToHexString([Security.Cryptography.HMACSHA256]::new([byte[]](1, 2)).ComputeHash([byte[]](3))).Substring(0, 8); $m.ComputeHash([byte[]](1)).GetType().Name
      $g = [guid]'01234567-89ab-cdef-0123-456789abcdef'; $g.ToString('N'); $g.ToString('X'); [guid]::NewGuid().ToString() -match '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
      'xxabxyx'.Trim('x', 'y') + '|' + '  a '.TrimEnd() + '|' + "\t a".TrimStart([char[]]@()) + '|' + 'a=='.TrimEnd('=') + '|' + '--a'.TrimStart('-') + '|' + 'xx'.Trim('x')
      [uri]::EscapeDataString("a b!'()*&=é"); "$([Convert]::FromBase64String(' AQ ID '))"; try { [Convert]::FromBase64String('AQI') } catch { $_.FullyQualifiedErrorId }`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['0', '90-01-50-98-3C-D2-4F-B0-D6-96-3F-7D-28-E1-7F-72', '7F-72', '90-01', 'DF51251C', 'Byte[]', '0123456789abcdef0123456789abcdef', '{0x01234567,0x89ab,0xcdef,{0x01,0x23,0x45,0x67,0x89,0xab,0xcd,0xef}}', 'True',
      'ab|  a|a|a|a|', 'a%20b%21%27%28%29%2A%26%3D%C3%A9', '1 2 3', 'FormatException']);
  });
});
