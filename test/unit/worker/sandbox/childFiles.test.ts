import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunbookText } from '../../../../src/powershell/runtime/host.ts';
import { childFiles, type ChildFiles } from '../../../../src/worker/sandbox/threads/childFiles.ts';

describe('scripts that a runbook calls by their files', () => {
  const texts: Readonly<Record<string, string>> = { child: '"child"; .\\Con.ps1 -A 1', con: '"the \\Con.ps1 console"; .\\COM1.ps1', com1: '"port"', co_: '"another"' };
  const find = (name: string): RunbookText | undefined => {
    const script = texts[name.toLowerCase()];
    return script === undefined ? undefined : { name, script, isWorkflow: false };
  };
  const held = (made: ChildFiles): Readonly<Record<string, string>> => {
    const { folder } = made;
    const files = Object.fromEntries(readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '')]));
    made.dispose();
    assert.equal(existsSync(folder), false);
    return files;
  };

  it('lie beside it under their names, with those that they call', () => {
    const script = '.\\Child.ps1; .\\Gone.ps1';
    // Under a system that has such files, or where none of them is called.
    const made = childFiles(process.platform === 'win32' ? '.\\CO_.ps1' : script, find);
    assert.ok(made !== undefined);
    if (process.platform === 'win32') assert.deepEqual(held(made), { 'CO_.ps1': texts['co_'] });
    else {
      assert.equal(made.text, script);
      assert.deepEqual(held(made), { 'COM1.ps1': texts['com1'], 'Child.ps1': texts['child'], 'Con.ps1': texts['con'] });
    }
    assert.equal(childFiles('.\\Gone.ps1; Get-Date', find), undefined);
  });

  it('have other names on Windows where theirs is that of a device, of the same length and not taken, and are called by them', () => {
    const script = '"CON.ps1"; & ".\\Con.ps1" (.\\Child.ps1) "CON"; .\\CO_.ps1; . \'.\\NUL.ps1\'';
    const made = childFiles(script, find, 'win32');
    assert.ok(made !== undefined);
    // There is no runbook NUL: its call is left as it is.
    assert.equal(made.text, '"CON.ps1"; & ".\\Co-.ps1" (.\\Child.ps1) "CON"; .\\CO_.ps1; . \'.\\NUL.ps1\'');
    // Errors are told in the text as it was written.
    assert.deepEqual([made.sources.get('co-.ps1')?.text, made.sources.get('co-.ps1')?.file], [texts['con'], 'Con.ps1']);
    assert.deepEqual(held(made), { 'CO_.ps1': texts['co_'], 'COM_.ps1': texts['com1'], 'Child.ps1': '"child"; .\\Co-.ps1 -A 1', 'Co-.ps1': '"the \\Con.ps1 console"; .\\COM_.ps1' });
  });
});
