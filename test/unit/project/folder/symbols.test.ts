import assert from 'node:assert/strict';
import {
  calledParameterAt, fileFacts, folderDefinitions, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, FolderTables, keptArguments, ownPlaces, parameterArguments, parameterFiles, parameterOf, parameterPlacesAtHome, parameterRenameProblem, unclearCallers,
} from '../../../../src/project/folder/index.ts';
import { packFacts, unpackFacts } from '../../../../src/project/folder/fileFacts.ts';
import type { CurrentFile, FolderSymbol, ParsedFile } from '../../../../src/project/folder/index.ts';
import { analyseSymbols, commandsIn, parse } from '../../../../src/powershell/index.ts';

const files: Readonly<Record<string, string>> = {
  'Get-Child': 'workflow Get-Child {\n  param([int]$Amount)\n  $Amount + 1\n  Get-Child -Amount 0\n}\n',
  Parent: 'workflow Parent {\n  Get-Child -Amount 2\n  $p = @{ Amount = 3; Other = 1 }\n  Get-Child @p\n  Start-SmaRunbook -Name "Get-Child" -Parameters @{ \'Amount\' = 4 }\n  Publish-SmaRunbook -Name Get-Child\n  Get-AutomationVariable -Name \'Mail Host\'\n}\n',
  Script: '.\\Get-Child.ps1 -Amount 5\nGet-AutomationVariable "mail host"\nSet-AutomationVariable -Name MailHost -Value 1\n. .\\Lib.ps1\nWrite-Line\nGet-VM\n',
  Lib: 'function Write-Line { Get-VM }\nWrite-Line\n',
  Other: 'function Write-Line { }\nfunction Get-Child { }\nWrite-Line\nGet-Child\n',
  Third: 'Write-Line\n.\\Script.ps1\n',
};
const parsedFile = (text: string): ParsedFile => {
  const result = parse(text);
  return { result, scope: analyseSymbols(result.ast), commands: commandsIn(result.ast) };
};
const tables = new FolderTables();
const current = (name: string, text = files[name]!): CurrentFile => {
  const parsed = parsedFile(text);
  return { key: name, facts: fileFacts(name, parsed.result), parsed };
};
for (const name of Object.keys(files)) tables.set(name, current(name).facts);

const symbolAt = (name: string, part: string, inside = 1): FolderSymbol | undefined => folderSymbolAt(current(name), files[name]!.indexOf(part) + inside, tables);
const lineOf = (key: string, line: number): string => files[key]!.split('\n')[line]!;
/** Places as file:line:text. */
const places = (name: string, symbol: FolderSymbol | undefined): string[] => {
  assert.ok(symbol);
  return folderPlaces(symbol, tables, current(name)).map(({ key, at: [line, column, length] }) => `${key}:${line}:${lineOf(key, line).slice(column, column + length)}`).sort();
};

describe('names across a folder', () => {
  const child = ['Get-Child:0:Get-Child', 'Get-Child:3:Get-Child', 'Parent:1:Get-Child', 'Parent:3:Get-Child', 'Parent:4:Get-Child', 'Parent:5:Get-Child', 'Script:0:Get-Child'];

  it('finds a runbook from its workflow, a call by name, a script call and a starting cmdlet; not a function of the same name', () => {
    for (const [file, part, inside] of [['Get-Child', 'Get-Child', 2], ['Parent', 'Get-Child -Amount', 2], ['Parent', '"Get-Child"', 3], ['Script', 'Get-Child', 2]] as const) {
      const symbol = symbolAt(file, part, inside);
      assert.deepEqual([symbol?.kind, places(file, symbol)], ['runbook', child], file);
    }
    assert.equal(symbolAt('Other', 'Get-Child', 2)?.kind, 'function');
    assert.deepEqual(places('Other', symbolAt('Other', 'Get-Child', 2)), ['Other:1:Get-Child', 'Other:3:Get-Child']);
  });

  it('finds a runbook wherever a command can stand: in pipelines, expressions, texts, conditions, arguments and blocks', () => {
    const forms = [
      'Get-Child -Amount 1 | Out-String', '"a" | Get-Child', '$x = (Get-Child -Amount 1).Count', '"made $(Get-Child) of it"', '@(Get-Child)', '@{ a = Get-Child }', 'if ((Get-Child) -gt 1) { }', 'Write-Output -InputObject (Get-Child | Sort-Object)',
      '1..3 | ForEach-Object { Get-Child -Amount $_ }', 'foreach ($i in Get-Child) { }', 'switch (Get-Child) { 1 { } }', '$x += Get-Child', 'return Get-Child', '$a[(Get-Child)]', '"@(Get-Child)$(if (Get-Child) { })"', 'InlineScript { Get-Child }',
      '$x = & .\\Get-Child.ps1 | Out-String', '@(& ".\\Get-Child.ps1" -Amount 2)', '(. $PSScriptRoot\\Get-Child.ps1)', '"$(./Get-Child.ps1)"', '& "$PSScriptRoot\\Get-Child.ps1" -Amount 1', '. "${PSScriptRoot}/Get-Child.ps1"', '& (Join-Path $PSScriptRoot "Get-Child.ps1")', '@"\n$(Get-Child)\n"@',
    ];
    for (const form of forms) {
      const text = `workflow Forms { ${form.startsWith('@"') ? `$t = ${form}` : form} }`, forming = current('Forms', text), all = [...text.matchAll(/Get-Child(?!\)\$)/g)].map(({ index }) => index);
      const symbol = folderSymbolAt(forming, all[0]! + 2, tables);
      assert.equal(symbol?.kind, 'runbook', form);
      assert.deepEqual(folderPlaces(symbol, tables, forming).filter(({ key }) => key === 'Forms').length, all.length, form);
    }
  });

  it('renames a runbook in every way to call its file', () => {
    const text = '& "$PSScriptRoot\\Get-Child.ps1" -Amount 1\n. (Join-Path $PSScriptRoot \'Get-Child.ps1\')\n& $PSScriptRoot/Get-Child.ps1\n', calling = current('Calling', text), symbol = folderSymbolAt(calling, text.indexOf('Get-Child') + 2, tables);
    assert.ok(symbol);
    const edits = folderRename(symbol, 'Get-Kid', tables, calling).edits.filter(({ key }) => key === 'Calling'), lines = text.split('\n');
    for (const { at: [line, column, length], newText } of edits) lines[line] = lines[line]!.slice(0, column) + newText + lines[line]!.slice(column + length);
    assert.equal(lines.join('\n'), text.replaceAll('Get-Child', 'Get-Kid'));
    assert.deepEqual(folderDefinitions(symbol, tables, calling).map(({ key }) => key), ['Get-Child']);
    assert.deepEqual(calledParameterAt(calling, text.indexOf('-Amount') + 2, tables)?.parameter, 'Amount');
  });

  it('follows a function into texts that are called, and into $PSDefaultParameterValues', () => {
    const text = "function Get-Far { param($Path) $Path }\n$n = 'Get-Far'; & $n -Path 1; . $n\n$PSDefaultParameterValues['Get-Far:Path'] = 1\n$PSDefaultParameterValues = @{ 'Get-Far:Path' = 2; '*:Verbose' = $true; \"Other:Path\" = 3 }\nforeach ($c in 'Get-Far', 'Other') { & $c }\n$m = $n; & $m; & $unknown\n";
    const file = current('Far', text), folder = new FolderTables(), symbol = folderSymbolAt(file, text.indexOf('Get-Far') + 1, folder)!, lines = text.split('\n');
    folder.set('Far', unpackFacts(packFacts(file.facts)));
    const names = folderRename(symbol, 'X', folder, file).edits.map(({ at: [line, column, length] }) => `${line}:${column}:${lines[line]!.slice(column, column + length)}`).sort();
    assert.deepEqual(names, ['0:9:Get-Far', '1:6:Get-Far', '2:27:Get-Far', '3:32:Get-Far', '4:16:Get-Far']);
    for (const part of ["'Get-Far'; &", "'Get-Far:Path'] ", "'Get-Far:Path' = 2"]) assert.equal(folderSymbolAt(file, text.indexOf(part) + 3, folder)?.name, 'Get-Far', part);
    const parameter = parameterOf(folderSymbolAt(file, text.indexOf('$Path') + 1, folder)!, file)!, { names: all } = parameterFiles(parameter, folder, file);
    assert.deepEqual(parameterArguments(file.parsed, parameter, all).map(({ start, end }) => text.slice(start - 9, end)), ["'; & $n -Path", "'Get-Far:Path", "'Get-Far:Path"]);
  });

  it('finds labels of loops as what is their own text alone', () => {
    const text = ':outer foreach ($a in 1) { break outer }\ndata D { 1 }\n$D', file = current('Loops', text), own = (part: string): readonly (readonly [string, string])[] => (ownPlaces(folderSymbolAt(file, text.indexOf(part) + 1, tables)) ?? []).map(({ start, end, access }) => [text.slice(start, end), access] as const);
    assert.deepEqual([own('outer }'), own(':outer')], [[['outer', 'declare'], ['outer', 'read']], [['outer', 'declare'], ['outer', 'read']]]);
    assert.deepEqual(own('D {'), [['D', 'write'], ['D', 'read']]);
    const symbol = folderSymbolAt(file, 2, tables);
    assert.deepEqual([symbol?.kind, folderPlaces(symbol!, tables, file), folderRenameProblem(symbol, tables, file, 'far')], ['label', [], undefined]);
  });

  it('follows a name that a function gives itself as an alias, in its text and in the files that load it', () => {
    const home = "function Get-Deep {\n  [Alias('gdp', 'deep')] param([string]$Path)\n  $Path\n}\ngdp -Path 1\n", user = '. .\\Home.ps1\ngdp -Path 2\nGet-Deep -Pa 3\nfunction In { deep -Path 4 }\n', folder = new FolderTables(), texts: Readonly<Record<string, string>> = { Home: home, User: user };
    for (const [key, text] of Object.entries(texts)) folder.set(key, unpackFacts(packFacts(current(key, text).facts)));
    folder.set('Else', current('Else', 'function gdp { }\ngdp').facts);
    const named = (key: string, line: number, [, column, length]: readonly number[]): string => `${key}:${line}:${texts[key]!.split('\n')[line]!.slice(column, column! + length!)}`;
    for (const [key, part] of [['Home', 'gdp -Path'], ['User', 'gdp -Path'], ['User', 'deep -Path'], ['Home', 'Get-Deep']] as const) {
      const file = current(key, texts[key]), symbol = folderSymbolAt(file, texts[key]!.indexOf(part) + 1, folder);
      assert.deepEqual([symbol?.kind, symbol?.name, symbol !== undefined && 'alias' in symbol ? symbol.alias : ''], ['function', 'Get-Deep', part.startsWith('Get') ? '' : part.split(' ')[0]]);
      assert.deepEqual(folderPlaces(symbol!, folder, file).map(({ key: at, at: span }) => named(at, span[0], span)).sort(), ['Home:0:Get-Deep', 'Home:4:gdp', 'User:1:gdp', 'User:2:Get-Deep', 'User:3:deep']);
      assert.deepEqual(folderDefinitions(symbol!, folder, file).map(({ key: at, at: span }) => named(at, span[0], span)), ['Home:0:Get-Deep']);
    }
    const file = current('User', user), symbol = folderSymbolAt(file, user.indexOf('Get-Deep') + 1, folder)!;
    assert.equal(folderRenameProblem(symbol, folder, file, 'Get-Far'), undefined);
    assert.deepEqual(folderRename(symbol, 'Get-Far', folder, file).edits.map(({ key, at }) => named(key, at[0], at)).sort(), ['Home:0:Get-Deep', 'User:2:Get-Deep']);
    assert.match(folderRenameProblem(folderSymbolAt(file, user.indexOf('gdp') + 1, folder), folder, file, 'Get-Far') ?? '', /gdp is an alias of Get-Deep/);
    // A parameter is renamed in the calls by the alias, too.
    const asked = calledParameterAt(file, user.indexOf('-Path 4') + 1, folder)!, { parameter, names } = parameterFiles(asked, folder, file);
    assert.deepEqual([asked.command, asked.parameter, parameterArguments(file.parsed, parameter, names).length, parameterPlacesAtHome(current('Home', home).parsed, parameter).length], ['Get-Deep', 'Path', 3, 3]);
    assert.equal(folder.functionFacts('deep', { key: '', loads: ['home'] })?.name, 'Get-Deep');
    // Who has a function of that name means that one.
    const other = current('Else', 'function gdp { }\ngdp');
    assert.deepEqual([folderSymbolAt(other, 19, folder)?.name, folderSymbolAt(other, 19, folder)?.kind], ['gdp', 'function']);
  });

  it('follows an alias of the text to what it stands for, and leaves it as it is', () => {
    const text = '. .\\Scoped.ps1\nSet-Alias -Force f Get-Thing\nf -Key 1\nGet-Thing -Key 2\nSet-Alias -Value Get-Child -Name kid\nkid -Amount 3\nsal two f\ntwo -Key 4\n', folder = new FolderTables(), user = current('User', text);
    for (const file of [current('Scoped', 'function Get-Thing { param($Key) $Key }\n'), current('Get-Child'), user]) folder.set(file.key, file.facts);
    const at = (part: string): FolderSymbol => folderSymbolAt(user, text.indexOf(part), folder)!, lines = (symbol: FolderSymbol): string[] => folderPlaces(symbol, folder, user).map(({ key, at: [line] }) => `${key}:${line}`).sort();
    for (const part of ['f -Key 1', 'two -Key']) {
      assert.deepEqual([at(part).kind, at(part).name, folderDefinitions(at(part), folder, user).map(({ key }) => key)], ['function', 'Get-Thing', ['Scoped']], part);
      assert.match(folderRenameProblem(at(part), folder, user, 'Get-It') ?? '', /is an alias of Get-Thing in this text/);
    }
    assert.deepEqual([at('kid -Amount').kind, folderDefinitions(at('kid -Amount'), folder, user).map(({ key }) => key)], ['runbook', ['Get-Child']]);
    const thing = at('Get-Thing -Key 2');
    assert.deepEqual(lines(thing), ['Scoped:0', 'User:1', 'User:2', 'User:3', 'User:7']);
    assert.equal(folderRenameProblem(thing, folder, user, 'Get-It'), undefined);
    assert.deepEqual(folderRename(thing, 'Get-It', folder, user).edits.map(({ key, at: [line] }) => `${key}:${line}`).sort(), ['Scoped:0', 'User:1', 'User:3']);
    const key = { command: 'Get-Thing', parameter: 'Key', owners: ['Scoped'] };
    assert.deepEqual(parameterArguments(user.parsed, key, ['Key']).map(({ end }) => text.slice(end + 1, end + 2)), ['1', '2', '4']);
    assert.deepEqual(calledParameterAt(user, text.indexOf('-Key 1') + 2, folder)?.command, 'Get-Thing');
    assert.deepEqual([...parameterFiles(key, folder, user).keys].sort(), ['Scoped', 'User']);
    assert.deepEqual(unpackFacts(packFacts(user.facts)), user.facts);
    // One that is made for several commands stands for none.
    const twice = current('User', 'Set-Alias f Get-Thing\nSet-Alias f Other\nf');
    assert.equal(folderSymbolAt(twice, 34, folder)?.kind, 'command');
  });

  it('takes the current text as it is, not as the folder last knew it', () => {
    const changed = current('Parent', 'workflow Parent { Get-Child; Get-Child }');
    const symbol = folderSymbolAt(changed, 20, tables);
    assert.equal(symbol && folderPlaces(symbol, tables, changed).filter(({ key }) => key === 'Parent').length, 2);
  });

  it('finds a function in its own text and in those that load it; who may mean several belongs to all', () => {
    assert.deepEqual(places('Lib', symbolAt('Lib', 'Write-Line', 2)), ['Lib:0:Write-Line', 'Lib:1:Write-Line', 'Script:4:Write-Line', 'Third:0:Write-Line']);
    assert.deepEqual(places('Script', symbolAt('Script', 'Write-Line', 2)), ['Lib:0:Write-Line', 'Lib:1:Write-Line', 'Script:4:Write-Line', 'Third:0:Write-Line']);
    const third = symbolAt('Third', 'Write-Line', 2);
    assert.deepEqual(third?.kind === 'function' && third.owners, ['Lib', 'Other']);
  });

  it('knows a function that stands in a file of its own name as what plain calls mean, and the file as what paths mean', () => {
    const texts: Readonly<Record<string, string>> = {
      'Get-Thing': 'function Get-Thing { param($Name) $Name }\n', 'Use-Thing': 'function Use-Thing { Get-Thing -Name 1 }\n', 'M.psm1': '. $PSScriptRoot\\Get-Thing.ps1\nGet-Thing -Name 2\n', Main: 'Get-Thing\n.\\Get-Thing.ps1\n', 'Own.Tests': 'Describe "x" { Get-Thing | Should -Be 1 }\n',
      'Get-Real': 'param($Name)\n"x"\n', Calls: 'Get-Real -Name 1\n.\\Get-Real.ps1 -Name 1\n',
    };
    const folder = new FolderTables();
    for (const [name, text] of Object.entries(texts)) folder.set(name, unpackFacts(packFacts(current(name, text).facts)));
    const found = (name: string, part: string): { readonly kind: string; readonly places: string[]; readonly files: number } => {
      const file = current(name, texts[name]), symbol = folderSymbolAt(file, texts[name]!.indexOf(part) + part.length - 1, folder)!, { edits, files } = folderRename(symbol, 'Get-New', folder, file);
      return { kind: symbol.kind, places: edits.map(({ key, at: [line] }) => `${key}:${line}`).sort(), files: files.length };
    };
    const everywhere = { kind: 'function', places: ['Get-Thing:0', 'M.psm1:1', 'Main:0', 'Own.Tests:0', 'Use-Thing:0'], files: 0 };
    for (const name of ['Get-Thing', 'Use-Thing', 'M.psm1', 'Main', 'Own.Tests']) assert.deepEqual(found(name, name === 'M.psm1' ? '\nGet-T' : 'Get-T'), everywhere, name);
    assert.deepEqual(found('Main', '.\\Get-T'), { kind: 'runbook', places: ['M.psm1:0', 'Main:1'], files: 1 });
    assert.deepEqual(found('Calls', 'Get-R'), { kind: 'runbook', places: ['Calls:0', 'Calls:1'], files: 1 });
    const use = current('Use-Thing', texts['Use-Thing']), called = calledParameterAt(use, texts['Use-Thing']!.indexOf('-Name') + 2, folder)!, files = parameterFiles(called, folder, use);
    assert.deepEqual([called.owners, [...files.keys].sort(), files.names], [['Get-Thing'], ['Get-Thing', 'M.psm1', 'Main', 'Own.Tests', 'Use-Thing'], ['Name']]);
    assert.deepEqual(folderDefinitions(folderSymbolAt(use, texts['Use-Thing']!.indexOf('Get-T') + 1, folder)!, folder, use).map(({ key, at }) => [key, at]), [['Get-Thing', [0, 9, 9]]]);
  });

  it('finds and renames a function where it is mentioned and not called, in its own text and in those that load it', () => {
    const mentions = [
      '${function:GetThing}', '$function:GetThing', '& $Function:script:GetThing', 'Get-Command GetThing', "Get-Command -Name 'GetThing' -ErrorAction SilentlyContinue", 'gcm Get-Date, GetThing', 'Test-Path function:GetThing', 'Test-Path -Path "Function:\\GetThing"', 'if (Test-Path function:/GetThing) { }', 'Get-Item function:global:GetThing', 'Remove-Item -LiteralPath function:GetThing',
      'Set-Alias thing GetThing', 'New-Alias -Name thing -Value GetThing', 'Export-ModuleMember -Function Get-Other, GetThing', 'Mock GetThing { 1 }', 'Should -Invoke GetThing -Times 1', 'Should -Invoke -CommandName GetThing', '"$(${function:GetThing})"', 'Invoke-Command -ScriptBlock ${function:GetThing}', 'Get-Help GetThing', '${function:GetThing}.Ast',
    ];
    const others = ['${variable:GetThing}', '"function:GetThing"', 'Write-Output GetThing', 'Get-Item GetThing', 'Get-Command *-Thing', '$env:Get', 'Get-Item function:GetThing2'];
    const tools = `function GetThing { 1 }\n${mentions.join('\n')}\n`, user = `. .\\Tools.ps1\n${mentions.join('\n')}\n${others.join('\n')}\n`, folder = new FolderTables(), home = current('Tools', tools), using = current('User', user);
    folder.set('Tools', home.facts);
    folder.set('User', unpackFacts(packFacts(using.facts)));
    for (const [index, mention] of mentions.entries()) {
      const offset = user.split('\n').slice(0, index + 1).join('\n').length + 1 + mention.indexOf('GetThing') + 2, symbol = folderSymbolAt(using, offset, folder);
      assert.deepEqual(symbol?.kind === 'function' && symbol.owners, ['Tools'], mention);
    }
    const symbol = folderSymbolAt(home, 12, folder);
    assert.ok(symbol);
    const written = (key: string, text: string): string => {
      const lines = text.split('\n');
      for (const { at: [line, column, length], newText } of folderRename(symbol, 'Get-Them', folder, home).edits.filter((edit) => edit.key === key)) lines[line] = lines[line]!.slice(0, column) + newText + lines[line]!.slice(column + length);
      return lines.join('\n');
    };
    assert.equal(written('Tools', tools), tools.replaceAll('GetThing', 'Get-Them'));
    assert.equal(written('User', user), `. .\\Tools.ps1\n${mentions.join('\n').replaceAll('GetThing', 'Get-Them')}\n${others.join('\n')}\n`);
  });

  it('finds commands that nobody defines, and assets by kind without case', () => {
    assert.deepEqual(places('Lib', symbolAt('Lib', 'Get-VM', 2)), ['Lib:0:Get-VM', 'Script:5:Get-VM']);
    assert.deepEqual(places('Parent', symbolAt('Parent', "'Mail Host'", 3)), ['Parent:6:Mail Host', 'Script:1:mail host']);
    const asset = symbolAt('Script', 'MailHost', 2);
    assert.ok(asset);
    assert.deepEqual(folderDefinitions(asset, tables, current('Script')).map(({ at }) => at), [[2, 29, 8]]);
  });

  it('finds the calls of a test, which is no runbook', () => {
    const withTest = new FolderTables(), home = current('Get-Child');
    withTest.set('Get-Child', home.facts);
    withTest.set('Get-Child.Tests', current('Get-Child.Tests', "Describe 'x' { .\\Get-Child.ps1 -Amount 1 }").facts);
    assert.deepEqual([withTest.runbooks('Get-Child.Tests').length, withTest.callers('Get-Child').map(({ key }) => key)], [0, ['Get-Child', 'Get-Child.Tests']]);
    const symbol = folderSymbolAt(home, 12, withTest);
    assert.ok(symbol);
    assert.deepEqual(folderRename(symbol, 'Get-Kid', withTest, home).edits.map(({ key }) => key), ['Get-Child', 'Get-Child', 'Get-Child.Tests']);
  });

  it('renames a runbook where its file is named in a variable, without its extension, below a folder in a variable or as an argument', () => {
    const home = 'param([string]$Server) "child $Server"\n', folder = new FolderTables(), own = current('Child', home), symbol: FolderSymbol = { kind: 'runbook', name: 'Child', here: { start: 0, end: 0 } };
    folder.set('Child', own.facts);
    const renamed = (text: string): string => {
      folder.set('Main', current('Main', text).facts);
      const places = folderPlaces(symbol, folder, own).filter(({ key }) => key === 'Main').sort((a, b) => b.at[0] - a.at[0] || b.at[1] - a.at[1]), lines = text.split('\n');
      assert.equal(folderRenameProblem(symbol, folder, own, 'Kid'), undefined);
      for (const { at: [line, column, length] } of places) lines[line] = `${lines[line]!.slice(0, column)}Kid${lines[line]!.slice(column + length)}`;
      return lines.join('\n');
    };
    for (const text of [
      '$q = ".\\Child.ps1"\n& $q -Server four', "$q = '.\\Child.ps1'\nTest-Path -FilePath $q\n. $q\n& $q", 'Start-Job -FilePath .\\Child.ps1', 'Invoke-Command -FilePath:"$PSScriptRoot\\Child.ps1"', '$f = ".\\Child.ps1"\nStart-Job -FilePath $f', '.\\Child', '& .\\Child -Server x', '& "$PSScriptRoot/Child"',
      '$here = $PSScriptRoot\n& "$here\\Child.ps1"', '$here = Split-Path $MyInvocation.MyCommand.Path\n. "${here}\\Child.ps1"', "$q = Join-Path $PSScriptRoot 'Child.ps1'\n& $q", "foreach ($q in '.\\Child.ps1', '.\\Other.ps1') { & $q }", 'Copy-Item .\\Child.ps1 x',
      // Put together from constants and the text's own folder.
      '$q = "$PSScriptRoot\\Child.ps1"\n& $q', '$here = $PSScriptRoot\n$q = "$here\\Child.ps1"\n. $q', "$q = $PSScriptRoot + '\\Child.ps1'\n$r = $q\n& $r", "& ($PSScriptRoot + '\\lib\\' + 'Child.ps1')", "& ('{0}\\Child.ps1' -f $PSScriptRoot)", "$f = 'Child'\n& \"$PSScriptRoot\\$f.ps1\"",
      "param($Path = \"$PSScriptRoot\\Child.ps1\")\n& $Path", "$f = 'Child'\n& (Join-Path $PSScriptRoot ($f + '.ps1'))", '$d = ".\\lib"\n$q = "$d\\Child.ps1"\nStart-Job -FilePath $q', "Invoke-Command -FilePath ($PSScriptRoot + '\\Child.ps1')", '$q = "$PSScriptRoot\\Child.ps1"\nif (1) { $q = Read-Host }\n& $q',
    ]) assert.equal(renamed(text), text.replace('Child', 'Kid'), text);
    for (const text of ["$q = 'C:\\Tools'\n& \"$q\\Child.ps1\"", '$q = "C:\\Child.ps1"\n& $q', 'Write-Output "see .\\Child.ps1"', '.\\Child.exe', 'Get-Content .\\Child', "'.\\Child.ps1'", '& $q', "& '$q\\Child.ps1'"]) assert.equal(renamed(text), text, text);
    for (const text of ["$d = 'C:\\Tools'\n$q = $d + '\\Child.ps1'\n& $q", '$q = "$PSScriptRoot\\Child.ps1.txt"\n& $q', '$q = "$PSScriptRoot\\Child.ps1"\nGet-Content $q', '$f = Read-Host\n& "$PSScriptRoot\\$f.ps1"']) assert.equal(renamed(text), text, text);
    // What stands in several pieces cannot be written: the rename says so.
    for (const text of ["& ($PSScriptRoot + '\\Chi' + 'ld.ps1')", '$part = "ild"\n& "$PSScriptRoot\\Ch$part.ps1"', "$q = '.\\Child' + '.ps1'\n& $q"]) {
      const facts = current('Main', text).facts;
      folder.set('Main', unpackFacts(packFacts(facts)));
      assert.equal(folderPlaces(symbol, folder, own).filter(({ key }) => key === 'Main').length, 1, text);
      assert.match(folderRenameProblem(symbol, folder, own, 'Kid') ?? '', /^Main puts the path of Child\.ps1 together/, text);
    }
    // What a call gives is asked of the text, and a path that is only handed on is no call.
    folder.set('Main', current('Main', '$q = ".\\Child.ps1"\n& $q -Server four\nCopy-Item .\\Child.ps1 x').facts);
    assert.deepEqual(folder.files.get('Main')?.facts.calls.filter(({ name }) => name === 'Child').map(({ form, at: [line] }) => `${line} ${form}`).sort(), ['0 script', '2 manage']);
  });

  it('goes from a script call to the script', () => {
    const symbol = symbolAt('Third', 'Script', 2);
    assert.ok(symbol);
    assert.deepEqual(folderDefinitions(symbol, tables, current('Third')), [{ key: 'Script', at: [0, 0, 0], quote: '', access: 'declare' }]);
  });

  it('follows a parameter of a runbook into every form of call', () => {
    const home = current('Get-Child'), symbol = symbolAt('Get-Child', '$Amount', 3);
    const parameter = symbol && parameterOf(symbol, home);
    assert.deepEqual(parameter, { command: 'Get-Child', parameter: 'Amount' });
    const parent = current('Parent'), text = files['Parent']!;
    assert.deepEqual(parameterArguments(parent.parsed, parameter, ['Amount']).map(({ start, end }) => [text.slice(start - 1, start), text.slice(start, end)]), [['-', 'Amount'], [' ', 'Amount'], ["'", 'Amount']]);
    assert.deepEqual(parameterPlacesAtHome(home.parsed, parameter).map(({ access }) => access), ['declare', 'read', 'read']);
    assert.deepEqual(calledParameterAt(parent, text.indexOf('-Amount') + 2, tables)?.command, 'Get-Child');
    assert.equal(calledParameterAt(parent, text.indexOf("'Amount'") + 2, tables)?.parameter, 'Amount');
  });

  it('finds the parameters that a job is started with in parentheses, in a splatted table, and in a variable in one', () => {
    const text = "Start-SmaRunbook -Name Get-Child -Parameters (@{ Amount = 1 })\n$sp = @{ Name = 'Get-Child'; Parameters = @{ Amount = 2 } }\nStart-SmaRunbook @sp\n$inner = @{ Amount = 3 }\n$so = @{ Name = 'Get-Child'; Parameters = $inner }\nStart-SmaRunbook @so\n"
      + "Start-SmaRunbook -Name Get-Child -Parameters ([ordered]@{ Amount = 4 })\n$other = @{ Name = 'Parent'; Parameters = @{ Amount = 5 } }\nStart-SmaRunbook @other\n";
    const starting = current('Starting', text), parameter = { command: 'Get-Child', parameter: 'Amount' };
    assert.deepEqual(parameterArguments(starting.parsed, parameter, ['Amount']).map(({ start, end }) => text.slice(start, end + 4)), ['Amount = 1', 'Amount = 2', 'Amount = 3', 'Amount = 4']);
    for (const value of [1, 2, 3, 4]) assert.deepEqual(calledParameterAt(starting, text.indexOf(`Amount = ${value}`) + 2, tables)?.command, 'Get-Child', String(value));
    assert.equal(calledParameterAt(starting, text.indexOf('Amount = 5') + 2, tables)?.command, 'Parent');
    const shared = "$inner = @{ Amount = 3 }\n$so = @{ Name = 'Get-Child'; Parameters = $inner }\nStart-SmaRunbook @so\nStart-SmaRunbook -Name Parent -Parameters ($inner)\n";
    assert.match(parameterRenameProblem(parsedFile(shared), parameter, ['Amount'], 'Count', false) ?? '', /\$inner gives Amount to Parent as well as to Get-Child/);
  });

  it('finds the parameters that a job is started with in tables put together', () => {
    const text = "$common = @{ Amount = 1 }\nStart-SmaRunbook -Name Get-Child -Parameters ($common + @{ Amount = 2 })\nStart-SmaRunbook -Name Get-Child -Parameters (@{ Amount = 3 } + @{ Other = 1 } + @{ 'Amount' = 4 })\nStart-SmaRunbook -Name Parent -Parameters ($x + @{ Amount = 5 })\n";
    const starting = current('Starting', text), parameter = { command: 'Get-Child', parameter: 'Amount' };
    assert.deepEqual(parameterArguments(starting.parsed, parameter, ['Amount']).map(({ end }) => /\d/.exec(text.slice(end))?.[0]), ['1', '2', '3', '4']);
    assert.equal(calledParameterAt(starting, text.indexOf('Amount = 2') + 2, tables)?.command, 'Get-Child');
    // What the index keeps is the same, or nothing.
    for (const one of text.split('\n').slice(1)) {
      const file = current('One', one), kept = keptArguments(file, parameter, ['Amount']);
      if (kept !== undefined) assert.equal(kept.length, parameterArguments(file.parsed, parameter, ['Amount']).length, one);
    }
    assert.match(parameterRenameProblem(parsedFile(`${text}Start-SmaRunbook -Name Parent -Parameters $common\n`), parameter, ['Amount'], 'Count', false) ?? '', /\$common gives Amount/);
  });

  describe('a parameter whose tables get into others', () => {
    const parameter = { command: 'Get-Child', parameter: 'Amount' }, names = ['Amount'];
    /** The digits, or letters, behind `Amount` in what a rename writes. */
    const found = (text: string): string[] => parameterArguments(parsedFile(text), parameter, names, false).map(({ start, end }) => {
      assert.equal(text.slice(start, end).toLowerCase(), 'amount', text);
      return /\w+/.exec(text.slice(end))?.[0] ?? '';
    });
    const problem = (text: string): string | undefined => parameterRenameProblem(parsedFile(text), parameter, names, 'Count', false);

    it('is found where its tables are put together, given on and copied', () => {
      for (const [text, expected] of [
        ['$a = @{ Amount = 1 }\n$p = $a + @{ Other = 1 }\nGet-Child @p\n$a.Amount = 2', ['1', '2']], ['$p = @{ Amount = 1 }\n$p += @{ Other = 2 }\n$q = $p.Clone()\n$q.Amount = 3\nGet-Child @q', ['1', '3']],
        ['$a = @{ Amount = 1 }\n$p = $a + @{ Other = 2 }\n$r = $a\nif ($r.Amount -gt 5) { }\nGet-Child @p', ['1', 'gt']], ['$a = @{ Other = 1 }\n$p = $a + @{ Amount = 2 }\n$q = $a + @{ Amount = 3 }\nGet-Child @p\nOther @q', ['2']],
        ['$a = if ($x) { @{ Amount = 1 } } else { @{ Amount = 2 } }\n$b = [ordered] @{ Amount = 3 }\n$p = ($a + $b)\nStart-SmaRunbook -Name Get-Child -Parameters $p', ['1', '2', '3']],
      ] as const) {
        assert.deepEqual(found(text), expected, text);
        assert.equal(problem(text), undefined, text);
      }
      for (const text of ['$a = @{ Amount = 1 }; $p = $a + @{ Other = 2 }; Get-Child @p; Other @a', '$a = @{ Amount = 1 }; $p = $a + @{}; $q = $a + @{}; Get-Child @p; Other @q', '$a = @{ Amount = 1 }; $p = $a + @{}; Get-Child @p; Start-SmaRunbook -Name Other -Parameters $a']) assert.match(problem(text) ?? '', /gives Amount to Other as well as to Get-Child/, text);
    });

    it('is found where a function of the text splats the table that it is given', () => {
      const helper = 'function Invoke-It($Table, [int] $Times) { Get-Child @Table; $Table.Amount }\n';
      assert.deepEqual(found(`${helper}Invoke-It @{ Amount = 1 }\n$t = @{ Amount = 2; Other = 1 }\nInvoke-It -Times 3 -Table $t\nInvoke-It ($t + @{ Amount = 3 })\nOther @{ Amount = 4 }`), ['Invoke', '1', '2', '3']);
      assert.match(problem(`${helper}$t = @{ Amount = 2 }; Invoke-It $t; Other @t`) ?? '', /gives Amount to Other as well as to Get-Child/);
      const text = 'function Invoke-It($Table) { Get-Own @Table }\nfunction Get-Own($Amount) { $Amount }\nInvoke-It @{ Amount = 1 }\n', own = current('Own', text), all = [...text.matchAll(/Amount/g)].map(({ index }) => index);
      for (const at of all) assert.deepEqual(ownPlaces(folderSymbolAt(own, at + 2, tables))?.map(({ start }) => start), all, String(at));
    });

    it('belongs to the command that a call names, where a function of the text hands both on', () => {
      const retry = 'function Invoke-Retry { param([string] $Command, [hashtable] $With = @{}) & $Command @With }\n', start = 'function Start-It($n, $p) { Start-SmaRunbook -Name $n -Parameters $p }\n';
      assert.deepEqual(found(`${retry}Invoke-Retry Get-Child @{ Amount = 1 }\nInvoke-Retry -With @{ Amount = 2 } -Command 'Other'\n$t = @{ Amount = 3 }\n$c = 'Get-Child'\nInvoke-Retry $c $t`), ['1', '3']);
      assert.deepEqual(found(`${start}Start-It Get-Child @{ Amount = 1 }\nStart-It Other @{ Amount = 2 }\n`), ['1']);
      assert.match(problem(`${retry}$t = @{ Amount = 3 }; Invoke-Retry Get-Child $t; Invoke-Retry Other $t`) ?? '', /\$t gives Amount to Other as well as to Get-Child/);
      assert.match(problem('function Invoke-Retry($c, $t) { $t.Amount; & $c @t }; Invoke-Retry Get-Child @{ Amount = 1 }') ?? '', /Invoke-Retry reads Amount of \$t itself/);
      // The folder's index sends who asks to such a text, and says nothing of what it gives itself.
      const caller = current('Caller', `${retry}Invoke-Retry 'Get-Child' @{ Amount = 1 }\n`), folder = new FolderTables();
      folder.set('Caller', unpackFacts(packFacts(caller.facts)));
      assert.deepEqual(folder.callers('Get-Child').map(({ key }) => key), ['Caller']);
      assert.equal(keptArguments(folder.files.get('Caller')!, parameter, names), undefined);
      assert.equal(calledParameterAt(caller, caller.parsed.result.text.indexOf('Amount') + 2, tables)?.command, 'Get-Child');
    });
  });

  it('renames a runbook or a function also where its name is written with a backtick, of quoted parts or in a here-string', () => {
    const written = (home: string, at: number, text: string): string => {
      const own = current('Lib/Lib.psm1', home), caller = current('Caller', text), folder = new FolderTables(), symbol = folderSymbolAt(own, at, folder);
      for (const file of [own, caller]) folder.set(file.key, unpackFacts(packFacts(file.facts)));
      const problem = folderRenameProblem(symbol, folder, own, 'New-Name');
      if (problem !== undefined || symbol === undefined) return problem ?? 'nothing';
      const lines = text.split('\n');
      for (const { at: [line, column, length], newText } of folderRename(symbol, 'New-Name', folder, own).edits.filter(({ key }) => key === 'Caller').reverse()) lines[line] = lines[line]!.slice(0, column) + newText + lines[line]!.slice(column + length);
      return lines.join('\n');
    };
    const calls = ['Get-F`oo', '& "Get-F`oo"', 'Get"-Foo"', '& @"\nGet-Foo\n"@', "& @'\r\nGet-Foo\r\n'@", '$n = @"\nGet-Foo\n"@; & $n', 'Get-Command Get-F`oo', 'Set-Alias x @"\nGet-Foo\n"@'];
    for (const text of [...calls, 'Start-SmaRunbook -Name @"\nGet-Foo\n"@', 'Start-SmaRunbook -Name Get-F`oo']) assert.equal(written('workflow Get-Foo { }', 11, text), text.replace(/Get-Foo|Get-F`oo|Get"-Foo"/, 'New-Name'), text);
    for (const text of [...calls, 'Lib\\Get-F`oo', '& @"\nLib\\Get-Foo\n"@']) assert.equal(written('function Get-Foo { }', 11, text), text.replace(/Get-Foo|Get-F`oo|Get"-Foo"/, 'New-Name'), text);
    for (const text of ['L`ib\\Get-Foo', 'script:Get-F`oo', 'Test-Path function:Get-F`oo']) assert.match(written('function Get-Foo { }', 11, text), /Caller puts the name Get-Foo together from parts, or does not write it letter for letter/, text);
    for (const text of ['& @"\n.\\Get-Foo.ps1\n"@', '& ".\\Get-F`oo.ps1"', '.\\Get-F`oo.ps1', '$n = @"\nGet-F`oo\n"@; & "$PSScriptRoot\\$n.ps1"']) assert.match(written('workflow Get-Foo { }', 11, text), /Caller puts the path of Get-Foo.ps1 together from parts of its name, or does not write it letter for letter/, text);
  });

  it('tells where the name of a runbook or a function is put together, and follows its parameters there', () => {
    const home = current('Home', 'function Get-Own($Amount) { $Amount }\n'), files: Readonly<Record<string, string>> = {
      Plus: "& ('Get-' + 'Own') -Amount 1\n", Held: "$v = 'Get-' + 'Own'\n. $v -Amount 1\n", Text: "$n = 'Own'\n& \"Get-$n\" -Amount 1\n", Format: "& ('{0}-{1}' -f 'Get', 'Own') -Amount 1\n",
    };
    for (const [name, text] of Object.entries(files)) {
      const folder = new FolderTables(), caller = current(name, text), started = current('Started', text.replace(/^(?:&|\.) (.*) -Amount 1$/m, 'Start-SmaRunbook -Name $1 -Parameters @{ Amount = 1 }').replace(/\nGet-Own/, '')), child = current('Get-Own', 'param($Amount) $Amount\n');
      folder.set('Home', home.facts);
      folder.set(name, unpackFacts(packFacts(caller.facts)));
      assert.match(folderRenameProblem(folderSymbolAt(home, 12, folder), folder, home, 'Get-New') ?? '', new RegExp(`${name} puts the name Get-Own together from parts`), name);
      assert.equal(parameterArguments(caller.parsed, { command: 'Get-Own', parameter: 'Amount', owners: ['Home'] }, ['Amount'], false).length, 1, name);
      const jobs = new FolderTables();
      for (const file of [child, started]) jobs.set(file.key, unpackFacts(packFacts(file.facts)));
      assert.match(folderRenameProblem({ kind: 'runbook', name: 'Get-Own', here: { start: 0, end: 0 } }, jobs, child, 'Get-New') ?? '', /Started puts the name Get-Own together from parts/, name);
      assert.equal(parameterArguments(started.parsed, { command: 'Get-Own', parameter: 'Amount' }, ['Amount'], false).length, 1, name);
    }
    const folder = new FolderTables();
    folder.set('Home', home.facts);
    folder.set('Other', current('Other', "& ('Get-' + $x)\n. $block\n").facts);
    assert.equal(folderRenameProblem(folderSymbolAt(home, 12, folder), folder, home, 'Get-New'), undefined);
  });

  describe('names in texts that are run as code', () => {
    const problem = (text: string, kind: 'Variable' | 'own'): string | undefined => {
      const file = current('Running', text), folder = new FolderTables();
      folder.set('Running', unpackFacts(packFacts(file.facts)));
      return folderRenameProblem(folderSymbolAt(file, text.indexOf(kind === 'own' ? '$own' : 'Mail') + 1, folder), folder, file, 'Post');
    };

    it('are written with the others: of functions, runbooks and parameters', () => {
      const text = [
        "Invoke-Expression 'Get-Child -Amount 1'", 'iex "Get-Child -Amount $x | Out-Null"', "$code = 'Get-Child -Amo 2'", 'Invoke-Expression -Command $code', "[scriptblock]::Create('Get-Child -Amount 3').Invoke()", "$ExecutionContext.InvokeCommand.InvokeScript(\"Get-Child -Amount 4\")",
        "'Get-Child -Amount 5' | iex", "iex @'", 'Get-Child -Amount 6', "'@", "iex 'Start-SmaRunbook -Name ''Get-Child'' -Parameters @{ Amount = 7 }'", 'iex "Start-SmaRunbook -Name `"Get-Child`" -Parameters @{ Amount = 8 }"', "Write-Output 'Get-Child -Amount 9'", '',
      ].join('\n'), running = current('Running', text), parameter = { command: 'Get-Child', parameter: 'Amount' }, folder = new FolderTables();
      for (const name of Object.keys(files)) folder.set(name, current(name).facts);
      folder.set('Running', unpackFacts(packFacts(running.facts)));
      const symbol = folderSymbolAt(running, text.indexOf('Get-Child') + 2, folder);
      assert.equal(symbol?.kind, 'runbook');
      const lines = text.split('\n'), found = folderPlaces(symbol, folder, running).filter(({ key }) => key === 'Running').map(({ at: [line, column, length] }) => [line, lines[line]!.slice(column, column + length)]);
      assert.deepEqual(found.sort(([a], [b]) => Number(a) - Number(b)), [0, 1, 2, 4, 5, 6, 8, 10, 11].map((line) => [line, 'Get-Child']));
      assert.deepEqual(parameterArguments(running.parsed, parameter, ['Amount']).map(({ start, end }) => `${text.slice(start, end)} ${/[$\w]+/.exec(text.slice(end))?.[0] ?? ''}`), ['Amount 1', 'Amount $x', 'Amo 2', 'Amount 3', 'Amount 4', 'Amount 5', 'Amount 6', 'Amount 7', 'Amount 8']);
      assert.equal(calledParameterAt(running, text.indexOf('Amount') + 2, folder)?.parameter, 'Amount');
      assert.match(parameterRenameProblem(running.parsed, parameter, ['Amount'], 'Amon', true) ?? 'none', /none/);
      const own = current('Own', "function Get-Own($Amount) { $Amount }\niex 'Get-Own -Amount 1'\n");
      for (const part of ['$Amount)', "Amount 1"]) assert.deepEqual(ownPlaces(folderSymbolAt(own, own.parsed.result.text.indexOf(part) + 2, folder))?.length, 3, part);
    });

    it('keep a variable and an asset from a new name', () => {
      for (const text of ["$own = 1\niex '$own + 1'", '$own = 1\niex "`$own + 1"', "function F { $own = 1; [scriptblock]::Create('$own') }"]) assert.match(problem(text, 'own') ?? '', /A text that is run as code, as by Invoke-Expression, names \$own too/, text);
      for (const text of [
        "$own = 1\n$ExecutionContext.InvokeCommand.ExpandString('It''s $own')", '$own = 1\n$ExecutionContext.InvokeCommand.ExpandString("A `"b`" `$(Get-Date `$own)")', "$own = 1\n$t = 'Own: $own'\n$ExecutionContext.InvokeCommand.ExpandString($t)", "$own = 1\n$ExecutionContext.InvokeCommand.ExpandString((Get-Content a) + ' $own')",
        "$own = 1\niex ('Get-Item ' + '$own')", "$own = 1\n$c = 'Get-Item '\n$c += '$own'\niex $c", "$own = 1\nInvoke-Expression ('{0} $own' -f $verb)", "$own = 1\n$t = '$own'\n[scriptblock]::Create($t)", "$own = 1\n('Get-Item', '$own' -join ' ') | iex", "$own = 1\niex @('Get-Item $own')",
      ]) assert.match(problem(text, 'own') ?? '', /A text that is run as code, as by Invoke-Expression, names \$own too/, text);
      for (const text of ["$own = 1\n$ExecutionContext.InvokeCommand.ExpandString('own `$own')", "$own = 1\niex ('Get-Item ' + $own)", "$own = 1\n$t = '$own'\nfunction F { iex $s }", "$own = 1\niex ((Get-Text '$own') + 'a')"]) assert.equal(problem(text, 'own'), undefined, text);
      for (const text of ['$own = 1\niex "$own + 1"', "$own = 1\n[scriptblock]::Create('param($own) $own')", "$own = 1\nWrite-Output '$own'", "function F { $own = 1; $own }\niex '$own'"]) assert.equal(problem(text, 'own'), undefined, text);
      assert.match(problem("Get-AutomationVariable -Name Mail\niex 'Get-AutomationVariable -Name ''Mail'''\n", 'Variable') ?? '', /Running puts the name Mail together from parts, or has it in a here-string or in a text that is run as code/);
    });
  });

  it('follows a parameter of a function into the files that load it, by its whole name, a beginning, a table and an alias', () => {
    const texts = {
      Tools: 'function Get-Thing { param([Alias("Label")][string]$Name, [int]$Count)\n  function Inner { param($Name) $Name }\n  Inner -Name 1\n  $Name }\nGet-Thing -Name 1\n',
      User: '. .\\Tools.ps1\nGet-Thing -Name 1\nGet-Thing -Na 2\n$t = @{ Name = 3 }\nGet-Thing @t\nGet-Thing -Label 4\nOther -Name 5\n',
      Elsewhere: 'function Get-Thing { param($Name) }\nGet-Thing -Name 1\n',
    } as const;
    const folder = new FolderTables(), of = (name: keyof typeof texts): CurrentFile => current(name, texts[name]);
    for (const name of ['Tools', 'User', 'Elsewhere'] as const) folder.set(name, of(name).facts);
    const home = of('Tools'), symbol = folderSymbolAt(home, texts.Tools.indexOf('$Name') + 2, folder), parameter = symbol && parameterOf(symbol, home);
    assert.deepEqual(parameter, { command: 'Get-Thing', parameter: 'Name', owners: ['Tools'] });
    const found = parameterFiles(parameter, folder, home), user = of('User');
    assert.deepEqual([[...found.homes], [...found.keys], found.names], [['Tools'], ['Tools', 'User'], ['Name', 'Count']]);
    assert.deepEqual(parameterPlacesAtHome(home.parsed, parameter).map(({ start, access }) => [texts.Tools.slice(0, start).split('\n').length, access]), [[1, 'declare'], [4, 'read'], [5, 'read']]);
    assert.deepEqual(parameterArguments(user.parsed, parameter, found.names).map(({ start, end }) => [texts.User.slice(0, start).split('\n').length, texts.User.slice(start, end)]), [[2, 'Name'], [3, 'Na'], [4, 'Name']]);
    for (const [written, isAlias] of [['-Name 1', false], ['-Na 2', false], ['Name = 3', false], ['-Label 4', true]] as const) {
      const called = calledParameterAt(user, texts.User.indexOf(written) + 1, folder);
      assert.deepEqual(called?.owners, ['Tools'], written);
      const files = parameterFiles(called, folder, user);
      assert.deepEqual([files.parameter.parameter, files.isAlias, [...files.homes]], ['Name', isAlias, ['Tools']], written);
    }
    assert.equal(calledParameterAt(home, texts.Tools.indexOf('-Name') + 1, folder), undefined, 'a function inside another is its text\'s own');
    const inner = folderSymbolAt(home, texts.Tools.indexOf('Inner { param($Name') + 'Inner { param($N'.length, folder);
    assert.equal(inner && parameterOf(inner, home), undefined);
  });

  it('knows a function by its name without a scope', () => {
    const text = 'function global:Get-Thing { param($Key) }\nfunction script:Other { }\nGet-Thing -Key 1\nscript:Other\n', file = current('Scoped', text), folder = new FolderTables();
    folder.set('Scoped', file.facts);
    folder.set('User', current('User', '. .\\Scoped.ps1\nGet-Thing -Key 2').facts);
    assert.deepEqual(file.facts.functions.map(({ name, at }) => [name, at]), [['Get-Thing', [0, 16, 9]], ['Other', [1, 16, 5]]]);
    for (const [from, wanted] of [['Get-Thing {', ['Scoped:0', 'Scoped:2', 'User:1']], ['Get-Thing -Key', ['Scoped:0', 'Scoped:2', 'User:1']], ['Other {', ['Scoped:1', 'Scoped:3']], ['Other\n', ['Scoped:1', 'Scoped:3']]] as const) {
      const symbol = folderSymbolAt(file, text.indexOf(from) + 2, folder);
      assert.equal(symbol?.kind, 'function', from);
      assert.deepEqual(folderPlaces(symbol, folder, file).map(({ key, at: [line] }) => `${key}:${line}`).sort(), wanted, from);
    }
    assert.deepEqual(folder.functionFacts('Get-Thing')?.parameters.map(({ name }) => name), ['Key']);
  });

  it('knows a function as the file has it that is loaded, of several the last', () => {
    const folder = new FolderTables(), parameters = (...loaded: string[]): string[] | undefined => folder.functionFacts('get-libx', { key: '', loads: loaded.map((name) => name.toLowerCase()) })?.parameters.map(({ name }) => name);
    folder.set('OtherX', current('OtherX', 'function Get-LibX { param($Key) }').facts);
    folder.set('LibX', current('LibX', 'function Get-LibX { param([Parameter(Mandatory)][string]$Key, [int]$Num = 1) }').facts);
    assert.deepEqual([parameters('libx'), parameters('OtherX'), parameters('LibX', 'otherx'), parameters('None'), parameters()], [['Key', 'Num'], ['Key'], ['Key'], undefined, undefined]);
    assert.deepEqual(folder.functionFacts('Get-LibX')?.parameters.length, 1);
  });
});

describe('names of credentials that jobs are started with', () => {
  const texts: Readonly<Record<string, string>> = {
    Child: 'workflow Child { param([PSCredential]$Login, [string]$Title) $Login.UserName }', Reader: "Get-AutomationPSCredential -Name('Admin')",
    Starter: "Start-SmaRunbook -Name Child -Parameters @{ Login = 'Admin'; Title = 'Admin' }\n$p = @{ Login = \"admin\" }\nStart-SmaRunbook -Name 'Child' -Parameters $p\nStart-SmaRunbook -Name Nobody -Parameters @{ Login = 'Admin' }\n",
  };
  const all = new FolderTables();
  const one = (key: string): CurrentFile => current(key, texts[key]);
  for (const key of Object.keys(texts)) all.set(key, unpackFacts(packFacts(one(key).facts)));
  const expected = ['Reader:0:34', 'Starter:0:53', 'Starter:1:17'];

  it('are found from every place, where the runbook takes a credential, and get a new name', () => {
    for (const [key, offset] of [['Reader', 34], ['Starter', 54], ['Starter', texts['Starter']!.indexOf('admin') + 1]] as const) {
      const symbol = folderSymbolAt(one(key), offset, all);
      assert.deepEqual([symbol?.kind, folderPlaces(symbol!, all, one(key)).map(({ key: file, at: [line, column] }) => `${file}:${line}:${column}`).sort()], ['asset', expected], `${key} ${offset}`);
      assert.equal(folderRenameProblem(symbol, all, one(key), "it's"), undefined);
      assert.deepEqual(folderRename(symbol!, "it's", all, one(key)).edits.map(({ newText }) => newText).sort(), ["it''s", "it''s", "it's"].sort());
    }
    assert.equal(folderSymbolAt(one('Starter'), texts['Starter']!.indexOf("'Admin' }") + 2, all), undefined);
    assert.equal(folderSymbolAt(one('Starter'), texts['Starter']!.lastIndexOf('Admin') + 2, all), undefined);
  });
});

describe('names of schedules', () => {
  it('are found where a runbook is linked to one, by the name alone', () => {
    const user = current('User', "Start-SmaRunbook 'Nightly' -ScheduleName Nightly\n$p = @{ Name = 'Child'; ScheduleName = 'Nightly' }\nStart-SmaRunbook @p\nSet-SmaSchedule -Name Nightly -ScheduleType DailySchedule\n"), all = new FolderTables();
    all.set('User', unpackFacts(packFacts(user.facts)));
    for (const part of ['Nightly\n$p', "Nightly' }", 'Nightly -ScheduleType']) {
      const symbol = folderSymbolAt(user, user.parsed.result.text.indexOf(part) + 2, all);
      assert.deepEqual([symbol?.kind, symbol?.kind === 'asset' && symbol.asset, folderPlaces(symbol!, all, user).map(({ at }) => at)], ['asset', 'Schedule', [[0, 41, 7], [1, 40, 7], [3, 22, 7]]], part);
    }
  });
});

describe('names of credentials that runbooks are given', () => {
  const texts: Readonly<Record<string, string>> = {
    Child: 'workflow Child { param([string]$Title, [Alias("Who")][PSCredential]$Login) $Login.UserName }',
    Caller: "workflow Caller {\n  Child -Login 'Admin' -Title 'Admin'\n  Child -Lo 'Admin'\n  Child -Who Admin\n  $t = @{ Login = 'Admin' }\n  Child @t\n  Child 'x' 'Admin'\n  InlineScript { Child -Login 'Admin' }\n  Other -Login 'Admin'\n}\n",
    Script: "$p = @{ Name = 'Child'; Parameters = @{ Login = 'Admin'; Title = 'Admin' } }\nStart-SmaRunbook @p\n$q = @{ Login = 'Admin' }\n$r = @{ Name = 'Child'; Parameters = $q }\nStart-SmaRunbook @r\n",
    Own: "function Child { param($Login) }\nChild -Login 'Admin'\n", Shared: "$n = 'Boss'\nChild -Login $n -Title $n\n",
  };
  const all = new FolderTables();
  const one = (key: string): CurrentFile => current(key, texts[key]);
  for (const key of Object.keys(texts)) all.set(key, unpackFacts(packFacts(one(key).facts)));
  const at = (key: string, part: string, inside: number): FolderSymbol | undefined => folderSymbolAt(one(key), texts[key]!.indexOf(part) + inside, all);
  const expected = ['Caller:1', 'Caller:2', 'Caller:3', 'Caller:4', 'Caller:6', 'Script:0', 'Script:2'];

  it('are found in calls by name, whole, shortened, by alias and position, and in splatted tables', () => {
    for (const symbol of [at('Caller', "'Admin' -Title", 2), at('Caller', '-Lo ', 6), at('Caller', 'Who Admin', 5), at('Caller', "'x' 'Admin'", 6), at('Script', "Login = 'Admin'", 10), at('Script', "$q = @{ Login = 'Admin'", 18)]) {
      assert.equal(symbol?.kind, 'asset');
      assert.deepEqual(folderPlaces(symbol, all, one('Caller')).map(({ key, at: [line] }) => `${key}:${line}`).sort(), expected);
      assert.equal(folderRenameProblem(symbol, all, one('Caller'), 'Root'), undefined);
      assert.equal(folderRename(symbol, 'Root', all, one('Caller')).edits.length, expected.length);
    }
  });

  it('are found by position beside named arguments, behind switches and with a splatted table', () => {
    const child = 'workflow Near { param([string]$Title, [switch]$Quick, [PSCredential]$Login, [string]$Note, [PSCredential]$Other) $Login.UserName }';
    const calls = [
      ["Near -Title 'x' 'Admin'", 1], ["Near 'Admin' -Title 'x'", 1], ["Near -Ti 'x' -Verbose 'Admin' 'n'", 1], ["Near -Quick 'x' 'Admin'", 1], ["Near -Title:x -Quick 'Admin'", 1], ["Near -ErrorAction Stop 'x' 'Admin'", 1], ["Near 'x' -Note 'n' -Login $c 'Admin'", 1],
      ["$t = @{ Title = 'x' }; Near @t 'Admin'", 1], ["Near 'x' 'Admin' @t", 0], ["Near -Login $c -Title 'Admin'", 0], ["Near -Title 'x' -Login $c 'Admin'", 0], ["Near 'Admin' -Note 'x'", 0], ["Near -Quick 'Admin' -Login $c", 0], ["Near -Quick: 'x' 'Admin'", 0],
    ] as const;
    for (const [text, count] of calls) {
      const folder = new FolderTables(), user = current('User', `workflow User {\n  ${text}\n}\n`);
      for (const file of [current('Near', child), current('Else', "Get-AutomationPSCredential -Name Admin")]) folder.set(file.key, unpackFacts(packFacts(file.facts)));
      folder.set('User', unpackFacts(packFacts(user.facts)));
      const else_ = current('Else', "Get-AutomationPSCredential -Name Admin"), symbol = folderSymbolAt(else_, 35, folder)!;
      assert.deepEqual([symbol.kind, folderPlaces(symbol, folder, else_).filter(({ key }) => key === 'User').length], ['asset', count], text);
      assert.equal(folderSymbolAt(user, user.parsed.result.text.indexOf('Admin') + 1, folder)?.kind === 'asset', count === 1, text);
    }
  });

  it('are none where the text means another, or a parameter of another type', () => {
    for (const symbol of [at('Caller', "-Title 'Admin'", 9), at('Caller', "Other -Login 'Admin'", 15), at('Caller', "InlineScript { Child -Login 'Admin'", 30), at('Script', "Title = 'Admin'", 10), at('Own', "'Admin'", 2)]) assert.notEqual(symbol?.kind, 'asset');
  });

  it('keep their name where a variable gives it for something else too', () => {
    const symbol = at('Shared', "'Boss'", 2);
    assert.equal(symbol?.kind, 'asset');
    assert.match(folderRenameProblem(symbol, all, one('Shared'), 'Root') ?? '', /names the credential and is given to Child for something else/);
  });
});

describe('renaming across a folder', () => {
  it('takes along what other texts pipe to a parameter by its name, or says why not', () => {
    const lib = current('Lib', 'function Send-It { param([Parameter(ValueFromPipelineByPropertyName)]$To) $To }'), folder = new FolderTables();
    const caller = current('Caller', '. .\\Lib.ps1\n[pscustomobject]@{ To = 1 } | Send-It\nGet-It | Send-It -To 1\n'), unknown = current('Unknown', '. .\\Lib.ps1\nGet-It | Send-It\n');
    for (const file of [lib, caller]) folder.set(file.key, unpackFacts(packFacts(file.facts)));
    const asked = parameterOf(folderSymbolAt(lib, lib.parsed.result.text.indexOf('$To') + 2, folder)!, lib)!, { parameter, names } = parameterFiles(asked, folder, lib);
    assert.equal(parameter.byProperty, true);
    assert.deepEqual(parameterArguments(caller.parsed, parameter, names, false).map(({ start }) => start), [31, 68]);
    assert.deepEqual([caller, unknown].map(({ parsed }) => parameterRenameProblem(parsed, parameter, names, 'Whom', false)), [undefined, 'What is piped to Send-It gives To by the property of that name, and would not any more: give it as -To there first.']);
  });

  it('says why a parameter of a runbook cannot have a name', () => {
    const parameter = { command: 'Get-Child', parameter: 'Amount' }, names = ['Amount'];
    const problem = (text: string, newName = 'Count', isHome = false): string | undefined => parameterRenameProblem(parsedFile(text), parameter, names, newName, isHome);
    assert.match(parameterRenameProblem(parsedFile('Get-Child -Nam 3'), parameter, ['Amount', 'Name'], 'Nam', false) ?? '', /A call of Get-Child gives -Nam, which is short for -Name/);
    assert.match(problem('workflow Get-Child { param($Amount, $Other) }', 'other', true) ?? '', /\$other already/);
    assert.equal(problem('param($Amount, $Other) .\\Get-Child.ps1 -Amount $Amount', 'Other'), undefined);
    assert.match(problem('$p = @{ Amount = 1 }; Get-Child @p; Other @p') ?? '', /\$p gives Amount to Other as well as to Get-Child/);
    assert.match(problem('$p = @{ Amount = 1 }; Start-SmaRunbook -Name Get-Child -Parameters $p; Start-SmaRunbook -Name Other -Parameters $p') ?? '', /as well as to Get-Child/);
    assert.equal(problem('$p = @{ Amount = 1 }; Start-SmaRunbook -Name Get-Child -Parameters $p; Start-SmaRunbook -Name Other -Parameters $q'), undefined);
  });

  it('renames a runbook with its callers and its file', () => {
    const symbol = symbolAt('Parent', 'Get-Child', 2);
    assert.ok(symbol);
    const { edits, files: renamed } = folderRename(symbol, 'Get-Kid', tables, current('Parent'));
    assert.deepEqual([edits.length, new Set(edits.map(({ newText }) => newText)), renamed], [7, new Set(['Get-Kid']), [{ key: 'Get-Child', fileName: 'Get-Kid' }]]);
  });

  it('writes the name of an asset as its place needs it', () => {
    const file = current('Asset', 'Get-AutomationVariable A\nGet-AutomationVariable "a"\nGet-AutomationVariable \'A\'\n'), symbol = folderSymbolAt(file, 23, tables);
    assert.ok(symbol);
    assert.deepEqual(folderRename(symbol, "it's $1", tables, file).edits.map(({ newText }) => newText), ["'it''s $1'", "it's `$1", "it''s $1"]);
  });

  it('says why something cannot be renamed', () => {
    const problem = (name: string, part: string, newName?: string): string | undefined => folderRenameProblem(symbolAt(name, part, 2), tables, current(name), newName);
    assert.match(problem('Lib', 'Get-VM') ?? '', /not defined in this folder/);
    const far = current('Far', '.\\Nowhere.ps1');
    assert.match(folderRenameProblem(folderSymbolAt(far, 4, tables), tables, far) ?? '', /not in this folder/);
    assert.match(problem('Third', 'Write-Line') ?? '', /Several files define/);
    // Third loads neither Lib nor Other: nobody knows whose it calls.
    assert.match(problem('Lib', 'Write-Line', 'Out-Line') ?? '', /Third calls Write-Line, which several files define/);
    assert.deepEqual(unclearCallers('Write-Line', ['Lib'], tables, current('Lib')).map(({ key }) => key), ['Third']);
    assert.match(problem('Parent', 'Get-Child', 'Parent') ?? '', /already/);
    assert.match(problem('Parent', 'Get-Child', '1x') ?? '', /must start with a letter/);
    assert.match(problem('Parent', "'Mail Host'", '') ?? '', /needs a name/);
    assert.match(problem('Parent', '$p', 'true') ?? '', /own variable/);
    assert.equal(problem('Parent', 'Get-Child', 'get-child'), undefined);
    const twin = current('Twin', 'function One { }\nfunction Two { }\nOne\n'), one = folderSymbolAt(twin, 10, tables);
    assert.match(folderRenameProblem(one, tables, twin, 'two') ?? '', /a function two in the same file already/);
    assert.equal(folderRenameProblem(one, tables, twin, 'ONE'), undefined);
    assert.equal(folderRenameProblem(one, tables, twin, 'Three'), undefined);
    for (const word of ['foreach', 'CON', 'lpt1', 'InlineScript']) assert.match(problem('Parent', 'Get-Child', word) ?? '', /word of the PowerShell language|name of a device/, word);
    assert.match(problem('Parent', 'Get-Child', 'select') ?? '', /an alias of Select-Object/);
    const caller = new FolderTables(), home = current('Get-Child'), other = current('Uses', 'function Kid { }\n.\\Get-Child.ps1\n');
    for (const file of [home, other]) caller.set(file.key, file.facts);
    assert.match(folderRenameProblem(folderSymbolAt(home, 12, caller), caller, home, 'Kid') ?? '', /Uses has a function Kid/);
    assert.match(folderRenameProblem(one, tables, twin, 'foreach') ?? '', /word of the PowerShell language/);
    assert.match(folderRenameProblem(one, tables, twin, 'where') ?? '', /an alias of Where-Object/);
    assert.match(folderRenameProblem(one, tables, twin, 'Parent') ?? '', /a runbook Parent in this folder/);
    const busy = current('Busy', 'function One { }\nOne\nGet-Date\n');
    assert.match(folderRenameProblem(folderSymbolAt(busy, 10, tables), tables, busy, 'Get-Date') ?? '', /Busy calls the cmdlet Get-Date/);
    assert.match(folderRenameProblem(folderSymbolAt(busy, 10, tables), tables, busy, 'Get-Content') ?? '', /Get-Content is a cmdlet, which whoever has the function could not call/);
    assert.match(folderRenameProblem(undefined, tables, undefined) ?? '', /nothing here/);
  });
});

describe('names that a variable holds', () => {
  const of = (text: string): string[] => current('Held', text).facts.assets.map(({ kind, name, at }) => `${kind} ${name} ${at[0]}:${at[1]}`);

  it('are found where they are written: in a variable, in branches, in a splatted table, by a scope', () => {
    assert.deepEqual(of("$n = 'Mail'\nGet-AutomationVariable -Name $n\nSet-AutomationVariable -Name $n -Value 1"), ['Variable Mail 0:6', 'Variable Mail 0:6']);
    assert.deepEqual(of("if ($a) { $n = 'A' } else { [string] $n = \"B\" }\nGet-AutomationVariable $n"), ['Variable A 0:16', 'Variable B 0:43']);
    assert.deepEqual(of("$p = @{ Name = 'Mail'; Other = 1 }\nGet-AutomationConnection @p"), ['Connection Mail 0:16']);
    assert.deepEqual(of("$n = 'Mail'\nfunction F { Get-AutomationPSCredential -Name $n }\nfunction G { $n = 'Own'; Get-AutomationPSCredential -Name $n }\nfunction H { $script:m = 'Top' }\nGet-AutomationPSCredential -Name $m"),
      ['Credential Mail 0:6', 'Credential Own 2:19', 'Credential Top 3:26']);
    const calls = current('Held', "$r = 'Get-Child'\nStart-SmaRunbook -Name $r\nStart-SmaRunbook -Name $r\n$q = @{ Name = 'Parent' }\nPublish-SmaRunbook @q").facts.calls;
    assert.deepEqual(calls.filter(({ form }) => form !== 'name').map(({ name, form, at }) => [name, form, at]), [['Get-Child', 'start', [0, 6, 9]], ['Parent', 'manage', [3, 16, 6]]]);
  });

  it('are not known where anything else is assigned, given, counted or added', () => {
    for (const text of ["param($n) ", "param($n = 'A'); $n = Get-It; ", "param($n = \"$a\") ", "$n = 'A'; $n = Get-It; ", "$n = 'A'; $n += 'B'; ", "foreach ($n in 'A', $b) { } ", "foreach ($n in Get-It) { } ", "param($n = @('A', 'B')) ", "$n = 'A'; Get-It -OutVariable n; ", "$n, $m = 'A', 'B'; ", "$n = 'A'; [ref] $n; ", "$n = 'A' + 'B'; $n = Get-It; ", "$n = 'A' + $x; "]) assert.deepEqual(of(`${text}Get-AutomationVariable -Name $n`), [], text);
    for (const text of ["$p = @{ Name = 'A' }; $p.Name = Get-It; ", "$p = @{ Name = 'A' }; $p['Name'] = 'B'; ", "$p = @{ Name = 'A' }; $p.Remove('Name'); ", "$p = @{ Name = \"$a\" }; "]) assert.deepEqual(of(`${text}Get-AutomationVariable @p`), [], text);
  });

  it('are found over other variables, in lists and in what a pipeline hands on', () => {
    const get = 'Get-AutomationVariable -Name', held: Readonly<Record<string, readonly string[]>> = {
      [`$l = 'A', 'B'\nforeach ($n in $l) { ${get} $n }`]: ['Variable A 0:6', 'Variable B 0:11'], [`$l = @('A'; 'B')\n$m = $l\nforeach ($n in $m) { ${get} $n }`]: ['Variable A 0:8', 'Variable B 0:13'],
      [`$a = $b = 'A'\n${get} $a\n${get} $b`]: ['Variable A 0:11'], [`$b = 'A'\n$a = $b\n${get} $a`]: ['Variable A 0:6'], [`$x = 'A'; foreach ($n in $x, 'B') { ${get} $n }`]: ['Variable A 0:6', 'Variable B 0:30'],
      [`'A', 'B' | ForEach-Object { ${get} $_ }`]: ['Variable A 0:1', 'Variable B 0:6'], [`$l = 'A', 'B'\n$l | Where-Object { $_ } | % -Process { $n = $PSItem; ${get} $n }`]: ['Variable A 0:6', 'Variable B 0:11'],
      [`'A' | % { $n = 'B' }\n${get} $n`]: ['Variable B 0:16'], [`workflow W { $l = 'A', 'B'; foreach -parallel ($n in $l) { ${get} $n } }`]: ['Variable A 0:19', 'Variable B 0:24'],
      [`$a = 'A'; $a = $b; $b = $a; ${get} $b`]: ['Variable A 0:6'],
    };
    for (const [text, expected] of Object.entries(held)) assert.deepEqual(of(text), expected, text);
    const unknown = [
      `$l = 'A', (Get-It); foreach ($n in $l) { ${get} $n }`, `$l = 'A', 'B'; $l += Get-It; foreach ($n in $l) { ${get} $n }`, `$b = Get-It; $a = $b; ${get} $a`, `$a = $b = Get-It; ${get} $a`, `$a = ($b += 'x'); ${get} $a`,
      `'A' | Get-It | % { ${get} $_ }`, `'A' | % { Get-It | % { ${get} $_ } }`, `'A' | % { & { ${get} $_ } }`, `'A' | % { @{ E = { ${get} $_ } } }`, `'A' | % { try { x } catch { ${get} $_ } }`, `'A' | % { switch ($b) { 1 { ${get} $_ } } }`,
      `'A' | % { function F { ${get} $_ } F }`, `'A' | % -Begin { ${get} $_ }`, `'A' | % { 1 } { ${get} $_ }`, `$t = @{ A = 1 }; $t | % { ${get} $_ }`, `$_ = 'A'; ${get} $_`, `'A' | Get-It { ${get} $_ }`,
    ];
    for (const text of unknown) assert.deepEqual(of(text), [], text);
    const deep = Array.from({ length: 5000 }, (_, i) => `$v${i + 1} = $v${i}, $v${i}`).join('\n');
    assert.deepEqual([of(`$v0 = 'A'\n${deep}\n${get} $v3`), of(`$v0 = 'A'\n${deep}\n${get} $v5000`)], [['Variable A 0:7'], []]);
  });

  it('are what the calls of a function of the text give its parameter', () => {
    const get = 'Get-AutomationVariable -Name', held: Readonly<Record<string, readonly string[]>> = {
      [`function F($n) { ${get} $n }\nF 'A'\nF -n B`]: ['Variable A 1:3', 'Variable B 2:5'], [`function F { param($x, [string] $Name = 'D') ${get} $Name }\nF 1 'A'\nF -Na: 'B' 2\nF`]: ['Variable A 1:5', 'Variable B 2:8', 'Variable D 0:41'],
      [`function F { param([Parameter(Position = 1)] $n, [Parameter(Position = 0)] $m, [switch] $s) ${get} $n }\nF -s 'M' 'A'`]: ['Variable A 1:10'], [`function F { param([Alias('Who')] $n) ${get} $n }\nF -Who 'A'`]: ['Variable A 1:8'],
      [`function script:F($n) { G $n }\nfunction G($m) { ${get} $m; G $m }\n'A', 'B' | % { F $_ }`]: ['Variable A 2:1', 'Variable B 2:6'],
      [`workflow W { function F($n) { ${get} $n }\nforeach ($x in 'A', 'B') { F $x } }`]: ['Variable A 1:16', 'Variable B 1:21'],
    };
    for (const [text, expected] of Object.entries(held)) assert.deepEqual(of(text).sort(), expected, text);
    for (const text of [
      `function F($n) { ${get} $n }`, `function F($n) { ${get} $n }; F 'A'; F (Get-It)`, `function F($n) { ${get} $n }; F 'A'; F @t`, `function F($n) { $n = Get-It; ${get} $n }; F 'A'`, `function F($m, $n) { ${get} $n }; F 'A'`,
      `function F { param([Parameter(ValueFromPipeline)] $n) ${get} $n }; F 'A'; Get-It | F`, `function F($n) { ${get} $n }; function F($n) { }; F 'A'`, `$n = 'B'; function F($n) { ${get} $n }; F -m 'A'`, `workflow F { param($n) ${get} $n }; F 'A'`,
      `function F($n) { ${get} $n }; F @{ A = 1 }`,
    ]) assert.deepEqual(of(text), [], text);
  });

  it('are what a switch looks at, in the clause of one text that text alone', () => {
    const get = 'Get-AutomationVariable -Name', held: Readonly<Record<string, readonly string[]>> = {
      [`switch ('A', 'B') { default { ${get} $_ } }`]: ['Variable A 0:9', 'Variable B 0:14'], [`switch ('A', 'B') { 'a' { ${get} $_ } 2 { } }`]: ['Variable A 0:9', 'Variable a 0:21'], [`switch -Wildcard ('A', 'B') { 'a' { ${get} $_ } }`]: ['Variable A 0:19', 'Variable B 0:24'],
    };
    for (const [text, expected] of Object.entries(held)) assert.deepEqual(of(text), expected, text);
    for (const text of [`switch ($b) { 'A' { ${get} $_ } }`, `switch ('A') { { ${get} $_ } { } }`, `switch -File 'A' { default { ${get} $_ } }`, `switch ('A') { 'B' { ${get} $_ } }`]) assert.deepEqual(of(text), [], text);
    const file = current('Held', `switch ('Mail', 'Other') { 'mail' { ${get} $_ } }\n`), folder = new FolderTables();
    folder.set('Held', file.facts);
    assert.match(folderRenameProblem(folderSymbolAt(file, 10, folder), folder, file, 'Post') ?? '', /compares a variable that holds Mail/);
    const starting = current('Starting', "switch ('Get-Child', 'Parent') { 'Get-Child' { Start-SmaRunbook -Name $_ } }\nfunction Start-It($n) { Start-SmaRunbook -Name $n }\nStart-It Get-Child\n");
    assert.deepEqual(starting.facts.calls.filter(({ form }) => form === 'start').map(({ name, at }) => `${name} ${String(at)}`), ['Get-Child 0,9,9', 'Get-Child 0,34,9', 'Get-Child 2,9,9']);
  });

  it('keep their name where the text compares what its variable holds with it', () => {
    const problem = (text: string): string | undefined => {
      const file = current('Held', text), folder = new FolderTables();
      folder.set('Held', unpackFacts(packFacts(file.facts)));
      return folderRenameProblem(folderSymbolAt(file, text.indexOf("'Mail'") + 2, folder), folder, file, 'Post');
    };
    for (const test of ["if ($n -eq 'mail') { }", "if ('Mail' -ne $n) { }", "if ($n -in 'Mail', 'x') { }", "switch ($n) { 'Mail' { } }"]) assert.match(problem(`foreach ($n in 'Mail', 'B') { Get-AutomationVariable -Name $n; ${test} }`) ?? '', /Held compares a variable that holds Mail/, test);
    assert.equal(problem("foreach ($n in 'Mail', 'B') { Get-AutomationVariable -Name $n; if ($n -eq 'B') { } }"), undefined);
    assert.equal(problem("if ((Get-AutomationVariable -Name 'Mail') -eq 'Mail') { }"), undefined);
  });

  it('are the default of a parameter, the texts of a foreach, and told where they are put together', () => {
    const files = [
      current('Home', "Get-AutomationVariable -Name RunCounter\n"), current('Default', "param([string] $VariableName = 'RunCounter')\nGet-AutomationVariable -Name $VariableName\n"),
      current('Loop', "foreach ($n in 'RunCounter', 'B') { Get-AutomationVariable -Name $n }\nforeach ($m in @('C'; 'RunCounter')) { Get-AutomationVariable $m }\n"),
    ], [home] = files, folder = new FolderTables();
    assert.ok(home);
    for (const file of files) folder.set(file.key, file.facts);
    const symbol = folderSymbolAt(home, 30, folder);
    assert.equal(symbol?.kind, 'asset');
    assert.equal(folderRenameProblem(symbol, folder, home, 'Count'), undefined);
    assert.deepEqual(folderRename(symbol, 'Count', folder, home).edits.map(({ key, at }) => `${key} ${at.join(' ')}`).sort(), ['Default 0 32 10', 'Home 0 29 10', 'Loop 0 16 10', 'Loop 1 23 10']);
    folder.set('Made', current('Made', "Get-AutomationVariable -Name ('Run' + 'Counter')\n").facts);
    assert.deepEqual(folderPlaces(symbol, folder, home).filter(({ key }) => key === 'Made').map(({ at }) => at), [[0, 29, 19]]);
    for (const text of ["$n = 'Run' + 'Counter'\nGet-AutomationVariable -Name $n\n", "$what = 'Counter'\nGet-AutomationVariable -Name \"Run$what\"\n", "$n = '{0}{1}' -f 'Run', 'Counter'\n$m = $n\nGet-AutomationVariable $m\n"]) {
      folder.set('Made', current('Made', text).facts);
      assert.match(folderRenameProblem(symbol, folder, home, 'Count') ?? '', /Made puts the name RunCounter together from parts/, text);
    }
    assert.match(folderRenameProblem(symbol, folder, home, 'Count') ?? '', /Made puts the name RunCounter together from parts/);
    // A here-string holds nothing else, and nothing is written into it.
    folder.set('Made', current('Made', "Get-AutomationVariable -Name @'\nRunCounter\n'@\n").facts);
    assert.match(folderRenameProblem(symbol, folder, home, 'Count') ?? '', /Made puts the name RunCounter together from parts/);
  });

  it('are values of tables and objects that are read by their keys, and stand in a subexpression', () => {
    const text = "$o = [pscustomobject] @{ N = 'Mail'; M = 'Other' }\nGet-AutomationVariable -Name $o.N\n$t = @{ 'a b' = 'Mail' }\nGet-AutomationVariable -Name $t['a b']\nGet-AutomationVariable -Name $('Mail')\nGet-AutomationVariable -Name $o.N\n", file = current('Held', text), folder = new FolderTables();
    folder.set('Held', file.facts);
    const symbol = folderSymbolAt(file, text.indexOf('Mail') + 1, folder);
    assert.equal(symbol?.kind, 'asset');
    assert.equal(folderRenameProblem(symbol, folder, file, 'Post'), undefined);
    assert.deepEqual(folderRename(symbol, 'Post', folder, file).edits.map(({ at: [line] }) => line).sort((a, b) => a - b), [0, 2, 4]);
    for (const changed of ["$o = @{ N = 'Mail' }\n$o.N = $x\nGet-AutomationVariable -Name $o.N\n", "$o = @{ N = $x }\nGet-AutomationVariable -Name $o.N\n", "$o = @{ N = 'Mail' }\n$o = Get-It\nGet-AutomationVariable -Name $o.N\n", "$o = @{ N = 'Mail' }\nGet-AutomationVariable -Name $o.Other\n"]) {
      assert.deepEqual(current('Changed', changed).facts.assets.map(({ name }) => name), [], changed);
    }
  });

  it('are renamed there, unless the text names something else as well', () => {
    const text = "$n = 'Mail'\nGet-AutomationVariable -Name $n\nGet-AutomationVariable -Name Mail\nSet-AutomationVariable -Name $n -Value 1\n", file = current('Held', text), folder = new FolderTables();
    folder.set('Held', file.facts);
    const symbol = folderSymbolAt(file, text.indexOf('Mail') + 1, folder);
    assert.equal(symbol?.kind, 'asset');
    assert.equal(folderRenameProblem(symbol, folder, file, 'It\'s'), undefined);
    assert.deepEqual(folderRename(symbol, "It's", folder, file).edits.map(({ at, newText }) => [at, newText]), [[[0, 6, 4], "It''s"], [[2, 29, 4], "'It''s'"]]);
    const both = current('Held', `${text}Get-AutomationConnection -Name $n\n`), two = new FolderTables();
    two.set('Held', both.facts);
    assert.match(folderRenameProblem(symbol, two, both, 'Other') ?? '', /one variable names the variable and a connection/);
  });
});

describe('a name that hundreds of files define and call', () => {
  it('is looked for once in each of them, not once for each pair', () => {
    const many = new FolderTables(), count = 150;
    let reads = 0;
    const counted = (name: string, text: string): CurrentFile['facts'] => Object.defineProperty({ ...fileFacts(name, parse(text)) }, 'fileName', { get: () => { reads++; return name; } });
    for (let i = 0; i < count; i++) {
      many.set(`Own${i}`, counted(`Own${i}`, 'function Get-Shared { }\nGet-Shared\n'));
      many.set(`Caller${i}`, counted(`Caller${i}`, 'Get-Shared\n'));
    }
    many.set('Loads', counted('Loads', '. .\\Own3.ps1\nGet-Shared\n'));
    const parsed = parsedFile('function Get-Shared { }\nGet-Shared\n'), here: CurrentFile = { key: 'Own3', facts: fileFacts('Own3', parsed.result), parsed };
    reads = 0;
    const symbol: FolderSymbol = { kind: 'function', name: 'Get-Shared', here: { start: 0, end: 0 }, owners: ['Own3'] };
    assert.deepEqual(folderPlaces(symbol, many, here).map(({ key }) => key).filter((key) => !key.startsWith('Caller')).sort(), ['Loads', 'Own3', 'Own3']);
    assert.equal(folderPlaces(symbol, many, here).filter(({ key }) => key.startsWith('Caller')).length, count);
    assert.ok(reads < count * 20, String(reads));
  });
});
