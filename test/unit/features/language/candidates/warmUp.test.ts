import assert from 'node:assert/strict';
import { warmUp } from '../../../../../src/features/language/candidates/warmUp.ts';

describe('the warm-up of the language', () => {
  it('asks what is asked first: a command, a variable, a parameter, an asset, a type, a member, each with an answer', () => {
    const answers = [...warmUp()];
    assert.deepEqual(answers.map((found) => found?.place), ['command', 'variable', 'parameter', 'argument', 'type', 'member', 'parameter']);
    const labels = answers.map((found) => new Set(found?.items.map(({ label }) => label)));
    for (const [i, label] of ['Get-ChildItem', '$Server', '-Path', undefined, 'string', 'DayOfWeek', '-InputObject'].entries()) assert.ok(label === undefined || labels[i]!.has(label), `${label ?? ''}: ${[...labels[i]!].slice(0, 9).join()}`);
  });
});
