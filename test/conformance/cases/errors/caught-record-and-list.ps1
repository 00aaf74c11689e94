try { 1/0 } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { throw 'a' } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { Write-Error 'a' -ErrorAction Stop } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { Get-Item nope -ErrorAction Stop } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { nope-cmd } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { [int]'x' } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { 'a'.Substring(9) } catch { [object]::ReferenceEquals($_, $Error[0]) }
function F { [CmdletBinding()]param() $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([Exception]::new('m'),'id',1,'t')) }
try { F } catch { [object]::ReferenceEquals($_, $Error[0]) }
try { try { throw 'b' } catch { $a = $_; throw } } catch { [object]::ReferenceEquals($_, $Error[0]); [object]::ReferenceEquals($_, $a); $Error.Count }
try { try { throw 'b' } catch { $a = $_; throw $_ } } catch { [object]::ReferenceEquals($_, $Error[0]); [object]::ReferenceEquals($_, $a); $Error.Count }
trap { [object]::ReferenceEquals($_, $Error[0]); continue }
throw 'trap'
1/0
try { 1/0 } catch { $_ | Add-Member note 5; $Error[0].note; $_.ErrorDetails = [Management.Automation.ErrorDetails]::new('dd'); "$($Error[0])" }
try { 1/0 } catch { $k = $_; $Error.Remove($_); $Error.Count; $Error.Contains($k) }
try { throw 'x' } catch { $Error.IndexOf($_) }
$Error.Clear()
$r = Get-Item nope 2>&1
[object]::ReferenceEquals($r, $Error[0])
$r = Write-Error 'x' 2>&1
[object]::ReferenceEquals($r, $Error[0])
Get-Item nope -ErrorVariable ev -ErrorAction SilentlyContinue
[object]::ReferenceEquals($ev[0], $Error[0])
try { Get-Item nope -ErrorVariable ev -ErrorAction Stop } catch { [object]::ReferenceEquals($ev[0], $_); $ev.Count; [object]::ReferenceEquals($ev[0], $Error[0]); $ev[0].GetType().FullName }
