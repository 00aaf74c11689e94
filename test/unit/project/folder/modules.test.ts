import assert from 'node:assert/strict';
import { ParsedText } from '../../../../src/features/language/parsedText.ts';
import { commandsIn, importedModules, parse, usedModules } from '../../../../src/powershell/index.ts';
import { fileFacts, folderDefinitions, FolderMembers, folderPlaces, folderSymbolAt, FolderTables, type MemberFile } from '../../../../src/project/folder/index.ts';
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
    for (const text of ['using module .\\Shapes.psm1', 'using module ./lib/Shapes.psm1', 'using module Shapes', 'using module .\\Shapes', "using module '.\\Shapes.psd1'", "using module @{ ModuleName = 'Shapes'; ModuleVersion = '1.0' }"]) assert.deepEqual(used(text), ['shapes.psm1'], text);
    assert.deepEqual(used('using namespace System.IO\n"x"'), []);
    for (const text of ['Import-Module Shapes', 'Import-Module -Name .\\Shapes.psm1 -Force', 'ipmo "$PSScriptRoot\\Shapes.psm1"', 'Import-Module "${PSScriptRoot}/lib/Shapes.psd1"']) assert.deepEqual(imported(text), ['shapes.psm1'], text);
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

  it('are named to completion by what uses them, and are no runbooks', () => {
    assert.deepEqual([tables.loadedTypes(['shapes.psm1']), tables.loadedFunctions(['shapes.psm1']).map(({ name, parameters }) => [name, parameters[0]?.allowedValues])], [['Kind', 'Shape'], [['Get-Shape', ['Round', 'Flat']]]]);
    assert.deepEqual(['Shapes', 'Shapes.psm1', 'Draw'].map((name) => tables.runbooks(name).length), [0, 0, 1]);
    const known = indexedFacts([...texts.keys()].map((key) => ({ facts: file(key).facts })), { runbooks: undefined, assets: {} });
    assert.deepEqual([...known.runbooks!.keys()].sort(), ['draw', 'import']);
  });
});
