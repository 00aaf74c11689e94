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
  it('are those of objects that a function of the text makes, and of values of its classes', () => {
    has('$o = [pscustomobject] @{ Aa = 1; Bb = 2 }\n$o | Select-Object ¦', 'Aa', 'Bb');
    has('class K { [int] $Pp }\n[K]::new() | Select-Object ¦', 'Pp');
    has('function G { [pscustomobject] @{ Aa = 1 } }\nG | Select-Object ¦', 'Aa');
    has('function G { $r = [pscustomobject] @{ Aa = 1 }; return $r }\n$all = G\n$all | Sort-Object ¦', 'Aa');
    has('class K { [int] $Pp }\nfunction G { foreach ($i in 1..3) { [K]::new() } }\nG | Where-Object ¦', 'Pp');
    has('$all = foreach ($i in 1..3) { [pscustomobject] @{ Aa = $i } }\n$all | Select-Object ¦', 'Aa');
    has('$t = @{ a = 1 }, @{ a = 2 }\n$t | ForEach-Object { [pscustomobject] $_ } | Select-Object ¦', 'a');
    // What else it may give nobody knows.
    assert.deepEqual(inserts('function G { if ($a) { return Get-It }; [pscustomobject] @{ Aa = 1 } }\nG | Select-Object ¦'), []);
    assert.deepEqual(inserts('function G { G }\nG | Select-Object ¦'), []);
  });

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
