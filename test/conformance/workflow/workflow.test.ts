import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readCases, runWorkflow, scriptOf } from './workflowCase.ts';
import type { Expected, Ran, WorkflowCase } from './workflowCase.ts';

const of = (expected: readonly Expected[], kind: string): readonly string[] => expected.filter((e) => e.kind === kind).map((e) => e.text);

/** Output in order; neighbouring `U` lines in any order; `A` lines wherever they come, or not at all. */
function checkOutput(expected: readonly Expected[], got: Ran['output']): void {
  const optional = of(expected, 'A'), left = got.map((o) => o.text);
  let group: string[] = [];
  const endGroup = (): void => { assert.deepEqual(left.splice(0, group.length).sort(), group.sort()); group = []; };
  let n = 0;
  for (const { kind, text } of expected) {
    if (kind === 'U') { group.push(text); continue; }
    if (kind !== 'O' && kind !== 'T') continue;
    endGroup();
    if (kind === 'O') { assert.equal(left.shift(), text); n += 1; continue; }
    const [, which = '', what = ''] = /^(\d+) (.*)$/.exec(text) ?? [];
    assert.ok(got[Number(which) - 1]?.kind.includes(what), `record ${which} is ${got[Number(which) - 1]?.kind}`);
    left.shift();
  }
  endGroup();
  assert.ok(left.every((text) => optional.includes(text)), `more output: ${left.join(', ')}`);
  for (const pair of of(expected, 'B')) {
    const [first = '', second = ''] = pair.split(' '), texts = got.map((o) => o.text);
    assert.ok(texts.indexOf(first) < texts.indexOf(second), `${first} before ${second}`);
  }
}
function checkTexts(expected: readonly string[], got: readonly string[], what: string): void {
  assert.equal(got.length, expected.length, `${what}: ${got.join(' | ')}`);
  expected.forEach((text, i) => assert.ok(got[i]?.includes(text), `${what}: ${got[i]}`));
}
function check(expected: readonly Expected[], ran: Ran): void {
  const refused = of(expected, 'P'), failure = of(expected, 'X')[0], suspended = expected.some((e) => e.kind === 'S');
  assert.deepEqual([...new Set(ran.refused)].sort(), [...refused].sort());
  if (refused.length > 0) { assert.equal(ran.outcome, 'failed'); assert.deepEqual(ran.output, []); return; }
  if (failure === undefined) assert.equal(ran.failure, undefined);
  else assert.ok(ran.failure?.toLowerCase().includes(failure.toLowerCase()), `ends with: ${ran.failure}`);
  // A workflow job that an error ended is Suspended by the worker's rule; the engine says failed.
  assert.equal(ran.outcome, failure !== undefined ? 'failed' : suspended ? 'suspended' : 'completed');
  checkOutput(expected, ran.output);
  checkTexts(of(expected, 'E'), ran.errors, 'errors');
  checkTexts(of(expected, 'V'), ran.verbose, 'verbose');
  checkTexts(of(expected, 'W'), ran.warnings, 'warnings');
  for (const code of of(expected, 'C')) assert.equal(ran.exitCode, Number(code));
  for (const count of of(expected, 'K')) assert.equal(ran.checkpoints, Number(count));
}

/** Runs a case, and goes on where it suspends or an error ends it. */
function checkCase({ script, runs }: WorkflowCase): void {
  let state: string | undefined;
  for (const expected of runs) {
    const ran = runWorkflow(scriptOf(script), state);
    check(expected, ran);
    ({ state } = ran);
  }
}
const NUMBERS = Array.from({ length: 149 }, (_, i) => i + 1);

describe('Workflow cases of Windows PowerShell 5.1', function () {
  // A retried activity waits a second before each further attempt.
  this.timeout(20_000);
  const cases = readCases(join(import.meta.dirname, 'cases'));
  it('are all 149', () => assert.deepEqual(cases.map((c) => c.number), NUMBERS));
  for (const one of cases) it(`${one.number}: ${one.script.replaceAll('\n', ' ')}`, () => checkCase(one));
});

describe('Variants of the workflow cases: other values, nested, in branches, behind a resume', function () {
  this.timeout(20_000);
  const cases = readCases(join(import.meta.dirname, 'variants'));
  it('are two of each', () => assert.deepEqual(cases.map((c) => c.number), NUMBERS.flatMap((n) => [n, n])));
  for (const one of cases) it(`${one.number}: ${one.script}`, () => checkCase(one));
});

describe('Neighbours of the workflow cases: several rules together', function () {
  this.timeout(20_000);
  const cases = readCases(join(import.meta.dirname, 'neighbours'));
  it('are more than forty', () => assert.ok(cases.length > 40));
  for (const one of cases) it(`${one.number}: ${one.script}`, () => checkCase(one));
});
