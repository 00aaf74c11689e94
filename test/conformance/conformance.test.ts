import assert from 'node:assert/strict';
import { join } from 'node:path';
import { findCases, knownDifferences, pendingCases, verdict } from './cases.ts';

describe('Conformance with recorded PowerShell', () => {
  const lists = { 'known-differences.txt': knownDifferences(), 'pending.txt': pendingCases() }, cases = findCases(join(import.meta.dirname, 'cases'));
  for (const one of cases) it(one.name, async () => assert.equal(await verdict(one, lists), undefined));

  it('lists no case that is not there', () => {
    const names = new Set(cases.map((one) => one.name));
    assert.deepEqual(Object.values(lists).flatMap((list) => [...list.keys()]).filter((name) => !names.has(name)), []);
  });
});
