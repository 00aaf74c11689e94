import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineReader, LineTooLongError, encodeLine } from '../../../../src/worker/wire/lineFraming.ts';

/** Reads all messages of bytes that arrive cut at the given places. */
function readCut(bytes: Buffer, cuts: readonly number[]): unknown[] {
  const messages: unknown[] = [];
  const reader = new LineReader((line) => messages.push(JSON.parse(line.toString('utf8'))));
  let from = 0;
  for (const cut of [...new Set(cuts.map((n) => n % (bytes.length + 1)))].sort((a, b) => a - b)) {
    reader.push(bytes.subarray(from, cut));
    from = cut;
  }
  reader.push(bytes.subarray(from));
  assert.equal(reader.pendingBytes, 0);
  return messages;
}

describe('JSON lines', () => {
  it('come back whole for any Unicode text and any cut of the bytes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u2028', '\0', '"', '\\', '€', '😀', '\ud800', 'é'), maxLength: 30 });
    fc.assert(fc.property(fc.array(text, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 12 }), (texts, cuts) => {
      const bytes = Buffer.from(texts.map((item) => encodeLine({ item })).join(''), 'utf8');
      assert.deepEqual(readCut(bytes, cuts), texts.map((item) => ({ item })));
    }));
  });

  it('come back when every byte arrives alone', () => {
    const bytes = Buffer.from(encodeLine({ text: 'Grüße 😀\n' }) + encodeLine({ text: '' }));
    assert.deepEqual(readCut(bytes, Array.from(bytes.keys())), [{ text: 'Grüße 😀\n' }, { text: '' }]);
  });

  it('may be large: 32 MB in pieces of 64 KB', () => {
    const text = 'ä'.repeat(16 * 1024 * 1024);
    const bytes = Buffer.from(encodeLine({ text }));
    const messages: { text: string }[] = [];
    const reader = new LineReader((line) => messages.push(JSON.parse(line.toString('utf8')) as { text: string }));
    for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536));
    assert.equal(messages.length, 1);
    assert.ok(messages[0]?.text === text);
  });

  it('skip empty lines', () => {
    const lines: string[] = [];
    new LineReader((line) => lines.push(line.toString())).push(Buffer.from('\n\na\n\nb\n'));
    assert.deepEqual(lines, ['a', 'b']);
  });

  it('are refused when longer than the limit, finished or not', () => {
    const ignore = (): void => {};
    assert.throws(() => new LineReader(ignore, 8).push(Buffer.from('123456789\n')), LineTooLongError);
    const reader = new LineReader(ignore, 8);
    reader.push(Buffer.from('12345'));
    assert.throws(() => reader.push(Buffer.from('6789')), LineTooLongError);
    const exact: string[] = [];
    new LineReader((line) => exact.push(line.toString()), 8).push(Buffer.from('12345678\n'));
    assert.deepEqual(exact, ['12345678']);
  });
});
