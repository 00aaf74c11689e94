import assert from 'node:assert/strict';
import { splitArguments } from '../../../../src/powershell/cmdlets/system/startProcess.ts';

describe('The arguments of Start-Process', () => {
  for (const [text, words] of [
    ['', []], ['  ', []], ['a  b\tc', ['a', 'b', 'c']], ['"a b" c', ['a b', 'c']], ['x="a b"y', ['x=a by']], ['""', ['']], ['a "" b', ['a', '', 'b']],
    [String.raw`"say \"hi\" now"`, ['say "hi" now']], [String.raw`C:\dir\ "D:\a b\\" z`, [String.raw`C:\dir` + '\\', String.raw`D:\a b` + '\\', 'z']], ['"a ""b"" c"', ['a "b" c']], ["'a b'", ["'a", "b'"]],
  ] as const) it(`of ${JSON.stringify(text)} are ${words.length}`, () => assert.deepEqual(splitArguments(text), words));
});
