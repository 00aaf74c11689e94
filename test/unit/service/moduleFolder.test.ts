import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleFolder, unpackInto } from '../../../src/service/modules/moduleFolder.ts';

describe('the folder of the modules', () => {
  let base = '', data = '';
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'sma-folder-'));
    data = join(base, 'data');
    mkdirSync(data);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));
  const tools = { name: 'Tools', files: new Map([['Tools.psm1', Buffer.from('function Get-It { 1 }')]]) };

  it('holds what the database says, and nothing else', async () => {
    const modules = new ModuleFolder(data);
    mkdirSync(join(data, 'modules', 'Gone'), { recursive: true });
    await modules.follow([{ name: 'Tools', version: 'one' }], () => Promise.resolve(tools));
    assert.equal(modules.versionOf('Tools'), 'one');
    assert.ok(!existsSync(join(data, 'modules', 'Gone')));
  });

  it('is refused where it is a link: what is there may be somebody\'s', async () => {
    const elsewhere = join(base, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'precious'), 'mine');
    symlinkSync(elsewhere, join(data, 'modules'), 'junction');
    const modules = new ModuleFolder(data);
    await assert.rejects(modules.follow([{ name: 'Tools', version: 'one' }], () => Promise.resolve(tools)), /modules is a link, and must be a folder of its own/);
    const staged = modules.stage();
    unpackInto(staged, tools);
    assert.throws(() => modules.put(staged, 'Tools', 'one'), /is a link/);
    assert.ok(existsSync(join(elsewhere, 'precious')));
    assert.ok(!existsSync(join(elsewhere, 'Tools')));
  });
});
