import assert from 'node:assert/strict';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { fileFacts, folderDefinitions, FolderMembers, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, FolderTables, ParameterQuestion, parameterOf, type FolderSymbol, type MemberFile } from '../../../../src/project/folder/index.ts';
import { asCaller, packFacts, unpackFacts } from '../../../../src/project/folder/fileFacts.ts';

const lib = 'function Get-X { param($Key) $Key }\n', use = '. .\\Lib.ps1\nGet-X -Key 1\n';
const nameOf = (key: string): string => decodeURIComponent(key.split('/').pop()!).replace(/\.ps1$/i, '');

/** Files of a window, by their keys as the editor has them. */
class Window {
  readonly tables = new FolderTables();
  readonly #files: Readonly<Record<string, string>>;
  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
    for (const key of Object.keys(files)) this.tables.set(`file:///w/${key}`, unpackFacts(packFacts(this.file(key).facts)));
  }

  file(key: string): MemberFile {
    const uri = `file:///w/${key}`, parsed = new ParsedText(this.#files[key]!, undefined, uri);
    return { key: uri, facts: fileFacts(nameOf(key), parsed.result), parsed };
  }

  symbol(key: string, part: string): FolderSymbol {
    const found = folderSymbolAt(this.file(key), this.#files[key]!.lastIndexOf(part) + 1, this.tables);
    assert.ok(found, key);
    return found;
  }

  /** Keys of the files that define what stands there. */
  definers(key: string, part: string): string[] {
    return folderDefinitions(this.symbol(key, part), this.tables, this.file(key)).map((place) => place.key.replace('file:///w/', '')).sort();
  }

  places(key: string, part: string): string[] {
    return folderPlaces(this.symbol(key, part), this.tables, this.file(key)).map((place) => place.key.replace('file:///w/', '')).sort();
  }
}

describe('a parameter of a runbook that several files hold', () => {
  it('keeps its name, as the runbook does', async () => {
    const child = 'workflow Child { param([string]$Amount) $Amount }\n', window = new Window({ 'a/Child.ps1': child, 'b/Child.ps1': child, 'b/Main.ps1': 'workflow Main { Child -Amount 2 }\n' }), home = window.file('a/Child.ps1');
    const asked = parameterOf(folderSymbolAt(home, child.indexOf('$Amount') + 1, window.tables)!, home)!, question = new ParameterQuestion(asked, window.tables, home, async (key) => await Promise.resolve(window.file(key.replace('file:///w/', '')).parsed));
    assert.deepEqual([await question.renameProblem('Count'), folderRenameProblem(window.symbol('a/Child.ps1', 'Child'), window.tables, home, 'Kid')], Array<string>(2).fill('Several files hold a runbook Child: remove one first.'));
  });
});

describe('a text that is no file yet', () => {
  it('calls and uses what the folder has, and gives it nothing', () => {
    const text = 'workflow Draft { Child -Amount 1; Helper }\nfunction Helper { Get-X; Start-SmaRunbook -Name Draft }\nclass Own { }\n[Own]::new(); [Shape]::new(); Get-AutomationVariable -Name Goal; Draft';
    const facts = asCaller(fileFacts('Untitled-1', new ParsedText(text).result)), { tables } = new Window({ 'Child.ps1': 'workflow Child { param($Amount) $Amount }' });
    tables.set('untitled:Untitled-1', facts);
    assert.deepEqual(facts.calls.map(({ name, form }) => `${form} ${name}`), ['name Child', 'name Get-X', 'start Draft', 'name Start-SmaRunbook', 'name Get-AutomationVariable']);
    assert.deepEqual([tables.callers('Child').length, tables.callers('Helper').length, tables.runbooks('Draft').length, tables.functions('Helper').length, tables.typeHomes('own').length, tables.types('Shape').length, tables.assets('Variable', 'Goal').length], [1, 0, 0, 0, 0, 1, 1]);
  });
});

describe('files that a file loads', () => {
  const two = new Window({ 'a/Lib.ps1': lib, 'a/Use.ps1': use, 'b/Lib.ps1': lib.replaceAll('Key', 'Other'), 'b/Use.ps1': use.replace('Key', 'Other') });

  it('are those that lie where it says, whoever else has the name', async () => {
    for (const [folder, parameter] of [['a', 'Key'], ['b', 'Other']] as const) {
      const own = [`${folder}/Lib.ps1`, `${folder}/Use.ps1`], current = two.file(`${folder}/Use.ps1`);
      assert.deepEqual([two.definers(`${folder}/Use.ps1`, 'Get-X'), two.places(`${folder}/Use.ps1`, 'Get-X'), two.places(`${folder}/Lib.ps1`, 'Get-X')], [[`${folder}/Lib.ps1`], own, own]);
      for (const file of own) {
        const symbol = two.symbol(file, 'Get-X');
        assert.equal(folderRenameProblem(symbol, two.tables, two.file(file), 'Get-Y'), undefined, file);
        assert.deepEqual(folderRename(symbol, 'Get-Y', two.tables, two.file(file)).edits.map(({ key }) => key.replace('file:///w/', '')).sort(), own);
      }
      const home = two.file(`${folder}/Lib.ps1`), question = new ParameterQuestion(parameterOf(folderSymbolAt(home, home.parsed.result.text.indexOf(`$${parameter}`) + 1, two.tables)!, home)!, two.tables, home, async (key) => await Promise.resolve(two.file(key.replace('file:///w/', '')).parsed));
      assert.deepEqual([await question.renameProblem('Id'), [...new Set((await question.places()).map(({ key }) => key.replace('file:///w/', '')))].sort()], [undefined, own]);
      assert.deepEqual(two.tables.functionFacts('Get-X', { key: current.key, loads: current.facts.loads })?.parameters.map(({ name }) => name), [parameter]);
      assert.deepEqual(two.tables.loadedFunctions({ key: current.key, loads: current.facts.loads }).flatMap(({ parameters }) => parameters.map(({ name }) => name)), [parameter]);
    }
  });

  it('are found however the way to them is written, and by their names where it is not known', () => {
    const ways: readonly (readonly [string, readonly string[]])[] = [
      ['. .\\Lib.ps1', ['a/Lib.ps1']], ['. ./lib.PS1', ['a/Lib.ps1']], ['. "$PSScriptRoot\\Lib.ps1"', ['a/Lib.ps1']], ['. $PSScriptRoot/Lib.ps1', ['a/Lib.ps1']], ['. .\\sub\\Lib.ps1', ['a/sub/Lib.ps1']], ['. "${PSScriptRoot}\\my sub\\Lib.ps1"', ['a/my%20sub/Lib.ps1']],
      ['. ..\\Lib.ps1', ['Lib.ps1']], ['. "$PSScriptRoot\\..\\b\\Lib.ps1"', ['b/Lib.ps1']], ['. .\\sub\\..\\Lib.ps1', ['a/Lib.ps1']], [". (Join-Path $PSScriptRoot 'sub\\Lib.ps1')", ['a/sub/Lib.ps1']], ["$lib = Join-Path $PSScriptRoot '..\\b\\Lib.ps1'\n. $lib", ['b/Lib.ps1']],
      ["$lib = '.\\sub\\Lib.ps1'\n. $lib", ['a/sub/Lib.ps1']], [". ($PSScriptRoot + '\\sub\\Lib.ps1')", ['a/sub/Lib.ps1']], ['$here = Split-Path -Parent $MyInvocation.MyCommand.Path\n. "$here\\Lib.ps1"', ['a/Lib.ps1']], ['$here = $PSScriptRoot\n. "$here\\sub\\Lib.ps1"', ['a/sub/Lib.ps1']],
      ['. .\\sub\\Lib.ps1\n. .\\Lib.ps1', ['a/Lib.ps1', 'a/sub/Lib.ps1']],
      // Nobody knows where these are, or there is nothing there.
      ['. Lib.ps1', ['Lib.ps1', 'a/Lib.ps1', 'a/my%20sub/Lib.ps1', 'a/sub/Lib.ps1', 'b/Lib.ps1']], ['. "$root\\Lib.ps1"', ['Lib.ps1', 'a/Lib.ps1', 'a/my%20sub/Lib.ps1', 'a/sub/Lib.ps1', 'b/Lib.ps1']], ['. .\\gone\\Lib.ps1', ['Lib.ps1', 'a/Lib.ps1', 'a/my%20sub/Lib.ps1', 'a/sub/Lib.ps1', 'b/Lib.ps1']],
    ];
    for (const [way, wanted] of ways) {
      const window = new Window({ 'Lib.ps1': lib, 'a/Lib.ps1': lib, 'a/sub/Lib.ps1': lib, 'a/my%20sub/Lib.ps1': lib, 'b/Lib.ps1': lib, 'a/Use.ps1': `${way}\nGet-X -Key 1\n` });
      assert.deepEqual(window.definers('a/Use.ps1', 'Get-X'), wanted, way);
    }
  });

  it('are modules and their classes as well, by their files, their manifests and their folders', async () => {
    const shape = 'class Shape { [int]$Size }\nfunction Get-X { param($Key) $Key }\n';
    for (const [way, wanted] of [['using module .\\Lib.psm1', 'a'], ['using module ./Lib', 'a'], ['using module ..\\b\\Lib.psm1', 'b'], ['using module .\\Lib.psd1', 'a'], ['Import-Module "$PSScriptRoot\\..\\b\\Lib.psm1"', 'b'], ['ipmo .\\Lib.psm1', 'a']] as const) {
      const window = new Window({ 'a/Lib.psm1': shape, 'b/Lib.psm1': shape, 'a/Use.ps1': `${way}\n[Shape]::new().Size\nGet-X -Key 1\n` });
      assert.deepEqual(window.definers('a/Use.ps1', 'Get-X'), [`${wanted}/Lib.psm1`], way);
      assert.deepEqual(window.definers('a/Use.ps1', 'Shape'), [`${wanted}/Lib.psm1`], way);
      const read: string[] = [];
      await new FolderMembers(window.tables, window.file('a/Use.ps1'), async (key) => {
        read.push(key.replace('file:///w/', ''));
        return await Promise.resolve(window.file(key.replace('file:///w/', '')));
      }).foreign();
      assert.deepEqual(read, [`${wanted}/Lib.psm1`], way);
    }
    const folders = new Window({ 'a/Lib/Lib.psm1': shape, 'b/Lib/Lib.psm1': shape, 'a/Use.ps1': 'using module .\\Lib\nGet-X\n', 'a/Lib/Lib.psd1': "@{ RootModule = 'Lib.psm1'; FunctionsToExport = 'Get-X' }", 'b/Lib/Lib.psd1': "@{ RootModule = 'Lib.psm1'; FunctionsToExport = 'Get-X' }" });
    assert.deepEqual(folders.definers('a/Use.ps1', 'Get-X'), ['a/Lib/Lib.psm1']);
    assert.deepEqual(folders.places('b/Lib/Lib.psm1', 'Get-X'), ['b/Lib/Lib.psd1', 'b/Lib/Lib.psm1']);
  });
});
