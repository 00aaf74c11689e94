import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { LineMap, parse, validate } from '../../../../src/powershell/index.ts';
import { fileFacts } from '../../../../src/project/folder/index.ts';
import { applyFixes, findRule, indexedFacts, isAtLeast, lint, RULES, sarifLog, type Finding, type FolderFacts } from '../../../../src/project/lint/index.ts';
import { check, folder } from './folder.ts';

interface SarifLog {
  $schema: string;
  version: string;
  runs: {
    columnKind: string;
    tool: { driver: { name: string; rules: { id: string; shortDescription: { text: string }; fullDescription: { text: string }; defaultConfiguration: { level: string } }[] } };
    results: {
      ruleId: string; ruleIndex: number; level: string; message: { text: string };
      locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number; startColumn: number; endLine: number; endColumn: number } } }];
    }[];
  }[];
}

const ids = (findings: readonly Finding[]): string[] => findings.map(({ rule }) => rule.id);
const alias = '1..3 | % { $_ }\n';

describe('lint: the engine', () => {
  it('gives findings in the order of the text', () => {
    const findings = check('$a = $true\nif ($a -eq $null) { Write-Host "x" }\n1 | % { $_ }');
    assert.deepEqual(findings.map(({ start }) => start), findings.map(({ start }) => start).sort((a, b) => a - b));
    assert.deepEqual(ids(findings).filter((id) => id !== 'SMA5006'), ['SMA6004', 'SMA2003', 'SMA6005']);
  });
  it('asks of tests and configurations of DSC nothing that only runbooks need', () => {
    const text = 'Describe "x" { It "y" { $c = Get-Credential; $c | Should -Not -BeNullOrEmpty } }', found = (fileName: string, content = text): string[] => ids(lint({ result: parse(content), fileName }));
    assert.deepEqual([found('Main.Tests'), found('Main')], [[], ['SMA5006', 'SMA5008']]);
    assert.deepEqual(found('Web.Site', 'configuration Web { Node localhost { } }\nWeb -Credential (Get-Credential)'), []);
  });
  it('knows what Pester gives to tests, and in no other file', () => {
    const found = (fileName: string): number => lint({ result: parse('Describe "x" { It "y" { Test-Path "$TestDrive\\a" | Should -Be $true } }'), fileName, only: new Set(['SMA6003']) }).length;
    assert.deepEqual([found('Main.Tests'), found('Main')], [0, 1]);
  });
  it('tells why PowerShell reads no help in a comment that looks like it, and where', () => {
    const told = (text: string): string[] => lint({ result: parse(text), only: new Set(['SMA5006']) }).map(({ start, end, message }) => `${text.slice(start, end)}: ${message.slice(0, 60)}`);
    const rows: readonly (readonly [string, string])[] = [
      ['<#\n.SYNOPSIS\nIt.\n.AUTHOR\nme\n#>\nGet-Date', '.AUTHOR: '], ['# .SYNOPSIS It.\nGet-Date', '.SYNOPSIS: '], ['#requires -Version 5\n<#\n.SYNOPSIS\nIt.\n#>\nGet-Date', 'requires -Version 5: '],
      ['<#\n.DESCRIPTION\nIt.\n.PARAMETER\nA\n#>\nworkflow W { 1 }', '.PARAMETER: '], ['<#\n.SYNOPSIS\nIt.\n#>\nfunction F { 1 }\nF', '.SYNOPSIS: '],
    ];
    for (const [text, begin] of rows) assert.deepEqual(told(text), [`${begin}PowerShell reads no help from this comment: ${told(text)[0]?.slice(begin.length + 44) ?? ''}`], text);
    assert.deepEqual(told('# a note\nGet-Date'), [': No help comment says what this runbook does. Write one with ']);
  });
  it('takes other severities, and leaves out what is off', () => {
    const run = (setting: 'off' | 'error'): Finding[] => lint({ result: parse(alias), severities: { SMA6005: setting }, only: new Set(['SMA6005']) });
    assert.deepEqual(run('error').map(({ severity }) => severity), ['error']);
    assert.deepEqual(run('off'), []);
  });
  it('finds rules by id and name without case', () => {
    assert.equal(findRule('sma6005')?.name, 'alias');
    assert.equal(findRule('Write-Host')?.id, 'SMA2003');
    assert.equal(findRule('nothing'), undefined);
  });
  it('orders severities', () => assert.deepEqual([isAtLeast('error', 'warning'), isAtLeast('warning', 'warning'), isAtLeast('hint', 'warning')], [true, true, false]));
  it('tells only the syntax errors of a broken text', () => assert.deepEqual([...new Set(ids(check('Write-Host "x"\nif (')))], ['SMA0001']));
  it('follows loops however deep they stand in one another', () => {
    const inside = (depth: number): string => (depth === 0 ? 'New-A $c; New-B 1; if ($x) { Checkpoint-Workflow }' : `foreach ($i${depth} in $all) { New-C ${depth}; ${inside(depth - 1)} }`);
    const found = check(`workflow Main { $c = Get-AutomationPSCredential x; ${inside(60)} }`);
    assert.deepEqual(ids(found).filter((id) => id.startsWith('SMA3')).toSorted(), ['SMA3001', 'SMA3002']);
  });
  it('takes a runbook named as a cmdlet of a module for the runbook', () => {
    const text = 'workflow Main { $v = Get-ADUser; $y = $v.Trim() }';
    const found = (runbooks: FolderFacts['runbooks']): number => lint({ result: parse(text), fileName: 'Main', folder: { ...folder, runbooks }, only: new Set(['SMA2006']) }).length;
    assert.deepEqual([found(folder.runbooks), found(new Map([['get-aduser', { ...folder.runbooks!.get('send-report')!, name: 'Get-ADUser' }]]))], [1, 0]);
  });
  it('follows as many branches with checkpoints and fetched credentials as a text has', () => {
    const lost = (body: string): number => check(`workflow Main {\n${body}}`, 'SMA3002').length, fetch = '$c = Get-AutomationPSCredential x';
    assert.equal(lost(`${fetch}\n${'if ($x) { Checkpoint-Workflow } else { Use-X -C $c }\n'.repeat(3000)}`), 1);
    assert.equal(lost(`if ($x) { ${fetch} }\nUse-X -C $c\nif ($y) { Checkpoint-Workflow }\n`.repeat(3000)), 2999);
    assert.equal(lost(Array.from({ length: 1500 }, (_, i) => `foreach ($i in 1..3) { $c${i} = Get-AutomationPSCredential x; Use-X -C $c${i}; Checkpoint-Workflow }\n`).join('')), 0);
  });
  it('follows as many local files, copies and names of assets as a text has', () => {
    const count = (rule: string, body: (i: number) => string): number => check(`workflow Main {\n${Array.from({ length: 6_000 }, (_, i) => body(i)).join('\n')}}`, rule).length;
    assert.equal(count('SMA3003', (i) => `$f${i} = "C:\\a${i}.txt"; Set-Content -Path $f${i} -Value 1; Checkpoint-Workflow; Get-Content -Path $f${i}`), 6_000);
    assert.equal(count('SMA3003', (i) => `if ($x) { Set-Content -Path C:\\a${i}.txt -Value 1 } else { Checkpoint-Workflow; Get-Content -Path C:\\a${i}.txt }`), 0);
    assert.equal(count('SMA3002', (i) => `$c${i} = Get-AutomationPSCredential x; Checkpoint-Workflow; Use-X -C $c${i}`), 6_000);
    assert.equal(count('SMA2006', () => '$o = Get-Process; $o.Kill()'), 6_000);
    assert.equal(count('SMA1101', () => "$n = 'Nothing'; Get-AutomationVariable -Name $n"), 6_000);
  });
  it('tells apart what came through a checkpoint on one way, and what was done on the other', () => {
    const found = (body: string, rule = 'SMA3003'): number => check(`workflow Main {\n${body}\n}`, rule).length, write = 'Set-Content C:\\a.txt 1', read = 'Get-Content C:\\a.txt', save = 'Checkpoint-Workflow';
    assert.equal(found(`if ($x) { ${write} } else { ${save} }\n${read}`), 0);
    assert.equal(found(`if ($x) { ${save} } else { ${write} }\n${read}`), 0);
    assert.equal(found(`${write}\nif ($x) { ${save} }\n${read}`), 1);
    assert.equal(found(`if ($x) { ${write} } else { ${save} }\n${save}\n${read}`), 1);
    assert.equal(found('if ($x) { $c = Get-AutomationPSCredential x } else { Checkpoint-Workflow }\nUse-X -C $c', 'SMA3002'), 0);
    assert.equal(found('foreach ($i in 1..3) { Get-Content "C:\\$i.txt"; Set-Content "C:\\$i.txt" 1; Checkpoint-Workflow }'), 0);
    assert.equal(found('foreach ($i in 1..3) { Set-Content "C:\\$i.txt" 1; Checkpoint-Workflow; Get-Content "C:\\$i.txt" }'), 1);
  });
  it('follows names and values over as many variables as a text has', () => {
    const links = Array.from({ length: 3_000 }, (_, i) => `$a${i + 1} = $a${i}`).join('\n'), of = (first: string): string[] => ids(check(`${first}\n${links}\nGet-AutomationVariable -Name $a3000`, 'SMA1103'));
    assert.deepEqual([of('$a0 = "x"'), of('$a0 = Get-It'), of('$a0 = $a3000')], [[], ['SMA1103'], ['SMA1103']]);
    assert.deepEqual(ids(check(`workflow Main {\n$a0 = Get-Item x\n${links}\n$a40.Foo()\n$a3000.Foo()\n}`, 'SMA2006')).length, 1);
  });
  it('gives up paths that a text puts together from each other', () => {
    assert.deepEqual(check(`workflow Main { $f = 'C:\\a'; ${'$f = "$f$f"; '.repeat(60)} Set-Content $f 1; Checkpoint-Workflow; Get-Content $f }`, 'SMA3003'), []);
  });
  it('keeps rules of workflows from scripts, and the other way round', () => {
    assert.deepEqual(ids(check('Set-Location C:\\', 'SMA2005')), []);
    assert.deepEqual(ids(check('workflow Main { $x = 1; if ($x) { "y" } }', 'SMA6007')), []);
  });
  it('is silent about what it does not know', () => {
    const text = 'workflow Main { Send-Report; Get-AutomationVariable -Name nothing; Start-SmaRunbook -Name Nothing }';
    assert.deepEqual(ids(lint({ result: parse(text), fileName: 'Main' })).filter((id) => /SMA1[01]/.test(id)), []);
    // Variables are known, connections are not.
    assert.deepEqual(ids(check('Get-AutomationConnection -Name nothing', 'SMA1101')), []);
  });
});

describe('lint: comments that silence', () => {
  const found = (text: string): string[] => ids(check(text)).filter((id) => id === 'SMA6005' || id === 'SMA2003');
  it('silences a rule in the file', () => assert.deepEqual(found(`${alias}# sma-lint-disable SMA6005 -- desktop\n${alias}Write-Host x`), ['SMA2003']));
  it('silences the next line only', () => assert.deepEqual(found(`# sma-lint-disable-next-line alias\n${alias}${alias}`), ['SMA6005']));
  it('silences from block comments as well', () => {
    assert.deepEqual(found(`<# sma-lint-disable SMA6005 -- desktop #>\n${alias}Write-Host x`), ['SMA2003']);
    assert.deepEqual(found(`<# sma-lint-disable-next-line SMA6005#>\n${alias}${alias}`), ['SMA6005']);
    assert.deepEqual(found(`<# sma-lint-disable-next-line SMA6005\nnot-a-rule #>\n${alias}`), [], 'below its last line');
    assert.deepEqual(found(`1 | % { $_ } <# sma-lint-disable-line #>\n${alias}`), ['SMA6005']);
    assert.deepEqual(check('<# sma-lint-disable no-rule #>\n1', 'SMA0002').map(({ start, end }) => [start, end]), [[20, 27]]);
    assert.deepEqual(check('<#\nsma-lint-disable is told of here\n#>\n1', 'SMA0002'), []);
  });
  it('silences its own line', () => assert.deepEqual(found(`1 | % { $_ } # sma-lint-disable-line SMA6005\n${alias}`), ['SMA6005']));
  it('silences the next code, over blank lines and other comments', () => {
    assert.deepEqual(found(`# sma-lint-disable-next-line alias\n\n  # why\n<# and\nhow #>\n${alias}${alias}`), ['SMA6005']);
    assert.deepEqual(found(`# sma-lint-disable-next-line alias\r\n\r\n1 | % { $_ }\r\n${alias}`), ['SMA6005']);
    assert.deepEqual(found(`${alias}# sma-lint-disable-next-line alias\n`), ['SMA6005']);
  });
  it('takes lines that a backtick joins for one', () => {
    for (const text of ['Write-Host a `\n  -NoNewline `\n  -Separator b # sma-lint-disable-line', '# sma-lint-disable-next-line\n1, `\n2 |`\nForEach-Object { Write-Host $_ }', 'Write-Host a `\r\n  -NoNewline # sma-lint-disable-line\r\n']) assert.deepEqual(found(text), [], text);
    // A backtick that is escaped, or stands in a comment, joins nothing.
    for (const text of ['Write-Host a``\n1 # sma-lint-disable-line', 'Write-Host a # `\n1 # sma-lint-disable-line', '# sma-lint-disable-next-line\n1\nWrite-Host a']) assert.deepEqual(found(text), ['SMA2003'], text);
  });
  it('takes several rules, and none for all', () => {
    assert.deepEqual(found('# sma-lint-disable-next-line SMA6005, write-host\n1 | % { Write-Host $_ }'), []);
    assert.deepEqual(found('# sma-lint-disable-next-line\n1 | % { Write-Host $_ }'), []);
    assert.deepEqual(found('# sma-lint-disable-next-line alias\n1 | % { Write-Host $_ }'), ['SMA2003']);
  });
  it('heeds comments only, and whole words', () => {
    assert.deepEqual(found(`"# sma-lint-disable alias"\n${alias}`), ['SMA6005']);
    assert.deepEqual(found(`# sma-lint-disabled alias\n${alias}`), ['SMA6005']);
  });
  it('tells comments that look like one and do nothing', () => {
    const told = (text: string): string[] => check(text, 'SMA0002').map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
    assert.match(told('# sma-lint-disable-file SMA6004\n1').join(), /^sma-lint-disable-file: .*For the whole file it is sma-lint-disable;/);
    assert.match(told('# sma-lint-enable SMA6004\n1').join(), /^sma-lint-enable: .*not up to a place;/);
    assert.equal(told('<# sma-lint-enable #>\n1').length, 1);
    assert.deepEqual(told('# sma-lint-disable SMA6004\n1 # sma-lint-disable-line\n# about sma-lint-enable\n# sma-lint-disable-next-line\n2'), []);
  });

  it('tells unknown rules, with their place', () => {
    const text = '# sma-lint-disable alias, write-hots -- why not\n"x"', [finding] = check(text, 'SMA0002');
    assert.equal(text.slice(finding!.start, finding!.end), 'write-hots');
  });
});

describe('lint: repairs', () => {
  const repair = (text: string, rule: string): string => applyFixes(text, check(text, rule).flatMap(({ fix }) => (fix === undefined ? [] : [fix])));
  it('puts $using: into every form of a variable', () => {
    assert.equal(
      repair('workflow Main { param($a) InlineScript { "$a ${a}"; Get-Item @a; $a.Name } }', 'SMA2007'),
      'workflow Main { param($a) InlineScript { "$using:a ${using:a}"; Get-Item @using:a; $using:a.Name } }',
    );
  });
  it('puts $using: in parentheses where more follows than it allows, and leaves what is set', () => {
    const inside = (text: string): string => repair(`workflow Main { param($a) InlineScript { ${text} } }`, 'SMA2007').slice('workflow Main { param($a) InlineScript { '.length, -' } }'.length);
    for (const [text, after] of [
      ['$a.ToUpper()', '($using:a).ToUpper()'], ['Send-It -To $a.B.Trim().Length', 'Send-It -To ($using:a).B.Trim().Length'], ['"$($a.Trim()) ${a}"', '"$(($using:a).Trim()) ${using:a}"'], ['${a}.Trim()', '(${using:a}).Trim()'],
      ['$a.B["c"][0]', '$using:a.B["c"][0]'], ['$a[$using:i]', '($using:a)[$using:i]'], ['$a.$($using:n)', '($using:a).$($using:n)'], ['$x[$a] = 1', '$x[$using:a] = 1'], ['[string]$a.Trim()', '[string]($using:a).Trim()'],
      ['$a++', '$a++'], ['$a.b = 1', '$a.b = 1'], ['$a[0] += 2', '$a[0] += 2'], ['--$a.b', '--$a.b'], ['$a.b, $c = 1, 2', '$a.b, $c = 1, 2'], ['$x = [ref] $a', '$x = [ref] $a'],
    ] as const) {
      assert.equal(inside(text), after);
      assert.deepEqual(parse(`workflow Main { param($a) InlineScript { ${after} } }`).errors.map(({ message }) => message), [], after);
    }
  });
  it('knows which comparisons with $null keep their meaning turned round', () => {
    const changes = (text: string): boolean[] => check(text, 'SMA6004').map(({ fix }) => fix?.changes === true);
    for (const text of ['if ($list -eq $null) { }', '$x = 1; if ($x -eq $null) { }', 'param([string[]] $x) if ($x -eq $null) { }', 'param([string] $x) $x = 1, 2; [int] $x = 1; if ($y.A -eq $null) { }']) assert.deepEqual(changes(text), [true], text);
    for (const text of ['param([string] $x) if ($x -eq $null) { }', '[int] $n = 1; while ($n -ne $null) { }', 'if ([string] $y -eq $null) { }']) assert.deepEqual(changes(text), [false], text);
  });
  it('joins lines behind a backtick only where that is PowerShell', () => {
    assert.equal(repair('Get-Item ` \n  -Path a', 'SMA6011'), 'Get-Item `\n  -Path a');
    assert.equal(repair("'x' ` \n$y", 'SMA6011'), "'x' ` \n$y");
  });
  it('names the parameters of a child', () => assert.equal(repair("workflow Main { Send-Report 'ops' 'Weekly' }", 'SMA1007'), "workflow Main { Send-Report -To 'ops' -Subject 'Weekly' }"));
  it('names the parameters of a child where its arguments stand directly behind something', () => {
    for (const [text, after] of [["Send-Report('a')", "Send-Report -To ('a')"], ["Send-Report 'a'('b')", "Send-Report -To 'a' -Subject ('b')"], ["Send-Report('a')'b'", "Send-Report -To ('a') -Subject 'b'"]] as const) {
      assert.equal(repair(`workflow Main { ${text} }`, 'SMA1007'), `workflow Main { ${after} }`);
      assert.deepEqual(check(`workflow Main { ${after} }`, 'SMA1007'), [], after);
    }
  });
  it('calls a script whose name needs quotes', () => {
    const child = indexedFacts([{ facts: fileFacts('Bob\u2019s', parse('"x"')) }], { runbooks: undefined, assets: {} });
    for (const text of ['& "Bob\u2019s"', 'Bob\u2019\u2019s']) {
      const [finding] = lint({ result: parse(text), fileName: 'Main', folder: child, only: new Set(['SMA1014']) }), after = applyFixes(text, finding?.fix === undefined ? [] : [finding.fix]);
      if (text.startsWith('&')) assert.equal(after, "& '.\\Bob\u2019\u2019s.ps1'");
      assert.deepEqual(parse(after).errors, []);
    }
  });
  it('names the parameters of a child by the places that they take, which are not always those of the list', () => {
    const repairedFor = (parameters: string, call: string): string => {
      const childFacts = indexedFacts([{ facts: fileFacts('Child', parse(`workflow Child { ${parameters} }`)) }], { runbooks: undefined, assets: {} }), text = `workflow Main { ${call} }`;
      const findings = lint({ result: parse(text), fileName: 'Main', folder: childFacts, only: new Set(['SMA1007']) });
      assert.equal(findings.length, 1, call);
      return applyFixes(text, findings.flatMap(({ fix }) => fix ?? [])).slice('workflow Main { '.length, -2);
    };
    assert.equal(repairedFor('param([Parameter(Position = 1)] [string] $A, [Parameter(Position = 0)] [string] $B)', "Child 'one' 'two'"), "Child -B 'one' -A 'two'");
    assert.equal(repairedFor('param([switch] $Force, [string] $Name)', "Child 'x'"), "Child -Name 'x'");
    assert.equal(repairedFor('param([Parameter(Mandatory)] [string] $A, [string] $B)', 'Child 1 2'), 'Child -A 1 -B 2');
    // Where one place is written the others have none; nor has what is not placed at all.
    assert.equal(repairedFor('param([string] $A, [Parameter(Position = 0)] [string] $B)', 'Child 1 2'), 'Child 1 2');
    assert.equal(repairedFor('param([string] $A, [Parameter(Position = 0)] [string] $B)', 'Child 1'), 'Child -B 1');
    assert.equal(repairedFor('[CmdletBinding(PositionalBinding = $false)] param([string] $A)', 'Child 1'), 'Child 1');
    assert.equal(repairedFor("param([Parameter(ParameterSetName = 'X')] [string] $A, [Parameter(ParameterSetName = 'Y')] [string] $B)", 'Child 1'), 'Child 1');
  });
  it('assigns the output of a child before it is piped', () => {
    assert.equal(repair('workflow Main {\r\n  $x = Send-Report -To a | Sort-Object\r\n}', 'SMA1013'), 'workflow Main {\r\n  $sendReportOutput = Send-Report -To a\r\n  $x = $sendReportOutput | Sort-Object\r\n}');
    assert.equal(repair('workflow Main { $sendReportOutput = 1; Send-Report -To a | Sort-Object }', 'SMA1013'), 'workflow Main { $sendReportOutput = 1; $sendReportOutput2 = Send-Report -To a; $sendReportOutput2 | Sort-Object }');
    const both = 'workflow Main {\nSend-Report -To b | Sort-Object\nforeach -parallel ($i in 1..2) {\nSend-Report -To $i | Sort-Object\n}\n}', repaired = repair(both, 'SMA1013');
    assert.match(repaired, /\$sendReportOutput = Send-Report -To b\n[^]*\$sendReportOutput2 = Send-Report -To \$i\n\$sendReportOutput2 \|/);
    assert.deepEqual(validate(parse(repaired)), [], 'all repairs together are a workflow yet');
    for (const unsafe of ['parallel { Send-Report -To a | Sort-Object }', 'if (Send-Report -To a | Sort-Object) { }', '"a" | Send-Report -To b']) assert.equal(repair(`workflow Main { ${unsafe} }`, 'SMA1013'), `workflow Main { ${unsafe} }`);
  });
  it('turns comparisons with $null round, where they are asked and give no elements', () => {
    assert.equal(repair('if ($a.B -ne $NULL) { }', 'SMA6004'), 'if ($NULL -ne $a.B) { }');
    for (const text of ['while (-not ($a -eq $null)) { }', '$a | Where-Object { $_ -ne $null }', '[bool]($a -ne $null)', 'if ($x -and $a -ne $null) { }']) assert.match(repair(text, 'SMA6004'), /\$null -(?:eq|ne) \$[a_]/, text);
    for (const text of ['$c = $list -ne $null', '$c = $list -eq $null', '@($list -ne $null)', '$list -ne $null | Out-String', '($list -ne $null).Count', 'foreach ($l in $list -ne $null) { }', 'function F { $list -ne $null }']) assert.equal(repair(text, 'SMA6004'), text);
  });
  it('writes $using: where it can stand, in parentheses before a method', () => {
    const inside = (text: string): string => repair(`workflow Main { $a = 1; InlineScript { ${text} } }`, 'SMA2007').replace(/^.*InlineScript \{ | \} \}$/g, '');
    const cases: readonly (readonly [string, string])[] = [
      ['$a.ToUpper()', '($using:a).ToUpper()'], ['${a}.B.C()', '(${using:a}).B.C()'], ['$a[0].Trim()', '($using:a)[0].Trim()'], ['$a.B + $a[0]', '$using:a.B + $using:a[0]'], ['"$a.B()"', '"$using:a.B()"'], ['Get-It @a', 'Get-It @using:a'], ['[int]$a + 1', '[int]$using:a + 1'],
      ['$a.b = 1', '$a.b = 1'], ['$a[0] = 2', '$a[0] = 2'], ['$a.b++', '$a.b++'], ['[int]$a.b = 1', '[int]$a.b = 1'],
    ];
    for (const [text, repaired] of cases) {
      assert.equal(inside(text), repaired);
      assert.deepEqual(parse(`workflow Main { $a = 1; InlineScript { ${inside(text)} } }`).errors.map(({ message }) => message), [], repaired);
    }
  });
  it('takes the first of edits that overlap', () => {
    const twoEdits = { title: '', edits: [{ start: 0, end: 1, text: 'x' }, { start: 2, end: 3, text: 'y' }] };
    assert.equal(applyFixes('abc', [twoEdits, { title: '', edits: [{ start: 2, end: 3, text: 'z' }] }]), 'xby', 'no repair is made by halves');
    assert.equal(applyFixes('abc', [{ title: '', edits: [{ start: 0, end: 2, text: 'x' }] }, { title: '', edits: [{ start: 1, end: 3, text: 'y' }] }]), 'xc');
  });
});

describe('lint: one of two rules that say the same', () => {
  const text = 'workflow X {\n  Write-Host 1\n  Read-Host 2\n}';
  const ids = (options: Partial<Parameters<typeof lint>[0]> = {}): string[] => lint({ result: parse(options.result?.text ?? text), fileName: 'X', ...options }).map(({ rule }) => rule.id).filter((id) => /SMA2003|SMA2005|SMA5008/.test(id));
  it('is the graver one', () => assert.deepEqual(ids(), ['SMA2005', 'SMA2005']));
  it('is the other where the graver one is off, not asked for, or silenced', () => {
    assert.deepEqual(ids({ severities: { SMA2005: 'off' } }), ['SMA2003', 'SMA5008']);
    assert.deepEqual(ids({ only: new Set(['SMA2003']) }), ['SMA2003']);
    assert.deepEqual(ids({ only: new Set(['SMA5008']) }), ['SMA5008']);
    assert.deepEqual(ids({ result: parse(text.replace('  Write', '  # sma-lint-disable-next-line excluded-cmdlet\n  Write')) }), ['SMA2003', 'SMA2005']);
  });
  it('is none where both are silenced', () => assert.deepEqual(ids({ result: parse(`# sma-lint-disable SMA2003, SMA2005, SMA5008\n${text}`) }), []));
});

describe('lint: SARIF', () => {
  it('places findings by line and column, and describes every rule', () => {
    const text = '\n  Write-Host "x"', result = parse(text);
    const log = JSON.parse(JSON.stringify(sarifLog([{ path: 'my runbooks/A.ps1', lines: new LineMap(text), findings: lint({ result, only: new Set(['SMA2003']) }) }], '1.0.0'))) as
      { version: string; runs: [{ tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; level: string; locations: [{ physicalLocation: unknown }] }[] }] };
    const [{ tool, results }] = log.runs, [first] = results;
    assert.equal(log.version, '2.1.0');
    assert.equal(tool.driver.rules.length, RULES.length);
    assert.equal(tool.driver.rules[first!.ruleIndex]?.id, 'SMA2003');
    assert.equal(first!.level, 'warning');
    assert.deepEqual(first!.locations[0].physicalLocation, { artifactLocation: { uri: 'my%20runbooks/A.ps1' }, region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 13 } });
  });
});

describe('lint: SARIF messages', () => {
  it('have no placeholders and no links, whatever they quote', () => {
    const text = '$h = $(if (1) {2}\n$x = }\n', lines = new LineMap(text), finding = lint({ result: parse(text) }).find(({ message }) => message.includes('}'));
    assert.ok(finding !== undefined);
    const log = sarifLog([{ path: 'A.ps1', lines, findings: [finding, { ...finding, message: 'Write [int](2), $a[1] and C:\\[x].' }] }], '1.0.0') as SarifLog;
    const [{ results, tool }] = log.runs as [SarifLog['runs'][number]];
    assert.deepEqual(results.map(({ message }) => message.text), [finding.message.replaceAll('}', '}}').replaceAll('{', '{{'), 'Write \\[int](2), $a[1] and C:\\[x].']);
    for (const { fullDescription } of tool.driver.rules) assert.doesNotMatch(fullDescription.text.replace(/\{\{|\}\}/g, ''), /[{}]/);
  });
});

describe('lint: SARIF by its schema', () => {
  // Required parts and limits of the SARIF 2.1.0 schema, section by section.
  it('has every required part, for findings of every severity', () => {
    const text = '1 | % { $_ }\nif ($a -eq $null) { Write-Host "x" }\n', result = parse(text), findings = lint({ result, fileName: 'A b' });
    const log = JSON.parse(JSON.stringify(sarifLog([{ path: 'A b.ps1', lines: new LineMap(text), findings }], '1.0.0'))) as SarifLog;
    assert.equal(log.version, '2.1.0');
    assert.match(log.$schema, /^https:/);
    assert.equal(log.runs.length, 1);
    const [{ tool: { driver }, results, columnKind }] = log.runs as [SarifLog['runs'][number]];
    assert.ok(driver.name.length > 0 && columnKind === 'utf16CodeUnits');
    assert.equal(new Set(driver.rules.map(({ id }) => id)).size, driver.rules.length);
    for (const { id, shortDescription, fullDescription, defaultConfiguration: { level } } of driver.rules) {
      assert.ok(id !== '' && shortDescription.text !== '' && fullDescription.text !== '' && ['none', 'note', 'warning', 'error'].includes(level), id);
    }
    assert.equal(results.length, findings.length);
    assert.ok(new Set(results.map(({ level }) => level)).size >= 2);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      assert.equal(driver.rules[ruleIndex]?.id, ruleId);
      assert.ok(message.text !== '' && ['none', 'note', 'warning', 'error'].includes(level) && locations.length === 1);
      const { artifactLocation: { uri }, region: { startLine, startColumn, endLine, endColumn } } = locations[0].physicalLocation;
      assert.equal(uri, new URL(uri, 'file:///x/').pathname.slice(3), 'a URI reference');
      assert.ok(startLine >= 1 && startColumn >= 1 && endLine >= startLine && (endLine > startLine || endColumn >= startColumn), ruleId);
    }
  });
});

describe('lint: any text', () => {
  const cases = new URL('../../../conformance/cases/', import.meta.url);
  const files = globSync('**/*.ps1', { cwd: cases }).map((file) => readFileSync(new URL(file.replaceAll('\\', '/'), cases), 'utf8'));
  const every = (text: string): void => {
    const result = parse(text);
    const findings = lint({ result, fileName: 'Main', folder });
    for (const { start, end, message } of findings) assert.ok(0 <= start && start <= end && end <= result.text.length && message !== '');
    if (result.errors.length > 0) return;
    for (const { fix, rule } of findings) if (fix !== undefined) assert.deepEqual(parse(applyFixes(result.text, [fix])).errors.map(({ message }) => message), [], rule.id);
  };
  it('is checked without a fault, and repaired without breaking it: every case of the corpus', () => {
    assert.ok(files.length > 100);
    for (const text of files) every(text);
  }).timeout(20_000);
  it('is checked without a fault: damaged ones', () => {
    fc.assert(fc.property(fc.constantFrom(...files.filter((text) => text.length < 3000)), fc.nat(3000), fc.nat(20), (text, at, length) => every(text.slice(0, at) + text.slice(at + length))), { numRuns: 200 });
  }).timeout(20_000);
  it('is checked without a fault: as the body of a workflow', () => {
    for (const text of files.slice(0, 250)) every(`workflow Main {\n${text}\n}`);
  }).timeout(20_000);
});
