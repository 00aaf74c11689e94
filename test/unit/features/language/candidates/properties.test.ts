import assert from 'node:assert/strict';
import { candidatesAt } from '../../../../../src/features/language/candidates/candidates.ts';
import type { Candidate, KnowledgeView } from '../../../../../src/features/language/candidates/candidate.ts';
import { ParsedText } from '../../../../../src/features/language/parsedText.ts';
import { cmdletCatalogue, commonParameters } from '../../../../../src/powershell/cmdlets/catalogue.ts';

const cmdlets = new Map(cmdletCatalogue.flatMap((facts) => [facts.name, ...facts.aliases].map((name) => [name.toLowerCase(), facts])));
const knowledge: KnowledgeView = {
  connectionName: 'Prod', cmdlets: cmdletCatalogue, runbooks: [], command: (name) => cmdlets.get(name.toLowerCase()), loadedFunctions: () => [], commonParameters: () => commonParameters, assets: () => undefined, folderAssets: () => new Map(), connectionFields: () => [],
};
const at = (marked: string): readonly Candidate[] | undefined => {
  const offset = marked.indexOf('¦');
  return candidatesAt(new ParsedText(marked.replace('¦', '')), offset, knowledge)?.items;
};
const inserts = (marked: string): string[] => at(marked)?.map(({ insert }) => insert) ?? ['no list'];
const has = (marked: string, ...wanted: string[]): void => assert.deepEqual(wanted.filter((name) => !inserts(marked).includes(name)), [], `${marked}: ${inserts(marked).slice(0, 12).join(' ')}`);

describe('names of properties as arguments', () => {
  it('are those of what comes down the pipeline', () => {
    has('Get-Process | Sort-Object ¦', 'CPU', 'Name');
    has('Get-ChildItem | Where-Object ¦', 'Length', 'FullName');
    has('Get-ChildItem | ? Le¦ -gt 1', 'Length');
    has('Get-ChildItem | Select-Object -Property Name, ¦', 'FullName');
    has('Get-ChildItem | Select-Object Name, Le¦', 'Length');
    has("Get-ChildItem | Select-Object -ExpandProperty '¦'", "'FullName'");
    has('Get-ChildItem | Group-Object ¦', 'Extension');
    has('Get-ChildItem | Format-Table ¦', 'Name');
    has('Get-ChildItem | ForEach-Object ¦', 'FullName', 'Delete');
    has('$s = Get-Service\n$s | Sort-Object -Property ¦', 'Status');
    has('Get-ChildItem | Select-Object Name, Length | Sort-Object ¦', 'Name', 'Length');
    has("[pscustomobject] @{ 'Free Space' = 1 } | Sort-Object ¦", "'Free Space'");
    assert.ok(!inserts('Get-ChildItem | Sort-Object ¦').includes('Delete') && !inserts('Get-ChildItem | Sort-Object ¦').includes('Delete()'));
    assert.deepEqual(inserts('Get-Unknown | Sort-Object ¦'), []);
    assert.ok(!inserts('Get-ChildItem -Path ¦').includes('FullName'));
  });
});

describe('texts in quotes', () => {
  it('are keys of a table that the text builds', () => {
    assert.deepEqual(inserts("$h = @{ One = 1; \"It's\" = 2 }\n$h['¦']"), ["'One'", "'It''s'"]);
    assert.deepEqual(inserts('$h = [ordered] @{ One = 1 }\n$h["O¦"] = 2'), ['"One"']);
    assert.deepEqual(inserts("$h['¦']"), []);
    for (const behind of ["$h['a']¦", "$h['a'¦]", "if ($x -eq 'a' ¦) { }"]) assert.ok(!inserts(`$h = @{ a = 1 }\n${behind}`).includes("'a'"), behind);
  });

  it('are the few values that a variable may have', () => {
    const text = "param([ValidateSet('Low', 'High')] [string] $Level = 'Low', [System.DayOfWeek] $Day)\nenum Size { Small; Big }\n[Size] $size = 'Big'\n";
    assert.deepEqual(inserts(`${text}if ($Level -eq '¦') { }`), ["'Low'", "'High'"]);
    assert.deepEqual(inserts(`${text}if ('¦' -ne $level) { }`), ["'Low'", "'High'"]);
    assert.deepEqual(inserts(`${text}$Level = "¦"`), ['"Low"', '"High"']);
    assert.deepEqual(inserts(`${text}if ($size -eq 'S¦') { }`), ["'Small'", "'Big'"]);
    has(`${text}if ($Day -eq '¦') { }`, "'Monday'");
    assert.deepEqual(inserts("param([ValidateSet('Low', 'High')] [string] $Level = '¦')"), ["'Low'", "'High'"]);
    assert.deepEqual(inserts("if ($x -eq '¦') { }"), []);
    assert.deepEqual(inserts("Write-Output '¦'"), ['no list']);
    has("$ErrorActionPreference = '¦'", "'Stop'");
  });

  it('are names of modules', () => has('Import-Module ¦', 'Microsoft.PowerShell.Utility'));
});
