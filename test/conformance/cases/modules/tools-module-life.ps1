$dir = Join-Path $PWD mods; $null = New-Item -ItemType Directory $dir/Contoso.Tools -Force
Set-Content $dir/Contoso.Tools/Contoso.Tools.psm1 @'
$script:Prefix = 'C'
$script:Log = [System.Collections.Generic.List[string]]::new()
function Write-ToolLog { [CmdletBinding()] param([Parameter(Mandatory, ValueFromPipeline)][string]$Message, [ValidateSet('Info','Error')][string]$Level = 'Info') process { $script:Log.Add("[$Level] $Message") } }
function Get-ToolLog { param([switch]$Clear) $script:Log.ToArray(); if ($Clear) { $script:Log.Clear() } }
function Get-Private { 'private' }
function Use-Private { "$script:Prefix $(Get-Private) $($MyInvocation.MyCommand.ModuleName) $($MyInvocation.MyCommand.Module.Version)" }
function Invoke-Caller { param([scriptblock]$Block) & $Block 'arg' }
New-Alias -Name gtl -Value Get-ToolLog
$ToolVersion = '9.9'
Export-ModuleMember -Function *-Tool*, Use-Private, Invoke-Caller -Alias gtl -Variable ToolVersion
$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { 'never shown' }
'@
New-ModuleManifest -Path $dir/Contoso.Tools/Contoso.Tools.psd1 -RootModule Contoso.Tools.psm1 -ModuleVersion 1.4.2 -Author Me -Description 'Tools' -FunctionsToExport 'Write-ToolLog', 'Get-ToolLog', 'Use-Private', 'Invoke-Caller' -AliasesToExport gtl -VariablesToExport ToolVersion -CmdletsToExport @()
$m = Import-Module $dir/Contoso.Tools -PassThru -Force
$m.Name; "$($m.Version)"; $m.ModuleType; ($m.ExportedFunctions.Keys | Sort-Object) -join ','; $m.ExportedAliases.Keys; $m.Description
'one', 'two' | Write-ToolLog; Write-ToolLog three -Level Error; gtl -Clear; @(Get-ToolLog).Count
Use-Private; $ToolVersion
try { Get-Private } catch { $_.FullyQualifiedErrorId; $_.Exception.CommandName }
& $m { $Prefix = 'changed'; $script:Prefix = 'D'; Get-Private }; Use-Private
$Prefix = 'caller'; Invoke-Caller { param($x) "$Prefix $x" }
Get-Command -Module Contoso.Tools | Sort-Object Name | Format-Table CommandType, Name, Version
Get-Module Contoso.Tools | Select-Object Name, Version, @{ n = 'F'; e = { $_.ExportedFunctions.Count } }
try { Write-ToolLog x -Level Fatal } catch { $_.FullyQualifiedErrorId }
(Get-Command Write-ToolLog).Parameters['Level'].Attributes.ValidValues -join '|'; (Get-Command Write-ToolLog).Parameters.Message.ParameterSets.Keys; (Get-Command gtl).Definition; (Get-Command gtl).ResolvedCommandName
Remove-Module Contoso.Tools; [bool](Get-Command Use-Private -ErrorAction SilentlyContinue); $null -eq $ToolVersion
Import-Module $dir/Contoso.Tools/Contoso.Tools.psd1 -Prefix X -Function Get-ToolLog, Write-ToolLog; (Get-Command -Module Contoso.Tools).Name -join ','; 'q' | Write-XToolLog; Get-XToolLog
$dm = New-Module -Name Dyn -ScriptBlock { $n = 0; function Add-One { (++$script:n) } ; function Reset-N { $script:n = 0 }; Export-ModuleMember -Function Add-One } ; Add-One; Add-One; & $dm { Reset-N }; Add-One
$o = New-Module -AsCustomObject { param($start) $total = $start; function Add($n) { $script:total += $n; $script:total }; Export-ModuleMember -Function Add -Variable total } -ArgumentList 10; $o.Add(5); $o.total; $o | Get-Member -MemberType ScriptMethod, NoteProperty | ForEach-Object Name
try { Import-Module ./nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
Test-ModuleManifest $dir/Contoso.Tools/Contoso.Tools.psd1 | Format-List Name, Version, Author
Import-PowerShellDataFile $dir/Contoso.Tools/Contoso.Tools.psd1 | ForEach-Object { $_.ModuleVersion; $_.FunctionsToExport.Count; $_.AliasesToExport }
