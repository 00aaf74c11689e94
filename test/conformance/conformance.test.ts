import assert from 'node:assert/strict';
import { join } from 'node:path';
import { findCases, knownDifferences, verdict } from './cases.ts';

describe('Conformance with recorded PowerShell', () => {
  const known = knownDifferences(), cases = findCases(join(import.meta.dirname, 'cases'));
  for (const one of cases) it(one.name, async () => assert.equal(await verdict(one, known), undefined));

  it('knows no difference of a case that is not there', () => {
    const names = new Set(cases.map((one) => one.name));
    assert.deepEqual([...known.keys()].filter((name) => !names.has(name)), []);
  });
});
