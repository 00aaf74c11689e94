import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/app/errors.ts';
import { SingleFlight } from '../../../src/app/singleFlight.ts';

describe('one thing at a time', () => {
  it('does once what is asked for twice, and gives both the result', async () => {
    const flights = new SingleFlight();
    const gate = Promise.withResolvers<undefined>();
    let runs = 0;
    const publish = async (): Promise<number> => await flights.run('A', 'publish', async () => { await gate.promise; return ++runs; });
    const both = [publish(), publish()];
    gate.resolve(undefined);
    assert.deepEqual(await Promise.all(both), [1, 1]);
    assert.equal(await publish(), 2);
  });

  it('tells a failure once: whoever only joined is cancelled', async () => {
    const flights = new SingleFlight();
    const fail = async (): Promise<never> => await flights.run('A', 'publish', async () => await Promise.reject(new Error('refused')));
    const [first, second] = await Promise.allSettled([fail(), fail()]);
    assert.ok(first.status === 'rejected' && /refused/.test(String(first.reason)));
    assert.ok(second.status === 'rejected' && second.reason instanceof CancelledError);
  });

  it('lets what differs wait for its turn, in order, after a failure too, and other things go on meanwhile', async () => {
    const flights = new SingleFlight();
    const gate = Promise.withResolvers<undefined>();
    const order: string[] = [];
    const first = flights.run('A', 'draft', async () => { await gate.promise; order.push('draft'); throw new Error('refused'); });
    const second = flights.run('A', 'publish', () => { order.push('publish'); return Promise.resolve(); });
    await flights.run('B', 'publish', () => { order.push('other'); return Promise.resolve(); });
    gate.resolve(undefined);
    await assert.rejects(first, /refused/);
    await second;
    assert.deepEqual(order, ['other', 'draft', 'publish']);
  });
});
