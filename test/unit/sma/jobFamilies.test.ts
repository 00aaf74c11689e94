import assert from 'node:assert/strict';
import fc from 'fast-check';
import { families, familyOrder } from '../../../src/sma/jobFamilies.ts';
import { readStarter, startedByJob } from '../../../src/sma/values/startedBy.ts';

const ID = '9c2e1111-2222-3333-4444-555555555555';
const order = (ids: string, links: Readonly<Record<string, string>>): string =>
  familyOrder(ids.split('').map((id) => ({ id })), ({ id }) => links[id]).map(({ item, level }) => `${item.id}${level}`).join(' ');

describe('jobs below those that started them', () => {
  it('stand behind them in their own order, children of children too', () => {
    assert.equal(order('zyxwv', {}), 'z0 y0 x0 w0 v0');
    assert.equal(order('zyxwv', { z: 'v', x: 'v', y: 'z' }), 'w0 v0 z1 y2 x1');
  });
  it('stand by themselves where the other is not in the list', () => {
    assert.equal(order('ba', { b: 'q', a: 'b' }), 'b0 a1');
  });
  it('are all shown, each once, whatever the links say', () => {
    const ids = 'abcdefgh'.split('');
    fc.assert(fc.property(fc.array(fc.option(fc.constantFrom(...ids, '?')), { minLength: 8, maxLength: 8 }), (parents) => {
      const parentOf = ({ id }: { readonly id: string }): string | undefined => parents[ids.indexOf(id)] ?? undefined;
      const items = ids.map((id) => ({ id }));
      const ordered = familyOrder(items, parentOf);
      assert.deepEqual(ordered.map(({ item }) => item.id).sort(), ids);
      for (const [parent, below] of families(items, parentOf)) for (const child of below) if (parent !== undefined) assert.equal(parentOf(child), parent);
    }));
  });
  it('may be started one by the other without end', () => {
    const items = Array.from({ length: 3_000 }, (_, index) => ({ id: String(index) }));
    assert.equal(familyOrder(items, ({ id }) => (id === '0' ? undefined : String(Number(id) - 1))).at(-1)?.level, 2_999);
  });
});

describe('who started a job', () => {
  it('is another job where the text says so as ours does, with whatever name', () => {
    for (const name of ['Nightly', 'a (job b)', 'Ä ö']) assert.deepEqual(readStarter(startedByJob(name, ID))?.job, { id: ID, runbook: name });
    assert.deepEqual(readStarter(`"Nightly (job ${ID.toUpperCase()})"`)?.job, { id: ID, runbook: 'Nightly' });
  });
  it('is else what the text says, in JSON or not', () => {
    assert.deepEqual(readStarter('CONTOSO\\ada'), { text: 'CONTOSO\\ada' });
    assert.deepEqual(readStarter('"the night shift"'), { text: 'the night shift' });
    assert.deepEqual(readStarter('"broken'), { text: '"broken' });
    assert.deepEqual(readStarter('X (job 12)'), { text: 'X (job 12)' });
    for (const nobody of ['', '  ', '""']) assert.equal(readStarter(nobody), undefined);
  });
});
