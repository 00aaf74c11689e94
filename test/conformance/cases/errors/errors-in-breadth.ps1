try { Get-Item /nope -ErrorAction Stop } catch { $_.Exception.GetType().FullName; $_.FullyQualifiedErrorId; $_.CategoryInfo.ToString(); $_.InvocationInfo.Line.Trim(); $_.InvocationInfo.ScriptLineNumber; $_.InvocationInfo.MyCommand.Name; $_.TargetObject; $_.ScriptStackTrace }
try { throw [System.ArgumentException]::new('msg', 'prm') } catch [System.ArgumentException] { $_.Exception.Message; $_.Exception.ParamName; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category } finally { 'fin' }
try { throw @{ code = 5 } } catch { $_.TargetObject.code; "$_"; $_.FullyQualifiedErrorId }
try { throw } catch { "$_" }
try { throw 'a', 'b' } catch { "$_"; $_.TargetObject.Count }
try { $null.Foo() } catch { $_.FullyQualifiedErrorId; "$_" }
try { (1).Foo() } catch { $_.FullyQualifiedErrorId; "$_" }
try { [int]::Nope } catch { "$_" }; [int]::Nope
try { [nope]::x } catch { $_.FullyQualifiedErrorId }
try { 1/0 } catch [DivideByZeroException] { 'dz' } catch { 'other' }
try { [int]'x' } catch [InvalidCastException] { 'ic' } catch { $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name }
try { [math]::Sqrt('x') } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { 'abc'.Substring(9) } catch { $_.Exception.GetType().Name; $_.Exception.InnerException.Message }
try { nope-cmd } catch [System.Management.Automation.CommandNotFoundException] { $_.Exception.CommandName; "$_" }
try { Get-Date -Nope } catch { $_.FullyQualifiedErrorId; $_.Exception.ParameterName }
try { Get-Content } catch { $_.FullyQualifiedErrorId }
try { $x = @{}; $x.a.b.c = 1 } catch { $_.FullyQualifiedErrorId; "$_" }
try { $a = 1,2; $a[5] = 1 } catch { $_.FullyQualifiedErrorId; "$_" }
try { $s = 'abc'; $s[0] = 'x' } catch { $_.FullyQualifiedErrorId; "$_" }
try { $null[0] } catch { $_.FullyQualifiedErrorId; "$_" }
try { Set-Variable -Name ro -Value 1 -Option ReadOnly; $ro = 2 } catch { $_.FullyQualifiedErrorId; "$_" }
try { [ValidateRange(1,5)]$r = 3; $r = 9 } catch { $_.FullyQualifiedErrorId; "$_" }
try { [int]$t = 1; $t = 'x' } catch { $_.FullyQualifiedErrorId; "$_" }
try { Invoke-Expression 'if (' } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; $_.Exception.Errors.Count }
try { & { throw 'inner' } } catch { try { throw 'outer' } catch { "$_" }; "$_" }
try { try { throw 'one' } finally { 'f1' } } catch { "c $_" }
try { try { throw 'one' } catch { throw } } catch { "re $_" }
try { try { 1/0 } catch { throw [System.Exception]::new('wrap', $_.Exception) } } catch { $_.Exception.Message; $_.Exception.InnerException.Message }
function f { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([Exception]::new('tt'), 'MyId', 'InvalidData', 'tgt')) }; try { f } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.TargetObject; $_.CategoryInfo.Activity }
function g { [CmdletBinding()] param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('nt'), 'Id2', 'NotSpecified', $null)); 'after' }; g; $?; g 2>$null; g -ErrorAction Ignore; g -ErrorVariable ev 2>$null; $ev.Count; $ev[0].FullyQualifiedErrorId
Write-Error 'we' -ErrorId E1 -Category ResourceBusy -TargetObject 7 -RecommendedAction 'ra' -ErrorVariable e2 2>$null; $e2[0].FullyQualifiedErrorId; $e2[0].CategoryInfo.Category; $e2[0].TargetObject; $e2[0].ErrorDetails.RecommendedAction
Write-Error -Exception ([System.IO.IOException]::new('io')) -Category ReadError
Write-Error -Message 'm' -CategoryActivity act -CategoryReason rea -CategoryTargetName tn -CategoryTargetType tt -ErrorAction SilentlyContinue; $Error[0].CategoryInfo.ToString()
$Error.Count -gt 5; $Error.Clear(); $Error.Count
1/0; $?; $Error[0].Exception.Message; $Error.Count
Get-Item /a, /b -ErrorAction SilentlyContinue; $Error.Count; $?
$ErrorActionPreference = 'Stop'; try { Get-Item /nope; 'no' } catch { 'stopped' }; try { Write-Error 'x' } catch { "w $_" }; $ErrorActionPreference = 'SilentlyContinue'; Get-Item /nope; 'cont'; 1/0; 'cont2'; $ErrorActionPreference = 'Continue'
trap [DivideByZeroException] { 'trapped'; continue } 1/0; 'next'
$e = try { throw 'kept' } catch { $_ }; $e.Exception.Message; $e.GetType().FullName; "$e"; $e.InvocationInfo.PositionMessage
$w = Write-Warning 'ww' 3>&1; $w.GetType().Name; "$w"; $all = & { Write-Error e; Write-Warning w; Write-Verbose v -Verbose; Write-Output o; Write-Information i; Write-Debug d -Debug } *>&1; $all | % { $_.GetType().Name }
& { Write-Output 1; Write-Error 2 } 2>&1 | % { "$_" }
$r = Get-Item /nope 2>&1; $r.GetType().Name; $r.Exception.Message
switch (1) { 1 { try { throw 's' } catch { 'sw' } } }
foreach ($i in 1..3) { try { if ($i -eq 2) { throw 'two' }; $i } catch { 'skip'; continue } finally { "f$i" } }
function h { try { return 'r' } finally { 'cleanup' } }; h
function k { try { throw 'x' } catch { return 'c' } finally { 'd' }; 'never' }; k
1..3 | ForEach-Object { if ($_ -eq 2) { Write-Error "bad $_" } else { $_ } } 2>&1 | % { "$_" }
try { 1..3 | ForEach-Object { if ($_ -eq 2) { throw "bad $_" }; $_ } } catch { "caught $_" }
try { [System.IO.File]::Open('/nope/x', 'Open') } catch [System.IO.DirectoryNotFoundException] { 'dnf' } catch { $_.Exception.InnerException.GetType().FullName }
try { New-Object Nope.Type } catch { $_.FullyQualifiedErrorId; "$_" }
try { [pscustomobject]@{a=1} | Select-Object -ExpandProperty b -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
try { Import-Module nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
try { ConvertFrom-Json '{' } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
try { Get-Variable nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_"; $_.CategoryInfo.Reason }
try { Remove-Item /nope -ErrorAction Stop } catch { $_.CategoryInfo.Category }
try { Start-Sleep -Seconds -1 } catch { $_.FullyQualifiedErrorId }
try { Get-Random -Minimum 5 -Maximum 1 } catch { $_.FullyQualifiedErrorId; "$_" }
try { Set-Location /nope -ErrorAction Stop } catch { "$_" }
try { Stop-Process -Id 999999 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
try { Get-Process nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
try { Add-Type 'bad c#' -ErrorAction Stop } catch { 'at' }
Set-StrictMode -Version Latest; try { $undef } catch { $_.FullyQualifiedErrorId; "$_" }; try { (1).nope } catch { $_.FullyQualifiedErrorId }; try { @(1)[5] } catch { $_.FullyQualifiedErrorId }; try { @{a=1}.b } catch { $_.FullyQualifiedErrorId }
