import assert from 'node:assert/strict';
import { join } from 'node:path';
import { gears } from '../../src/powershell/runtime/compile/generate/gears.ts';
import { differenceOf, findCases, knownDifferences, pendingCases, verdict } from './cases.ts';

describe('Conformance with recorded PowerShell', () => {
  const lists = { 'known-differences.txt': knownDifferences(), 'pending.txt': pendingCases() }, cases = findCases(join(import.meta.dirname, 'cases'));
  for (const one of cases) it(one.name, async () => assert.equal(await verdict(one, lists), undefined));

  describe('with every block and loop in the second gear', () => {
    const before = { ...gears };
    beforeEach(() => { gears.turns = gears.calls = 0; });
    afterEach(() => { Object.assign(gears, before); });
    const runs = cases.filter((one) => one.part === 'run' && Object.values(lists).every((list) => !list.has(one.name)));
    for (const one of runs) it(one.name, async () => assert.equal(await differenceOf(one), undefined));
  });

  it('lists no case that is not there', () => {
    const names = new Set(cases.map((one) => one.name));
    assert.deepEqual(Object.values(lists).flatMap((list) => [...list.keys()]).filter((name) => !names.has(name)), []);
  });
});
