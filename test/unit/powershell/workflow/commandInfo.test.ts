import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

/** What Get-Command and Get-Help say of a workflow is what a call takes. */
describe('Workflows as commands', () => {
  afterEach(removeFolders);
  const W = 'workflow w { <#\n.SYNOPSIS\nDoes it.\n#>\nparam([Parameter(Mandatory)]$a, [string]$PSPort) "$a $PSPort $ParentJobName" }\n';
  const run = (text: string): readonly string[] => { const ran = runInFolder(W + text); return [...ran.output, ...ran.errors, ...(ran.ended === undefined ? [] : [ran.ended])]; };
  const common = [
    'PSParameterCollection', 'PSComputerName', 'PSCredential', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSRunningTimeoutSec', 'PSElapsedTimeoutSec', 'PSPersist', 'PSAuthentication', 'PSAuthenticationLevel', 'PSApplicationName', 'PSPort', 'PSUseSSL',
    'PSConfigurationName', 'PSConnectionURI', 'PSAllowRedirection', 'PSSessionOption', 'PSCertificateThumbprint', 'PSPrivateMetadata', 'AsJob', 'JobName', 'InputObject',
  ];

  it('are of the type Workflow, with the parameters of every workflow', () => {
    assert.deepEqual(run("$c = Get-Command w; $c.CommandType; $c.GetType().Name; $c -is [System.Management.Automation.FunctionInfo]; $c.Definition.Contains('$ParentJobName'); \"[$($c.XamlDefinition)]\"; (Get-Command -CommandType Workflow).Name; (Get-Item function:w).CommandType"),
      ['Workflow', 'WorkflowInfo', 'True', 'True', '[]', 'w', 'Workflow']);
    assert.deepEqual(run(`$p = (Get-Command w).Parameters; ${common.map((name) => `'${name}'`).join(', ')} | Where-Object { -not $p.ContainsKey($_) }; $p.AsJob.ParameterType.Name; $p.PSComputerName.ParameterType.Name; $p.PSPersist.ParameterType.Name; $p.PSPort.ParameterType.Name; (Get-Command -ParameterName PSPersist).Name -contains 'w'`),
      ['SwitchParameter', 'String[]', 'Boolean', 'String', 'True']);
    assert.deepEqual(run('function f { param($a) 1 }; (Get-Command f).CommandType; (Get-Command f).Parameters.ContainsKey("AsJob")'), ['Function', 'False']);
  });
  it('take what is said, by the whole name or a beginning of it', () => {
    assert.deepEqual(run('w -a 1 -JobN Mine -PSPers $true; w -a 2 -PSPort own; w -a 3 -PSRunning 100'), ['1  Mine', '2 own Job3', '3  Job5']);
    assert.deepEqual(run('try { w -a 1 -PSCo x } catch { $_.FullyQualifiedErrorId }; try { w -a 1 -PSNope x } catch { $_.FullyQualifiedErrorId }'), ['AmbiguousParameter', 'NamedParameterNotFound,w']);
  });
  it('say how they are called', () => {
    assert.deepEqual(run('(Get-Command w -Syntax).Trim(); (Get-Help w).Synopsis; (Get-Help w).Category; (w -?).Name; (Get-Help w | Out-String).Contains("[<WorkflowCommonParameters>] [<CommonParameters>]")'),
      ['w [-a] <Object> [[-PSPort] <string>] [<WorkflowCommonParameters>] [<CommonParameters>]', 'Does it.', 'Workflow', 'w', 'True']);
  });
  it('as every command but a program, with -? instead of a call', () => {
    assert.deepEqual(run('function f { "ran" }; (f -? | Get-Member -Name Name).Name; (f 1 -?).Category; (Get-Date -?).Name; (gci -? x).Name; & { "block" } -? | Select-Object -First 1'), ['Name', 'Function', 'Get-Date', 'Get-ChildItem', 'block']);
  });
});
