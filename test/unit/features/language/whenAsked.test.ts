import assert from 'node:assert/strict';
import { findingsWhen } from '../../../../src/features/language/lint/whenAsked.ts';

describe('findings for a light bulb', () => {
  const judge = (): readonly string[] => ['now'];

  it('are those that are known where nobody asked, and nothing is judged for it', () => {
    const never = (): never => assert.fail('judged');
    assert.deepEqual(findingsWhen({ isUnasked: true, isForKind: false }, () => undefined, never), []);
    assert.deepEqual(findingsWhen({ isUnasked: true, isForKind: false }, () => ['known'], never), ['known']);
  });

  it('are judged for who asks, and on save', () => {
    assert.deepEqual(findingsWhen({ isUnasked: false, isForKind: false }, () => undefined, judge), ['now']);
    assert.deepEqual(findingsWhen({ isUnasked: true, isForKind: true }, () => undefined, judge), ['now']);
  });
});
