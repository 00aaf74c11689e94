/** Scripts in files are what the file holds when they are called (ExternalScriptInfo reads it for each command). */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { filePort } from '../../../../src/worker/sandbox/ports/filePort.ts';
import { testHost } from './harness.ts';

describe('A script in a file', () => {
  let folder: string;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'sma-script-files-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const told = (script: string): readonly string[] => {
    const out: string[] = [], engine: Engine = new Engine({ ...testHost((r) => { if (r.stream === 'Output') out.push(engine.use(() => toText(r.value))); }), files: filePort }, cmdlets);
    const { error } = engine.run({ script: `param($Folder)\nSet-Location $Folder\n${script}`, parameters: { Folder: folder } });
    return [...out, ...(error === undefined ? [] : [error.message])];
  };
  const CHANGED = "Set-Content ./Kid.ps1 '\"one $args\"'\nforeach ($i in 1..3) {\nCALL $i\nif ($i -eq 2) { Set-Content ./Kid.ps1 '\"two $args\"' } }";
  for (const call of ['./Kid.ps1', '& ./Kid.ps1', '. ./Kid.ps1', './Kid']) it(`is read anew where it is called again: ${call}`, () => {
    assert.deepEqual(told(CHANGED.replace('CALL', call)), ['one 1', 'one 2', 'two 3']);
  });
  it('is the one of the folder that one is in', () => {
    assert.deepEqual(told("foreach ($d in 'a', 'b') { $null = New-Item $d -ItemType Directory; Set-Content $d/Kid.ps1 \"'of $d'\" }\nforeach ($d in 'a', 'b', 'a') { Push-Location $d; ./Kid.ps1; Pop-Location }"), ['of a', 'of b', 'of a']);
  });
  it('keeps what was made of the same text', () => {
    assert.deepEqual(told("Set-Content ./Kid.ps1 'function f { 5 }; f'\n(1..200 | ForEach-Object { ./Kid.ps1 } | Measure-Object -Sum).Sum"), ['1000']);
  });
});
