/** `[powershell]` objects and runspaces in an engine without threads: what scripts see of them is the same with threads. */
import { table } from '../runtime/table.ts';

const CREATE = '$p = [powershell]::Create(); ';
describe('[powershell]::Create()', () => {
  table([
    ['runs a script with arguments and parameters', `${CREATE}[void] $p.AddScript({ param($a, $b) "$a-$b" }).AddArgument(1).AddParameter('b', 2); $p.Invoke(); $p.HadErrors; $p.InvocationStateInfo.State`, '1-2|False|Completed'],
    ['keeps what its runspace defines, and sees nothing of the script', `$mine = 1; ${CREATE}$null = $p.AddScript('$x = 5; function F { "f$x" }; "[$mine]"').Invoke(); $p.Commands.Clear(); $p.AddScript('F').Invoke(); Get-Command F -ErrorAction Ignore; "[$x]"`, 'f5|[]'],
    ['gathers the other streams', `${CREATE}$null = $p.AddScript('Write-Error e; Write-Warning w; Write-Verbose v -Verbose; Write-Host h; Write-Progress p -PercentComplete 5').Invoke(); $s = $p.Streams; $p.HadErrors; "$($s.Error[0])"; $s.Warning[0].Message; $s.Verbose.Count; $s.Information[0].MessageData; $s.Progress[0].PercentComplete; $s.ClearStreams(); $s.Error.Count`, 'True|e|w|1|h|5|0'],
    ['pipes commands into commands; a statement begins anew', `([powershell]::Create().AddScript('1..4').AddCommand('Where-Object').AddParameter('FilterScript', { $_ -gt 2 }).AddStatement().AddCommand('Write-Output').AddArgument('next').Invoke()) -join ','`, '3,4,next'],
    ['is told its steps by its commands too', `${CREATE}$c = $p.Commands.AddScript('1..4').AddCommand('Select-Object').AddParameter('Last', 2).AddStatement().AddCommand('Write-Output').AddArgument('next'); $c.GetType().Name; $p.Invoke() -join ','`, 'PSCommand|3,4,next'],
    ['takes input', `([powershell]::Create().AddScript('$input | ForEach-Object { $_ * 2 }').Invoke(1..3)) -join ','; ([powershell]::Create().AddCommand('Sort-Object').AddParameter('Descending').Invoke((1, 3, 2))) -join ','`, '2,4,6|3,2,1'],
    ['tells what ended it: errors of PowerShell as they are, others carried', `foreach ($t in 'throw "a"', 'throw [System.IO.IOException]::new("b")', '', 'Write-Error c -ErrorAction Stop') { try { ${CREATE}$null = if ($t) { $p.AddScript($t) } else { $p.AddCommand('Get-Item').AddParameter('Nope') }; $p.Invoke() } catch { $i = $_.Exception.InnerException; "$($i.GetType().Name) $($i.ErrorRecord.FullyQualifiedErrorId)" }; $p.InvocationStateInfo.State }`,
      'RuntimeException a|Failed|CmdletInvocationException b|Failed|ParameterBindingException NamedParameterNotFound,Microsoft.PowerShell.Commands.GetItemCommand|Failed|ActionPreferenceStopException Microsoft.PowerShell.Commands.WriteErrorException|Failed'],
    ['of a script that stops too early tells the first error alone', `foreach ($t in '(', '"x', '1 +* 2') { try { ${CREATE}$p.AddScript($t).Invoke() } catch { $_.FullyQualifiedErrorId } }; try { ${CREATE}$p.AddScript('(').Invoke() } catch { $_.Exception.InnerException.Message }; try { [initialsessionstate]::Create().ImportPSModule($null) } catch { $_.FullyQualifiedErrorId }`,
      'IncompleteParseException|IncompleteParseException|ParseException|An expression was expected after \'(\'.|ArgumentNullException'],
    ['says what is missing', `foreach ($b in { [powershell]::Create().Invoke() }, { [powershell]::Create().AddParameter('x') }, { ${CREATE}$p.RunspacePool = [runspacefactory]::CreateRunspacePool(1, 2); $p.AddScript('1').BeginInvoke() }, { [runspacefactory]::CreateRunspacePool(3, 2) }, { ${CREATE}$p.EndInvoke($null) }) { try { & $b } catch { $_.Exception.InnerException.Message -replace '\\..*' } }`,
      "No commands are specified|A command is required to add a parameter|Cannot perform the operation because the runspace pool is not in the 'Opened' state|The minimum pool size cannot be greater than the maximum pool size|Value cannot be null"],
    ["with 'CurrentRunspace' sees the script's own", `$x = 3; function G { "g$x" }; [powershell]::Create('CurrentRunspace').AddScript('G').Invoke(); [powershell]::Create('CurrentRunspace').AddCommand('G').Invoke()`, 'g3|g3'],
  ]);
});
describe('Runspaces', () => {
  table([
    ['are given back with null', `$pool = [runspacefactory]::CreateRunspacePool(1, 2); $pool.Open(); ${CREATE}$p.RunspacePool = $pool; $p.RunspacePool = $null; $null -eq $p.RunspacePool; $p.AddScript('5').Invoke(); ${CREATE}$p.Runspace = $null; $p.AddScript('6').Invoke()`, 'True|5|6'],
    ['keep what is in them between [powershell] objects', `$r = [runspacefactory]::CreateRunspace(); $r.Open(); $r.SessionStateProxy.SetVariable('x', 7); 1..2 | ForEach-Object { ${CREATE}$p.Runspace = $r; $p.AddScript('$x++; $x').Invoke(); $p.Dispose() }; $r.SessionStateProxy.GetVariable('x'); $r.RunspaceStateInfo.State; $r.Close(); try { ${CREATE}$p.Runspace = $r; $p.AddScript('1').Invoke() } catch { 'closed' }`, '8|9|9|Opened|closed'],
    ['begin and end; what is shared is shared', `
      $pool = [runspacefactory]::CreateRunspacePool(1, 4); $pool.Open(); $sync = [hashtable]::Synchronized(@{}); $bag = [System.Collections.Concurrent.ConcurrentBag[int]]::new()
      $all = foreach ($i in 1..3) { ${CREATE}$p.RunspacePool = $pool; [void] $p.AddScript({ param($i, $s, $bag) $s["k$i"] = $i; $bag.Add($i); "r$i" }).AddArgument($i).AddArgument($sync).AddArgument($bag); @{ p = $p; r = $p.BeginInvoke() } }
      while ($all.r.IsCompleted -contains $false) { Start-Sleep -Milliseconds 5 }
      foreach ($one in $all) { $one.p.EndInvoke($one.r); $one.p.Dispose() }
      ($sync.Keys | Sort-Object) -join ','; ($bag | Sort-Object) -join ','; $pool.GetMaxRunspaces(); $pool.Close(); $pool.IsDisposed`, 'r1|r2|r3|k1,k2,k3|1,2,3|4|True'],
    ['begin with an initial state', `
      $iss = [initialsessionstate]::CreateDefault(); $iss.Variables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('v', 3, '')); $iss.Commands.Add([System.Management.Automation.Runspaces.SessionStateFunctionEntry]::new('Fn', { "fn $v" }))
      $pool = [runspacefactory]::CreateRunspacePool(1, 2, $iss, $Host); $pool.Open(); ${CREATE}$p.RunspacePool = $pool; $p.AddScript('Fn').Invoke(); $p.EndInvoke($p.BeginInvoke())`, 'fn 3|fn 3'],
    ['write into a collection, wait and tell of their errors', `${CREATE}$out = [System.Management.Automation.PSDataCollection[psobject]]::new(); $r = $p.AddScript('1; 2; throw "x"').BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $out); $r.AsyncWaitHandle.WaitOne(); [System.Threading.WaitHandle]::WaitAny(@($r.AsyncWaitHandle)); $out.Count; try { $p.EndInvoke($r) } catch { $_.Exception.InnerException.Message }; $p.InvocationStateInfo.Reason.Message; $out.ReadAll().Count; $out.Count`, 'True|0|2|x|x|2|0'],
  ]);
});
