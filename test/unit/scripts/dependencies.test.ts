import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dependenciesAreThere } from '../../../scripts/lib/npm.ts';

describe('the dependencies of a checkout', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-dependencies-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, value: unknown): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(value));
  };
  const installed = (): void => {
    write('package-lock.json', { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' }, 'node_modules/other-system': { version: '1.0.0', optional: true } } });
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } });
    for (const name of ['a', 'b']) write(`node_modules/${name}/package.json`, { name });
  };

  it('are there after an install', () => {
    installed();
    assert.ok(dependenciesAreThere(folder));
  });
  it('are not where nothing was installed, or an install was broken off', () => {
    assert.ok(!dependenciesAreThere(folder));
    installed();
    rmSync(join(folder, 'node_modules/.package-lock.json'));
    assert.ok(!dependenciesAreThere(folder));
  });
  it('are not where the lock asks for another version', () => {
    installed();
    write('package-lock.json', { packages: { 'node_modules/a': { version: '1.0.1' }, 'node_modules/b': { version: '2.0.0' } } });
    assert.ok(!dependenciesAreThere(folder));
  });
  it('are not where a package was taken away behind npm\'s back', () => {
    installed();
    rmSync(join(folder, 'node_modules/b'), { recursive: true });
    assert.ok(!dependenciesAreThere(folder));
  });
});
