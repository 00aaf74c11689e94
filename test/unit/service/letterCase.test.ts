import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { defineLetterCase, fold, FOLD, isAscii, toLower, toUpper } from '../../../src/service/store/text/letterCase.ts';

const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('a', 'A', 'ä', 'Ä', 'ß', 'ẞ', 'σ', 'ς', 'Σ', 'ı', 'İ', 'i', 'I', '\u212A', 'k', 'ſ', 's', 'ǆ', 'ǅ', 'ﬁ', '𐐀', '𐐨') }));

describe('the case of letters', () => {
  it('is none after folding, whatever it was', () => fc.assert(fc.property(texts, (text) => {
    const folded = fold(text);
    assert.equal(fold(folded), folded);
    assert.equal(fold(toLower(text)), folded);
    assert.equal(fold(toUpper(text)), folded);
    assert.equal(folded.length, text.length);
  })));

  it('never makes a text of ASCII of another one: there the database finds by itself what is the same', () => {
    const database = new DatabaseSync(':memory:');
    defineLetterCase(database);
    const ask = database.prepare(`select ? = ? collate nocase as found, ${FOLD}(?) = ${FOLD}(?) as folded`);
    fc.assert(fc.property(texts, fc.oneof(texts, fc.string()).filter(isAscii), (text, ascii) => {
      for (const other of [ascii, toUpper(ascii)]) {
        const { found, folded } = ask.get(text, other, text, other) ?? {};
        // NUL ends a text where SQLite compares without case.
        if (!`${text}${other}`.includes('\0')) assert.equal(found, folded, JSON.stringify([text, other]));
      }
    }));
    database.close();
  });

  it('differs in nothing else: accents, ligatures and the sharp s stay', () => {
    for (const [one, other] of [['Größe', 'GRÖßE'], ['ΟΔΟΣ', 'οδος'], ['ΟΔΟΣ', 'οδοσ'], ['Ёлка', 'ёЛКА'], ['𐐀', '𐐨']] as const) assert.equal(fold(one), fold(other), one);
    for (const [one, other] of [['Größe', 'Grosse'], ['Größe', 'Grösse'], ['é', 'e'], ['\u212A', 'k'], ['ı', 'i'], ['İ', 'i'], ['ﬁ', 'fi']] as const) assert.notEqual(fold(one), fold(other), one);
  });
});
