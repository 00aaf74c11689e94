import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultFolder } from '../../../src/cli/commands/dataFolder.ts';
import type { Io } from '../../../src/cli/io.ts';
import { cannot } from '../../support/counting.ts';

const home = userInfo().homedir;

describe('where things are kept', () => {
  const cacheDir = (env: Readonly<Record<string, string>>): string => {
    const code = `import { cacheDir } from ${JSON.stringify(resolve('scripts/node24.mjs'))}; process.stdout.write(cacheDir());`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', cwd: resolve('test'), env: { PATH: process.env['PATH'] ?? '', ...env } }).stdout;
  };
  for (const [what, env, folder] of [
    ['with nothing said', { HOME: '/home/ann' }, '/home/ann/.cache/sma-runbooks'],
    ['without HOME', {}, join(home, '.cache/sma-runbooks')],
    ['with an empty HOME', { HOME: '' }, join(home, '.cache/sma-runbooks')],
    ['with empty variables', { HOME: '/home/ann', SMA_RUNBOOKS_CACHE: '', XDG_CACHE_HOME: '' }, '/home/ann/.cache/sma-runbooks'],
    ['with a relative XDG_CACHE_HOME, which does not count', { HOME: '/home/ann', XDG_CACHE_HOME: 'here' }, '/home/ann/.cache/sma-runbooks'],
    ['with an absolute one', { HOME: '/home/ann', XDG_CACHE_HOME: '/var/cache' }, '/var/cache/sma-runbooks'],
    ['with a folder of its own', { HOME: '/home/ann', SMA_RUNBOOKS_CACHE: '/srv/sma' }, '/srv/sma'],
  ] as const) {
    it(`the cache, ${what}`, function test() {
      if (process.platform === 'win32') cannot(this, 'its folders are others');
      assert.equal(cacheDir(env), folder);
    });
  }

  it('the data of sma serve, whatever the environment says', () => {
    const at = (environment: Io['environment']): string => defaultFolder({ environment, platform: 'linux' } as unknown as Io);
    const usual = join(home, '.local/share/sma-runbooks/service');
    for (const environment of [{}, { XDG_DATA_HOME: '' }, { XDG_DATA_HOME: 'here' }]) assert.equal(at(environment), usual);
    assert.equal(at({ XDG_DATA_HOME: '/srv' }), '/srv/sma-runbooks/service');
  });
});
