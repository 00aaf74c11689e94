import assert from 'node:assert/strict';
import { stringDifference } from '../../../../src/powershell/testing/pester/stringDifference.ts';

const told = (actual: string, expected: string, more: Partial<Parameters<typeof stringDifference>[2]> = {}): string | undefined => stringDifference(expected, actual, { ignoreCase: true, reason: '', width: 120, margin: 5, ...more });
const SAME = 'Expected strings to be the same, but they were different.';

// The texts and messages of Pester's own tests of ShouldBeFailureMessage, and of Format-AsExcerpt with lines of ten characters and a context of one.
describe('The difference of two texts', () => {
  it('is told with their lengths, the place, and an arrow', () => {
    assert.equal(told('actual', 'expected'), `${SAME}\nExpected length: 8\nActual length:   6\nStrings differ at index 0.\nExpected: 'expected'\nBut was:  'actual'\n           ^`);
    assert.equal(told('x', 'y'), `${SAME}\nString lengths are both 1.\nStrings differ at index 0.\nExpected: 'y'\nBut was:  'x'\n           ^`);
    assert.equal(told('Ab', 'aB'), undefined);
    assert.match(told('Ab', 'ab', { ignoreCase: false, reason: ', because reason' }) ?? '', /^Expected strings to be the same, because reason, but they were different\.\nString lengths are both 2\.\nStrings differ at index 0\./);
    assert.match(told('ab', 'abc') ?? '', /differ at index 2\.\nExpected: 'abc'\nBut was: {2}'ab'\n {11}--\^$/);
  });
  it('shows characters that nobody sees, and points to the right place behind them', () => {
    assert.equal(told('\n\r\b\0\tx', '\n\r\b\0\ty'), `${SAME}\nString lengths are both 6.\nStrings differ at index 5.\nExpected: '␊␍␈␀␉y'\nBut was:  '␊␍␈␀␉x'\n           -----^`);
    assert.equal(told('abcd\n123', 'abc!\n123'), `${SAME}\nString lengths are both 8.\nStrings differ at index 3.\nExpected: 'abc!␊123'\nBut was:  'abcd␊123'\n           ---^`);
  });
  it('is cut out of long texts', () => {
    // A line of 10 characters and a context of 1: the width is 7, the rest of the line is not taken off.
    const excerpt = (text: string, at: number): readonly string[] => {
      const other = `${text.slice(0, at)}#${text.slice(at + 1)}`, lines = (told(text, other, { width: 7, margin: -15 }) ?? '').split('\n');
      return [/^But was: {2}'(.*)'$/.exec(lines[4] ?? '')?.[1] ?? '', String((lines.at(-1)?.length ?? 0) - 12)];
    };
    assert.deepEqual(excerpt('0123456789', 9), ['0123456789', '9']);
    for (const at of [0, 1, 2, 3, 5]) assert.deepEqual(excerpt('0123456789cut', at), ['0123456...', String(at)]);
    assert.deepEqual(excerpt('cut01234567890', 9), ['...4567890', '5']);
    assert.deepEqual([9, 10, 11, 12].map((at) => excerpt('aaabbbccc0123aaabbbccc', at)), [['...cc01...', '5'], ['...c012...', '5'], ['...0123...', '5'], ['...123a...', '5']]);
    // One much longer than the other.
    assert.match(told('abb', `${'a'.repeat(300)}b`) ?? '', /differ at index 1\.\nExpected: 'a{96,102}\.\.\.'\nBut was: {2}'abb'\n {11}-\^$/);
    assert.match(told('a'.repeat(200), 'a'.repeat(500)) ?? '', /But was: {2}'\.\.\.a+'\n {11}-+\^$/);
  });
});
