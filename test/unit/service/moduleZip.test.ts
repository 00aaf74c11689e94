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
    assert.match(refusal({ ...own, 'B\\B.psm1': '' }), /one folder.*several modules \(A, B\): pack each/);
  });

  it('may name folders in ways that lead nowhere else', () => {
    for (const path of ['./A/A.psm1', '././A/A.psm1', '.\\A\\A.psm1', 'A/./A.psm1', 'A//A.psm1', './/A/.//./A.psm1']) {
      assert.equal(refusal({ './': '', [path]: '' }), 'taken: A.psm1', path);
      assert.equal(readModuleZip(zip({ [path]: '' })).name, 'A');
    }
    for (const path of ['./../evil', '/./evil', '//evil', './../A/evil', 'A/.././../evil', '.', './.', 'A/.']) assert.match(refusal({ './A/A.psm1': '', [path]: 'x' }), /leads out/, path);
    assert.match(refusal({ 'A/A.psm1': '', './A/./A.psm1': 'x' }), /twice/);
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

  it('may hold files and folders beside that of the module, which are left out, and what macOS adds', () => {
    const own = { 'Mod/Mod.psd1': '@{}', 'Mod/en-US/about.txt': '' };
    const taken = 'taken: Mod.psd1 en-US/about.txt';
    for (const beside of [{ 'README.md': '' }, { LICENSE: '', 'tests/Mod.Tests.ps1': '' }, { 'docs/a/b.md': '', '.github/workflows/x.yml': '' }, { '__MACOSX/._Mod': '', '__MACOSX/Mod/._Mod.psd1': '', '.DS_Store': '', 'Mod/.DS_Store': '' }] as const) {
      assert.equal(refusal({ ...own, ...beside }), taken, JSON.stringify(beside));
      assert.equal(refusal({ ...beside, ...own }), taken);
    }
    assert.equal(refusal({ 'README.md': '', 'Mod/1.2.3/Mod.psd1': '', 'Mod/1.2.3/x.ps1': '' }), 'taken: Mod.psd1 x.ps1');
    assert.equal(readModuleZip(zip({ 'README.md': '', 'mod/Mod.psm1': '' })).name, 'Mod');
    // Which one is meant nobody can know.
    assert.match(refusal({ ...own, 'Other/Other.psm1': '', 'README.md': '' }), /several modules \(Mod, Other\)/);
    assert.match(refusal({ 'README.md': '', 'src/x.ps1': '' }), /must hold one folder, named as the module, with its files inside\.$/);
    assert.match(refusal({ 'README.md': '' }), /must hold one folder/);
    // Looked at like everything else, also where it is left out.
    assert.match(refusal({ ...own, '../evil': '' }), /leads out/);
    assert.match(refusal({ '__MACOSX/x': '' }), /must hold one folder/);
  });

  it('may hold the files of a module without its folder: its manifest, or else its only file of that kind, names it', () => {
    const named = (files: Readonly<Record<string, string>>): readonly [string, string] => [readModuleZip(zip(files)).name, refusal(files)];
    assert.deepEqual(named({ 'Mod.psd1': '@{}', 'Mod.psm1': '', 'Helper.psm1': '', 'en-US/about.txt': '' }), ['Mod', 'taken: Mod.psd1 Mod.psm1 Helper.psm1 en-US/about.txt']);
    assert.deepEqual(named({ 'Mod.psm1': '', 'Public/Get-It.ps1': '' }), ['Mod', 'taken: Mod.psm1 Public/Get-It.ps1']);
    // Modules inside are its own where it names them, or has a manifest.
    assert.deepEqual(named({ 'Mod.psm1': 'Import-Module "$PSScriptRoot/inner"', 'Inner/Inner.psm1': '' }), ['Mod', 'taken: Mod.psm1 Inner/Inner.psm1']);
    assert.deepEqual(named({ 'Mod.psd1': '@{}', 'Mod.psm1': '', 'Inner/Inner.psm1': '' }), ['Mod', 'taken: Mod.psd1 Mod.psm1 Inner/Inner.psm1']);
    for (const file of ['A22.psm1', 'A22.dll']) assert.match(refusal({ 'A21/A21.psm1': '', 'README.md': '', [file]: 'function Get-It { }' }), new RegExp(`it holds the module 'A21' in a folder, and '${file}' beside it: which of them is meant cannot be known\\. Leave '${file}' out, or pack`));
    assert.match(refusal({ 'A.psm1': '', 'B.psm1': '' }), /must hold one folder/);
    assert.match(refusal({ 'A.psd1': '', 'B.psd1': '', 'C/C.psm1': '' }), /must hold one folder/);
    assert.match(refusal({ '-x.psm1': '' }), /'-x' is no name of a module/);
  });
});
