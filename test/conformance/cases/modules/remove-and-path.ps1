$m = New-Module -Name D { function q { 'q' }; $ExecutionContext.SessionState.Module.OnRemove = { 'gone' } }
Remove-Module $m; q
$n = New-Module -Name E { function ww { 'w' }; $ExecutionContext.SessionState.Module.OnRemove = { 'bye' } }
try { Remove-Module E -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
$n | Import-Module; @(Get-Module E).Count; Remove-Module E; try { ww } catch { $_.FullyQualifiedErrorId }
$d = "$PWD/M1"; $null = New-Item $d -ItemType Directory
Set-Content $d/M1.psm1 'function Get-A { 1 }'
New-ModuleManifest $d/M1.psd1 -RootModule M1.psm1 -ModuleVersion 2.3.4 -FunctionsToExport Get-A
Import-Module $d -PassThru | ForEach-Object { $_.Path; $_.ModuleBase; $_.RootModule }
(Get-Module -ListAvailable $d/M1.psd1).Version.ToString()
try { Import-Module $d/M1.psd1 -MinimumVersion 9.0 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
Remove-Module M1 -WhatIf; Remove-Module M1; @(Get-Module M1).Count
