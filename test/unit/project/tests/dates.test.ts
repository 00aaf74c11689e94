import assert from 'node:assert/strict';
import { cleanUp, tellOf } from './support.ts';

describe('Dates in cases', () => {
  afterEach(cleanUp);

  it('are matched by ISO texts, with a time where there is one', async () => {
    const script = "[pscustomobject]@{ D = [datetime]'2020-01-02'; T = [datetime]'2020-01-02T03:04:05'; L = @([datetime]'2020-01-02') }\n[pscustomobject]@{ U = [datetime]::new(2020, 1, 2, 3, 4, 5, [DateTimeKind]::Utc) }\n";
    const tests = (first: string, second: string): string => `cases:\n- name: one\n  expect: { output: [{ ${first} }, { ${second} }] }\n`;
    const good = [['json: { D: 2020-01-02, T: 2020-01-02T03:04:05, L: [2020-01-02] }', "has: { U: '2020-01-02T03:04:05' }"], ["has: { D: '2020-01-02T00:00:00' }", "json: { U: '2020-01-02T03:04:05Z' }"]] as const;
    for (const [first, second] of good) assert.deepEqual(await tellOf({ 'D.ps1': script, 'D.tests.yaml': tests(first, second) }, 'D.tests.yaml'), ['passed one']);
    assert.match((await tellOf({ 'D.ps1': script, 'D.tests.yaml': tests('has: { D: 2020-01-03 }', 'has: {}') }, 'D.tests.yaml')).join(''), /^failed one/);
    assert.match((await tellOf({ 'D.ps1': script, 'D.tests.yaml': tests('has: { T: 2020-01-02 }', 'has: {}') }, 'D.tests.yaml')).join(''), /^failed one/);
  });

  it('are matched in variables and with an offset, and told as a case could name them', async () => {
    const script = "[pscustomobject]@{ O = [datetimeoffset]'2020-01-02T03:04:05+01:00'; U = [datetime]::new(2020, 1, 2, 3, 4, 5, 678, [DateTimeKind]::Utc) }\nSet-AutomationVariable When ([datetime]::new(2020, 1, 2, 0, 0, 0, [DateTimeKind]::Utc))\n";
    const tell = async (expect: string): Promise<string[]> => await tellOf({ 'D.ps1': script, 'D.tests.yaml': `assets: { variables: { When: 1 } }\ncases:\n- name: one\n  expect: { ${expect} }\n` }, 'D.tests.yaml');
    for (const good of ['variables: { When: 2020-01-02 }', "variables: { When: '2020-01-02T00:00:00Z' }", "output: { has: { O: '2020-01-02T03:04:05+01:00' } }", "output: { has: { O: '2020-01-02T02:04:05Z' } }", "output: { has: { O: '2020-01-02T03:04:05', U: '2020-01-02T03:04:05.678Z' } }"]) assert.deepEqual(await tell(good), ['passed one'], good);
    assert.deepEqual(await tell('variables: { When: 2020-01-03 }'), ['failed one 4:26: The variable "When" is "2020-01-02T00:00:00Z" at the end, not "2020-01-03".']);
    assert.deepEqual(await tell("output: { has: { O: '2020-01-02T03:04:05Z' } }"), ['failed one 4:21: Record 1 of "output" is {"O":"01/02/2020 03:04:05 +01:00","U":"2020-01-02T03:04:05.678Z"}, not an object with {"O":"2020-01-02T03:04:05Z"}.']);
  });
});
