import assert from 'node:assert/strict';
import { Disposable, DisposableBag, toDisposable } from '../../../src/app/disposable.ts';
import { Emitter } from '../../../src/app/event.ts';

describe('Disposable', () => {
  it('gives back what it owns, last first, once', () => {
    const order: string[] = [];
    const bag = new DisposableBag();
    for (const name of ['a', 'b', 'c']) bag.add(toDisposable(() => order.push(name)));
    bag.dispose();
    bag.dispose();
    assert.deepEqual(order, ['c', 'b', 'a']);
  });

  it('disposes at once what comes after its end', () => {
    const bag = new DisposableBag();
    bag.dispose();
    let disposed = false;
    bag.add(toDisposable(() => { disposed = true; }));
    assert.equal(disposed, true);
  });

  it('goes on after a part that fails, and tells of it', () => {
    const order: string[] = [];
    const bag = new DisposableBag();
    bag.add(toDisposable(() => order.push('first')));
    bag.add({ dispose: () => { throw new Error('stuck'); } });
    assert.throws(() => { bag.dispose(); }, (error: unknown) => error instanceof AggregateError && error.errors.length === 1);
    assert.deepEqual(order, ['first']);
  });

  it('can give back one thing before its time', () => {
    class Owner extends Disposable {
      readonly disposed: string[] = [];
      readonly early = this.own(toDisposable(() => this.disposed.push('early')));
      readonly late = this.own(toDisposable(() => this.disposed.push('late')));
      giveBackEarly(): void { this.release(this.early); }
    }
    const owner = new Owner();
    owner.giveBackEarly();
    assert.deepEqual(owner.disposed, ['early']);
    owner.dispose();
    assert.deepEqual(owner.disposed, ['early', 'late']);
  });
});

describe('Emitter', () => {
  it('tells all listeners, also when one of them fails or leaves', () => {
    const failures: unknown[] = [];
    const emitter = new Emitter<number>((error) => failures.push(error));
    const heard: string[] = [];
    const first = emitter.event((value) => { heard.push(`first ${value}`); first.dispose(); });
    emitter.event(() => { throw new Error('bad listener'); });
    emitter.event((value) => heard.push(`third ${value}`));
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(heard, ['first 1', 'third 1', 'third 2']);
    assert.equal(failures.length, 2);
  });

  it('forgets everybody when it is disposed', () => {
    const emitter = new Emitter<void>();
    emitter.event(() => assert.fail('heard after the end'));
    emitter.dispose();
    emitter.fire();
    assert.equal(emitter.hasListeners, false);
  });
});
