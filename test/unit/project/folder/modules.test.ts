import assert from 'node:assert/strict';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { commandsIn, importedModules, parse, usedModules } from '../../../../src/powershell/index.ts';
import { calledParameterAt, fileFacts, folderDefinitions, FolderMembers, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, FolderTables, parameterArguments, parameterFiles, type FolderSymbol, type MemberFile } from '../../../../src/project/folder/index.ts';
import { packFacts, unpackFacts } from '../../../../src/project/folder/fileFacts.ts';
import { indexedFacts } from '../../../../src/project/lint/index.ts';

const files: Readonly<Record<string, string>> = {
  'Shapes.psm1': 'enum Kind { Round; Flat }\nclass Shape { [Kind]$Kind; [int] Area() { return 1 } }\nfunction Get-Shape { param([Kind]$Of) [Shape]::new() }\n',
  'Others.psm1': 'class Shape { [int]$Other }\nfunction Get-Shape { 2 }\n',
  Draw: 'using module .\\Shapes.psm1\n$s = [Shape]::new()\n$s.Kind\nGet-Shape -Of Round\n',
  Import: 'Import-Module "$PSScriptRoot\\Others.psm1"\nGet-Shape\n',
};
const texts = new Map(Object.entries(files).map(([key, text]) => [key, new ParsedText(text)]));
const file = (key: string): MemberFile => ({ key, facts: fileFacts(key, texts.get(key)!.result), parsed: texts.get(key)! });
const tables = new FolderTables();
for (const key of texts.keys()) tables.set(key, file(key).facts);
const offset = (key: string, part: string): number => files[key]!.indexOf(part) + 2;

describe('modules beside runbooks', () => {
  it('are named by their file, their name, their folder or their manifest', () => {
    const used = (text: string): readonly string[] => usedModules(parse(text).ast), imported = (text: string): readonly string[] => importedModules(commandsIn(parse(text).ast));
    for (const text of ['using module Shapes', "using module @{ ModuleName = 'Shapes'; ModuleVersion = '1.0' }"]) assert.deepEqual(used(text), ['shapes.psm1'], text);
    for (const text of ['using module .\\Shapes.psm1', 'using module .\\Shapes', "using module '.\\Shapes.psd1'"]) assert.deepEqual(used(text), ['./shapes.psm1'], text);
    assert.deepEqual([used('using module ./lib/Shapes.psm1'), used('using module ..\\lib\\Shapes\\')], [['./lib/shapes.psm1'], ['./../lib/shapes.psm1']]);
    assert.deepEqual(used('using namespace System.IO\n"x"'), []);
    for (const [text, file] of [['Import-Module Shapes', 'shapes.psm1'], ['Import-Module -Name .\\Shapes.psm1 -Force', './shapes.psm1'], ['ipmo "$PSScriptRoot\\Shapes.psm1"', './shapes.psm1'], ['Import-Module "${PSScriptRoot}/lib/Shapes.psd1"', './lib/shapes.psm1'], ['Import-Module C:\\Lib\\Shapes.psm1', 'shapes.psm1']] as const) assert.deepEqual(imported(text), [file], text);
    assert.deepEqual(imported('Import-Module $path; Import-Module "$folder\\x.psm1"; Get-Module x'), []);
  });

  it('give their classes and functions to who uses them, before namesakes', async () => {
    const draw = file('Draw'), type = folderSymbolAt(draw, offset('Draw', 'Shape]'), tables), call = folderSymbolAt(draw, offset('Draw', 'Get-Shape'), tables);
    assert.deepEqual(type?.kind === 'type' && type.owners, ['Shapes.psm1']);
    assert.deepEqual(folderDefinitions(type!, tables, draw).map(({ key, at: [line] }) => [key, line]), [['Shapes.psm1', 1]]);
    assert.deepEqual(folderPlaces(type!, tables, draw).map(({ key, at: [line] }) => `${key}:${line}`).sort(), ['Draw:1', 'Shapes.psm1:1', 'Shapes.psm1:2']);
    assert.deepEqual(call?.kind === 'function' && call.owners, ['Shapes.psm1']);
    const imported = folderSymbolAt(file('Import'), offset('Import', 'Get-Shape'), tables);
    assert.deepEqual(imported?.kind === 'function' && imported.owners, ['Others.psm1']);
    const members = new FolderMembers(tables, draw, async (key) => await Promise.resolve(file(key))), member = await members.at(offset('Draw', 'Kind\n'));
    assert.deepEqual([member?.type.name, member?.name], ['Shape', 'Kind']);
    assert.deepEqual([...(await members.foreign()).keys()].sort(), ['kind', 'shape']);
  });

  describe('with their names before the commands', () => {
    const named: Readonly<Record<string, string>> = {
      'Lib/Lib.psm1': 'function Get-Thing { param($Amount) $Amount }\nExport-ModuleMember -Function Get-Thing\n', 'Lib/Lib.psd1': "@{ RootModule = 'Lib.psm1'; FunctionsToExport = @('Get-Thing', 'Get-More'); AliasesToExport = '*' }\n",
      'Two/Core.psm1': 'function Get-Thing { 2 }\n', 'Two/Two.psd1': "@{ RootModule = 'Core'; FunctionsToExport = 'Get-Thing' }\n",
      Main: 'Lib\\Get-Thing -Amount 1\n& "Two\\Get-Thing"\nOther\\Get-Thing\n', Proxy: 'function Get-Thing { Lib\\Get-Thing @args }\nGet-Thing\n', 'Get-Thing2': 'Lib\\Get-Thing2\n',
    };
    const parsed = new Map(Object.entries(named).map(([key, text]) => [key, new ParsedText(text)])), all = new FolderTables();
    const one = (key: string): MemberFile => ({ key, facts: fileFacts(key.replace(/^.*\//, ''), parsed.get(key)!.result), parsed: parsed.get(key)! });
    for (const key of parsed.keys()) all.set(key, unpackFacts(packFacts(one(key).facts)));
    const symbol = (key: string, part: string): FolderSymbol => folderSymbolAt(one(key), named[key]!.indexOf(part) + part.length - 1, all)!;
    const shown = (key: string, part: string): string[] => folderPlaces(symbol(key, part), all, one(key)).map(({ key: file, at: [line, column] }) => `${file}:${line}:${column}`).sort();
    const ofLib = ['Lib/Lib.psd1:0:51', 'Lib/Lib.psm1:0:9', 'Lib/Lib.psm1:1:30', 'Main:0:4', 'Proxy:0:25'];

    it('mean the function of that module, as its manifest and its exports do', () => {
      for (const [key, part] of [['Main', 'Lib\\Get-Thing'], ['Lib/Lib.psm1', 'Get-Thing'], ['Lib/Lib.psd1', "@('Get-Thing"], ['Proxy', 'Lib\\Get-Thing']] as const) assert.deepEqual(shown(key, part), ofLib, key);
      // The module's own name leads to the function as well.
      assert.deepEqual([shown('Main', 'Li'), shown('Main', 'Lib\\')], [ofLib, ofLib]);
      assert.deepEqual(shown('Main', 'Two\\Get-Thing'), ['Main:1:7', 'Two/Core.psm1:0:9', 'Two/Two.psd1:0:45']);
      assert.deepEqual([symbol('Main', 'Other\\Get-Thing').kind, shown('Proxy', 'function Get-Thing')], ['command', ['Proxy:0:9', 'Proxy:1:0']]);
    });

    it('get its new name, and those of its parameters', () => {
      const lib = one('Lib/Lib.psm1'), meant = symbol('Lib/Lib.psm1', 'Get-Thing');
      assert.equal(folderRenameProblem(meant, all, lib, 'Get-Part'), undefined);
      assert.deepEqual(folderRename(meant, 'Get-Part', all, lib).edits.map(({ key, at: [line, column, length], newText }) => `${key}:${line}:${column}:${length}:${newText}`).sort(), ofLib.map((place) => `${place}:9:Get-Part`));
      const main = one('Main'), asked = calledParameterAt(main, named['Main']!.indexOf('-Amount') + 2, all);
      assert.deepEqual([asked?.command, asked?.parameter, asked?.owners], ['Get-Thing', 'Amount', ['Lib/Lib.psm1']]);
      const { keys, parameter, names } = parameterFiles(asked!, all, main);
      const shadowed = new ParsedText('function Get-Thing { Lib\\Get-Thing -Amount 1 }\nGet-Thing -Amount 2');
      assert.deepEqual(parameterArguments(shadowed, parameter, names, false).map(({ start }) => start), [36]);
      assert.deepEqual([[...keys].sort(), parameterArguments(main.parsed, parameter, names).length, parameterArguments(new ParsedText('Two\\Get-Thing -Amount 1'), parameter, names)], [['Lib/Lib.psm1', 'Main', 'Proxy', 'Lib/Lib.psd1'].sort(), 1, []]);
    });

    it('mean, with the name of a workflow, the function that it defines in itself', () => {
      const text = 'workflow Main {\n  function Get-Part { param($Size) $Size }\n  Main\\Get-Part -Size 1\n  Get-Part -Size 2\n}\nOther\\Get-Part\n', own = new ParsedText(text);
      const here: MemberFile = { key: 'Own', facts: fileFacts('Own', own.result), parsed: own }, meant = folderSymbolAt(here, text.indexOf('\\Get-Part') + 2, all)!;
      const lines = (symbolThere: FolderSymbol): string[] => folderPlaces(symbolThere, all, here).map(({ at: [line, column] }) => `${line}:${column}`).sort();
      assert.deepEqual([meant.kind, lines(meant), lines(folderSymbolAt(here, text.indexOf('function Get-Part') + 10, all)!)], ['function', ['1:11', '2:7', '3:2'], ['1:11', '2:7', '3:2']]);
      assert.equal(folderSymbolAt(here, text.lastIndexOf('Get-Part') + 2, all)?.kind, 'command');
      const parameter = folderSymbolAt(here, text.indexOf('$Size') + 2, all);
      assert.equal(parameter?.kind === 'variable' && parameter.symbol.places.length, 4);
    });

    it('are none of a runbook, and a manifest is none', () => {
      assert.deepEqual([symbol('Get-Thing2', 'Lib\\Get-Thing2').kind, shownRunbook()], ['command', []]);
      assert.deepEqual(['Lib.psd1', 'Lib'].map((name) => all.runbooks(name).length), [0, 0]);
    });
    const shownRunbook = (): string[] => folderPlaces({ kind: 'runbook', name: 'Get-Thing2', here: { start: 0, end: 0 } }, all, one('Get-Thing2')).map(({ key }) => key);
  });

  it('are named to completion by what uses them, and are no runbooks', () => {
    assert.ok(tables.moduleNames.includes('Shapes') && !tables.moduleNames.some((name) => /\.|^Get-/.test(name)), tables.moduleNames.join());
    assert.deepEqual([tables.loadedTypes({ key: '', loads: ['shapes.psm1'] }), tables.loadedFunctions({ key: '', loads: ['shapes.psm1'] }).map(({ name, parameters }) => [name, parameters[0]?.allowedValues])], [['Kind', 'Shape'], [['Get-Shape', ['Round', 'Flat']]]]);
    assert.deepEqual(['Shapes', 'Shapes.psm1', 'Draw'].map((name) => tables.runbooks(name).length), [0, 0, 1]);
    const known = indexedFacts([...texts.keys()].map((key) => ({ facts: file(key).facts })), { runbooks: undefined, assets: {} });
    assert.deepEqual([...known.runbooks!.keys()].sort(), ['draw', 'import']);
  });
});
