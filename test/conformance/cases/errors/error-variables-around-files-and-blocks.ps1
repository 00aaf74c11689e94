function T([string]$l, $v) { "$l $($v.Count) $(($v | % { $_.GetType().Name }) -join ' | ')" }
$VerbosePreference = 'SilentlyContinue'
@'
function Inner { [CmdletBinding()]param() throw 'z' }
function Plain { throw 'z' }
function Catches { [CmdletBinding()]param() try { Inner } catch { } ; try { Plain } catch { } }
function Catches2 { try { Inner } catch { } }
function Writes { [CmdletBinding()]param() Write-Error 'w'; 1/0; Get-Item nope }
'@ > m.psm1
Import-Module ./m.psm1
Catches -ErrorVariable ev; T 1 $ev
function A { [CmdletBinding()]param() Catches }
A -ErrorVariable ev; T 2 $ev
function B { [CmdletBinding()]param() Catches2 }
B -ErrorVariable ev; T 3 $ev
function C { [CmdletBinding()]param() Writes }
C -ErrorVariable ev 2>$null; T 4 $ev
C -ErrorVariable ev -EA 0; T 5 $ev
'try { throw "s" } catch { }; try { Get-Item nope -EA Stop } catch {}' > s.ps1
function D { [CmdletBinding()]param() ./s.ps1 }
D -ErrorVariable ev; T 6 $ev
function E { [CmdletBinding()]param() . ./s.ps1 }
E -ErrorVariable ev; T 7 $ev
'[CmdletBinding()]param() try { throw "s" } catch { }; Write-Error x' > s2.ps1
./s2.ps1 -ErrorVariable ev 2>$null; T 8 $ev
function F { [CmdletBinding()]param() ./s2.ps1 -ErrorVariable in1; T 9i $in1 }
F -ErrorVariable ev 2>$null; T 9 $ev
'throw "t"' > s3.ps1
function G { [CmdletBinding()]param() try { ./s3.ps1 } catch { } }
G -ErrorVariable ev; T 10 $ev
function H { [CmdletBinding()]param() try { . ./s3.ps1 } catch { } }
H -ErrorVariable ev; T 11 $ev
function I { [CmdletBinding()]param() try { Invoke-Command { throw 'ic' } } catch { } }
I -ErrorVariable ev; T 12 $ev
function J { [CmdletBinding()]param() try { { throw 'inv' }.Invoke() } catch { } }
J -ErrorVariable ev; T 13 $ev
function K { [CmdletBinding()]param() 1,2 | & { process { try { throw "p$_" } catch {} } } }
K -ErrorVariable ev; T 14 $ev
function L { [CmdletBinding()]param([Parameter(ValueFromPipeline)]$x) process { Write-Error "p$x" } }
1,2 | L -ErrorVariable ev 2>$null; T 15 $ev
1,2 | L -ErrorVariable +ev 2>$null; T 16 $ev
function M { [CmdletBinding()]param() 1,2 | L | Out-Null; 1,2 | L }
M -ErrorVariable ev 2>$null; T 17 $ev
function N { [CmdletBinding()]param() try { 1,2 | L -EA Stop } catch {} }
N -ErrorVariable ev 2>$null; T 18 $ev
function O { [CmdletBinding()]param() $o = [pscustomobject]@{}; $o | Add-Member ScriptMethod X { throw 'sm' }; try { $o.X() } catch {} }
O -ErrorVariable ev; T 19 $ev
function P { [CmdletBinding()]param() Sort-Object -InputObject 1 -Property { throw 's' } }
P -ErrorVariable ev; T 20 $ev
function Q { [CmdletBinding()]param() try { [int]::Parse('x') } catch { throw [InvalidOperationException]::new('o', $_.Exception) } }
try { Q -ErrorVariable ev } catch { "$($_.Exception.Message)" }; T 21 $ev
