import assert from 'node:assert/strict';
import { needNewNode } from '../../../src/cli/newEnough.ts';

describe('the Node that the command line runs in', () => {
  it('is new enough, or is told as what is wrong', () => {
    for (const version of ['22.16.0', '22.20.1', '24.0.0']) needNewNode(version);
    for (const version of ['18.19.0', '20.20.2', '22.9.0']) assert.throws(() => needNewNode(version), { message: new RegExp(`^Node ${version} is too old to run runbooks\\. Use Node 22\\.16 or newer`) });
  });
});
