import assert from 'node:assert/strict';
import { Holders } from '../../../src/service/holders.ts';

describe('who holds a service', () => {
  const window = { program: 4711, tell: () => undefined, end: () => undefined };

  for (const [order, end] of [
    ['the window first', (holders: Holders, leave: () => void) => { leave(); holders.parentGone('gone'); }],
    ['the parent first', (holders: Holders, leave: () => void) => { holders.parentGone('gone'); leave(); }],
  ] as const) {
    it(`ends with the program of the last window, ${order}`, async () => {
      const holders = new Holders(3_600_000, (pid) => pid !== 4711);
      end(holders, holders.join(window));
      assert.equal(await holders.deserted, 'the program that used it has ended');
      holders.close();
    });
  }

  it('waits for a window to come back while its program is there', async () => {
    const holders = new Holders(20, () => true);
    const leave = holders.join(window);
    holders.parentGone('gone');
    leave();
    assert.equal(await holders.deserted, 'no window came back');
    holders.close();
  });

  it('ends with its parent where no window ever held it', async () => {
    const holders = new Holders(3_600_000);
    holders.parentGone('the parent has gone');
    assert.equal(await holders.deserted, 'the parent has gone');
  });
});
