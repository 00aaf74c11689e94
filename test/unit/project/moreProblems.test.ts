import assert from 'node:assert/strict';
import { moreProblems } from '../../../src/project/moreProblems.ts';

describe('more problems than the one that is told', () => {
  it('are counted, with the place of the next and where all of them are', () => {
    const at = (line: number) => ({ kind: 'syntax', message: 'm', line, column: 3 }) as const;
    assert.deepEqual([[], [at(7)], [at(7), at(8), at(9)], [{ kind: 'name', message: 'n' } as const]].map(moreProblems), [
      '', ' There is 1 more problem, at line 7, column 3.', ' There are 3 more problems, the next at line 7, column 3; Problems lists them.', ' There is 1 more problem, listed in Problems.',
    ]);
  });
});
