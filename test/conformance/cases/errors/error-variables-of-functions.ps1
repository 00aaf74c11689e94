function A { [CmdletBinding()]param() $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('m1'),'id1',1,'t')) }
A -ErrorAction SilentlyContinue
"1: $($Error.Count)"; $Error.Clear()
A -ErrorVariable ev 2>$null
"2: $($Error.Count) $($ev.Count)"; $Error.Clear()
A 2>&1 | ForEach-Object { "3: $_ $($_.FullyQualifiedErrorId) $($_.InvocationInfo.MyCommand)" }
"3: $($Error.Count)"; $Error.Clear()
try { A -ErrorAction Stop } catch { "4: $_ $($_.FullyQualifiedErrorId) $($_.GetType().Name)" }
"4: $($Error.Count)"; $Error.Clear()
function B { [CmdletBinding()]param() A; "B: $?" }
B -ErrorVariable ev 2>$null
"5: $($Error.Count) $($ev.Count)"; $Error.Clear()
B -ErrorAction SilentlyContinue -ErrorVariable ev
"6: $($Error.Count) $($ev.Count)"; $Error.Clear()
function C { [CmdletBinding()]param() Write-Error 'we' }
C -ErrorVariable ev 2>$null
"7: $($Error.Count) $($ev.Count)"; $Error.Clear()
C -EA 0 -ErrorVariable ev
"8: $($Error.Count) $($ev.Count)"; $Error.Clear()
C -EA Ignore -ErrorVariable ev
"9: $($Error.Count) $($ev.Count)"; $Error.Clear()
function D { [CmdletBinding()]param() try { Get-Item nope -EA Stop } catch { $PSCmdlet.WriteError($_) } }
D -ErrorVariable ev 2>$null
"10: $($Error.Count) $($ev.Count)"; $Error.Clear()
D -ErrorVariable ev -EA 0
"11: $($Error.Count) $($ev.Count)"; $Error.Clear()
function E1 { [CmdletBinding()]param() try { throw 'q' } catch { Write-Error -ErrorRecord $_ } }
E1 -ErrorVariable ev 2>$null
"12: $($Error.Count) $($ev.Count)"; $Error.Clear()
E1 -ErrorVariable ev -EA 0
"13: $($Error.Count) $($ev.Count)"; $Error.Clear()
function F1 { [CmdletBinding()]param() try { throw 'q' } catch { Write-Error $_ } }
F1 -ErrorVariable ev 2>$null
"14: $($Error.Count) $($ev.Count)"; $Error.Clear()
function G { [CmdletBinding()]param() try { throw 'q' } catch { $PSCmdlet.ThrowTerminatingError($_) } }
try { G -ErrorVariable ev } catch { "15c $_" }
"15: $($Error.Count) $($ev.Count)"; $Error.Clear()
G -ErrorVariable ev 2>$null
"16: $($Error.Count) $($ev.Count)"; $Error.Clear()
G -ErrorVariable ev -EA 0
"17: $($Error.Count) $($ev.Count)"; $Error.Clear()
function H { [CmdletBinding()]param() 1/0; 'after' }
H -ErrorVariable ev 2>$null
"18: $($Error.Count) $($ev.Count)"; $Error.Clear()
H -ErrorVariable ev -EA 0
"19: $($Error.Count) $($ev.Count)"; $Error.Clear()
try { H -ErrorVariable ev -EA Stop } catch {"20c"}
"20: $($Error.Count) $($ev.Count)"; $Error.Clear()
function I1 { [CmdletBinding()]param() throw 'z' }
try { I1 -ErrorVariable ev } catch {"21c"}
"21: $($Error.Count) $($ev.Count) $($ev | % { $_.GetType().Name })"; $Error.Clear()
function J { [CmdletBinding()]param() try { throw 'z' } catch {} ; try { Get-Item nope -EA Stop } catch {}; try { 1/0 } catch {}; try { [int]'x' } catch {}; Get-Item nope -EA 0; Get-Item nope -EA Ignore }
J -ErrorVariable ev
"22: $($Error.Count) $($ev.Count) $($ev | % { $_.GetType().Name })"; $Error.Clear()
