$a = 1; $h = @{ }
function P { $i = $Error[0].InvocationInfo; "$($i.ScriptLineNumber):$($i.OffsetInLine) $($i.PositionMessage.Split("`n")[2])" }
try { $b = $a.NoMethod(1) } catch { P }
try { $b = 5 + $a.NoMethod(1) } catch { P }
try { Write-Output (5 + $a.NoMethod(1)) } catch { P }
try { if ($a.NoMethod(1)) { } } catch { P }
try { return $a.NoMethod(1) } catch { P }
try { $h.x.y = $a.NoMethod() } catch { P }
try { $b = Get-Item nope -ea Stop } catch { P }
try { $b = "a $($a.NoMethod()) b" } catch { P }
try { $b += $a.NoMethod() } catch { P }
try { [string]$c = 1, $a.NoMethod() } catch { P }
try { $b = [nope.x]::Y } catch { P }
try { $b = [nope]'x' } catch { P }
try { $b = 5 -is [nope] } catch { P }
try { [nope]$y = 1 } catch { P }
try {
    $b = @{
        one = 1
        two = $a.NoMethod()
    }
} catch { P }
try {
    $b = (1 +
        2) / 0
} catch { P }
$x = 5; $x = @(1 / 0); "[$x]"
$x = 5; $x = @($(1 / 0)); "[$x]"
$x = 5; $x = @([int]'q'), 7; "[$x]"
Write-Output @(1 / 0) 'q'
foreach ($i in @(1 / 0)) { 'never' }
$g = @{ a = @(1 / 0) }; "$($g.Count)"
$Error.Clear()
try { try { 1 / 0 } finally { throw 'from finally' } } catch { $Error.Count; $Error[1].Exception.Message }
