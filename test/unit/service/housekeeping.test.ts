import assert from 'node:assert/strict';
import type { ChangePort } from '../../../src/service/domain/change.ts';
import { Housekeeping } from '../../../src/service/housekeeping.ts';
import { Ticker } from '../../../src/service/clock.ts';

describe('housekeeping', () => {
  it('goes on with the audit where jobs cannot be purged, and tells of both', async () => {
    const told: string[] = [], fail = (): Promise<never> => Promise.reject(new Error('no'));
    const changes = { ticker: new Ticker({ wall: () => Date.now() }), read: fail, make: fail } as unknown as ChangePort;
    const housekeeping = new Housekeeping(changes, { log: (level, message) => { told.push(`${level} ${message}`); } });
    housekeeping.start();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    await housekeeping.stop();
    assert.deepEqual(told, ['jobs', 'rows of the audit'].map((what) => `error Old ${what} could not be purged; it is tried again in a quarter of an hour`));
  });
});
