import assert from 'node:assert/strict';
import { handedOn } from '../../../../src/worker/processes/processEnvironment.ts';
import { DEFAULT_SANDBOX_SETTINGS, sandboxEnvironment } from '../../../../src/worker/sandbox/settings.ts';

const parent = { PATH: '/bin', HOME: '/h', LC_ALL: 'C', TZ: 'UTC', SMA_PASSWORD: 'p', SMA_USER: 'u', SMA_RUNBOOKS_CACHE: '/c', AWS_SECRET_ACCESS_KEY: 'k', Path: 'other', NODE_OPTIONS: '--x' };

describe('the environment of processes that run runbooks', () => {
  it('holds what is known to be harmless, and nothing else', () => {
    assert.deepEqual(handedOn(parent, 'sandbox', 'linux'), { PATH: '/bin', HOME: '/h', LC_ALL: 'C', TZ: 'UTC' });
    assert.deepEqual(handedOn(parent, 'worker', 'linux'), { PATH: '/bin', HOME: '/h', LC_ALL: 'C', TZ: 'UTC', SMA_RUNBOOKS_CACHE: '/c' });
  });
  it('knows names of Windows in any case', () => {
    assert.deepEqual(handedOn({ Path: 'C:\\', SYSTEMROOT: 'C:\\Windows', sma_password: 'p' }, 'worker', 'win32'), { Path: 'C:\\', SYSTEMROOT: 'C:\\Windows' });
  });
  it('of a sandbox has its settings and no password', () => {
    const made = sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, parent);
    assert.deepEqual([made['SMA_PASSWORD'], made['AWS_SECRET_ACCESS_KEY'], made['PATH'], made['ELECTRON_RUN_AS_NODE']], [undefined, undefined, '/bin', '1']);
    assert.ok(made['SMA_SANDBOX'] !== undefined);
  });
});
