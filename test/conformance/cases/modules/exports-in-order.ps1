$m = New-Module -Name Tools -ScriptBlock { $script:calls = 0; $Shared = 'init'; function Get-Calls { $script:calls } ; function Add-Call { [CmdletBinding()] param([Parameter(ValueFromPipeline)][string[]]$Name) process { foreach ($n in $Name) { $script:calls++; "$script:calls:$n" } } } ; function hidden { 'no' } ; Set-Alias ac2 Add-Call; Export-ModuleMember -Function Get-*, Add-* -Alias ac2 -Variable Shared }
$m | Import-Module; 'a', 'b' | Add-Call; ac2 c, d; Get-Calls; $Shared; try { hidden } catch { $_.FullyQualifiedErrorId }; (Get-Command -Module Tools | Sort-Object Name).Name -join ','; $m.ExportedFunctions.Keys -join ','; & $m { hidden }; & $m { $script:calls = 40 }; Add-Call z
$folder = New-Item -ItemType Directory My; @'
function Get-Greeting { param([string]$To = 'you') "hello $To from $($MyInvocation.MyCommand.ModuleName)" }
function Get-Secret { 'secret' }
$PrivateData = 5
Export-ModuleMember -Function Get-Greeting
'@ | Set-Content My/My.psm1; @"
@{ RootModule = 'My.psm1'; ModuleVersion = '1.2.3'; GUID = 'a1b2c3d4-0000-0000-0000-000000000001'; FunctionsToExport = 'Get-Greeting'; PrivateData = @{ PSData = @{ Tags = 'x', 'y' } } }
"@ | Set-Content My/My.psd1
$mod = Import-Module ./My/My.psd1 -PassThru; $mod.Version.ToString(); $mod.PrivateData.PSData.Tags -join ','; Get-Greeting -To me; My\Get-Greeting; try { Get-Secret } catch { $_.Exception.Message }; Get-Module My | Select-Object Name, Version, ModuleType; (Import-PowerShellDataFile ./My/My.psd1).ModuleVersion; Remove-Module My; try { Get-Greeting } catch { $_.FullyQualifiedErrorId }
'param($x, [switch]$Loud) function inner { "inner $x" } ; inner; $y = 7; if ($Loud) { "LOUD" }; exit 3' | Set-Content s.ps1; ./s.ps1 1 -Loud; $LASTEXITCODE; $null -eq $y; . ./s.ps1 2 *>&1 | Out-Null; & { param($a) "sb $a $($args.Count)" } 1 2 3
$sb = [scriptblock]::Create('param($q) $q * 2'); & $sb 21; $sb.Ast.ParamBlock.Parameters.Count; Invoke-Command -ScriptBlock { param($a, $b) "$a-$b" } -ArgumentList 1, 2; $f = ${function:Get-Calls}; $f.GetType().Name; Set-Item function:global:Dyn { 'dynamic' }; Dyn; Test-Path function:Dyn; Remove-Item function:Dyn
function outer { $v = 'outer'; function nested { "$v/$(Get-Variable v -Scope 1 -ValueOnly)" } ; nested; & { $v = 'changed' }; $v; . { $v = 'dotted' }; $v } ; outer
function Get-P { [CmdletBinding()] param([Parameter(Position = 0)][ValidateScript({ $_ -gt 0 })][int]$N, [Parameter(ValueFromRemainingArguments)]$Rest, [Alias('cn')][string]$ComputerName = $env:NOPE) "$N|$($Rest -join '+')|$ComputerName|$($PSBoundParameters.Count)" } ; Get-P 1 a b -cn x; try { Get-P -1 } catch { $_.Exception.Message }; $splat = @{ N = 3; ComputerName = 'y' }; Get-P @splat z; (Get-Command Get-P).Parameters.Keys.Count -gt 3; Get-Help Get-P | Out-Null
Invoke-Expression '$q1 = 5; $q1 + 1'; $q1; $ExecutionContext.InvokeCommand.ExpandString('n=$q1'); Get-Variable q1 | Select-Object Name, Value; Remove-Item My -Recurse; Remove-Item s.ps1
