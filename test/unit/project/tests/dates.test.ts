import assert from 'node:assert/strict';
import { cleanUp, tellOf } from './support.ts';

describe('Dates in cases', () => {
  afterEach(cleanUp);

  it('are matched by ISO texts, with a time where there is one', async () => {
    const script = "[pscustomobject]@{ D = [datetime]'2020-01-02'; T = [datetime]'2020-01-02T03:04:05'; L = @([datetime]'2020-01-02') }\n[pscustomobject]@{ U = [datetime]::new(2020, 1, 2, 3, 4, 5, 'Utc') }\n";
    const tests = (first: string, second: string): string => `cases:\n- name: one\n  expect: { output: [{ ${first} }, { ${second} }] }\n`;
    const good = [['json: { D: 2020-01-02, T: 2020-01-02T03:04:05, L: [2020-01-02] }', "has: { U: '2020-01-02T03:04:05' }"], ["has: { D: '2020-01-02T00:00:00' }", "json: { U: '2020-01-02T03:04:05Z' }"]] as const;
    for (const [first, second] of good) assert.deepEqual(await tellOf({ 'D.ps1': script, 'D.tests.yaml': tests(first, second) }, 'D.tests.yaml'), ['passed one']);
    assert.match((await tellOf({ 'D.ps1': script, 'D.tests.yaml': tests('has: { D: 2020-01-03 }', 'has: {}') }, 'D.tests.yaml')).join(''), /^failed one/);
    assert.match((await tellOf({ 'D.ps1': script, 'D.tests.yaml': tests('has: { T: 2020-01-02 }', 'has: {}') }, 'D.tests.yaml')).join(''), /^failed one/);
  });
});
