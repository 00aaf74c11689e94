import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('CLIXML', () => {
  afterEach(removeFolders);
  it('brings back what it stored: known types whole, collections as what they were', () => {
    const { output, errors } = runInFolder("[pscustomobject] @{ By = [byte[]] (1, 2); Sb = { 1 + 1 }; X = [xml] '<a b=\"1\"/>'; H = @{ k = 1 }; A = 1, 'x' } | Export-Clixml o.xml; $r = Import-Clixml o.xml; $r.By.GetType().FullName; & $r.Sb; $r.X.a.b; $r.H.PSObject.TypeNames[0]; $r.H['k']; $r.A.PSObject.TypeNames[0]; $r.A -join ','");
    assert.deepEqual([output, errors], [['System.Byte[]', '2', '1', 'Deserialized.System.Collections.Hashtable', '1', 'Deserialized.System.Object[]', '1,x'], []]);
  });
  it('keeps keys that differ by letter case alone, and those that are there twice', () => {
    const dup = "<Objs Version='1.1.0.1'><Obj><TN><T>System.Collections.Specialized.OrderedDictionary</T></TN><DCT>" + "<En><S N='Key'>a</S><I32 N='Value'>1</I32></En>".repeat(2) + '</DCT></Obj></Objs>';
    const { output, errors } = runInFolder(`$d = New-Object hashtable; $d['a'] = 1; $d['A'] = 2; $d | Export-Clixml o.xml; $r = Import-Clixml o.xml; $r.Count; $r['A']; @{ a = 1 } | Export-Clixml o.xml; (Import-Clixml o.xml)['A']; Set-Content o.xml "${dup}"; $r = Import-Clixml o.xml; "$($r.GetType().Name) $($r.Count) $($r.Keys)"`);
    assert.deepEqual([output, errors], [['2', '2', '1', 'OrderedDictionary 2 a a'], []]);
  });
  it('gives a part of what it stored, of collections too, and says that it knows no total', () => {
    const { output, errors } = runInFolder("1..4 | Export-Clixml o.xml; \"$(Import-Clixml o.xml -First 2 -Skip 1)\"; $all = Import-Clixml o.xml -IncludeTotalCount; $all[0].ToString(); $all.Count; , (5..9) | Export-Clixml o.xml; \"$(Import-Clixml o.xml -First 2 -Skip 1)\"; [ordered] @{ a = 1; b = 2; c = 3 } | Export-Clixml o.xml; (Import-Clixml o.xml -Skip 1).Key -join ','");
    assert.deepEqual([output, errors], [['2 3', 'Unknown total count', '5', '6 7', 'b,c'], []]);
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
