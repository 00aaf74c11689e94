import assert from 'node:assert/strict';
import type { ProcessPort } from '../../../../src/powershell/runtime/host.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

/** Programs are allowed, and there are none. */
const process: ProcessPort = { id: 1, programs: { find: () => undefined, start: () => { throw new Error('nothing starts'); }, list: () => [], kill: () => undefined } };
const files = { 'tools/Get-Told.ps1': 'param($x) "told $x $(Split-Path -Leaf $PSCommandPath)"', 'other/Get-Told.ps1': "'too late'", 'Here.ps1': "'not without a path'" };

describe('Scripts on PATH', () => {
  afterEach(removeFolders);
  it('are found by their names, with the ending or without, in the first folder that has them', () => {
    const { output, errors } = runInFolder('$env:PATH = "relative:$PWD/none:$PWD/tools:$PWD/other"; Get-Told 5; Get-Told.ps1 6; (Get-Command Get-Told).CommandType; Missing-One', { files, process });
    assert.deepEqual(output, ['told 5 Get-Told.ps1', 'told 6 Get-Told.ps1', 'ExternalScript']);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /^CommandNotFoundException/);
  });
  it('are none where no programs are allowed', () => {
    const { output, errors } = runInFolder('$env:PATH = "$PWD/tools"; Get-Told 5', { files });
    assert.deepEqual(output, []);
    assert.match(errors[0] ?? '', /^CommandNotFoundException/);
  });
});
