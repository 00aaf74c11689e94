import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Identity } from '../../../src/service/access/identity.ts';
import { Lockout } from '../../../src/service/access/lockout.ts';
import { SignIn } from '../../../src/service/access/signIn.ts';
import { hashUser, UserTable } from '../../../src/service/access/users.ts';
import { silentLogger as logger } from '../../../src/service/log.ts';

describe('who sends a request', () => {
  it('is nobody whose name is taken away while the password is looked at', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'sma-identity-'));
    try {
      const table = new UserTable([await hashUser('ana', 'right', 'operator')]), before = new UserTable([await hashUser('ana', 'right', 'operator')]);
      const lockout = new Lockout({ dataFolder, clock: { wall: () => Date.now() }, logger, isUser: () => true });
      // What looks at the password still knows her, as it does when it began in time.
      const identity = new Identity({ table, people: new UserTable([]), signIn: new SignIn(before, logger, lockout), proxy: undefined, dataFolder, given: [], logger });
      const check = async (): Promise<unknown> => identity.check({ authorization: `Basic ${Buffer.from('ana:right').toString('base64')}` }, { address: '::1', requestId: 'r' }, () => new AbortController().signal);
      assert.deepEqual(await check(), { user: 'ana', role: 'operator' });
      table.replace([]);
      assert.equal(await check(), undefined);
      before.replace([await hashUser('ana', 'right')]);
      assert.equal(await check(), undefined);
    } finally {
      rmSync(dataFolder, { recursive: true });
    }
  });
});
