import assert from 'node:assert/strict';
import { handedOn, withModulePath } from '../../../../src/worker/processes/processEnvironment.ts';
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
  it('of a sandbox says where modules are, in a folder of this product where nobody else does', () => {
    assert.equal(withModulePath({ PSModulePath: '/mods' }, {}, 'linux')['PSModulePath'], '/mods');
    assert.deepEqual(withModulePath({ psmodulepath: 'C:\\Mods' }, {}, 'win32'), { psmodulepath: 'C:\\Mods' });
    for (const given of [{}, { PSModulePath: '' }]) assert.equal(withModulePath(given, { XDG_DATA_HOME: '/data' }, 'linux')['PSModulePath'], '/data/sma-runbooks/Modules');
    assert.match(withModulePath({}, { XDG_DATA_HOME: 'relative' }, 'linux')['PSModulePath'] ?? '', /\/\.local\/share\/sma-runbooks\/Modules$/);
    assert.match(sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, { ...parent, XDG_DATA_HOME: '/data' })['PSModulePath'] ?? '', /[\\/]sma-runbooks[\\/]Modules$/);
    assert.equal(sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, { ...parent, PSModulePath: '/service/modules' })['PSModulePath'], '/service/modules');
  });
  it('of a sandbox has its settings and no password', () => {
    const made = sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, parent);
    assert.deepEqual([made['SMA_PASSWORD'], made['AWS_SECRET_ACCESS_KEY'], made['PATH'], made['ELECTRON_RUN_AS_NODE']], [undefined, undefined, '/bin', '1']);
    assert.ok(made['SMA_SANDBOX'] !== undefined);
  });
});
