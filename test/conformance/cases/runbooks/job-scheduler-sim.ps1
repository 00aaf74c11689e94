class Job { [string] $Name; [int] $Priority; [timespan] $Every; [datetime] $Next; [int] $Runs; hidden [scriptblock] $Body
    Job([hashtable] $p) { foreach ($k in $p.Keys) { $this.$k = $p[$k] } }
    [object] Run([datetime] $now) { $this.Runs++; $this.Next = $now + $this.Every; return & $this.Body $this } }
class Scheduler { [System.Collections.Generic.List[Job]] $Jobs = @(); [System.Collections.Queue] $Log = [System.Collections.Queue]::new()
    [void] Add([Job] $j) { $this.Jobs.Add($j) }
    [Job[]] Due([datetime] $t) { return @($this.Jobs | Where-Object Next -LE $t | Sort-Object Priority -Descending) }
    [void] Tick([datetime] $t) { foreach ($j in $this.Due($t)) { try { $r = $j.Run($t); $this.Log.Enqueue("$($t.ToString('HH:mm')) $($j.Name) $r") } catch { $this.Log.Enqueue("$($t.ToString('HH:mm')) $($j.Name) FAILED $($_.Exception.Message)") } } } }
$s = [Scheduler]::new(); $t0 = [datetime]'2024-01-01 08:00'
$s.Add(@{ Name = 'backup'; Priority = 1; Every = '00:30'; Next = $t0; Body = { param($j) "run$($j.Runs)" } })
$s.Add([Job]@{ Name = 'sync'; Priority = 5; Every = '00:20'; Next = $t0.AddMinutes(10); Body = { param($j) if ($j.Runs -eq 2) { throw "conflict" }; 'ok' } })
0..6 | ForEach-Object { $s.Tick($t0.AddMinutes($_ * 10)) }
$s.Log
$s.Jobs | Format-Table Name, Runs, Next
$s.Jobs | Select-Object Name, @{ n = 'In'; e = { ($_.Next - $t0).TotalMinutes } }
$s.Log.Count; $s.Log.Peek(); $s.Due($t0.AddDays(1)).Name -join '>'
$s.Jobs[0]
try { $s.Add('x') } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { [Job]@{ Nope = 1 } } catch { $_.Exception.Message }
