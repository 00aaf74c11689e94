import assert from 'node:assert/strict';
import { CancelledError } from '../../../../src/app/errors.ts';
import { BACK, runSteps } from '../../../../src/app/ui/steps.ts';

describe('a form of several steps', () => {
  it('goes back to what was answered before', async () => {
    const asked: string[] = [];
    const answers: (string | typeof BACK)[] = ['a', BACK, 'b', 'c'];
    const step = async (state: readonly string[], { step: number, total }: { step: number; total: number }): Promise<readonly string[] | typeof BACK> => {
      asked.push(`${number}/${total} after ${state.join('')}`);
      const answer = await Promise.resolve(answers.shift() ?? '');
      return answer === BACK ? BACK : [...state, answer];
    };
    assert.deepEqual(await runSteps<readonly string[]>([], [step, step]), ['b', 'c']);
    assert.deepEqual(asked, ['1/2 after ', '2/2 after a', '1/2 after ', '2/2 after b']);
  });

  it('stays at the first question when asked to go back there, and ends when cancelled', async () => {
    const answers = [BACK, BACK, 'ok'] as const;
    let index = 0;
    assert.equal(await runSteps<string>('', [() => Promise.resolve(answers[index++] ?? 'ok')]), 'ok');
    await assert.rejects(runSteps('', [() => Promise.reject(new CancelledError())]), CancelledError);
    assert.equal(await runSteps('nothing to ask', []), 'nothing to ask');
  });
});
