/**
 * What .NET's methods say of arguments that they refuse, and what they answer at the edges of those they take: each line of refusals/*.txt is a call and
 * what the same call in C# on .NET 10 gave (`!Type: message` where it threw), between them a tab.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const folder = join(import.meta.dirname, 'refusals'), prelude = readFileSync(join(folder, 'calls.ps1'), 'utf8');
const answers = (file: string): readonly (readonly [call: string, answer: string])[] =>
  readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line !== '').map((line) => line.split('\t') as [string, string]);

describe('Arguments at the edge, as .NET takes or refuses them', () => {
  afterEach(removeFolders);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    it(file.replace('.txt', ''), () => {
      const calls = answers(file), ran = runInFolder(`${prelude}\n${calls.map(([call], i) => `T ${i} { ${call} }`).join('\n')}`, { files: { 'f.txt': 'hello', 'd/e/g.txt': '' } });
      assert.equal(ran.ended, undefined);
      const given = new Map(ran.output.map((line) => [Number(/^@(\d+)/.exec(line)?.[1]), line.replace(/^@\d+ /, '')]));
      assert.deepEqual(calls.map(([call], i) => `${call} → ${given.get(i) ?? '(nothing)'}`), calls.map(([call, answer]) => `${call} → ${answer}`));
    });
  }
});
