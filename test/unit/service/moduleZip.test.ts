import assert from 'node:assert/strict';
import { readModuleZip } from '../../../src/service/modules/moduleZip.ts';
import { SmaError } from '../../../src/sma/errors.ts';
import { zip } from '../../service/support/moduleZips.ts';

const refusal = (files: Readonly<Record<string, string>>): string => {
  try {
    return `taken: ${[...readModuleZip(zip(files)).files.keys()].join(' ')}`;
  } catch (error) {
    assert.ok(SmaError.is(error, 'PropertyInvalid'), String(error));
    return error.message;
  }
};

describe('zips of modules', () => {
  for (const os of [0, 3, 10]) {
    it(`may have backslashes between folders, as programs of Windows pack them (made by ${os})`, () => {
      const { name, files } = readModuleZip(zip({ 'M7\\': '', 'M7\\M7.psm1': 'function Get-M7 { 7 }', 'M7\\Public\\': '', 'M7\\Public\\Get-It.ps1': 'it', 'M7/en-US\\about.txt': 'help' }, { os }));
      assert.equal(name, 'M7');
      assert.deepEqual([...files].map(([path, content]) => [path, new TextDecoder().decode(content)]), [['M7.psm1', 'function Get-M7 { 7 }'], ['Public/Get-It.ps1', 'it'], ['en-US/about.txt', 'help']]);
    });
  }

  it('give the module the name of the file in the folder, where the two differ in case', () => {
    assert.equal(readModuleZip(zip({ 'y5/Y5.psm1': '', 'y5/Y5.psd1': '@{}' })).name, 'Y5');
    assert.equal(readModuleZip(zip({ 'y5/y5.psm1': '', 'y5/Y5.psd1': '@{}' })).name, 'Y5');
  });

  it('with backslashes are looked at as with slashes: nothing leads out, is there twice, or is a drive or a device', () => {
    const own = { 'A\\A.psm1': '' };
    assert.match(refusal({ ...own, 'A\\..\\..\\evil': '' }), /leads out/);
    assert.match(refusal({ ...own, '..\\evil': '' }), /leads out/);
    assert.match(refusal({ ...own, '\\\\server\\share\\evil': '' }), /leads out/);
    assert.match(refusal({ ...own, 'A/x\\..\\..\\..\\evil': '' }), /leads out/);
    assert.match(refusal({ 'C:\\A\\A.psm1': '' }), /no file can have/);
    assert.match(refusal({ ...own, 'A\\con\\x': '' }), /no file can have/);
    assert.match(refusal({ ...own, 'A/A.psm1': '' }), /twice/);
    assert.match(refusal({ ...own, 'A\\x': '', 'A\\x\\y': '' }), /both as a file and as a folder/);
    assert.match(refusal({ ...own, 'B\\B.psm1': '' }), /one folder/);
  });

  it('may have their files in a folder named by their version, as Save-Module leaves them: they go where those of others are', () => {
    for (const version of ['1.2.3', '2.0', '10.0.0.1']) {
      assert.equal(refusal({ [`Mod/${version}/Mod.psd1`]: '@{}', [`Mod/${version}/Public/Get-It.ps1`]: '', [`Mod/${version}/Mod-Automation.json`]: '{}' }), 'taken: Mod.psd1 Public/Get-It.ps1 Mod-Automation.json');
    }
    assert.equal(readModuleZip(zip({ 'mod/1.0/Mod.psm1': '' })).name, 'Mod');
    assert.equal(refusal({ 'Mod/LICENSE.txt': '', 'Mod\\1.0\\Mod.psm1': '' }), 'taken: LICENSE.txt Mod.psm1');
    // A module of its own may have folders that are named so.
    assert.equal(refusal({ 'Mod/Mod.psm1': '', 'Mod/1.0/Mod.psm1': '', 'Mod/1.0/data': '' }), 'taken: Mod.psm1 1.0/Mod.psm1 1.0/data');
    assert.match(refusal({ 'Mod/1.0/Mod.psm1': '', 'Mod/1.1/Mod.psm1': '' }), /it holds several versions of the module \(1\.0, 1\.1\): pack the one/);
    assert.match(refusal({ 'Mod/1.0/Mod.psm1': '', 'Mod/1.0/readme': '', 'Mod/README': '' }), /it holds 'README' both in the folder of its version and beside it/);
    for (const folder of ['v1.0', '1', '1.0-beta', '1.0.0.0.0']) assert.match(refusal({ [`Mod/${folder}/Mod.psm1`]: '' }), /holds no Mod\.psd1, Mod\.psm1 or Mod\.dll/);
    assert.match(refusal({ 'Mod/1.0/Other.psm1': '' }), /holds no Mod/);
  });
});
