import assert from 'node:assert/strict';
import { RememberedOutputs, type RememberedOutput } from '../../../../src/features/streams/rememberedOutputs.ts';

function memento(stored: unknown): { readonly state: ConstructorParameters<typeof RememberedOutputs>[0]; readonly stored: () => unknown; readonly writes: () => number } {
  let value = stored;
  let writes = 0;
  return {
    stored: () => value, writes: () => writes,
    state: {
      get: (_key: string, fallback?: unknown) => value ?? fallback,
      update: (_key, next: unknown) => {
        value = next;
        writes++;
        return Promise.resolve();
      },
    },
  };
}
const output = (jobId: string): RememberedOutput => ({ connectionId: 'local', jobId, title: `SMA 10:00 Get-Report #${jobId}`, isShown: false });

describe('the outputs that a window has open', () => {
  it('are there for the window that comes after', async () => {
    const { state } = memento(undefined);
    assert.deepEqual(new RememberedOutputs(state).read(), []);
    const shown = { ...output('b'), runbookName: 'Get-Report', isShown: true };
    await new RememberedOutputs(state).write([output('a'), shown]);
    assert.deepEqual(new RememberedOutputs(state).read(), [output('a'), shown]);
  });

  it('are written when they change, and only the newest of many', async () => {
    const { state, stored, writes } = memento(undefined);
    const outputs = new RememberedOutputs(state);
    await outputs.write([]);
    assert.equal(writes(), 0);
    const many = Array.from({ length: 30 }, (_, index) => output(String(index)));
    await outputs.write(many);
    await outputs.write(many);
    assert.equal(writes(), 1);
    assert.deepEqual(stored(), many.slice(10));
  });

  it('are dropped where they make no sense', () => {
    for (const stored of ['text', 7, {}, [null, 1, {}, { connectionId: 'local' }, { connectionId: 'local', jobId: 'a', title: 3 }]]) assert.deepEqual(new RememberedOutputs(memento(stored).state).read(), []);
    assert.deepEqual(new RememberedOutputs(memento([{ ...output('a'), isShown: 'yes', more: 1 }]).state).read(), [output('a')]);
  });
});
