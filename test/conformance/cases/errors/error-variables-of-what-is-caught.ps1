function T([string]$l, $v) { "$l $($v.Count) $(($v | % { $_.GetType().Name }) -join ' | ')" }
function I1 { [CmdletBinding()]param() throw 'z' }
function I0 { throw 'z' }
function W { [CmdletBinding()]param() Write-Error 'we' }
function D { [CmdletBinding()]param() 1/0 }
function P { [CmdletBinding()]param() $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([Exception]::new('m1'),'id1',1,'t')) }
function C1 { [CmdletBinding()]param() try { I1 } catch { } }
C1 -ErrorVariable ev; T 1 $ev
function C2 { [CmdletBinding()]param() try { I0 } catch { } }
C2 -ErrorVariable ev; T 2 $ev
function C3 { [CmdletBinding()]param() try { P } catch { } }
C3 -ErrorVariable ev; T 3 $ev
function C4 { [CmdletBinding()]param() try { D } catch { } }
C4 -ErrorVariable ev; T 4 $ev
function C5 { [CmdletBinding()]param() try { W -ErrorAction Stop } catch { } }
C5 -ErrorVariable ev; T 5 $ev
function C6 { [CmdletBinding()]param() try { Get-Item nope -EA Stop } catch { } }
C6 -ErrorVariable ev; T 6 $ev
function C7 { [CmdletBinding()]param() try { throw 'q' } catch { } }
C7 -ErrorVariable ev; T 7 $ev
function C8 { [CmdletBinding()]param() try { 'a'.Substring(9) } catch { } }
C8 -ErrorVariable ev; T 8 $ev
function C9 { [CmdletBinding()]param() try { nope-cmd } catch { } }
C9 -ErrorVariable ev; T 9 $ev
function C10 { [CmdletBinding()]param() try { Get-Date -Nope } catch { } }
C10 -ErrorVariable ev; T 10 $ev
function C11 { [CmdletBinding()]param() try { I1 -ErrorVariable inn } catch { }; T 11i $inn }
C11 -ErrorVariable ev; T 11 $ev
function C12 { [CmdletBinding()]param() C1 }
C12 -ErrorVariable ev; T 12 $ev
function C13 { [CmdletBinding()]param() C1 -ErrorVariable inn; T 13i $inn }
C13 -ErrorVariable ev; T 13 $ev
function C14 { [CmdletBinding()]param() try { 1 | ForEach-Object { throw 'fe' } } catch { } }
C14 -ErrorVariable ev; T 14 $ev
function C15 { [CmdletBinding()]param() try { & { throw 'blk' } } catch { } }
C15 -ErrorVariable ev; T 15 $ev
function C16 { [CmdletBinding()]param() try { & { [CmdletBinding()]param() throw 'blk' } } catch { } }
C16 -ErrorVariable ev; T 16 $ev
function C17 { [CmdletBinding()]param() try { Invoke-Expression 'throw "ie"' } catch { } }
C17 -ErrorVariable ev; T 17 $ev
function C18 { [CmdletBinding()]param() try { try { throw 'a' } catch { throw 'b' } } catch { } }
C18 -ErrorVariable ev; T 18 $ev
function C19 { [CmdletBinding()]param() try { try { throw 'a' } finally { 'f' } } catch { } }
C19 -ErrorVariable ev; T 19 $ev
function C20 { [CmdletBinding()]param() try { try { throw 'a' } catch { throw } } catch { } }
C20 -ErrorVariable ev; T 20 $ev
function C21 { [CmdletBinding()]param() trap { continue } throw 't' }
C21 -ErrorVariable ev; T 21 $ev
function C22 { [CmdletBinding()]param() trap { continue } I1 }
C22 -ErrorVariable ev; T 22 $ev
function C23 { [CmdletBinding()]param() try { W } catch {} ; W; D }
C23 -ErrorVariable ev 2>$null; T 23 $ev
function C24 { [CmdletBinding()]param() $x = W; $y = $(W); (W) ; "$(W)" }
C24 -ErrorVariable ev 2>$null; T 24 $ev
function C25 { [CmdletBinding()]param() W | Out-Null; W 2>$null; $null = W; [void](W) }
C25 -ErrorVariable ev 2>$null; T 25 $ev
function C26 { [CmdletBinding()]param() try { I1 } catch { Write-Error "wrapped $_" } }
C26 -ErrorVariable ev 2>$null; T 26 $ev
function C27 { [CmdletBinding()]param() try { I1 } catch { throw "wrapped $_" } }
try { C27 -ErrorVariable ev } catch { } ; T 27 $ev
function C28 { [CmdletBinding()]param() $ErrorActionPreference = 'Stop'; Write-Error 'x' }
try { C28 -ErrorVariable ev } catch { } ; T 28 $ev
function C29 { [CmdletBinding()]param() I1 }
try { C29 -ErrorVariable ev } catch { } ; T 29 $ev
function C30 { [CmdletBinding()]param() D }
try { C30 -ErrorVariable ev } catch { } ; T 30 $ev
try { D -ErrorVariable ev } catch { } ; T 31 $ev
try { P -ErrorVariable ev } catch { } ; T 32 $ev
try { I1 -ErrorVariable ev } catch { } ; T 33 $ev
try { W -ErrorVariable ev -EA Stop } catch { } ; T 34 $ev
P -ErrorVariable ev 2>$null; T 35 $ev
C29 -ErrorVariable ev 2>$null; T 36 $ev
function C40 { [CmdletBinding()]param() try { 1 | ForEach-Object { 1/0 } } catch { } }
C40 -ErrorVariable ev; T 40 $ev
function C41 { [CmdletBinding()]param() try { 1 | Where-Object { throw 'w' } } catch { } }
C41 -ErrorVariable ev; T 41 $ev
function C42 { [CmdletBinding()]param() try { Import-Csv nope.csv } catch { } }
C42 -ErrorVariable ev; T 42 $ev
function C43 { [CmdletBinding()]param() try { try { throw 'a' } catch [IO.IOException] { } } catch { } }
C43 -ErrorVariable ev; T 43 $ev
function C44 { [CmdletBinding()]param() try { if ($true) { throw 'a' } } catch { } }
C44 -ErrorVariable ev; T 44 $ev
function C45 { [CmdletBinding()]param() try { foreach ($i in 1) { while ($true) { throw 'a' } } } catch { } }
C45 -ErrorVariable ev; T 45 $ev
function C46 { [CmdletBinding()]param() try { $(throw 'a') } catch { } }
C46 -ErrorVariable ev; T 46 $ev
function C47 { [CmdletBinding()]param() trap { continue } 1/0 }
C47 -ErrorVariable ev; T 47 $ev
function C48 { [CmdletBinding()]param() trap { } 1/0 }
C48 -ErrorVariable ev 2>$null; T 48 $ev
function C49 { [CmdletBinding()]param() try { [int]'x' } catch { } }
C49 -ErrorVariable ev; T 49 $ev
class K { [void] M() { throw 'm' } }
function C50 { [CmdletBinding()]param() try { [K]::new().M() } catch { } }
C50 -ErrorVariable ev; T 50 $ev
function C51 { [CmdletBinding()]param() I1 -ErrorAction SilentlyContinue; try { I0 } catch { } finally { 1/0 } }
