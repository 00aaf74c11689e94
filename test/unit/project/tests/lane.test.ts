import assert from 'node:assert/strict';
import type { StartSandbox } from '../../../../src/project/tests/index.ts';
import type { TestEvent, TestPlan } from '../../../../src/powershell/testing/protocol.ts';
import { cleanUp, folderWith, runIn, told } from './support.ts';

/** A sandbox that says what it is told to, for faults that a real one has too seldom. */
const faulty = (scripts: readonly ((plan: TestPlan, tell: (event: TestEvent) => void, ended: (exception: string | null) => void) => void)[], seen: TestPlan[]): StartSandbox => {
  let next = 0;
  return (plan, onEvent) => {
    const { promise, resolve } = Promise.withResolvers<{ status: string; exception: string | null }>();
    seen.push(plan);
    const ended = (exception: string | null): void => resolve({ status: exception === null ? 'Completed' : 'Failed', exception });
    queueMicrotask(() => scripts[next++]?.(plan, onEvent, ended));
    return { done: promise, stop: () => ended('it was stopped') };
  };
};
const result = { status: 'Completed', exception: null, records: [{ stream: 'Output', text: 'x' }], dropped: 0, variables: {}, mockCalls: [], timedOut: false, milliseconds: 1 } as const;
const begin = (item: number, path: readonly string[] = []): TestEvent => ({ kind: 'begin', item, path, line: path.length });
const CASES = 'cases:\n- { name: a, expect: { output: x } }\n- { name: b, expect: { output: x } }\n- { name: c, expect: { output: x } }\n';

describe('a sandbox that does not come to its end', () => {
  after(cleanUp);

  it('costs the case that was running, and the others run in a new one', async () => {
    const folder = folderWith({ 'R.ps1': "'x'", 'R.tests.yaml': CASES }), seen: TestPlan[] = [];
    const run = await runIn(folder, ['R.tests.yaml'], {}, faulty([
      (_, tell, ended) => { tell(begin(0)); tell({ kind: 'case', item: 0, result }); tell(begin(1)); ended('The sandbox process of this job ran out of memory.'); },
      (_, tell, ended) => { tell(begin(0)); tell({ kind: 'case', item: 0, result }); ended(null); },
    ], seen));
    assert.deepEqual(told(run), ['passed a', 'failed b 3:1: The sandbox process of this job ran out of memory.', 'passed c']);
    assert.deepEqual(seen.map((plan) => plan.items.length), [3, 1]);
  });

  it('costs one test of a file, which is run again without those that are through', async () => {
    const folder = folderWith({ 'R.Tests.ps1': 'x' }), seen: TestPlan[] = [];
    const outcome = (name: string): TestEvent => ({ kind: 'test', item: 0, outcome: { path: ['d', name], line: 2, outcome: 'passed', records: [], milliseconds: 1 } });
    const run = await runIn(folder, ['R.Tests.ps1'], {}, faulty([
      (_, tell, ended) => { tell(begin(0)); tell(begin(0, ['d', 'one'])); tell(outcome('one')); tell(begin(0, ['d', 'two'])); ended('It died.'); },
      (_, tell, ended) => { tell(begin(0)); tell(begin(0, ['d', 'three'])); tell(outcome('three')); tell({ kind: 'file', item: 0, failures: [] }); ended(null); },
    ], seen));
    assert.deepEqual(told(run), ['passed d › one', 'failed d › two 2:1: It died.', 'passed d › three']);
    const [, again] = seen, [item] = again?.items ?? [];
    assert.deepEqual(item?.kind === 'pester' ? item.done : undefined, ['d › one', 'd › two']);
  });

  it('is told of the file where no test was running, and that is not tried again', async () => {
    const folder = folderWith({ 'R.Tests.ps1': 'x', 'R.ps1': "'x'", 'R.tests.yaml': CASES }), seen: TestPlan[] = [];
    const run = await runIn(folder, ['R.Tests.ps1', 'R.tests.yaml'], {}, faulty([
      (_, tell, ended) => { tell(begin(0)); ended('It died.'); },
      (plan, tell, ended) => { plan.items.forEach((_, i) => { tell(begin(i)); tell({ kind: 'case', item: i, result }); }); ended(null); },
    ], seen));
    assert.deepEqual(told(run), ['broken 1:1: It died.', 'passed a', 'passed b', 'passed c']);
  });

  it('that cannot even start is told once for each test; a third one is not tried', async () => {
    const seen: TestPlan[] = [], die = (_: TestPlan, __: unknown, ended: (exception: string) => void): void => ended('could not be started: EAGAIN');
    const run = await runIn(folderWith({ 'R.ps1': "'x'", 'R.tests.yaml': CASES }), ['R.tests.yaml'], {}, faulty([die, die, die], seen));
    assert.deepEqual(told(run), ['a', 'b', 'c'].map((name, i) => `failed ${name} ${i + 2}:1: could not be started: EAGAIN`));
    assert.equal(seen.length, 2);
  });

  it('that is stopped by the person tells nothing more', async () => {
    const folder = folderWith({ 'R.ps1': "'x'", 'R.tests.yaml': CASES }), stop = new AbortController(), { runTests, readFromDisk } = await import('../../../../src/project/tests/index.ts');
    const start = faulty([(_, tell) => { tell(begin(0)); tell({ kind: 'case', item: 0, result }); tell(begin(1)); stop.abort(); }], []);
    assert.deepEqual(told(await runTests({ files: [{ path: `${folder}/R.tests.yaml` }] }, { start, read: readFromDisk, signal: stop.signal })), ['passed a']);
  });
});
