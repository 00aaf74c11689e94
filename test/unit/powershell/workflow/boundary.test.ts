import assert from 'node:assert/strict';
import { flow, inSteps } from './harness.ts';
import { systemEnvironment } from '../../../../src/worker/sandbox/ports/systemPorts.ts';
import type { EnvironmentPort } from '../../../../src/powershell/runtime/host.ts';

const lines = (body: string): readonly string[] => flow(body).lines;

describe('what crosses the boundary of an activity', () => {
  it('collections say what they were', () => {
    assert.deepEqual(lines('$x = InlineScript { ,(1,2) }; $x.PSObject.TypeNames'), ['Deserialized.System.Object[]', 'Deserialized.System.Array', 'Deserialized.System.Object']);
    assert.deepEqual(lines('$x = InlineScript { ,[int[]](1,2) }; $x.PSObject.TypeNames[0]; $x.Count; $x[1]'), ['Deserialized.System.Int32[]', '2', '2']);
    assert.deepEqual(lines("$x = InlineScript { [pscustomobject]@{ a = 1,2; b = [System.Collections.ArrayList](3,4); h = @{ x = 1 } } }; $x.a.PSObject.TypeNames[0]; $x.b.PSObject.TypeNames[0]; $x.h.PSObject.TypeNames[0]; $x.h -is [hashtable]"),
      ['Deserialized.System.Object[]', 'Deserialized.System.Collections.ArrayList', 'Deserialized.System.Collections.Hashtable', 'True']);
    assert.deepEqual(lines('$x = Write-Output -InputObject ([pscustomobject]@{ a = 1,2 }); $x.a.PSObject.TypeNames[0]'), ['Deserialized.System.Object[]']);
  });
  it('objects whose ToString throws, or whose property does, come with what they have', () => {
    assert.deepEqual(lines("$z = InlineScript { class C { [int]$A = 1; [string] ToString() { throw 'tostring' } }; [C]::new(); [pscustomobject]@{ o = [C]::new(); n = 2 } }; $z[0].A; $z[1].n"), ['1', '2']);
    assert.deepEqual(lines("$z = InlineScript { $p = [pscustomobject]@{ A = 1 }; $p | Add-Member ScriptProperty Boom { throw 'no' }; $p }; $z.A; \"[$($z.Boom)]\""), ['1', '[]']);
  });
  it('say so behind a checkpoint and a second boundary, and only once', () => {
    const { lines: written, outcome } = inSteps('$x = InlineScript { ,(1,2) }; Checkpoint-Workflow; $y = InlineScript { ,$using:x }; $x.PSObject.TypeNames[0]; $y.PSObject.TypeNames[0]; $y.Count');
    assert.deepEqual([written, outcome], [['Deserialized.System.Object[]', 'Deserialized.System.Object[]', '2'], 'completed']);
  });
  it('objects that hold themselves do so on the other side, and behind a checkpoint', () => {
    for (const [made, path] of [
      ['$o = [pscustomobject]@{ a = 1 }; $o | Add-Member -NotePropertyName self -NotePropertyValue $o; $o', '$r.self.self.a'], ['$h = @{ a = 1 }; $h.self = $h; $h', '$r.self.self.a'],
      ['$o = [pscustomobject]@{ a = 1; b = @() }; $o.b = ,$o; $o', '$r.b[0].b[0].a'], ['$l = [System.Collections.ArrayList]@(1); [void]$l.Add($l); ,$l', '$r[1][1][0]'],
    ] as const) assert.deepEqual(inSteps(`$r = InlineScript { ${made} }; ${path}; Checkpoint-Workflow; ${path}; InlineScript { $r = $using:r; ${path} }`).lines, ['1', '1', '1'], made);
  });
  it('properties that are objects are texts, one level down; collections and what was added use up no level', () => {
    assert.deepEqual(lines("$r = InlineScript { Get-Item / }; $r.Root.GetType().Name; \"$($r.Root)\"; $r.LastWriteTime.GetType().Name"), ['String', '/', 'DateTime']);
    assert.deepEqual(lines('$r = InlineScript { ,@(Get-Item /); @{ i = (Get-Item /); o = [pscustomobject]@{ a = [pscustomobject]@{ b = 1 } } }; [pscustomobject]@{ l = @(Get-Item /) } }; $r[0][0].PSObject.TypeNames[0]; $r[1].i.PSObject.TypeNames[0]; $r[1].o.a.b; $r[2].l[0].Root.GetType().Name'),
      ['Deserialized.System.IO.DirectoryInfo', 'Deserialized.System.IO.DirectoryInfo', '1', 'String']);
    assert.deepEqual(lines('$r = InlineScript { class Q { $o = [pscustomobject]@{ z = 1 }; $h = @{ k = (Get-Item /); n = 1 }; $l = @(1, (Get-Item /)) }; [Q]::new() }; "$($r.o.GetType().Name) $($r.o)"; $r.h.k.GetType().Name; $r.h.n; $r.l[1].GetType().Name'), ['String @{z=1}', 'String', '1', 'String']);
    assert.deepEqual(lines('$r = InlineScript { Get-Item / | Add-Member -NotePropertyName more -NotePropertyValue (Get-Item /) -PassThru }; $r.more.PSObject.TypeNames[0]'), ['Deserialized.System.IO.DirectoryInfo']);
  });
  it('exceptions and jobs go deeper', () => {
    assert.deepEqual(lines("$r = InlineScript { [System.IO.IOException]::new('out', [System.ArgumentException]::new('in')) }; $r.InnerException.Message; $r.InnerException.PSObject.TypeNames[0]"), ['in', 'Deserialized.System.ArgumentException']);
    assert.deepEqual(lines('$j = Start-Job -ScriptBlock { 5 }; $k = Wait-Job -Id $j.Id; $k.State; $k.JobStateInfo.State.ToString().Length -gt 0; $k.ChildJobs[0].State; "[$($k.Output)]"'), ['Completed', 'True', 'Completed', '[]']);
  });
  it('custom objects have all their types', () => {
    assert.deepEqual(lines('$r = InlineScript { [pscustomobject]@{ a = 1 } }; $r.PSObject.TypeNames'), ['Deserialized.System.Management.Automation.PSCustomObject', 'Deserialized.System.Object']);
  });
  it('errors of an InlineScript or a function are remote ones: a typed catch of the original does not take them', () => {
    const thrown = "throw [System.IO.IOException]::new('x')", caught = "catch [System.IO.IOException] { 'io' } catch { $_.GetType().FullName; $_.Message; $_.SerializedRemoteException.PSObject.TypeNames[0] }";
    const remote = ['System.Management.Automation.RemoteException', 'x', 'Deserialized.System.IO.IOException'];
    assert.deepEqual(lines(`try { InlineScript { ${thrown} } } ${caught}`), remote);
    assert.deepEqual(lines(`workflow t { function f { ${thrown} } try { f } ${caught} }`), remote);
    assert.deepEqual(lines(`try { InlineScript { ${thrown} } } catch [System.Management.Automation.RuntimeException] { "runtime $($_.ErrorRecord.CategoryInfo.Reason)" }`), ['runtime IOException']);
    assert.deepEqual(lines(`$PSRunInProcessPreference = $true; try { InlineScript { ${thrown} } } ${caught}`), ['io']);
    assert.deepEqual(lines("try { Get-Item -Path ./no-such -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { 'an activity runs here' }"), ['an activity runs here']);
  });
  it('so are the records of its error stream, with id and category', () => {
    assert.deepEqual(lines('$x = InlineScript { Get-Item ./no-such } 2>&1; "$($x.Exception.GetType().Name) $($x.FullyQualifiedErrorId) $($x.CategoryInfo.Reason)"'), ['RemoteException PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand ItemNotFoundException']);
  });
  it('so are records that an activity gives as its output', () => {
    assert.deepEqual(lines('$r = Write-Error -Message e 2>&1; "$($r.Exception.GetType().Name) $($r.FullyQualifiedErrorId) $r"'), ['RemoteException Microsoft.PowerShell.Commands.WriteErrorException,t e']);
    assert.deepEqual(lines('$r = InlineScript { try { 1/0 } catch { $_; $_.Exception } }; $r[0].Exception.GetType().Name; $r[0].CategoryInfo.Reason; $r[1].PSObject.TypeNames[0]; $r[1].ErrorRecord.GetType().Name'), ['RemoteException', 'RuntimeException', 'Deserialized.System.Management.Automation.RuntimeException', 'String']);
    assert.deepEqual(lines('$r = InlineScript { [pscustomobject]@{ e = (Get-Item ./nosuch 2>&1) } }; $r.e.Exception.GetType().Name'), ['RemoteException']);
  });
  it('a caught remote error is kept by a checkpoint', () => {
    const { lines: written, outcome, failure } = inSteps("try { InlineScript { throw [System.IO.IOException]::new('x') } } catch { Checkpoint-Workflow; $_.SerializedRemoteException.PSObject.TypeNames[0]; throw }");
    assert.deepEqual([written, outcome, failure], [['Deserialized.System.IO.IOException'], 'failed', 'x']);
  });
  it('what an InlineScript sets in the environment is gone with it', () => {
    const held = new Map([['KEPT', 'before']]);
    const environment: EnvironmentPort = { ...systemEnvironment, get: (name) => held.get(name), set: (name, value) => { if (value === undefined) held.delete(name); else held.set(name, value); }, names: () => [...held.keys()] };
    const body = '"[$env:KEPT]"; InlineScript { $env:KEPT = 1; $env:NEW = 2; "$env:KEPT$env:NEW"; throw 3 }';
    const { lines: written } = flow(`try { ${body} } catch { "[$env:KEPT$env:NEW]" }; InlineScript { "[$env:KEPT$env:NEW]" }; $PSRunInProcessPreference = $true; InlineScript { $env:NEW = 4 }; "[$env:NEW]"`, { host: { environment } });
    assert.deepEqual(written, ['[before]', '12', '[before]', '[before]', '[4]']);
  });
});

describe('parameters of a workflow that are not given', () => {
  it('hold what their type begins with', () => {
    assert.deepEqual(lines('workflow t { param([datetime]$d, [timespan]$s, [guid]$g, [System.DayOfWeek]$w, [char]$c, [Nullable[datetime]]$n, [version]$v) "$d|$s|$g|$w|$([int]$c)|$($null -eq $n)|$($null -eq $v)" }'), ['01/01/0001 00:00:00|00:00:00|00000000-0000-0000-0000-000000000000|Sunday|0|True|True']);
  });
  it('in a called workflow too, and behind a checkpoint', () => {
    assert.deepEqual(inSteps("workflow c { param([datetime]$d) Checkpoint-Workflow; \"$($d.Year)\" } workflow t { c; c -d '2020-02-03' }").lines, ['1', '2020']);
  });
});
