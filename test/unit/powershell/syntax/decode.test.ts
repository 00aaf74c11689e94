import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeScript, largestScript, LineMap, parse, ScriptEncodingError } from '../../../../src/powershell/index.ts';

const script = '$größe = "grüße 😀"\r\nWrite-Output $größe\n# \u{1f600}\r$x = 1\n';
const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return little ? bytes : bytes.swap16();
};
const refused = (bytes: Uint8Array, code: ScriptEncodingError['code'], message: RegExp): void => {
  assert.throws(() => decodeScript(bytes), (error) => error instanceof ScriptEncodingError && error.code === code && message.test(error.message));
};

describe('The bytes of a script', () => {
  it('are read as UTF-8, with a mark or without', () => {
    assert.deepEqual(decodeScript(Buffer.from(script)), { text: script, encoding: 'utf-8', hasByteOrderMark: false });
    assert.deepEqual(decodeScript(Buffer.from(`\ufeff${script}`)), { text: script, encoding: 'utf-8', hasByteOrderMark: true });
    assert.deepEqual(decodeScript(new Uint8Array(0)), { text: '', encoding: 'utf-8', hasByteOrderMark: false });
  });

  it('are read as UTF-16 in either order, with a mark or without', () => {
    for (const little of [true, false]) {
      for (const mark of [true, false]) {
        assert.deepEqual(decodeScript(utf16(script, little, mark)), { text: script, encoding: little ? 'utf-16le' : 'utf-16be', hasByteOrderMark: mark });
      }
    }
  });

  it('are read as Windows-1252 where they are not UTF-8, as older editors wrote them', () => {
    assert.deepEqual(decodeScript(Buffer.from('"grüße"', 'latin1')), { text: '"grüße"', encoding: 'windows-1252', hasByteOrderMark: false });
    assert.equal(decodeScript(Uint8Array.from([0x93, 0x61, 0x94])).text, '\u201ca\u201d');
  });

  it('are refused with the reason and the way out where they are no text', () => {
    refused(Buffer.from('$a = 1\n$b = "\0"'), 'ScriptIsBinary', /NUL character in line 2.*UTF-8/);
    refused(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0xff, 0xfe]), 'ScriptIsBinary', /no text/);
    refused(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62]), 'ScriptIsBroken', /half a character/);
    refused(Uint8Array.from([0xff, 0xfe, 0x3d, 0xd8]), 'ScriptIsBroken', /half a character/);
    refused(Uint8Array.from([0xef, 0xbb, 0xbf, 0xe4]), 'ScriptIsBroken', /says that it is UTF-8/);
    refused(Uint8Array.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'ScriptIsBroken', /UTF-32/);
    refused(new Uint8Array(largestScript + 1), 'ScriptTooLarge', /33 MB; a script may have 32/);
  });

  it('of any kind give a text or one of these errors, and what was written in a way is read in it', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        parse(decodeScript(bytes).text);
      } catch (error) {
        assert.ok(error instanceof ScriptEncodingError);
      }
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, little) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\ufeff') && text.isWellFormed());
      assert.equal(decodeScript(utf16(text, little, true)).text, text);
      assert.equal(decodeScript(Buffer.from(text)).text, text);
    }));
  });
});

describe('Positions in a script', () => {
  it('count UTF-16 units, whatever the line ends and however wide the characters', () => {
    const { text, ast, errors } = parse('\ufeff$a = "😀"\r\n$b = 1\r$c = 2\n$d = "😀$(1)😀" + )');
    const lines = new LineMap(text), last = ast.endBlock!.statements.at(-1)!;
    assert.deepEqual(ast.endBlock!.statements.slice(0, 3).map(({ start, end }) => text.slice(start, end)), ['$a = "😀"', '$b = 1', '$c = 2']);
    assert.deepEqual(lines.position(last.start), { line: 4, column: 1 });
    assert.deepEqual(errors.map(({ errorId, start }) => [errorId, lines.position(start)]), [['ExpectedValueExpression', { line: 4, column: 18 }], ['UnexpectedToken', { line: 4, column: 19 }]]);
  });
});
