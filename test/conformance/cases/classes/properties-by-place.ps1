class P { [int]$N; [string]$S; $Any; [P]$Next; [int[]]$L; hidden [double]$D = 1; [ValidateRange(1,5)][int]$V = 2; [switch]$W }
class Q : P { [int]$M }
$o = [P]::new(); $q = [Q]::new()
foreach ($e in $o, $q, $o) { $e.N = '7'; $e.S = 5; $e.Any = $e.N; $e.L = 3; $e.D = 2; $e.Next = $q; "$($e.N.GetType().Name) $($e.S.GetType().Name) $($e.Any) $($e.L.GetType().Name) $($e.D.GetType().Name) $($e.Next.GetType().Name) $($e.W.GetType().Name)" }
foreach ($v in 3, 9, 'x', $null) { try { $o.V = $v; "ok $($o.V)" } catch { $_.Exception.Message }; try { $o.N = $v; "n $($o.N)" } catch { $_.Exception.Message } }
foreach ($v in $null, 'a', 5, @(1,2)) { $o.S = $v; "[$($o.S)] $($null -eq $o.S)"; $o.Any = $v; "$($null -eq $o.Any)"; $o.Next = $null; "$($null -eq $o.Next)" }
$o | Add-Member -NotePropertyName Extra -NotePropertyValue 4; foreach ($k in 1..2) { $o.Extra += $k; $o.Extra; $o.N++; $o.N }
try { $o.Nope = 1 } catch { $_.Exception.Message }
