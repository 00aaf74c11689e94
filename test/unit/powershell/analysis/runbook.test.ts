import assert from 'node:assert/strict';
import { analyseRunbook, inlineCalls, parse } from '../../../../src/powershell/index.ts';

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

  it('finds child runbooks by their form, and by name where runbooks are known', () => {
    const { children, commands } = facts(runbook);
    assert.deepEqual(children.map(({ name, form }) => [name, form]), [['Child-Script', 'script'], ['Report-Farm', 'start']]);
    assert.deepEqual(inlineCalls(commands, (name) => name.toLowerCase() === 'get-farmserver').map(({ name }) => name), ['Get-FarmServer']);
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

  it('gives what a broken text still tells', () => {
    const { name, parameters } = facts('workflow A { param([int] $n)\n if (');
    assert.deepEqual([name, parameters.length], ['A', 1]);
    assert.equal(facts('').type, 'PowerShellScript');
  });
});
