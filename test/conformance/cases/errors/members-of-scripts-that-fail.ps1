$o = [pscustomobject]@{ PSTypeName = 'My.T'; A = 1 }
$o | Add-Member ScriptProperty Div { 1 / 0 }
$o | Add-Member ScriptProperty Two { 1 / 0; 'went on' }
$o | Add-Member ScriptMethod Calc { 1 / 0; 'went on' }
$o.Div; 'a'; try { $o.Div } catch { "c $_" }
$o.Two; $o.Calc(); 'b'
try { $o.Calc() } catch { $_.FullyQualifiedErrorId; "$_" }
"s $($o.Div) e"; $o | Select-Object Div | ForEach-Object Div
try { $o.No() } catch { "$_" }
try { ('x' | Select-Object Length).No() } catch { "$_" }
class T { T() { throw 'ctor' } T([int] $i) { 1 / 0 } }
try { New-Object T } catch { $_.FullyQualifiedErrorId; "$_"; $_.Exception.GetType().Name }
try { New-Object T 5 } catch { "$_" }
try { [T]::new(5) } catch { "$_" }
Set-Location nope; 'still'
Set-Location nope -ErrorAction SilentlyContinue; $?
New-PSDrive x Bogus /; 'still'
{ $null -eq $MyInvocation.MyCommand }.Invoke()
