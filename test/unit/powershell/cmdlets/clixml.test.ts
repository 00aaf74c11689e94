import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('CLIXML', () => {
  afterEach(removeFolders);
  it('brings back what it stored: known types whole, collections as what they were', () => {
    const { output, errors } = runInFolder("[pscustomobject] @{ By = [byte[]] (1, 2); Sb = { 1 + 1 }; X = [xml] '<a b=\"1\"/>'; H = @{ k = 1 }; A = 1, 'x' } | Export-Clixml o.xml; $r = Import-Clixml o.xml; $r.By.GetType().FullName; & $r.Sb; $r.X.a.b; $r.H.PSObject.TypeNames[0]; $r.H['k']; $r.A.PSObject.TypeNames[0]; $r.A -join ','");
    assert.deepEqual([output, errors], [['System.Byte[]', '2', '1', 'Deserialized.System.Collections.Hashtable', '1', 'Deserialized.System.Object[]', '1,x'], []]);
  });
});
describe('Jobs by their place', () => {
  afterEach(removeFolders);
  it('are numbers and names; where it says that a job is given, it must be one', () => {
    const { errors } = runInFolder('Receive-Job 99; Remove-Job nosuch; Wait-Job 98; Stop-Job -Job 1');
    assert.deepEqual(errors, ['JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.ReceiveJobCommand: The command cannot find a job with the job ID 99. Verify the value of the Id parameter and then try the command again.',
      'JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.RemoveJobCommand: The command cannot find the job because the job name nosuch was not found. Verify the value of the Name parameter, and then try the command again.',
      'JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.WaitJobCommand: The command cannot find a job with the job ID 98. Verify the value of the Id parameter and then try the command again.',
      'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.StopJobCommand: Cannot bind parameter \'Job\'. Cannot convert the "1" value of type "System.Int32" to type "System.Management.Automation.Job".']);
  });
});
