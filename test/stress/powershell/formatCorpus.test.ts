import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyEdits, formatText, parse, sameMeaning, type FormatOptions } from '../../../src/powershell/index.ts';
import { cmdletCatalogue } from '../../../src/powershell/cmdlets/catalogue.ts';

const cmdlets = new Map(cmdletCatalogue.map((facts) => [facts.name.toLowerCase(), facts]));
const options: FormatOptions = { tabSize: 4, insertSpaces: true, known: (name) => cmdlets.get(name.toLowerCase()) };

describe('formatting of real texts', () => {
  const corpus = ['test/conformance/cases/**/*.ps1', 'media/samples/*.ps1'].flatMap((pattern) => globSync(pattern)).toSorted()
    .map((file) => ({ file, text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') })).filter(({ text }) => text.length < 20_000 && parse(text).errors.length === 0);

  /** Formats with every rule, keeps the meaning, and has nothing to do the second time. */
  const check = (text: string, file: string): void => {
    const before = parse(text), { edits, level } = formatText(before, options), out = applyEdits(text, edits), after = parse(out);
    assert.equal(level, 'whole', file);
    assert.ok(sameMeaning(before, after), file);
    assert.deepEqual(formatText(after, options).edits, [], file);
    const strings = ({ tokens, text: source }: typeof before): string[] => tokens.filter(({ kind }) => /String/.test(kind)).map(({ start, end }) => source.slice(start, end));
    assert.deepEqual(strings(after), strings(before), file);
  };

  it('is there', () => assert.ok(corpus.length > 300, String(corpus.length)));

  it('keeps the meaning of every text of the corpus and does nothing twice', function () {
    this.timeout(20_000);
    for (const { file, text } of corpus) check(text, file);
  });

  it('does so for texts whose blanks, line ends and cases were shaken', function () {
    this.timeout(20_000);
    fc.assert(fc.property(fc.nat(corpus.length - 1), fc.array(fc.tuple(fc.nat(), fc.constantFrom(' ', '   ', '\t', '', '\n', ' `\n', '`\n', 'upper')), { maxLength: 30 }), fc.boolean(), (which, changes, carriage) => {
      const { file, text } = corpus[which]!, tokens = parse(text).tokens;
      const at = new Map(changes.map(([place, change]) => [place % tokens.length, change]));
      let out = '', end = 0;
      for (const [index, token] of tokens.entries()) {
        const gap = text.slice(end, token.start), change = at.get(index), word = text.slice(token.start, token.end);
        out += change === undefined || change === 'upper' || !/^[ \t]+$/.test(gap) ? gap : change;
        out += change === 'upper' && /Keyword|CommandName/.test(token.flags.join()) ? word.toUpperCase() : word;
        end = token.end;
      }
      const shaken = carriage ? out.replaceAll(/\r?\n/g, '\r\n') : out;
      if (parse(shaken).errors.length === 0) check(shaken, file);
    }), { numRuns: 150 });
  });
});
