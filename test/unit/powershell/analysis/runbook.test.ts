import assert from 'node:assert/strict';
import { analyseRunbook, assetUses, helpTexts, commandsIn, parse, scriptFile } from '../../../../src/powershell/index.ts';

const facts = (text: string, name?: string) => analyseRunbook(parse(text), name);

const runbook = `<#
.SYNOPSIS
  Restarts the servers of a farm.
.DESCRIPTION
  One after the other,
    with a pause.
.PARAMETER Farm
  The farm's name.
.EXAMPLE
  Restart-Farm -Farm web
#>
workflow Restart-Farm
{
    param(
        [Parameter(Mandatory = $true, Position = 2)] [string] $Farm,
        [int] $Pause = 30,
        [ValidateSet('soft', 'hard')] [string[]] $Kind,
        [switch] $Force,
        $Rest,
        [Nullable[datetime]] $Until
    )
    $cred = Get-AutomationPSCredential -Name 'Farm admin'
    $limit = Get-AutomationVariable 'Limit'
    Set-AutomationVariable -Name "Last $Farm" -Value 1
    Checkpoint-Workflow
    Get-FarmServer -Name $Farm
    InlineScript { Restart-Computer $using:Farm; .\\Child-Script.ps1 }
    function Write-Note { Write-Output 'note' }
    Start-SmaRunbook -Name 'Report-Farm' -Parameters @{}
}
`;

describe('analyseRunbook', () => {
  it('knows a workflow by its name, its type and its help', () => {
    const { name, type, synopsis, help, workflows } = facts(runbook);
    assert.deepEqual([name, type, synopsis], ['Restart-Farm', 'Script', 'Restarts the servers of a farm.']);
    assert.equal(help?.description, 'One after the other,\n  with a pause.');
    assert.deepEqual(help?.examples, ['Restart-Farm -Farm web']);
    assert.deepEqual(workflows.map((workflow) => runbook.slice(workflow.nameStart, workflow.nameEnd)), ['Restart-Farm']);
  });

  it('gives parameters as SMA shows them', () => {
    const { parameters } = facts(runbook);
    assert.deepEqual(parameters.map(({ name, type, isMandatory, position }) => [name, type, isMandatory, position]), [
      ['Farm', 'System.String', true, 2], ['Pause', 'System.Int32', false, 1], ['Kind', 'System.String[]', false, 2],
      ['Force', 'System.Management.Automation.SwitchParameter', false, 3], ['Rest', 'System.Object', false, 4], ['Until', 'System.Nullable`1[System.DateTime]', false, 5],
    ]);
    assert.equal(parameters[0]?.help, "The farm's name.");
    assert.deepEqual([parameters[1]?.defaultText, parameters[1]?.defaultValue], ['30', 30]);
    assert.deepEqual(parameters[2]?.allowedValues, ['soft', 'hard']);
    assert.equal(parameters[3]?.isSwitch, true);
  });

  it('finds the assets it names and the ones whose name is worked out', () => {
    assert.deepEqual(facts(runbook).assets.map(({ kind, name, access, start, end }) => [kind, name, access, runbook.slice(start, end)]), [
      ['Credential', 'Farm admin', 'read', "'Farm admin'"], ['Variable', 'Limit', 'read', "'Limit'"], ['Variable', undefined, 'write', '"Last $Farm"'],
    ]);
  });

  it('tells where a command stands', () => {
    const places = Object.fromEntries(facts(runbook).commands.map(({ name, place }) => [name, place]));
    assert.equal(places['Checkpoint-Workflow'], 'workflow');
    assert.equal(places['Restart-Computer'], 'inlineScript');
    assert.equal(places['Write-Output'], 'function');
    assert.equal(facts('Get-Date').commands[0]?.place, 'script');
  });

  it('finds child runbooks by their form', () => {
    assert.deepEqual(facts(runbook).children.map(({ name, form }) => [name, form]), [['Child-Script', 'script'], ['Report-Farm', 'start']]);
    assert.deepEqual(facts('& "$PSScriptRoot\\Child.ps1" -A 1').children.map(({ name, form, command }) => [name, form, command.name]), [['Child', 'script', '.\\Child.ps1']]);
  });

  it('knows a script beside the text however its file is written', () => {
    const found = (text: string): (string | boolean)[] | undefined => {
      const [command] = commandsIn(parse(text).ast), script = command && scriptFile(command.node);
      return script && [script.name, text.slice(script.start, script.end), script.quote, script.isBeside];
    };
    for (const [text, quote] of [
      ['.\\A-B.ps1', ''], ['./A-B.ps1 -X 1', ''], ['& .\\A-B.ps1', ''], ["& '.\\A-B.ps1'", "'"], ['& "$PSScriptRoot\\A-B.ps1" -X 1', '"'], ['&"$PSScriptRoot/A-B.ps1"', '"'], ['. "${PSScriptRoot}\\A-B.ps1"', '"'], ['. $PSScriptRoot\\A-B.ps1', ''], ['& $psscriptroot/A-B.PS1', ''],
      ['. "$PSScriptRoot\\lib\\A-B.ps1"', '"'], ['.\\lib\\A-B.ps1', ''], ['. ..\\A-B.ps1', ''], ["& (Join-Path $PSScriptRoot 'A-B.ps1')", "'"], ['. (Join-Path -Path $PSScriptRoot -ChildPath "A-B.ps1")', '"'], ['. (Join-Path . A-B.ps1)', ''], ['. (Join-Path $PSScriptRoot \'lib\\A-B.ps1\')', "'"],
    ] as const) assert.deepEqual(found(text), ['A-B', 'A-B', quote, true], text);
    assert.deepEqual(found('A-B.ps1'), ['A-B', 'A-B', '', false]);
    for (const text of ['& "$folder\\A.ps1"', "& '$PSScriptRoot\\A.ps1'", '& "$PSScriptRoot\\$name.ps1"', '& C:\\x\\A.ps1', '(Join-Path $PSScriptRoot A.ps1)', '& (Join-Path $folder A.ps1)', '& (Join-Path $PSScriptRoot a b.ps1)', '& "$PSScriptRoot\\A`.ps1"', '& $x', 'Get-It .\\A.ps1', '& "$PSScriptRoot\\A.exe"']) assert.equal(found(text), undefined, text);
  });

  it('takes a script for what it is', () => {
    const { name, type, parameters, synopsis } = facts("# .SYNOPSIS\n# Does it.\n\nparam([Parameter(Mandatory)] [bool] $x = $true)\n$x");
    assert.deepEqual([name, type, synopsis], [undefined, 'PowerShellScript', 'Does it.']);
    assert.deepEqual(parameters.map((parameter) => [parameter.type, parameter.isMandatory, parameter.defaultValue]), [['System.Boolean', true, true]]);
  });

  it('means the workflow that is named like the file where there are several', () => {
    const text = 'workflow A { param($x) }\nworkflow B { param($y) }';
    assert.equal(facts(text).name, 'A');
    assert.deepEqual([facts(text, 'b').name, facts(text, 'b').parameters[0]?.name], ['B', 'y']);
  });

  it('reads parameters in parentheses, help inside the body and help at the end', () => {
    assert.equal(facts('workflow A([int] $n) { }').parameters[0]?.type, 'System.Int32');
    assert.equal(facts('workflow A {\n<#\n.SYNOPSIS\nInside.\n#>\n param($x)\n}').synopsis, 'Inside.');
    assert.equal(facts('workflow A {\n param($x)\n $x\n<#\n.SYNOPSIS\nAt the end.\n#>\n}').synopsis, 'At the end.');
  });

  it('reads comments as one help where PowerShell does, and none where it reads none', () => {
    const script = (text: string): string | undefined => facts(text).synopsis;
    const own = (text: string): string | undefined => helpTexts(parse(text))[1]?.synopsis;
    const block = '<#\n.SYNOPSIS\nIt.\n#>\n';
    const rows: readonly (readonly [(text: string) => string | undefined, string, string | undefined])[] = [
      // Comments on lines that follow each other are one, whatever their form; a line between parts them.
      [own, `${block}# Version 1.2\nfunction F { 1 }`, 'It.\n\n Version 1.2'], [own, `# Copyright\n${block}function F { 1 }`, undefined], [own, `# Copyright\n\n${block}function F { 1 }`, 'It.'],
      [script, `#requires -Version 5\n${block}1`, undefined], [script, `#requires -Version 5\n\n${block}1`, 'It.'], [script, '## .SYNOPSIS\n## It.\n1', 'It.'], [script, '<# .SYNOPSIS\nIt. #> # .NOTES\n1', 'It.'],
      // One line that is no keyword's makes all of it none.
      [own, '<#\n.SYNOPSIS\nIt.\n.AUTHOR\nme\n#>\nfunction F { 1 }', undefined], [own, '<#\n.SYNOPSIS It.\n#>\nfunction F { 1 }', undefined], [own, '<#\nHello\n.SYNOPSIS\nIt.\n#>\nfunction F { 1 }', undefined],
      [own, '<#\n.SYNOPSIS\nIt.\n.PARAMETER\nA\n#>\nfunction F { 1 }', undefined], [own, '<#\n.SYNOPSIS\nIt is\n.NET here.\n#>\nfunction F { 1 }', undefined], [own, '<#\n.SYNOPSIS\nIt is\n... here.\n#>\nfunction F { 1 }', 'It is\n... here.'],
      // Before the keyword with one line between at most; then in the body, at its end.
      [own, `${block}\nfunction F { 1 }`, 'It.'], [own, `${block}\n\nfunction F { 1 }`, undefined], [own, `${block}function F {\n<#\n.SYNOPSIS\nIn.\n#>\n 1 }`, 'It.'],
      [own, `1 # .SYNOPSIS\n# It.\nfunction F { 1 }`, 'It.'], [own, `function F {\n# a note\n\n\n${block} 1 }`, 'It.'], [own, `function F {\n1\n\n${block}\n\n}`, 'It.'], [own, `function F {\n1\n\n${block}\n; }`, undefined],
      // A script's: not what the first function has.
      [script, `${block}\nfunction F { 1 }`, undefined], [script, `${block}\n\nfunction F { 1 }`, 'It.'], [script, `${block}param($a)\nfunction F { 1 }`, undefined], [script, `${block}param($a)\n\n\nfunction F { 1 }`, 'It.'],
      [script, `${block}begin { function F { 1 } }`, 'It.'], [script, `1\n\n\n${block}`, 'It.'], [script, `1; ${block}2`, undefined],
      [script, '<#\n.SYNOPSIS\nA.\n.SYNOPSIS\nIt.\n#>\n1', 'It.'], [script, '# .ExternalHelp a.xml\n1', undefined],
    ];
    for (const [read, text, expected] of rows) assert.equal(read(text), expected, text);
  });

  it('reads what comments at a parameter say, where there is help', () => {
    const { parameters } = facts('<#\n.SYNOPSIS\nIt.\n.PARAMETER C\nNamed.\n#>\nparam(\n  # The first\n  # of all\n  [string] $A,\n\n  <# Inner #> [int] <# more #> $B,\n  # not this\n  $C, $D # behind\n)');
    assert.deepEqual(parameters.map(({ help }) => help), ['The first\nof all', 'Inner \nmore', 'Named.', 'behind']);
    assert.deepEqual(facts('param(\n # The first\n $A)').parameters[0]?.help, undefined);
  });

  it('gives what a broken text still tells', () => {
    const { name, parameters } = facts('workflow A { param([int] $n)\n if (');
    assert.deepEqual([name, parameters.length], ['A', 1]);
    assert.equal(facts('').type, 'PowerShellScript');
  });
});

describe('what several ask of one tree', () => {
  it('is looked for once', () => {
    const result = parse("workflow W { Get-AutomationVariable -Name 'A' }"), facts = analyseRunbook(result);
    assert.equal(commandsIn(result.ast), facts.commands);
    assert.equal(assetUses(facts.commands), facts.assets);
    assert.deepEqual(facts.assets.map(({ name }) => name), ['A']);
    // A part of it has commands of its own.
    assert.equal(commandsIn(result.ast.endBlock!).length, 1);
  });
});
