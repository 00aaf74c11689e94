import assert from 'node:assert/strict';
import { candidatesAt, isCalledFor, shortened } from '../../../../../src/features/language/candidates/candidates.ts';
import { candidate, textsOf } from '../../../../../src/features/language/candidates/candidate.ts';
import type { Candidate, KnowledgeView, KnownAsset } from '../../../../../src/features/language/candidates/candidate.ts';
import { ParsedText } from '../../../../../src/features/language/parsedText.ts';
import { activityParameters, parse, validate } from '../../../../../src/powershell/index.ts';
import { cmdletCatalogue, commonParameters, smaModuleCatalogue } from '../../../../../src/powershell/cmdlets/catalogue.ts';
import { fileFacts } from '../../../../../src/project/folder/index.ts';
import { indexedFacts, lint } from '../../../../../src/project/lint/index.ts';

const { runbook } = fileFacts('Get-Child', parse('<#\n.SYNOPSIS\nThe child.\n#>\nworkflow Get-Child { param([Parameter(Mandatory)][string]$Server, [ValidateSet("Low", "High Up")][string]$Level, [bool]$Deep, [switch]$Quick) }'));
const { runbook: script } = fileFacts('Set-Disk2', parse('param([Parameter(Mandatory)][string]$Disk)'));
const asset = (name: string, more: Partial<KnownAsset> = {}): KnownAsset => ({ name, description: null, modifiedAt: '2026-01-01T00:00:00', isEncrypted: false, typeName: undefined, ...more });
const assets: Partial<Record<string, readonly KnownAsset[]>> = {
  Variable: [asset('Mail Host', { description: 'Where mail goes.' }), asset('Secret', { isEncrypted: true })], Credential: [asset('Admin')], Connection: [asset('Mail', { typeName: 'MailServer' })], Certificate: [], Schedule: [asset('Nightly')],
};
const cmdlets = new Map(cmdletCatalogue.flatMap((facts) => [facts.name, ...facts.aliases].map((name) => [name.toLowerCase(), facts])));
const knowledge: KnowledgeView = {
  connectionName: 'Prod', cmdlets: cmdletCatalogue, runbooks: [runbook, script],
  command: (name, parsed) => parsed.functionFacts(parsed.meant(name)) ?? (name.toLowerCase() === 'get-child' ? runbook : cmdlets.get(name.toLowerCase())),
  loadedFunctions: () => [],
  commonParameters: (facts, place) => (facts.kind === 'function' && facts.isAdvanced !== true ? [] : [...commonParameters, ...(place === 'workflow' ? activityParameters : [])]),
  assets: (kind) => assets[kind],
  folderAssets: (kind) => new Map(kind === 'Variable' ? [['mail host', 'mail host'], ['from other file', 'From Other File']] : []),
  connectionFields: (of) => (('type' in of ? of.type : 'MailServer') === 'MailServer' ? ['Host', 'Port No'] : []),
};

/** Candidates where the bar stands; what they replace in front of them. */
function at(marked: string, general = true, view = knowledge): { readonly items: readonly Candidate[]; readonly replaced: string } | undefined {
  const offset = marked.indexOf('|'), text = marked.replace('|', ''), found = candidatesAt(new ParsedText(text), offset, view, general);
  return found && { items: [...found.items].sort((a, b) => (a.order < b.order ? -1 : 1)), replaced: text.slice(found.start, found.end) };
}
const labels = (marked: string, general = true): string[] => at(marked, general)?.items.map(({ label }) => label) ?? [];
const inserts = (marked: string): string[] => at(marked)?.items.map(({ insert }) => insert) ?? [];
const rows = (marked: string): string[] => at(marked)?.items.map(({ label, mark, note }) => `${label}${mark ?? ''}${note === undefined ? '' : ` | ${note}`}`) ?? [];

describe('what can be written', () => {
  it('makes the row of a command once, however often it is offered', () => {
    const rowOf = (text: string): Candidate | undefined => at(text)?.items.find(({ facts }) => facts === runbook);
    assert.ok(rowOf('Get-C|') !== undefined && rowOf('Get-C|') === rowOf('$a = 1\nGet-Ch|'));
    // A script's row is made for its file; where a workflow stands around the place there is none, and of another list there is another.
    const fileOf = (text: string, view = knowledge): Candidate | undefined => at(text, true, view)?.items.find(({ facts }) => facts === script);
    assert.ok(fileOf('Set-D|') !== undefined && fileOf('Set-D|') === fileOf('$a = 1\nSet-Di|'));
    assert.deepEqual([fileOf('Set-D|')?.insert, fileOf('& Set-D|')?.insert, fileOf('workflow One { Set-D| }')], ['.\\Set-Disk2.ps1', '.\\Set-Disk2.ps1', undefined]);
    assert.equal(fileOf('Set-D|', { ...knowledge, runbooks: [runbook] }), undefined);
    assert.deepEqual([at('function Set-Disk2 { }\nSet-D|')?.items.filter(({ facts }) => facts === script).length, fileOf('Set-D|')?.label], [0, 'Set-Disk2']);
  });

  it('offers assets by kind, and marks those that are missing on the connection', () => {
    assert.deepEqual(rows("Get-AutomationVariable -Name 'No Such'; Get-AutomationVariable -Name '|'"), ['Mail Host | variable', 'Secret | encrypted variable', 'From Other File | missing on Prod', 'No Such | missing on Prod']);
    assert.deepEqual(rows('Get-AutomationPSCredential -Name |'), ['Admin | credential']);
    assert.deepEqual(rows('Get-AutomationConnection |'), ['Mail | MailServer connection']);
    assert.deepEqual(rows('Get-SmaSchedule -Name |'), ['Nightly | schedule']);
    assert.deepEqual(inserts('Get-AutomationVariable -Name |').slice(0, 2), ["'Mail Host'", 'Secret']);
    assert.deepEqual(inserts('Get-AutomationVariable -Name "M|"').slice(0, 2), ['"Mail Host"', '"Secret"']);
    const local = { ...knowledge, localAssets: () => new Map([['run counter', 'Run Counter'], ['secret', 'SECRET']]) };
    assert.deepEqual(at('Get-AutomationVariable -Name |', true, local)?.items.map(({ label, note }) => `${label} | ${note ?? ''}`), ['Mail Host | variable', 'Run Counter | local variable, missing on Prod', 'Secret | encrypted variable', 'From Other File | missing on Prod']);
    assert.deepEqual(at('Get-AutomationVariable -Name |', true, { ...local, assets: () => undefined, folderAssets: () => new Map() })?.items.map(({ insert, note }) => `${insert} | ${note ?? ''}`), ["'Run Counter' | local variable", 'SECRET | local variable']);
    // What is being typed is no asset of the folder yet.
    for (const typed of ["Get-AutomationVariable -Name From|", "Get-AutomationVariable -Name 'From|'"]) assert.deepEqual(at(typed, true, { ...knowledge, assets: () => undefined, folderAssets: () => new Map([['from', 'From']]) })?.items ?? [], [], typed);
    const unknown = at('Get-AutomationVariable |', true, { ...knowledge, assets: () => undefined });
    assert.deepEqual(unknown?.items.map(({ note }) => note), ['named in this folder', 'named in this folder']);
  });

  it('offers variables in a text, whatever the text is for', () => {
    for (const marked of [
      '$name = 1\n$b = "Hello $|"', '$name = 1; $b = "$|"', '$name = 1; $b += "x $|"', '$name = 1; [string]$b = "x $na|"', '$name = 1; if ($x -eq "$|") { }', '$name = 1; function F { param([string] $q = "a $|") }', '$name = 1; $h["$|"]', '$name = 1; $h.ContainsKey("${|")',
      '$name = 1; Invoke-RestMethod -Headers @{ "Authorization" = "Bearer $|" }', '$name = 1; New-Object PSObject -Property @{ a = "x $|" }', '$name = 1; Start-SmaRunbook -Name Get-Child -Parameters @{ Server = "$|" }', '$name = 1; $b = "Hello $|', '$name = 1; $ErrorActionPreference = "$|"', '$name = 1; Get-AutomationVariable -Name "$|"',
      "$name = 1; $body = @{ Authorization = \"Bearer $|\" }\nInvoke-RestMethod -Headers $body", '$name = 1; $b = "``$|"', '$name = 1; $b = @"\nx $|\n"@',
    ]) assert.ok(labels(marked).includes('$name'), marked);
    for (const marked of ['$name = 1; $b = "`$|"', "$name = 1; $b = '$|'", "$name = 1; Start-SmaRunbook -Name Get-Child -Parameters @{ Level = '$|' }"]) assert.ok(!labels(marked).includes('$name'), marked);
    assert.equal(isCalledFor('variable', '$'), true);
  });

  it('offers values in lists and brackets, assets in brackets, and commands where help is asked for', () => {
    const f = 'function f { param([ValidateSet("Low", "High")][string[]]$Def) }\n';
    for (const marked of ['f -Def Low,|', 'f -Def Low, |', 'f -Def @("|")', 'f -Def ("Low", "|")']) assert.deepEqual(labels(f + marked), ['High', 'Low'], marked);
    assert.deepEqual(labels('Get-AutomationVariable -Name ("|")').slice(0, 2), ['Mail Host', 'Secret']);
    for (const marked of ['function Own-It { }\nGet-Help |', 'function Own-It { }\nGet-Command -Name Get-|']) for (const name of ['Own-It', 'Get-Child', 'Get-Item']) assert.ok(labels(marked).includes(name), `${marked} ${name}`);
    assert.deepEqual(labels('Write-Output > |'), []);
  });

  it('offers what a variable may be where it is set, compared or looked at, before commands', () => {
    const p = 'param([ValidateSet("Low", "High")][string]$Def)\n';
    for (const marked of ['switch ($Def) { "|" }', 'switch ($Def) { "Low" { 1 } "|" { 2 } }', 'switch -Exact ($Def) { "|', 'if ($Def -eq |) { }', 'if ($Def -ne "|") { }']) assert.deepEqual(labels(p + marked), ['High', 'Low'], marked);
    const set = at(`${p}$Def = |`);
    assert.deepEqual(set?.items.slice(0, 2).map(({ insert }) => insert), ["'High'", "'Low'"]);
    for (const marked of ['$Def = |', '$Def = Get-|', '$Other = Get-|', '$Other = |']) assert.ok(labels(p + marked).includes('Get-Item'), marked);
    assert.equal(at(`${p}$Def = Get-|`)?.replaced, 'Get-');
    assert.ok(labels(`${p}$Def = Lo|`).includes('Low') && !labels(`${p}"$Def = |"`).includes('Low'));
  });

  it('offers the names of an enumeration where the clause of a switch begins, before commands, and none behind its end or in a clause', () => {
    const colour = 'enum Colour { Red; Green }\n';
    for (const text of ['switch ([Colour]::Red) { | }', 'switch ([Colour]::Red) { R| }', '$c = [Colour]::Red\nswitch ($c) { | }', 'switch ([Colour]::Red) {\n  Red { 1 }\n  |\n}']) assert.deepEqual(inserts(colour + text).slice(0, 2).sort(), ["'Green'", "'Red'"], text);
    assert.deepEqual(inserts('switch ([DayOfWeek]::Monday) { | }').slice(0, 1), ["'Friday'"]);
    // What it is made first tells, whatever the variable is.
    for (const text of ['switch ([Colour]$x) { | }', 'switch (([Colour]$x)) {\n  R|\n}', "switch ([Colour]$x) { '|' }", 'switch ([Colour](Get-It)) { Red { 1 }; | }', 'switch ([Colour]$x) {\n  |\n}\n1', 'switch ([Colour]$x) {\n\n  |', 'workflow W {\n  switch ([Colour]$x) {\n    |\n  }\n}', "if ([Colour]$x -eq '|') { }"]) assert.deepEqual(inserts(colour + text).slice(0, 2).sort(), ["'Green'", "'Red'"], text);
    for (const text of ['switch ([string]$x) { | }', 'switch ([Colour[]]$x) { | }']) assert.ok(!inserts(colour + text).includes("'Red'"), text);
    for (const text of ['switch ([Colour]::Red) { Red { | } }', 'switch ([Colour]::Red) { Red { 1 } }\n|', 'switch ([Colour]::Red) { Red { 1 } } |', 'switch (1) { | }', 'if ([Colour]::Red) {\n  |\n}', 'switch ([Colour]::Red) { Red {\n  | } }']) assert.ok(!inserts(colour + text).includes("'Red'"), text);
  });

  it('offers how .Where() chooses, behind its block', () => {
    for (const text of ['@(1).Where({ $_ }, |)', "$a.Where({ $_ }, 'F|')", '$a.where({ $_ -gt 1 }, F|', '(Get-Process).Where({ $_ }, "|", 1)']) assert.deepEqual(labels(text), ['Default', 'First', 'Last', 'SkipUntil', 'Split', 'Until'], text);
    for (const text of ['$a.ForEach({ $_ }, |)', '$a.Where({ $_ }, "First", |)', "$a.Where('|')", '[Thing]::Where({ $_ }, |)', 'Get-Item { $_ }, |']) assert.ok(!labels(text).includes('SkipUntil'), text);
  });

  it('offers commands where a value is given back or thrown', () => {
    for (const text of ['function F { return | }', 'return |', 'throw |', 'exit |', 'foreach ($x in |) { }', 'foreach ($x in |', 'workflow W { foreach -parallel ($x in |) { } }']) {
      assert.ok(labels(text).includes('Get-Item'), text);
    }
    for (const text of ['return 1 |', '$return |', 'foreach ($x |', 'Get-Item $x in |', 'foreach ($x in 1 |', 'Get-Item return |']) assert.ok(!labels(text).includes('Get-Item'), text);
  });

  it('offers scripts in a path beside the text, in double quotes where a variable begins it', () => {
    for (const text of ['& "$PSScriptRoot\\|"', '& "$PSScriptRoot\\S|"', '. "$PSScriptRoot\\|"', '& "$PSScriptRoot\\|', '& $PSScriptRoot\\|']) assert.deepEqual(inserts(text), ['"$PSScriptRoot\\Set-Disk2.ps1"'], text);
    assert.deepEqual(inserts('& "${PSScriptRoot}/|"'), ['"${PSScriptRoot}/Set-Disk2.ps1"']);
    assert.deepEqual([inserts("& '$PSScriptRoot\\|'").filter((one) => one.includes('$PS')), inserts('Write-Output "$PSScriptRoot\\|"'), inserts('& "$PSScriptRoot\\lib\\|"')], [[], [], []]);
  });

  it('offers the parameter sets that the parameters name', () => {
    assert.deepEqual(inserts('[CmdletBinding(DefaultParameterSetName = "A")] param([Parameter(ParameterSetName="|")]$a, [Parameter(ParameterSetName = \'B b\')]$b)'), ['"A"', '"B b"']);
    assert.deepEqual(labels("function f { [CmdletBinding(DefaultParameterSetName='|')] param([Parameter(ParameterSetName='A')]$a, [Parameter(ParameterSetName='a')]$b) }"), ['A']);
    assert.deepEqual(labels("function f([Parameter(ParameterSetName='|')]$a, [Parameter(ParameterSetName='C')]$b) { }"), ['C']);
    assert.ok(isCalledFor('setName', "'"));
  });

  it('offers commands in a block of an attribute that has no end yet', () => {
    for (const marked of ['function Set-Extra { }\nfunction f {\n  param(\n    [ValidateScript({ Set-Ex|', 'function Set-Extra { }\nparam([ValidateScript({ Set-Ex|']) assert.ok(labels(marked).includes('Set-Extra'), marked);
    assert.ok(labels('param([ValidateScript({ Get-Item -|').includes('-Path'));
    const extra = 'function Set-Extra { param([ValidateSet("Low", "High")] $Kind, $Name) }\n';
    for (const before of ['param([ValidateScript({', 'param(\n  [Parameter(Mandatory)]\n  [ValidateScript({', 'function f {\n  param(\n    [string] $a,\n    [ValidateScript({', "workflow W { param([ValidateScript({ if ($_) {", '[ArgumentCompleter({ param($a)', 'class C { [ValidateScript({']) for (const after of ['', '\n  [string] $b\n)\nGet-Item x\n', ' })] $b)\n$b']) {
      assert.ok(labels(`${extra}${before} Set-Ex|${after}`).includes('Set-Extra'), `${before}|${after}`);
      assert.ok(labels(`${extra}${before} Set-Extra -|${after}`).includes('-Kind'), `${before} -|${after}`);
      assert.deepEqual(labels(`${extra}${before} Set-Extra -Kind |${after}`), ['High', 'Low'], `${before} -Kind |${after}`);
      assert.deepEqual(labels(`${extra}${before} Set-Extra |${after}`), ['High', 'Low'], `${before} |${after}`);
    }
  });

  it('offers assets on a line that goes on behind a backtick', () => {
    assert.deepEqual(labels('Get-AutomationVariable -Name `\n    |'), labels('Get-AutomationVariable -Name |'));
    assert.deepEqual(labels('Get-ChildItem -Path . `\n    -ErrorAction `\n    |'), labels('Get-ChildItem -Path . -ErrorAction |'));
    assert.ok(labels('Get-ChildItem -Path . `\n    -ErrorAction `\n    |').includes('Stop'));
  });

  it('offers assets where a variable holds the name, schedules to link a runbook to, and the fields of a connection that is changed', () => {
    const sma = new Map(smaModuleCatalogue.map((facts) => [facts.name.toLowerCase(), facts])), view: KnowledgeView = { ...knowledge, command: (name, parsed) => knowledge.command(name, parsed) ?? sma.get(name.toLowerCase()) };
    const labels = (marked: string): string[] => at(marked, true, view)?.items.map(({ label }) => label) ?? [];
    assert.deepEqual(labels("$n = '|'\nGet-AutomationPSCredential -Name $n"), ['Admin']);
    assert.deepEqual(labels("workflow A { param($N = 'Ad|') Get-AutomationPSCredential -Name $N }"), ['Admin']);
    assert.deepEqual(labels("$n = '|'\nGet-Date $n"), []);
    const get = 'Get-AutomationVariable -Name';
    for (const marked of [
      `foreach ($n in '|') { ${get} $n }`, `foreach ($n in 'Other', '|') { ${get} $n }`, `foreach ($n in @("|")) { ${get} $n }`, `$l = 'A', '|'\nforeach ($n in $l) { ${get} $n }`, `'A', 'Ma|' | ForEach-Object { ${get} $_ }`, `function F($n) { ${get} $n }\nF '|'`, `function F { param($x, $n) ${get} $n }\nF -n '|'`,
      `switch ('A', '|') { default { ${get} $_ } }`, `$t = @{ A = '|' }\n${get} $t.A`, `workflow W { foreach -parallel ($n in 'A', '|') { ${get} $n } }`,
    ]) assert.deepEqual(labels(marked).slice(0, 2), ['Mail Host', 'Secret'], marked);
    for (const marked of [`foreach ($n in '|') { Get-Date $n }`, `foreach ($n in 'A'|) { ${get} $n }`, `foreach ($n in '|', (Get-It)) { ${get} $n }`]) assert.ok(!labels(marked).includes('Secret'), marked);
    for (const marked of ["foreach ($n in '|') { Start-SmaRunbook -Name $n }", "function Start-It($n) { Start-SmaRunbook -Name $n }\nStart-It '|'", "$n = '|'\nGet-SmaJob -RunbookName $n"]) assert.ok(labels(marked).includes('Get-Child'), marked);
    assert.deepEqual(labels('Start-SmaRunbook -Name Get-Child -ScheduleName |'), ['Nightly']);
    assert.deepEqual(labels('Set-SmaConnectionFieldValue -ConnectionName Mail -ConnectionFieldName |'), ['Host', 'Port No']);
    assert.deepEqual(labels('Get-SmaRunbookDefinition -Name x -Type |'), ['Draft', 'Published']);
    assert.deepEqual(labels('Set-SmaRunbookConfiguration -LogV|').filter((label) => label.startsWith('-Log')), ['-LogDebug', '-LogProgress', '-LogVerbose']);
  });

  it('offers the fields of a connection as members and as keys, also over a variable', () => {
    for (const text of ["$c = Get-AutomationConnection -Name Mail\n$c['|']", "$c = Get-AutomationConnection -Name Mail\n$c['|", "$c = Get-AutomationConnection 'Mail'\n$c.ContainsKey('|')", "$n = 'Mail'\n$c = Get-AutomationConnection -Name $n\n$c['|']", "workflow W { $c = Get-AutomationConnection -Name Mail; InlineScript { $using:c['|'] } }", "workflow W { $c = Get-AutomationConnection -Name Mail; InlineScript { $c = $using:c; $c['|'] } }"]) {
      assert.deepEqual([inserts(text), at(text, false)?.items.length], [["'Host'", "'Port No'"], 2], text);
    }
    assert.deepEqual(labels("$n = 'Mail'\n$c = Get-AutomationConnection -Name $n\n$c.|").slice(0, 2), ['Host', 'Port No']);
    assert.deepEqual(inserts("$c = Get-AutomationVariable -Name Mail\n$c['|']"), []);
    assert.deepEqual(at("Get-AutomationVariable -Name 'Mail H|")?.replaced, "'Mail H");
  });

  it('offers labels behind break and continue, and what foreach of a workflow can be told', () => {
    const nested = ':Outer foreach ($x in 1) { :in while (1) { continue o| } }';
    assert.deepEqual([labels(nested), at(nested)?.replaced], [['in', 'Outer'], 'o']);
    assert.deepEqual(labels(':Outer foreach ($x in 1) { break | }'), ['Outer']);
    assert.deepEqual([labels('foreach ($x in 1) { break | }'), labels(':Outer foreach ($x in 1) { } break |'), labels(':Outer foreach ($x in 1) { break | }', false)], [[], [], []]);
    for (const [text, expected] of [
      ['workflow W { foreach -| ($a in 1) { } }', ['-parallel', '-ThrottleLimit']], ['workflow W {\n  foreach -p|\n}', ['-parallel', '-ThrottleLimit']], ['workflow W { foreach -parallel -| ($a in 1) { } }', ['-ThrottleLimit']],
      ['workflow W { foreach -|', ['-parallel', '-ThrottleLimit']], ['foreach -| ($a in 1) { }', []], ['workflow W { InlineScript { foreach -| ($a in 1) { } } }', []],
    ] as const) assert.deepEqual(labels(text), expected, text);
    assert.deepEqual([isCalledFor('label', ' '), isCalledFor('loopFlag', '-')], [true, true]);
  });

  it('offers credentials for what a job is started with, and no stand-in of the parser', () => {
    const { runbook: login } = fileFacts('Use-Login', parse('workflow Use-Login { param([PSCredential]$Login, [string]$Title) }'));
    const view: KnowledgeView = { ...knowledge, command: (name, parsed) => (name === 'Use-Login' ? login : knowledge.command(name, parsed)) }, offered = (text: string): string[] => at(text, true, view)?.items.map(({ insert }) => insert) ?? [];
    assert.deepEqual(offered("Start-SmaRunbook -Name Use-Login -Parameters @{ Login = '|' }"), ["'Admin'"]);
    assert.ok(!offered('Start-SmaRunbook -Name Use-Login -Parameters @{ Title = \'|\' }').includes("'Admin'"));
    for (const text of ["Use-Login -Login '|'", "Use-Login -Log '|'", "Use-Login '|'", "$p = @{ Login = '|' }\nUse-Login @p", "$p = @{ Name = 'Use-Login'; Parameters = @{ Login = '|' } }\nStart-SmaRunbook @p"]) assert.deepEqual(offered(text), ["'Admin'"], text);
    assert.ok(!offered("Use-Login -Title '|'").includes("'Admin'"));
    for (const text of ['param([string]$|)', 'param([string]$)\n$|', 'workflow W { param([string]$) InlineScript { $| } }']) assert.ok(labels(text).every((label) => !label.includes('__error__')), text);
  });

  it('offers in a function that a workflow defines none of its variables, in one of its InlineScript those around it', () => {
    const own = (marked: string): string[] => at(marked)?.items.flatMap(({ label, kind }) => (kind === 'variable' ? [label] : [])) ?? [];
    assert.deepEqual(own('workflow W { param($A) $b = 1; function F { param($C) $d = 2; $| } }'), ['$C', '$d']);
    assert.deepEqual(own('workflow W { $b = 1; parallel { $p = 1; function F { $d = 2; $| } } }'), ['$d']);
    assert.deepEqual(own('workflow W { $b = 1; InlineScript { $i = 1; function F { $d = 2; $| } } }'), ['$using:b', '$d', '$i']);
    assert.deepEqual(own('$b = 1; function F { $d = 2; $| }'), ['$b', '$d']);
  });

  it('offers in the body of a workflow the variables that it has, and none that it refuses', () => {
    const words = (marked: string): string[] => at(marked)?.items.flatMap(({ label, kind }) => (kind === 'automatic' || kind === 'keyword' ? [label] : [])) ?? [];
    for (const marked of ['workflow W { $x = $| }', 'workflow W { parallel { $x = $| } }']) {
      const offered = words(marked);
      for (const name of offered) assert.deepEqual(validate(parse(`workflow W { $x = ${name}${name.endsWith(':') ? 'Path' : ''} }`)).map(({ errorId }) => errorId), [], `${name} in ${marked}`);
      for (const name of ['$JobId', '$WorkflowCommandName', '$PSWorkflowRoot', '$ParentJobId', '$PSComputerName', '$PSPrivateMetadata', '$_', '$true', '$env:', '$workflow:']) assert.equal(offered.filter((one) => one === name).length, 1, `${name} in ${marked}`);
    }
    for (const marked of ['$x = $|', 'workflow W { InlineScript { $x = $| } }', 'workflow W { function F { $x = $| } }']) {
      const offered = words(marked);
      for (const name of ['$Error', '$MyInvocation', '$PSScriptRoot', '$PID', '$global:', '$script:']) assert.ok(offered.includes(name), `${name} in ${marked}`);
      for (const name of ['$JobId', '$WorkflowCommandName']) assert.ok(!offered.includes(name), `${name} in ${marked}`);
    }
  });

  it('offers nothing unmarked that the linter refuses where it would stand, and marks nothing else', () => {
    const special = [runbook.name, 'Checkpoint-Workflow', 'Suspend-Workflow', 'InlineScript', 'Get-AutomationVariable', 'Set-AutomationVariable', 'Get-AutomationConnection', 'Write-Host', 'Set-Location', 'Read-Host', 'Invoke-Command', 'Get-Date', 'Out-Null', 'Own-It', 'Write-Output', 'New-Guid'];
    const rules = new Set(['SMA1001', 'SMA1002', 'SMA1003', 'SMA1004', 'SMA1012', 'SMA1013', 'SMA1014', 'SMA1104', 'SMA2005', 'SMA2010']);
    const folder = indexedFacts([['Get-Child', 'workflow Get-Child { "x" }'], ['Set-Disk2', '"x"']].map(([name = '', body = '']) => ({ facts: fileFacts(name, parse(body)) })), { runbooks: undefined, assets: {} });
    let marked = 0;
    for (const place of [
      '|', 'function F { | }', 'if ($a) { $x = | }', 'Get-Date ¦ ForEach-Object { | }', 'workflow W { | }', 'workflow W { $x = | }', 'workflow W { if ($a) { | } }', 'workflow W { parallel { | } }', 'workflow W { function Own-It { }; | }', 'workflow W { InlineScript { | } }', 'workflow W { InlineScript { if ($a) { | } } }', 'workflow W { function F { | } }',
      'workflow W { 1..3 ¦ ForEach-Object { | } }', 'workflow W { function Own-It { }; 1..3 ¦ ForEach-Object { | } }', 'workflow W { 1..3 ¦ Where-Object -FilterScript { | } }', 'workflow W { $x = (|) }', 'workflow W { function Own-It { }; $x = (|).Name }', 'workflow W { $x = (|).Name }', 'workflow W { Get-Date ¦ | }', 'workflow W { | ¦ Out-String }', 'workflow W { $x = "$(|)" }', 'workflow W { Write-Output (|) }', 'workflow W { if (|) { } }', 'workflow W { foreach ($i in |) { } }', 'workflow W { foreach ($i in 1) { $x = @{ a = | } } }',
    ]) {
      for (const typed of ['', 'G']) {
        const text = place.replace('|', `${typed}|`), offset = text.indexOf('|'), plain = text.replace('|', '').replace('¦', '|'), items = candidatesAt(new ParsedText(plain), offset, knowledge)?.items ?? [];
        assert.ok(items.length > 100 || typed === '', place);
        for (const name of special) {
          const all = items.filter(({ label, kind }) => label === name && kind !== 'snippet'), [row] = all;
          assert.ok(all.length < 2, `${name} twice in ${place}`);
          if (row === undefined) continue;
          const start = offset - typed.length, body = name === 'InlineScript' ? `${row.insert} { 1 }` : row.insert, result = parse(plain.slice(0, start) + body + plain.slice(offset));
          const found = lint({ result, fileName: 'W', folder }).filter((one) => rules.has(one.rule.id) && start <= one.start && one.start <= start + body.length).map(({ rule }) => rule.id);
          assert.deepEqual(row.order.startsWith('9') ? [row.note?.slice(0, 7)] : [], found.slice(0, 1), `${name} in ${plain.slice(0, start)}|${plain.slice(offset)}`);
          marked += row.order.startsWith('9') ? 1 : 0;
        }
      }
    }
    assert.ok(marked > 60, `${marked}`);
    assert.equal(at('workflow W { function F { Get-Ch| } }')?.items.find(({ label }) => label === 'Get-Child')?.note, 'SMA1001 child-in-function');
    for (const word of ['Checkpoint-Workflow', 'Suspend-Workflow', 'InlineScript']) assert.deepEqual(['workflow W { | }', '|', 'workflow W { InlineScript { | } }', 'workflow W { $x = (|).Name }'].map((marked) => labels(marked).filter((label) => label === word).length), [1, 0, 0, 0], word);
  });

  it('marks the workflows of the text whose call would go round in a circle, as the compiler does', () => {
    const others = 'workflow Two { Three }\nworkflow Three { if ($a) { One } }\nworkflow Four { Get-Date }\nfunction Five { One }\n';
    for (const place of ['workflow One { | }', 'workflow One { if ($a) { | } }', 'workflow One { parallel { | } }']) {
      const text = `${place}\n${others}`, offset = text.indexOf('|'), items = candidatesAt(new ParsedText(text.replace('|', '')), offset, knowledge)?.items ?? [];
      for (const [name, isRefused] of [['One', true], ['Two', true], ['Three', true], ['Four', false], ['Five', false]] as const) {
        const row = items.find(({ label, kind }) => label === name && kind !== 'snippet');
        assert.equal(row?.order.startsWith('9'), isRefused, `${name} in ${place}`);
        assert.equal(new ParsedText(text.replace('|', name)).problems.some(({ errorId }) => errorId === 'RecursiveWorkflowNotSupported'), isRefused, `${name} in ${place}`);
      }
    }
    // A block or a function runs as PowerShell does: there it is another matter.
    assert.equal(at('workflow One { InlineScript { O| } }')?.items.find(({ label }) => label === 'One')?.order.startsWith('9'), false);
  });

  it('offers exceptions first where one is caught or thrown', () => {
    for (const marked of ['try { } catch [|] { }', 'try { } catch [System.IO.IOException], [|] { }', 'throw [|]::new()', 'trap [|] { }']) {
      const all = labels(marked), first = all.findIndex((name) => !name.endsWith('Exception'));
      assert.ok(first > 80 && all.slice(first).every((name) => !name.endsWith('Exception')), `${marked} ${first}`);
    }
    assert.ok(!labels('[|]')[0]?.endsWith('Exception'));
  });

  it('offers nothing that stands for a parameter without a name yet', () => {
    for (const text of ['param([string]$|)', 'param([string]$)\n$|', 'workflow W { param([string]) InlineScript { $| } }', 'function F { param([int]) } F -|', 'function F([int]) { $| }', '<#\n.PARAMETER |\n#>\nfunction F { param([int]) }']) {
      assert.deepEqual(at(text)?.items.filter(({ insert, label }) => `${insert}${label}`.includes('__error__')) ?? [], [], text);
    }
  });

  it('knows the names that a function gives itself', () => {
    const text = "function Get-Deep { [Alias('gdp')] param([string]$Path) }\n";
    assert.deepEqual(labels(`${text}gdp -|`).slice(0, 1), ['-Path']);
    assert.ok(rows(`${text}gd|`).includes('gdp | alias of Get-Deep'));
  });

  it('offers the same below a text that is not closed yet, and replaces no more of a line than the word', () => {
    assert.deepEqual(rows('function Get-It { param($Size) }\n$a = "open\nGet-It -|\n$b = "closed"').slice(0, 1), ['-Size | object']);
    assert.deepEqual(labels('$a = \'open\n"abc".Le|').includes('Length'), true);
    assert.deepEqual(at("Get-AutomationVariable -Name 'Mai| | Out-Null\n$b = 'x'")?.replaced, "'Mai");
    assert.deepEqual(at("[ValidateSet('a', 'b')]$x = 'a'\nif ($x -eq 'a|) { 1 }")?.replaced ?? "'a", "'a");
  });

  it('offers runbooks with their parameters, and their names where a cmdlet takes one', () => {
    const child = at('workflow W { Get-C| }')?.items.find(({ label }) => label === 'Get-Child');
    assert.deepEqual([child?.kind, child?.mark, child?.note], ['runbook', ' -Server* -Level -Deep -Quick', 'The child.']);
    assert.deepEqual(labels('Start-SmaRunbook -Name |'), ['Get-Child', 'Set-Disk2']);
    // Scripts by their files, workflows by their names.
    const named = (marked: string): string[] => at(marked, true, { ...knowledge, runbooks: [{ ...script, name: 'My Child' }] })?.items.flatMap(({ insert }) => (insert.includes('My Child') ? [insert] : [])) ?? [];
    assert.deepEqual(['My|', '.\\My|', '& .\\My|', '. .\\My|', '$x = .\\My|', "& '.\\My|", '& "./My|"', '&.\\My|'].map(named), [["& '.\\My Child.ps1'"], ["& '.\\My Child.ps1'"], ["'.\\My Child.ps1'"], ["'.\\My Child.ps1'"], ["& '.\\My Child.ps1'"], ["'.\\My Child.ps1'"], ['"./My Child.ps1"'], ["'.\\My Child.ps1'"]]);
    assert.equal(at('& "./My|"', true, { ...knowledge, runbooks: [{ ...script, name: 'My Child' }] })?.replaced, '"./My"');
    assert.deepEqual([inserts('.\\Ge|'), inserts('& ./|')], [['.\\Set-Disk2.ps1'], ['./Set-Disk2.ps1']]);
    const disk = at('Set-D|')?.items.filter(({ label }) => label === 'Set-Disk2').map(({ insert, filter, mark }) => [insert, filter, mark]);
    assert.deepEqual(disk, [['.\\Set-Disk2.ps1', 'Set-Disk2', ' -Disk*']]);
    for (const text of ['workflow W { Set-D| }', 'workflow W { InlineScript { Set-D| } }']) assert.ok(!labels(text).includes('Set-Disk2') && labels(text).includes('Get-Child'), text);
    assert.deepEqual(inserts('Start-SmaRunbook -Name Get-Child -Parameters |'), ['@{ Server = ${1} }']);
    assert.deepEqual(labels("Publish-SmaRunbook -Name '|'"), ['Get-Child', 'Set-Disk2']);
    assert.deepEqual(labels('Get-Child -|').slice(0, 4), ['-Server', '-Deep', '-Level', '-Quick']);
    assert.equal(at('Get-Child -|')?.items[0]?.mark, ' *');
    assert.ok(!labels('Get-Child -Server x -|').includes('-Server'));
  });

  it('offers the keys of hashtables', () => {
    assert.deepEqual(rows('Start-SmaRunbook -Name Get-Child -Parameters @{ Deep = 1; | }'), ['Server *', 'Level', 'Quick']);
    for (const started of ["$n = 'Get-Child'; Start-SmaRunbook -Name $n -Parameters @{ Deep = 1; | }", 'Start-SmaRunbook -Name Get-Child -Parameters (@{ Deep = 1; | })', "$sp = @{ Name = 'Get-Child'; Parameters = @{ Deep = 1; | } }; Start-SmaRunbook @sp"]) {
      assert.deepEqual(rows(started), ['Server *', 'Level', 'Quick'], started);
      assert.deepEqual(inserts(started.replace('|', "Level = '|'")), ["'High Up'", "'Low'"], started);
    }
    assert.deepEqual(labels("$sp = @{ Name = $unknown; Parameters = @{ | } }; Start-SmaRunbook @sp"), []);
    assert.deepEqual(rows('$p = @{\n  |\n}\nGet-Child @p'), ['Server *', 'Level', 'Deep', 'Quick']);
    assert.deepEqual(labels('Get-Item x; Select-Object Name, @{ |'), ['Name', 'Expression', 'Label']);
    assert.deepEqual(labels('select -Property @{ N = 1; | }'), ['Name', 'Expression', 'Label']);
    assert.deepEqual(inserts('New-SmaConnection -ConnectionTypeName MailServer -ConnectionFieldValues @{ | }'), ['Host = ', "'Port No' = "]);
    assert.deepEqual(labels('$x = @{ | }'), []);
  });

  it('offers types, attributes and what stands in them', () => {
    assert.ok(labels('param([|').includes('Parameter') && labels('param([|').includes('string'));
    assert.ok(labels('$a = [System.IO.|').includes('System.IO.Path'));
    assert.ok(labels('class Mine { }\n[Mi|').includes('Mine'));
    assert.deepEqual(labels('param([Parameter(Mandatory, |)]$a)').slice(0, 2), ['Position', 'ParameterSetName']);
    assert.deepEqual([inserts('param([Parameter(|)]$a)')[0], inserts('param([Parameter(|)]$a)')[1]], ['Mandatory', 'Position = ']);
  });

  it('offers short names of the namespaces that the text uses, and the namespaces', () => {
    const text = 'using namespace System.IO\nusing namespace System.Collections.Generic\n';
    assert.ok(rows(`${text}$x = [Pa|`).includes('Path | System.IO') && rows(`${text}$x = [List[Fi|`).includes('FileInfo | System.IO') && rows(`${text}New-Object L|`).includes('List | System.Collections.Generic'));
    assert.ok(!labels('$x = [Pa|').includes('Path'));
    assert.ok(labels('using namespace |').includes('System.Collections.Generic') && labels('using namespace System.|').includes('System.IO'));
    assert.equal(at('using namespace System.Coll|')?.replaced, 'System.Coll');
    assert.ok(!labels('using namespace System.IO\nusing namespace S|').includes('System.IO'));
    assert.equal(at('# using namespace S|')?.items.length ?? 0, 0);
  });

  it('offers the values of enumerations where a parameter is one: of the text, of another file, of .NET', () => {
    const text = 'using namespace System.Text.RegularExpressions\nenum Size { Small; Big }\nfunction Get-It { param([Size]$Size, [Size[]]$Sizes, [DayOfWeek]$Day, [System.ConsoleColor]$Color, [RegexOptions]$Options, [string]$Text, [ValidateSet("A", "B")][Size]$Set) }\n';
    for (const [written, values] of [
      ['-Size |', ['Small', 'Big']], ['-Size:|', ['Small', 'Big']], ["-Size 'B|'", ["'Small'", "'Big'"]], ['-Sizes Small, |', ['Small', 'Big']], ['|', ['Small', 'Big']], ['-Set |', ['A', 'B']], ['-Text |', []],
    ] as const) assert.deepEqual(at(`${text}Get-It ${written}`)?.items.map(({ insert }) => insert).sort() ?? [], [...values].sort(), written);
    assert.deepEqual(labels(`${text}Get-It -Day |`).slice(0, 2), ['Friday', 'Monday']);
    assert.ok(labels(`${text}Get-It -Color |`).includes('DarkCyan') && labels(`${text}Get-It -Options |`).includes('IgnoreCase'));
    assert.ok(labels('Write-Host x -ForegroundColor |').includes('DarkCyan'));
    assert.deepEqual(labels(`${text}$p = @{ Size = '|' }; Get-It @p`), ['Big', 'Small']);
    // The index keeps them with the function, for those who load its file.
    const [, tools] = fileFacts('Tools', parse('enum Kind { One; Two }\nfunction Get-Other { }\nfunction Get-Kind { param([Kind]$Kind) }')).functions, loaded = { ...knowledge, command: (name: string, parsed: ParsedText) => (name === 'Get-Kind' ? tools?.facts : knowledge.command(name, parsed)) };
    assert.deepEqual(at('. .\\Tools.ps1\nGet-Kind -Kind |', true, loaded)?.items.map(({ label }) => label), ['One', 'Two']);
    // An enum of a file that the text names.
    const parsed = new ParsedText('function Get-It { param([Shape]$Shape) }\nGet-It -Shape '), [shape] = parse('enum Shape { Round; Flat }').ast.endBlock!.statements;
    assert.ok(shape?.kind === 'TypeDefinitionAst');
    parsed.teach(new Map([['shape', shape]]));
    assert.deepEqual(candidatesAt(parsed, parsed.result.text.length, knowledge)?.items.map(({ label }) => label), ['Round', 'Flat']);
  });

  it('offers values: of ValidateSet, of truth, of actions and preferences', () => {
    assert.deepEqual(inserts('Get-Child -Level |'), ["'High Up'", 'Low']);
    assert.deepEqual(labels('Get-Child -Deep |'), ['$false', '$true']);
    assert.ok(labels('Get-Item -ErrorAction |').includes('Stop'));
    assert.ok(labels("$ErrorActionPreference = '|'").includes('SilentlyContinue'));
  });

  it('offers the names of an enumeration for a text that is cast to it, and the choices of a variable that was handed on', () => {
    assert.deepEqual(inserts("enum E { a; b }\n$x = [E]'|'"), ["'a'", "'b'"]);
    assert.ok(labels("[DayOfWeek]'|'").includes('Monday'));
    assert.deepEqual(inserts("workflow W { param([ValidateSet('q', 'w')] $m) InlineScript { if ($using:m -eq '|') { } } }"), ["'q'", "'w'"]);
    assert.deepEqual(inserts("workflow W { param([ValidateSet('q', 'w')] $m) InlineScript { $m = $using:m; if ($m -eq '|') { } } }"), ["'q'", "'w'"]);
  });

  it('offers snippets where a statement may stand, commands also behind a pipe, a bracket and an equals sign, and neither among members, parameters and operands', () => {
    const found = (text: string): string => {
      const list = labels(text);
      return list.includes('sma-get-variable') ? 'statement' : list.includes('Get-Item') ? 'command' : 'nothing';
    };
    const places: Readonly<Record<string, readonly string[]>> = {
      statement: ['|', 'dir *\n|', 'dir x\n|', 'dir # a,\n|', 'param($a)\n|', 'function F($a) {\n|\n}', 'class A {\n[void] M() {\n|\n}\n}', 'class A { $x }\n|', 'enum E { a }\n|', '1 + 2\n|', '$x++\n|', 'if ($a) {\n|\n}', 'workflow W {\n|\n}'],
      command: ['foo (\n|', '$x =\n|', 'param([string] $a = (\n|\n))', 'if (\n|', 'a && |'],
      nothing: ['param(\n|\n)', 'param(\n[string] $a\n|\n)', 'param($a,\n|', 'function F(\n|\n) { }', 'class A {\n|', 'class A : B {\n|\n}', 'class A {\n[int] $x\n|\n}', 'class A {\n[void] M() { }\n|\n}', 'enum E {\n|', 'enum E {\na\n|\n}', '[X]::y(\n|', '$x.Foo(1,\n|', '1 +\n|', 'if ($a -eq\n|', '$x = 1,\n|'],
    };
    for (const [want, texts] of Object.entries(places)) for (const text of texts) assert.equal(found(text), want, text);
    assert.ok(!candidatesAt(new ParsedText('Get-Child |\n'), 12, knowledge)?.items.some(({ kind }) => kind === 'snippet'));
    assert.ok(candidatesAt(new ParsedText('Get-Child |\n'), 12, knowledge)?.items.some(({ label }) => label === 'Where-Object'));
  });

  it('offers what only workflows have in their bodies, and not in what runs in them as PowerShell', () => {
    const own = (text: string): string[] => labels(text).filter((label) => /^(?:parallel|sequence|inlinescript|checkpoint|foreach-parallel|sma-retry)/i.test(label));
    for (const text of ['workflow W {\n|\n}', 'workflow W {\nparallel {\n|\n}\n}', 'workflow W {\nforeach ($i in 1) {\n|\n}\n}']) assert.ok(own(text).includes('inlinescript') && own(text).includes('Checkpoint-Workflow'), text);
    for (const text of ['workflow W {\nInlineScript {\n|\n}\n}', 'workflow W {\nfunction F {\n|\n}\n}', 'workflow W {\nGet-X | Where-Object {\n¦\n}\n}', '|']) {
      const [offset, plain] = text.includes('¦') ? [text.indexOf('¦'), text.replace('¦', '')] : [text.indexOf('|'), text.replace('|', '')];
      const found = candidatesAt(new ParsedText(plain), offset, knowledge)?.items ?? [];
      assert.deepEqual(found.flatMap(({ label, kind }) => (kind === 'snippet' || kind === 'keyword') && /^(?:parallel|sequence|inlinescript|checkpoint|foreach-parallel|sma-retry)/i.test(label) ? [label] : []), [], text);
      assert.ok(found.some(({ label }) => label === 'sma-get-variable'), text);
    }
  });

  it('offers no parameter of InlineScript that the workflow engine refuses', () => {
    const found = labels('workflow W { InlineScript { } -| }');
    assert.ok(found.includes('-PSComputerName') && !found.includes('-Command'), found.join());
  });

  it('offers modules behind using module, the folder\'s own first', () => {
    const view = { ...knowledge, folderModules: () => ['Tools'] }, found = (text: string): readonly Candidate[] => at(text, true, view)?.items ?? [];
    assert.deepEqual(found('using module |').slice(0, 2).map(({ label, note }) => [label, note]), [['Tools', 'of the folder'], ['Microsoft.PowerShell.Archive', 'module']]);
    assert.deepEqual([found("using module 'T|'")[0]?.insert, at("using module 'T|'", true, view)?.replaced], ["'Tools'", "'T'"]);
    assert.deepEqual(found("$x = 'using module |'"), []);
    assert.equal(at('using module |', false, view)?.items.length, 0);
  });

  it('offers variables in scope, with the scope that is written', () => {
    const text = 'workflow W { param($Server)\n $mine = 1\n InlineScript { $| } }';
    assert.deepEqual(labels(text).slice(0, 2), ['$using:Server', '$using:mine']);
    assert.deepEqual(labels(text.replace('$|', '$using:|')).toSorted(), ['$using:Server', '$using:mine']);
    assert.deepEqual(labels('workflow W { param($Server)\n $workflow:S| }'), ['$workflow:Server']);
    assert.ok(labels('$env:C|').includes('$env:COMPUTERNAME'));
    assert.ok(labels('$a = 1; $|').includes('$ErrorActionPreference') && labels('$a = 1; $|').includes('$script:'));
  });

  it('offers common parameters, and those of activities in a workflow only', () => {
    assert.ok(labels('Get-Item -|').includes('-ErrorAction') && !labels('Get-Item -|').includes('-PSPersist'));
    assert.ok(labels('workflow W { Get-Item -| }').includes('-PSPersist'));
  });

  it('is not found any more by what is typed behind a parameter, also where it has an alias', () => {
    const found = at('Start-Sleep -|')?.items.find(({ label }) => label === '-Milliseconds');
    assert.equal(found?.filter, '-Milliseconds-ms');
    for (const { filter } of at('Get-ChildItem -|')?.items ?? []) assert.doesNotMatch(filter ?? '', /\s/);
  });

  it('offers the arguments of attributes, the one that is being written too', () => {
    assert.ok(labels('param([Parameter(|Mandatory = $true, Position = 0)] $a)').includes('Mandatory'));
    assert.ok(labels('param([Parameter (Man|)] $a)').includes('Mandatory'));
    assert.ok(!labels('param([Parameter(|Mandatory = $true, Position = 0)] $a)').includes('Position'));
  });

  it('offers common parameters where they are taken: of advanced functions, and of cmdlets that nobody knows', () => {
    assert.ok(labels('function Plain { param($A) }\nPlain -|').every((label) => label === '-A'));
    const advanced = labels('function Get-It { [CmdletBinding(SupportsShouldProcess)] param($A) }\nGet-It -|');
    assert.ok(advanced[0] === '-A' && advanced.includes('-Verbose'));
    assert.ok(labels('function Get-It { param([Parameter(Mandatory)] $A) }\nGet-It -|').includes('-ErrorAction'));
    assert.deepEqual(labels('Get-AzVM -Name a -Status\nGet-AzVM -|').slice(0, 2), ['-Name', '-Status']);
    assert.ok(labels('Get-AzVM -|').includes('-ErrorAction') && !labels('Get-AzVM -Name a -|').includes('-Name'));
    assert.deepEqual(labels('robocopy -|'), []);
    assert.deepEqual(labels('Get-AzVM -|', false), []);
  });

  it('offers functions of files that the text loads', () => {
    const facts = new ParsedText('function Write-Line { param([string] $Text) }').functionFacts('Write-Line')!;
    const view = { ...knowledge, loadedFunctions: () => [facts], command: () => facts };
    assert.ok(at('. .\\Lib.ps1\nWrite-L|', true, view)?.items.some(({ label, kind }) => label === 'Write-Line' && kind === 'function'));
    assert.deepEqual(at('Write-Line -|', true, view)?.items.map(({ label }) => label), ['-Text']);
  });

  it('offers parameters of #requires, and rules in comments that silence the linter', () => {
    assert.deepEqual(labels('#Requires -|').sort(), ['-Modules', '-PSEdition', '-RunAsAdministrator', '-Version']);
    assert.deepEqual(labels('#Requires -Version 5.1 -M|').sort(), ['-Modules', '-PSEdition', '-RunAsAdministrator']);
    assert.deepEqual(at('#requires -Mod|ules A')?.replaced, '-Modules');
    assert.deepEqual(labels('# requires -|'), []);
    assert.ok(labels('#requires -Version |').includes('5.1') && labels('#requires -Vers 5|').includes('5.1'));
    assert.deepEqual(labels('#Requires -RunAsAdministrator -PSEdition |'), ['Desktop', 'Core']);
    for (const marked of ['#requires -Modules |', '#requires -Version 5.1 -Modules Other, |', '#requires -Modules @{ ModuleName = |', '#requires -Modules @{ModuleName="a";ModuleVersion="1"}, Micro|']) assert.ok(labels(marked).includes('Microsoft.PowerShell.Utility'), marked);
    assert.ok(inserts("#requires -Modules 'Micro|'").includes("'Microsoft.PowerShell.Utility'"));
    assert.equal(at("#requires -Modules 'Micro|soft' -Version 3.0")?.replaced, "'Microsoft'");
    assert.deepEqual(labels('#requires -Modules @{ ModuleName = "a"; |'), ['ModuleName', 'ModuleVersion', 'RequiredVersion', 'MaximumVersion', 'GUID']);
    assert.deepEqual(labels('#requires -Version 5.1 |').sort(), ['-Modules', '-PSEdition', '-RunAsAdministrator']);
    assert.deepEqual(labels('#requires -RunAsAdministrator |').sort(), ['-Modules', '-PSEdition', '-Version']);
    assert.ok(labels('# sma-lint-disable |').includes('SMA6005') && labels('<# sma-lint-disable SMA| #>').includes('SMA6005') && labels('Get-Item x # sma-lint-disable-line SMA60|').includes('SMA6005') && labels('# sma-lint-disable-next-line SMA6004, al|').includes('SMA6005'));
    assert.deepEqual([labels('# sma-lint-disable SMA6005 -- becau|'), labels('# lint |')], [[], []]);
  });

  it('offers commands and their parameters as keys of default parameters', () => {
    const commands = at('$PSDefaultParameterValues["|"] = 1');
    assert.ok(commands?.items.some(({ label, insert, isSnippet }) => label === 'Get-ChildItem' && insert === '"Get-ChildItem:$0"' && isSnippet === true));
    assert.equal(commands?.replaced, '""');
    assert.ok(labels("function F-G { [CmdletBinding()] param($Depth) }; $PSDefaultParameterValues['F|']").includes('F-G'));
    assert.ok(inserts("$PSDefaultParameterValues['Get-ChildItem:|'] = $true").includes("'Get-ChildItem:Recurse'"));
    assert.ok(inserts("$global:PSDefaultParameterValues.ContainsKey('Get-ChildItem:Re|')").includes("'Get-ChildItem:Recurse'"));
    assert.deepEqual(labels("$PSDefaultParameterValues['*:|']").filter((label) => /^(?:Verbose|Recurse)$/.test(label)), ['Verbose']);
    assert.deepEqual(labels("$PSDefaultParameterValues['Get-ChildItem:|']", false), []);
    assert.equal(isCalledFor('index', ':'), true);
  });

  it('offers in a manifest its keys, and the files beside it that a key can name', () => {
    const beside = ['Tools.psm1', 'Init.ps1', 'Tools.Format.ps1xml', 'private\\Inner.psm1', 'Read.me'];
    const inManifest = (marked: string): readonly Candidate[] => candidatesAt(new ParsedText(marked.replace('|', '')), marked.indexOf('|'), knowledge, true, beside)?.items ?? [];
    const names = (marked: string): string[] => inManifest(marked).map(({ label }) => label);
    assert.ok(['ModuleVersion', 'NestedModules', 'FunctionsToExport'].every((key) => names("@{\n  RootModule = 'A.psm1'\n  |\n}").includes(key)) && !names("@{\n  RootModule = 'A.psm1'\n  |\n}").includes('RootModule'));
    assert.deepEqual(inManifest('@{ Scr|').flatMap(({ label, insert }) => (label === 'ScriptsToProcess' ? [insert] : [])), ['ScriptsToProcess = @($1)']);
    assert.deepEqual([names('@{ PrivateData = @{ |'), names('@{ RequiredModules = @(@{ |')], [['PSData'], ['ModuleName', 'ModuleVersion', 'RequiredVersion', 'MaximumVersion', 'GUID']]);
    assert.ok(names("@{ PrivateData = @{ PSData = @{ Tags = @(); | } } }").includes('ProjectUri'));
    for (const marked of ["@{ RootModule = '|' }", '@{ RootModule = "To|" }', "@{\n RootModule = '|\n}", "@{ RootModule = 'Too|ls.psm1'; Author = 'x' }"]) assert.deepEqual(names(marked), ['Tools.psm1', 'private\\Inner.psm1'], marked);
    assert.deepEqual(names("@{ ScriptsToProcess = @('a.ps1', '|') }"), ['Init.ps1']);
    assert.deepEqual(names("@{ ScriptsToProcess = 'a.ps1', 'I|' }"), ['Init.ps1']);
    assert.deepEqual(names("@{ NestedModules = @(@{ ModuleName = '|'; ModuleVersion = '1.0' }) }"), ['Tools.psm1', 'Init.ps1', 'private\\Inner.psm1']);
    assert.deepEqual([names("@{ Author = '|' }"), names("@{ NestedModules = @(@{ ModuleVersion = '|' }) }")], [[], []]);
  });

  it('offers snippets where a statement begins, those of workflows in workflows', () => {
    const snippets = (marked: string): string[] => at(marked)?.items.flatMap(({ kind, label }) => (kind === 'snippet' ? [label] : [])) ?? [];
    assert.ok(snippets('work|').includes('workflow') && !snippets('par|').includes('parallel'));
    assert.ok(snippets('workflow W {\n  par|\n}').includes('parallel') && !snippets('workflow W { work| }').includes('workflow'));
    for (const none of ['$t = @{ par|', '$t = @{ a = par| }', 'Get-Item par|', 'workflow W { $x = par| }', 'workflow W { Get-It -Name par| }', 'if (par|']) assert.deepEqual(snippets(none), [], none);
  });

  it('offers operators behind a value, and what switch can be told', () => {
    for (const marked of ['$x -|', 'if ($x -n|) { }', '(1) -|', '"a" -|', '$a[0] -l|', '$x.Count -|', '1 -|', '@(1, 2) -|', 'Write-Host ($x -|)', '"$($x -|)"', '& { $_.Name -| }', '$z = Get-It\nif ($z -|']) assert.ok(['-eq', '-notlike', '-join', '-ceq'].every((name) => labels(marked).includes(name)), marked);
    for (const none of ['Get-Item $x -|', '"a $x -|"', '$x-|', 'Write-Host switch -|', '$x\n-|', '# $x -|']) assert.ok(!labels(none).includes('-eq') && !labels(none).includes('-Wildcard'), none);
    assert.deepEqual([labels('switch -|').sort(), labels(':a switch -Regex -c| ($x) { }').sort()], [['-CaseSensitive', '-Exact', '-File', '-Regex', '-Wildcard'], ['-CaseSensitive', '-Exact', '-File', '-Wildcard']]);
    assert.equal(at('$x -no|t 1')?.replaced, '-not');
  });

  it('offers classes to come from, encodings, parameters in $PSBoundParameters, and the values of a variable that has a few', () => {
    assert.deepEqual(labels('class Base { }\nclass Other : |').slice(0, 1), ['Base']);
    assert.ok(labels('class Base { }\nclass Other : Base, IDi|').includes('System.IO.FileInfo') && labels('enum E : b|').includes('byte'));
    assert.ok(['utf8', 'unicode', 'utf8BOM'].every((name) => labels('Out-File a.txt -Encoding |').includes(name)));
    assert.deepEqual([labels("function F { param($Abc, $Def) $PSBoundParameters['|'] }"), labels("function F { param($Abc) if ($PSBoundParameters.ContainsKey('|')) { } }"), labels("param($Top)\n$PSBoundParameters['|']")], [['Abc', 'Def'], ['Abc'], ['Top']]);
    assert.deepEqual(labels('workflow W { param($In) $PSBoundParameters.|').slice(0, 1), ['In']);
    assert.deepEqual(inserts("[ValidateSet('low', 'high')] [string] $z = '|'"), ["'high'", "'low'"]);
    assert.deepEqual(inserts("[ValidateSet('low', 'high')] $z = 'low'\n$z = '|'"), ["'high'", "'low'"]);
  });

  it('offers the values of keys as it does those of arguments', () => {
    assert.deepEqual(inserts("$p = @{ Name = '|' }\nGet-AutomationVariable @p").slice(0, 2), ["'Mail Host'", "'Secret'"]);
    assert.deepEqual(inserts("Start-SmaRunbook -Name Get-Child -Parameters @{ Server = 'a'; Level = '|' }"), ["'High Up'", "'Low'"]);
    assert.deepEqual(inserts("$p = @{ Level = '|' }\nGet-Child @p"), ["'High Up'", "'Low'"]);
    assert.ok(inserts("$p = @{ ErrorAction = 'S|' }\nGet-Item @p").includes("'Stop'"));
    assert.deepEqual(inserts("$p = @{ Path = 1 }\nGet-Item @p\n$p = @{ Level = '|' }\nGet-Child @p"), ["'High Up'", "'Low'"]);
    assert.deepEqual(labels("$p = @{ Name = '|' }"), []);
    assert.deepEqual(labels('$p = @{ a = 1 }\nGet-Item @p\n$p = @{ | }\nGet-Child @p').sort(), ['Deep', 'Level', 'Quick', 'Server']);
  });

  it('offers words of help, and of the language', () => {
    assert.deepEqual(labels('<#\n.|\n#>').slice(0, 3), ['.SYNOPSIS', '.DESCRIPTION', '.PARAMETER']);
    assert.deepEqual(labels('<#\n.PARAMETER |\n#>\nfunction F { param($One, $Two) }'), ['One', 'Two']);
    assert.deepEqual(labels('<#\n.PARAMETER |\n#>\nparam($One)'), ['One']);
    assert.ok(labels('fore|').includes('foreach') && !labels('par|').includes('parallel') && labels('workflow W { par| }').includes('parallel'));
  });

  it('offers the values that an argument, an attribute, a preference or using can have', () => {
    assert.deepEqual(labels('enum Level { Low; High }\nfunction Set-It([Level]$To, [Level[]]$All, [System.DayOfWeek]$Day) { }\nSet-It -To |'), ['High', 'Low']);
    assert.deepEqual(labels('enum Level { Low; High }\nfunction Set-It([Level]$To, [Level[]]$All) { }\nSet-It -All Low, |'), ['High', 'Low']);
    assert.ok(labels('function Set-It([System.DayOfWeek]$Day) { }\nSet-It -Day |').includes('Monday'));
    assert.deepEqual([labels('param([Parameter(Mandatory = |)]$a)'), labels('param([Parameter(Position = |)]$a)'), labels('param([Parameter(Mandatory=$|)]$a)')], [['$false', '$true'], [], ['$false', '$true']]);
    assert.deepEqual(inserts('$ErrorActionPreference = |').slice(0, 2), ["'Continue'", "'Ignore'"]);
    assert.deepEqual([labels('using |'), labels('$a\nusing na|')], [['assembly', 'module', 'namespace'], ['assembly', 'module', 'namespace']]);
  });

  it('offers scope words where they are allowed', () => {
    const words = (marked: string): string[] => labels(marked).filter((label) => /^\$(using|workflow):$/.test(label));
    assert.deepEqual([words('workflow W { $| }'), words('workflow W { InlineScript { $| } }'), words('Invoke-Command { $| }'), words('$|'), words('workflow W { function F { $| } }')], [['$workflow:'], ['$using:'], ['$using:'], [], []]);
  });

  it('offers members of what asset commands give', () => {
    assert.deepEqual(inserts('$c = Get-AutomationConnection -Name Mail\n$c.|').slice(0, 2), ['Host', "'Port No'"]);
    assert.deepEqual(labels('$c = Get-AutomationPSCredential -Name Admin\n$c.U|').slice(0, 3), ['Password', 'UserName', 'GetNetworkCredential()']);
  });

  it('leaves to another extension what is general', () => {
    assert.deepEqual(labels('$|', false), []);
    assert.deepEqual(labels('[|', false), []);
    assert.deepEqual(labels('Get-Item -|', false), []);
    assert.deepEqual(labels('Get-C|', false).filter((label) => label === 'Get-Child' || label === 'Get-Content'), ['Get-Child']);
    assert.deepEqual(labels('Get-AutomationCertificate -Name |', false), []);
    assert.ok(labels('Get-AutomationVariable -Name |', false).length > 0);
  });

  it('comes by itself only where a character calls for it', () => {
    const comes = (marked: string, trigger: string | undefined): boolean => {
      const offset = marked.indexOf('|'), found = candidatesAt(new ParsedText(marked.replace('|', '')), offset, knowledge);
      return found !== undefined && isCalledFor(found.place, trigger);
    };
    assert.deepEqual([comes('Get-AutomationVariable -Name |', ' '), comes("Get-AutomationVariable -Name '|'", "'"), comes('$|', '$'), comes('Get-Item -|', '-'), comes('.\\|', '\\')], [true, true, true, true, true]);
    assert.deepEqual([comes('if (1) { |', ' '), comes('  |', ' '), comes('$a = 1; |', ' ')], [false, false, false]);
    assert.ok(comes('  |', undefined));
  });

  it('writes and finds a row by its label, where nothing else is told', () => {
    assert.deepEqual(textsOf(candidate('Get-It', 'cmdlet', '')), { insertText: undefined, filterText: undefined });
    assert.deepEqual(textsOf(candidate('Get-It', 'cmdlet', '', { insert: "'Get-It'" })), { insertText: "'Get-It'", filterText: "'Get-It'" });
    assert.deepEqual(textsOf(candidate('Get-It', 'cmdlet', '', { insert: '.\\Get-It.ps1', filter: 'Get-It' })), { insertText: '.\\Get-It.ps1', filterText: undefined });
    assert.deepEqual(textsOf(candidate('try', 'snippet', '', { isSnippet: true })), { insertText: 'try', filterText: undefined });
  });

  it('sends of a long list what the typed letters fit, and says that there is more', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => candidate(`Run-${i}`, 'runbook', '2')), few = many.slice(0, 300);
    assert.deepEqual([shortened(few, 'x').items.length, shortened(few, 'x').isAll], [300, true]);
    assert.deepEqual(shortened([...many, candidate('Stop-It', 'runbook', '1')], 'st').items.map(({ label }) => label), ['Stop-It']);
    const first = shortened([...many, candidate('Stop-It', 'runbook', '1')], '');
    assert.deepEqual([first.items.length, first.isAll, first.items[0]?.label], [200, false, 'Stop-It']);
    // What begins with the letters comes before what has them somewhere, whatever the order says.
    const close = shortened([...many.map((one) => ({ ...one, insert: `Xsto${one.insert}`, order: '0' })), candidate('Stop-It', 'runbook', '9'), candidate("'Stop Me'", 'asset', '9')], "'sto").items;
    assert.deepEqual([close.length, ...close.slice(0, 2).map(({ label }) => label)], [200, "'Stop Me'", 'Stop-It']);
  });
});
