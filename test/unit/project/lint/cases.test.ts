import assert from 'node:assert/strict';
import { parse } from '../../../../src/powershell/index.ts';
import { check } from './folder.ts';

/** By rule: texts it finds fault with, and texts it must leave alone; beside the examples of the README. */
const cases: Readonly<Record<string, { readonly found: readonly string[]; readonly silent: readonly string[] }>> = {
  'child-in-function': {
    found: ['workflow Main { function F { if ($true) { Send-Report } } F }', 'workflow Main { function F { & Send-Report -To x } F }', 'workflow Main { function F { .\\Send-Report.ps1 -To x } F }', 'workflow Main { function F { & "$PSScriptRoot\\Send-Report.ps1" } F }'],
    silent: ['workflow Main { function F { Set-Location C:\\Tools; .\\Send-Report.ps1 } F }', 'workflow Main { function F { & Main; .\\Main.ps1; & $x } F }', 'workflow Main { function F { .\\Clear-Disk2.ps1; C:\\Send-Report.ps1 } F }', 'workflow Main { function Send-Report { } function F { & Send-Report } F }', 'workflow Main { function Send-Report { } function F { Send-Report } F }', 'function F { Send-Report }'],
  },
  'child-in-inlinescript': {
    found: ['workflow Main { $x = InlineScript { foreach ($i in 1..3) { New-Draft } } }', 'workflow Main { InlineScript { $v | Send-Report } }', 'workflow Main { InlineScript { & Send-Report -To x } }', 'workflow Main { InlineScript { .\\Send-Report.ps1 -To x } }', 'workflow Main { InlineScript { . .\\Clear-Disk2.ps1 } }', 'workflow Main { InlineScript { & "Send-Report" } }'],
    silent: ['workflow Main { InlineScript { cd C:\\Tools; .\\Send-Report.ps1 } }', 'workflow Main { InlineScript { .\\Nowhere.ps1; & Nowhere; & "C:\\Tools\\Send-Report.ps1"; & { Get-Date } } }', 'workflow Main { InlineScript { $v | Clear-Disk2 } }', 'workflow Main { InlineScript { function Send-Report { } Send-Report } }'],
  },
  'workflow-from-script': { found: ['Send-Report -To x', '& "$PSScriptRoot\\Send-Report.ps1" -To x', '. (Join-Path $PSScriptRoot "Send-Report.ps1")', 'Send-Report -To x | Out-String', '"$(Send-Report -To x)"', '& Send-Report -To x', "& 'Send-Report' -To x", '. Send-Report'], silent: ['& Clear-Disk2', 'function Send-Report { } & Send-Report', '& $name', 'Start-SmaRunbook -Name Send-Report', '"Send-Report"'] },
  'script-by-name': {
    found: ['Clear-Disk2', '& Clear-Disk2 -A 1', "& 'Clear-Disk2'", '$x = Set-Disk2 -Disk 1', 'function F { Clear-Disk2 }', 'if ($x) { "$(Clear-Disk2)" }'],
    silent: ['.\\Clear-Disk2.ps1', '& "$PSScriptRoot\\Clear-Disk2.ps1"', '. .\\Lib.ps1; Clear-Disk2', 'Import-Module Disks; Clear-Disk2', 'using module Disks\nClear-Disk2', 'function Clear-Disk2 { } Clear-Disk2', 'Send-Report', 'workflow Main { Clear-Disk2 }', '1 | Clear-Disk2', 'Start-SmaRunbook -Name Clear-Disk2'],
  },
  'child-missing': {
    found: ['.\\Nowhere.ps1', '& "$PSScriptRoot\\Nowhere.ps1"', '. $PSScriptRoot/Nowhere.ps1', 'workflow Main { Send-Raport -To x }', 'workflow Main { if ($x) { $r = Sned-Report } }', 'workflow Main { Send-Raport | Out-String }'],
    silent: [
      'Start-AzureAutomationRunbook -Name Nowhere', 'Start-SmaRunbook -Name $name', '& "$PSScriptRoot\\Clear-Disk2.ps1"', '& "$PSScriptRoot\\$name.ps1"', 'workflow Main { InlineScript { .\\Nowhere.ps1 } }', 'Nowhere', 'Send-Raport', 'workflow Main { Send-Reports }', 'workflow Main { Read-Report }', 'workflow Main { Get-Nowhere }',
      'workflow Main { function Send-Raport { } Send-Raport }', 'workflow Main { InlineScript { Send-Raport } }', 'workflow Main { Send-Report -To x }',
    ],
  },
  'child-cycle': { found: ['workflow Main { if ($true) { Call-Main } }', 'workflow Main { Call-Main | Out-String }', 'workflow Main { $x = (Call-Main).Length }'], silent: ['workflow Main { Start-SmaRunbook -Name Call-Main }', 'workflow Main { New-Draft }', '. .\\Lib.ps1\nfunction Main { Get-Leaf 1 }', 'Get-Leaf 1'] },
  'mandatory-with-default': {
    found: ['param([Parameter(Mandatory)] $A = 1) $A', "param([Parameter(Mandatory, ParameterSetName = 'A')] [Parameter(Mandatory, ParameterSetName = 'B')] $A = 1) $A", "param([Parameter(Mandatory)] $A = 1, [Parameter(ParameterSetName = 'B')] $B) $A, $B"],
    silent: ["param([Parameter(Mandatory, ParameterSetName = 'A')] [Parameter(ParameterSetName = 'B')] $A = 1) $A", "param([Parameter(Mandatory, ParameterSetName = 'A')] $A = 1, [Parameter(ParameterSetName = 'B')] $B) $A, $B"],
  },
  'child-positional': { found: ['workflow Main { Send-Report -To a b }'], silent: ['workflow Main { $p = @{ To = 1 }; Send-Report @p }', 'workflow Main { Get-Process pwsh }'] },
  'child-unknown-parameter': {
    found: [
      'workflow Main { Send-Report -Too x }', 'workflow Main { $p = @{ To = 1; Subjct = 2 }; Send-Report @p }', "Start-SmaRunbook -Name Send-Report -Parameters @{ To = 'a'; Titel = 'b' }", "$n = 'Send-Report'; $p = @{ Sub = 1; To = 1 }; Start-SmaRunbook -Name $n -Parameters $p",
      "workflow Main { Start-SmaRunbook -Name 'Send-Report' -Parameters (@{ Too = 1 }) }", '.\\Set-Disk2.ps1 -Disk 1 -Sise 2', '& "$PSScriptRoot\\Set-Disk2.ps1" -Wrong', '$p = @{ Disk = 1; Other = 2 }\n.\\Set-Disk2.ps1 @p',
    ],
    silent: [
      'workflow Main { Send-Report -T x -Sub y -PSPersist $true -ErrorAction Stop }', 'workflow Main { $p = @{ To = 1; Subject = 2 }; Send-Report @p }', 'workflow Main { $p = @{ To = 1 }; $p.Other = 1; Send-Report @p }', 'workflow Main { param($p) Send-Report @p }',
      "Start-SmaRunbook -Name Send-Report -Parameters @{ To = 'a'; subject = 'b' }", 'Start-SmaRunbook -Name Nobody -Parameters @{ A = 1 }', 'Start-SmaRunbook -Name Clear-Disk2 -Parameters @{ A = 1 }', '.\\Clear-Disk2.ps1 -Any 1', '.\\Set-Disk2.ps1 -Target 1 -Si 2 -Verbose',
      'Start-SmaRunbook -Name Send-Report -Parameters @{ To = 1; $k = 2 }', 'foreach ($n in "Send-Report", "Set-Disk2") { Start-SmaRunbook -Name $n -Parameters @{ Size = 1 } }',
    ],
  },
  'child-mandatory-parameter': {
    found: [
      'workflow Main { Send-Report }', 'workflow Main { $p = @{ Subject = 1 }; Send-Report @p }', 'Start-SmaRunbook -Name Send-Report', "Start-SmaRunbook -Name Send-Report -Parameters @{ Subject = 'a' }", "$p = @{ Subject = 'a' }; Start-SmaRunbook -WebServiceEndpoint 'https://s' -Name 'Send-Report' -Parameters $p",
      'Start-SmaRunbook -Name Set-Disk2 -Parameters @{ Size = 1 }', '.\\Set-Disk2.ps1 -Size 1', '& .\\Set-Disk2.ps1', '.\\Get-Set.ps1 -Name x', '.\\Get-Set.ps1 -All 1', '.\\Get-Set.ps1', 'Start-SmaRunbook -Name Get-Set -Parameters @{ Id = 1 }', 'workflow Main { Start-SmaRunbook -Name Send-Report -Parameters @{ } }',
    ],
    silent: [
      'workflow Main { Send-Report @p }', 'workflow Main { Send-Report x }', 'workflow Main { Send-Report -T x }', 'workflow Main { $p = @{ To = 1 }; Send-Report @p }', "Start-SmaRunbook -Name Send-Report -Parameters @{ To = 'a' }", 'Start-SmaRunbook -Name Send-Report -Parameters $p',
      'Start-SmaRunbook -Name Send-Report @more', 'Start-SmaRunbook -Name $x', '.\\Set-Disk2.ps1 1', '.\\Set-Disk2.ps1 -Target 1', '.\\Set-Disk2.ps1 @args', 'param($p) .\\Set-Disk2.ps1 @p', '$p = @{}; if ($x) { $p["Disk"] = 1 }; .\\Set-Disk2.ps1 @p', 'Start-SmaRunbook -Name Send-Report -Parameters @{ $k = 1 }', 'Start-SmaRunbook -Name Clear-Disk2',
      '.\\Get-Set.ps1 -Name x -All 1', '.\\Get-Set.ps1 -Id 1 -All 1', '.\\Get-Free.ps1', '.\\Get-Free.ps1 -A 1', '.\\Get-Set.ps1 -Name x -Id 1',
    ],
  },
  'child-in-pipeline': {
    found: [
      'workflow Main { Send-Report -To a | Out-String }', 'workflow Main { "a" | Send-Report -To b }', 'workflow Main { $x = Send-Report -To a | Select-Object -First 1 }', 'workflow Main { parallel { Send-Report -To a | Out-String } }',
      'workflow Main { $sendReportOutput = 1; (Send-Report -To a | Out-String) }', 'workflow Main { if ($x) { Get-Date | Send-Report -To a } }',
    ],
    silent: ['workflow Main { $x = Send-Report -To a; $x | Out-String }', 'workflow Main { Clear-Disk2 | Out-String }', 'workflow Main { function Send-Report { 1 } $y = Send-Report; $y }', 'workflow Main { $x = (Send-Report -To a | Out-String).Length }', 'workflow Main { InlineScript { Send-Report -To a | Out-String } }', 'Send-Report -To a | Out-String'],
  },
  'child-in-expression': {
    found: ['workflow Main { function F { 1 } "$(F)" }', 'workflow Main { Write-Output -InputObject (Send-Report -To x) }', 'workflow Main { $x = @(Send-Report -To x) }', 'workflow Main { if ((Send-Report -To x) -eq 1) { } }', 'workflow Main { $x = (InlineScript { 1 }).Length }', 'workflow Main { $x = @(if ($a) { Send-Report -To x }) }', 'workflow Main { $x = @(foreach ($i in 1..2) { Send-Report -To x }) }', 'workflow Main { $x = (& Send-Report -To x).Length }', 'workflow Main { function F { 1 } $x = (& F).Length }', 'workflow Main { Get-Process | ForEach-Object { Send-Report -To x } }', 'workflow Main { function F { 1 } 1, 2 | Where-Object { F } }', 'workflow Main { 1 | ForEach-Object { if ($_) { $x = Send-Report -To x } } }', 'workflow Main { $h = @{ a = Send-Report -To x } }'],
    silent: [
      'workflow Main { $x = Send-Report -To x }', 'workflow Main { $x = (Send-Report -To x) }', 'workflow Main { if (Send-Report -To x) { } }', 'workflow Main { foreach ($i in Send-Report -To x) { $i } }', 'workflow Main { return Send-Report -To x }', 'workflow Main { $n = (Get-Process).Count }',
      'workflow Main { InlineScript { function F { 1 } (F).Length } }', 'workflow Main { $x = InlineScript { 1 } }', 'workflow Main { if ($a) { foreach ($i in 1..2) { Send-Report -To x } } }', 'workflow Main { $b = { Send-Report -To x } }', 'workflow Main { 1 | ForEach-Object { function G { 1 } G } }', 'workflow Main { InlineScript { 1 | ForEach-Object { Send-Report -To x } } }', 'function F { 1 } (F).Length', 'workflow Main { Get-Process | ForEach-Object { $_.Name } }', 'workflow Main { parallel { Send-Report -To x; Send-Report -To y } }', 'workflow Main { foreach ($i in (Send-Report -To x)) { $i } }',
    ],
  },
  'asset-missing': {
    found: ['Get-AutomationPSCredential "Nobody"', 'Get-AutomationPSCredential -Name ("Nobody")', "Start-SmaRunbook -Name Use-Login -Parameters @{ Login = 'Nobody' }", '$p = @{ Login = "Nobody" }; Start-SmaRunbook -Name Use-Login -Parameters $p', 'workflow Main { $l = "Nobody"; Start-SmaRunbook -Name "Use-Login" -Parameters @{ login = $l } }', 'workflow Main { Use-Login -Login "Nobody" }', 'workflow Main { $p = @{ Login = "Nobody" }; Use-Login @p }', '$p = @{ Name = "Use-Login"; Parameters = @{ Login = "Nobody" } }; Start-SmaRunbook @p'],
    silent: ["Start-SmaRunbook -Name Use-Login -Parameters @{ Name = 'Nobody'; Login = 'ADMIN' }", "Start-SmaRunbook -Name Send-Report -Parameters @{ To = 'Nobody' }", 'Start-SmaRunbook -Name Use-Login -Parameters @{ Login = $c }', 'workflow Main { Use-Login -Login "admin" -Name "Nobody" }', 'workflow Main { Use-Login -Login $c }', 'workflow Main { function Use-Login { } Use-Login -Login "Nobody" }', 'Set-AutomationVariable -Name New -Value 1', 'Get-AutomationVariable -Name LIMIT', 'Get-AutomationCertificate -Name any', 'Get-AutomationVariable -Name Admin'],
  },
  'asset-wrong-kind': { found: ['workflow Main { Use-Login -Login "Limit" }', "Start-SmaRunbook -Name Use-Login -Parameters @{ Login = 'Limit' }", 'Get-AutomationPSCredential -Name limit'], silent: ['Get-AutomationVariable -Name nobody', 'Get-AutomationConnection -Name Limit'] },
  'asset-in-inlinescript': { found: ['workflow Main { InlineScript { if ($true) { Get-AutomationConnection x } } }'], silent: ['workflow Main { Get-AutomationConnection x }', 'Get-AutomationConnection x'] },
  'unsupported-parameter-attribute': { found: ['workflow Main { param([Parameter(ParameterSetName = "a")] $A) }', 'workflow Main { param([Alias("b")] $A) }', 'workflow Main { param([Parameter(ValueFromPipeline)] $A) "$A" }', 'workflow Main { param([Parameter(Mandatory, ValueFromPipelineByPropertyName = $true)] $A) "$A" }', 'workflow Main { param([Parameter(ValueFromRemainingArguments)] $A) "$A" }'], silent: ['workflow Main { param([Parameter(ValueFromPipeline = $false)] $A) "$A" }', 'param([Parameter(ValueFromPipeline)] $A) $A', 'workflow Main { param([Parameter(Mandatory = $true)] [string] $A) }', 'param([ValidateSet("a")] $A)', 'workflow Main { function F { param([Alias("b")] $A) } F }', 'workflow Main { param([AllowNull()] $A) "$A" }'] },
  'switch-parameter': { found: ['workflow Main { param([switch] $A) "x" }'], silent: ['function F { param([switch] $A) } F -A'] },
  'write-host': { found: ['workflow Main { InlineScript { Write-Host x } }', 'Microsoft.PowerShell.Utility\\Write-Host x'], silent: ['function Write-Host { } Write-Host x', '"Write-Host"'] },
  'excluded-cmdlet': { found: ['workflow Main { Get-Process | Out-Null }', 'workflow Main { $x = Invoke-Command -ScriptBlock { 1 } }'], silent: ['workflow Main { $x = (Get-Variable y).Value }', 'workflow Main { Get-Process | Where-Object { Set-Location x } }', 'workflow Main { function F { Set-Location x } F }'] },
  'method-on-deserialised-object': {
    found: ['workflow Main { $p = Microsoft.PowerShell.Management\\Get-Process -Name x; $p.Kill() }', 'workflow Main { $p = InlineScript { Microsoft.PowerShell.Management\\Get-Process x }; $p.Kill() }', 'workflow Main { function Get-Process { 1 } $p = Microsoft.PowerShell.Management\\Get-Process; $p.Kill() }', 
      'workflow Main { $p = Get-Process; foreach ($i in 1..2) { $y = $p.Kill() } }', 'workflow Main { foreach ($s in Get-Service) { $y = $s.Stop() } }', 'workflow Main { foreach ($s in (Get-Service)) { $y = $s.Stop() } }',
      'workflow Main { $all = Get-Service | Where-Object { $_.Status } | Select-Object -First 2; foreach -parallel ($s in $all) { $y = $s.Stop() } }', 'workflow Main { $s = Get-Service; $y = $s[0].Stop() }',
      'workflow Main { Get-Service | ForEach-Object { $_.Stop() } }', 'workflow Main { $x = Get-Service | Sort-Object Name | % -Process { if ($_.CanStop) { $_.Stop() } } }', 'workflow Main { $s = Get-Service; $s | ForEach-Object { $PSItem.Stop() } }',
      'workflow Main { $p = InlineScript { Get-Process | Select-Object -First 1 }; $y = $p.Kill() }', 'workflow Main { $p = Get-Process; $q = $p; $y = ($q | Select-Object -Last 1).Kill() }',
      'workflow Main { $p = $null; if ($a) { $p = Get-Process }; $y = $p.Kill() }', 'workflow Main { $p = @(); $p += Get-Process; foreach ($o in $p) { $y = $o.Kill() } }',
      'workflow Main { $vm = Get-SCVirtualMachine -Name x; $b = $vm.Refresh() }', 'workflow Main { $u = Get-ADUser -Identity x; $q = $u.Dispose() }', 'workflow Main { foreach ($c in Get-ADComputer -Filter *) { $q = $c.Refresh() } }', 'workflow Main { $w = Get-WsusServer; $all = $w.GetComputerTargets() }',
      'workflow Main { $p = Get-Process; InlineScript { $q = $using:p; $q.Kill() } }', 'workflow Main { $f = Get-Item C:\\x; $y = $f.Directory.Create() }',
    ],
    silent: [
      'workflow Main { $d = Get-Date; $y = $d.AddDays(1) }', 'workflow Main { $p = Get-Process; $y = $p.ToString() }', 'workflow Main { $p = Get-Process | Out-String; $y = $p.Trim() }', 'workflow Main { $p = Get-Process; $p = "x"; $y = $p.Trim() }', '$p = Get-Process; $p.Kill()',
      'workflow Main { $y = (Get-Process -Id 1).Kill() }', 'workflow Main { $p = @(Get-Process); $y = $p.Kill() }', 'workflow Main { Get-Item x | ForEach-Object { $f = Get-Item $_; $f.Delete() } }', 'workflow Main { InlineScript { Get-Service | ForEach-Object { $_.Stop() } } }',
      'workflow Main { InlineScript { foreach ($s in Get-Service) { $s.Stop() } } }', 'workflow Main { $p = Get-Process; InlineScript { $p = Get-Process; $p.Kill() } }', 'workflow Main { $p = Get-Process -PSDisableSerialization $true; $y = $p.Kill() }',
      'workflow Main { $PSDisableSerializationPreference = $true; $p = Get-Process; $y = $p.Kill() }', 'workflow Main { $n = Get-Service | Select-Object -ExpandProperty Name; foreach ($x in $n) { $y = $x.Trim() } }',
      'workflow Main { $n = Get-Service | Select-Object Name; $y = $n.Trim() }', 'workflow Main { $f = Get-Item x; $y = $f.Directory.ToUpper(); $z = $f.Name.Trim(); $w = $f.LastWriteTime.AddDays(1) }', 'workflow Main { Get-Service | ForEach-Object { $_.Name.Trim() } }',
      'workflow Main { $s = Get-Service; $y = $s.Where({ $_.Status }) }', 'workflow Main { "a" | ForEach-Object { $_.Trim() } }', 'workflow Main { $p = Get-Process; function F { $p.Kill() } F }', 'workflow Main { try { Get-Service } catch { $y = $_.Exception.ToString() } }',
      'workflow Main { $u = Get-ADUser -Identity x; $n = $u.Name.ToUpper(); $s = $u.ToString() }', 'workflow Main { InlineScript { $w = Get-WsusServer; $w.GetComputerTargets() } }', 'workflow Main { function Get-VM { "x" } $v = Get-VM; $y = $v.Trim() }', 'workflow Main { $n = (Get-ADUser -Identity x).Name; $y = $n.Trim() }', 'workflow Main { $n = Get-ADUser -Filter * | Select-Object -ExpandProperty Name; $y = $n.Trim() }',
      'workflow Main { $p = $q; $q = $p; $y = $p.Kill() }',
    ],
  },
  'using-missing': {
    found: [
      'workflow Main { $a = 1; InlineScript { $a = $a + 1; $a } }', 'workflow Main { $a = 1; InlineScript { $a += 1; $a } }', 'workflow Main { param($a) InlineScript { if (-not $a) { $a = 2 }; $a } }', 'workflow Main { $a = 1; InlineScript { $a++; $a } }', 'workflow Main { $a = 1; InlineScript { [string] $a = $a.Trim() } }',
      'workflow Main { $a = 1; InlineScript { if ($a) { "x" } } }', 'workflow Main { foreach -parallel ($a in 1..3) { InlineScript { $a } } }',
    ],
    silent: [
      'workflow Main { $a = 1; InlineScript { foreach ($i in 1..3) { if ($i -gt 1) { $a }; $a = $i } } }', 'workflow Main { $a = 1; InlineScript { $a = $using:a; $a += 1; $a } }', 'workflow Main { InlineScript { $a += 1; $a } }', 'workflow Main { $a = 1; InlineScript { 1..3 | ForEach-Object { $a += $_ } } }',
      'workflow Main { $a = 1; InlineScript { $a = 2; $a } }', 'workflow Main { InlineScript { $global:a = 1; $global:a } }', 'workflow Main { $a = 1; InlineScript { $script:a } }', 'workflow Main { $a = 1; InlineScript { $using:a.Length; "$($using:a)" } }', 'workflow Main { InlineScript { $env:TEMP; $_; $true; $VerbosePreference } }',
      'workflow Main { $a = 1; InlineScript { foreach ($a in 1..3) { $a } } }', 'workflow Main { $a = 1; InlineScript { Get-Item x -OutVariable a; $a } }', 'workflow Main { $a = 1; Get-Item x | Where-Object { $_ -eq $a } }',
      'workflow Main { $a = 1; InlineScript { function F { param($a) $a } F 1 } }', 'workflow Main { $VerbosePreference = "Continue"; InlineScript { $VerbosePreference } }',
    ],
  },
  'using-outside-inlinescript': { found: ['workflow Main { $a = 1; $b = $using:a }'], silent: ['workflow Main { $a = 1; InlineScript { $using:a } }', 'Invoke-Command { $using:a }'] },
  'workflow-language': { found: ['workflow Main { & Get-Date }', 'workflow Main { $x.P = 1 }'], silent: ['workflow Main { [OutputType([string])]\n$x = 1; $x }', 'workflow Main { InlineScript { break } }', 'break'] },
  'misplaced-workflow-activity': { found: ['Checkpoint-Workflow', 'workflow Main { function F { Suspend-Workflow } F }'], silent: ['workflow Main { if ($true) { Checkpoint-Workflow } }'] },
  'inlinescript-variable-lost': {
    found: [
      'workflow Main { $r = $null; InlineScript { $r = 1 }; $r }', 'workflow Main { InlineScript { $files = Get-ChildItem C:\\ }; foreach ($f in $files) { $f } }', 'workflow Main { $x = 1; InlineScript { $x = 2 }; $x }', 'workflow Main { param([int] $x) InlineScript { $x = 2 }; "$x" }',
      'workflow Main { InlineScript { $x = 2; $x }; $all | Where-Object { $_ -eq $x } }', 'workflow Main { InlineScript { $x = 2 }; InlineScript { $using:x } }', 'workflow Main { [int] $x = 0; InlineScript { $x = 2; $x }; $x }',
    ],
    silent: [
      'workflow Main { $x = Get-Name; InlineScript { $x = "a"; Get-Item $x }; $x }', 'workflow Main { InlineScript { $x = 2 }; Get-Item a -OutVariable x; $x }', 'workflow Main { InlineScript { $x = 2 }; $x = 3; $x }', 'workflow Main { InlineScript { $x = 2 }; InlineScript { $x = 3; $x } }', 'workflow Main { foreach ($x in 1..3) { InlineScript { $x = 2 }; $x } }', 'workflow Main { InlineScript { $env:x = 2 }; $x }',
      'workflow Main { $r = InlineScript { $r = 1; $r }; $r }', 'workflow Main { $r = Get-Name; InlineScript { $r = $using:r }; $r }', 'workflow Main { $r = $null; InlineScript { $r = 1; $r }; $r = 2; $r }', 'workflow Main { $r = 0; InlineScript { $r = 1; $r } }',
    ],
  },
  'return-in-parallel': { found: ['workflow Main { parallel { return; Get-Date } }', 'workflow Main { foreach -parallel ($i in 1) { try { exit } catch { "x" } } }'], silent: ['workflow Main { foreach ($i in 1) { return } }', 'workflow Main { parallel { InlineScript { return }; Get-Date } }'] },
  'activity-parameter': {
    found: ['workflow Main { Get-Date -PSPersist }', 'workflow Main { Get-Item C:\\ -PSActionRetryCount -PSPersist $true }', 'workflow Main { InlineScript { 1 } -PSPersist }', 'workflow Main { InlineScript { 1 } -PSNonsense 1 }', 'workflow Main { $x = InlineScript { 1 } -PSActionRetryCnt 3 }', 'workflow Main { Get-Nowhere -OutVariable x }', 'workflow Main { Get-Date -Fomat d }', 'workflow Main { Get-Content -Path a -Path b }', 'workflow Main { Stop-Process -Id 1 -Result $r }', 'workflow Main { Invoke-RestMethod -Uri x -ComputerName srv }', 'workflow Main { $x = Get-ChildItem -F x }'],
    silent: ['workflow Main { Get-Date -PSPersist:$true; Get-Date -PSUseSsl; Get-Date -PSComputerName $c -PSPersist $false }', 'workflow Main { InlineScript { Get-Date -PSNonsense 1 } -PSActionRetryCount 3 -ErrorAction Stop -PSPersist $true -DisplayName x -Verbose }', 'workflow Main { Get-Nowhere -Anything 1 }', 'workflow Main { Get-Date -Form d -PSPersist $true -ErrorAction Stop -EV x }', 'workflow Main { Send-Report -WhatIf }', 'workflow Main { InlineScript { Get-Date -WhatIf } }', 'workflow Main { function F-G { param($Confirm) } F-G -Confirm 1 }', 'Remove-Item x -Confirm:$false', 'workflow Main { $x = (Get-Item y -OutVariable z) }'],
  },
  'no-checkpoint': {
    found: [
      'workflow Main { Add-A 1; Add-B 1; Add-C 1 }', 'workflow Main { New-VM a; Remove-VM b; Add-Disk c }', 'workflow Main { foreach ($n in $names) { New-VM $n } }', 'workflow Main { while ($i -lt 9) { $vm = New-VM $i; $i++ } }',
      'workflow Main { foreach -parallel ($n in $names) { New-VM $n } }', 'workflow Main { Checkpoint-Workflow; New-VM a; Remove-VM b; Add-Disk c }', 'workflow Main { New-VM a; if ($x) { Checkpoint-Workflow }; Remove-VM b; Add-Disk c }',
      'workflow Main { foreach ($n in 1..3) { New-VM $n } }', 'workflow Main { foreach ($n in $names) { New-VM $n; Checkpoint-Workflow; New-Disk $n; Add-Disk $n } }', 'workflow Main { try { New-VM a; Remove-VM b } finally { Add-Disk c } }',
    ],
    silent: [
      'workflow Main { Add-Param a; Add-Param b; Add-Param c }', 'workflow Main { New-VM a; Remove-VM b }', 'workflow Main { $PSPersistPreference = $true; New-VM a; Remove-VM b; Add-Disk c }', 'workflow Main { $x = New-Object A; $y = New-Object B; $z = New-Object C }',
      'workflow Main { InlineScript { New-VM a; Remove-VM b; Add-Disk c } }', 'New-VM a; Remove-VM b; Add-Disk c', 'workflow Main { foreach ($n in $names) { New-VM $n; Checkpoint-Workflow } }', 'workflow Main { foreach ($n in $names) { New-VM $n -PSPersist $true } }',
      'workflow Main { foreach ($n in 1, 2) { New-VM $n } }', 'workflow Main { foreach ($n in $old) { Remove-VM $n } }', 'workflow Main { foreach ($n in $names) { $t = New-TimeSpan 1 } }', 'workflow Main { switch ($x) { 1 { New-A 1 } 2 { New-B 1 } 3 { New-C 1 } } }',
      'workflow Main { New-VM a; Checkpoint-Workflow; Remove-VM b; Suspend-Workflow; Add-Disk c }', 'workflow Main { foreach ($n in $names) { Write-Output $n } New-VM a }', 'workflow Main { $names | ForEach-Object { New-VM $_ } }', 'workflow Main { do { $r = New-VM a } until ($r) }',
    ],
  },
  'state-across-checkpoint': {
    found: [
      'workflow Main { $c = Get-AutomationPSCredential -Name x; Get-Service -Name x -PSPersist $true; Connect-X -Credential $c }', 'using namespace System.Net\nworkflow Main { $c = New-Object WebClient; Checkpoint-Workflow; Use-It -Client $c }', 'workflow Main { $c = [System.IO.StreamReader]::new("x"); Checkpoint-Workflow; Use-It -Reader $c }', 'workflow Main { $c = New-Object System.Data.SqlClient.SqlConnection; Checkpoint-Workflow; $c.State }', 'workflow Main { $s = New-CimSession x; Suspend-Workflow; Get-CimInstance -CimSession $s }',
      // The next turn of a loop comes behind what the last one did.
      'workflow Main { $c = Get-AutomationPSCredential x; foreach ($i in $all) { Connect-X -Credential $c; Checkpoint-Workflow } }', 'workflow Main { $c = Get-AutomationPSCredential x; while ($i -lt 9) { Connect-X -Credential $c; $i++; if ($i -gt 3) { Checkpoint-Workflow } } }', 'workflow Main { $c = Get-AutomationPSCredential x; do { Connect-X $c; Checkpoint-Workflow } until ($done) }',
      'workflow Main { $c = Get-AutomationPSCredential x; for ($i = 0; Test-It $c; $i++) { Checkpoint-Workflow } }', 'workflow Main { $c = Get-AutomationPSCredential x; foreach ($i in $all) { foreach ($j in $i) { Connect-X $c }; Checkpoint-Workflow } }', 'workflow Main { foreach ($i in $all) { $c = Get-AutomationPSCredential x; Connect-X $c; Checkpoint-Workflow }; Connect-X $c }',
      'workflow Main { foreach ($i in $all) { if ($i -eq 1) { $c = Get-AutomationPSCredential x }; Connect-X $c; Checkpoint-Workflow } }', 'workflow Main { $c = Get-AutomationPSCredential x; foreach ($i in $all) { Connect-X -Credential $c -PSPersist $true } }', 'workflow Main { $c = Get-AutomationPSCredential x; foreach ($i in $all) { InlineScript { Connect-X $using:c }; Checkpoint-Workflow } }',
      // Ways that come together.
      'workflow Main { $c = Get-AutomationPSCredential x; if ($a) { Checkpoint-Workflow }; Connect-X $c }', 'workflow Main { $c = Get-AutomationPSCredential x; try { Checkpoint-Workflow; Get-It } catch { Connect-X $c } }', 'workflow Main { $c = Get-AutomationPSCredential x; switch ($a) { 1 { Checkpoint-Workflow } }; Connect-X $c }', 'workflow Main { $c = Get-AutomationPSCredential x; parallel { Get-It; sequence { Checkpoint-Workflow; Connect-X $c } } }',
      'workflow Main { [PSCredential] $c = Get-AutomationPSCredential x; Checkpoint-Workflow; Connect-X $c }', 'workflow Main { $c = Get-AutomationPSCredential x; $d = $c; Checkpoint-Workflow; Connect-X $d }', 'workflow Main { $d = $c = Get-AutomationPSCredential x; Checkpoint-Workflow; Connect-X $d }', 'workflow Main { $c = (Get-AutomationPSCredential x); Checkpoint-Workflow; $all | Where-Object { $_ -eq $c } }', 'workflow Main { $s = New-PSSession x; Checkpoint-Workflow; if (-not $s) { $s = New-PSSession x }; Use-It $s }',
      'workflow Main { $c = Get-AutomationPSCredential x; Checkpoint-Workflow; InlineScript { Connect-X $using:c.UserName } }',
      'workflow Main { $s = [System.IO.File]::OpenRead("x"); Checkpoint-Workflow; $y = $s.Length }', 'workflow Main { $c = New-Object PSCredential("u", $p); Checkpoint-Workflow; Connect-X $c }', 'workflow Main { $c = [System.Management.Automation.PSCredential]::new("u", $p); Checkpoint-Workflow; Connect-X $c }',
      'workflow Main { $c = Get-AutomationPSCredential x; $p = @{ Credential = $c; Name = "a" }; Checkpoint-Workflow; Connect-X @p }', 'workflow Main { $p = @{ Credential = Get-AutomationPSCredential x }; Checkpoint-Workflow; if ($p) { Connect-X @p } }',
      'workflow Main { $c = Get-AutomationPSCredential x; $list = @($c); Checkpoint-Workflow; foreach ($one in $list) { Connect-X $one } }', 'workflow Main { $c = Get-AutomationPSCredential x; $list = "a", $c; Checkpoint-Workflow; Connect-X $list }',
    ],
    silent: [
      'workflow Main { $c = Get-AutomationPSCredential x; Use-It $c; Checkpoint-Workflow; $c = $null }', 'workflow Main { $c = Get-AutomationPSCredential x; Get-Service -Name x -PSPersist $false; Connect-X -Credential $c }', 'workflow Main { $c = Get-AutomationPSCredential x; Connect-X -Credential $c -PSPersist $true }', 'workflow Main { $c = Get-AutomationPSCredential x; Checkpoint-Workflow; $c = Get-AutomationPSCredential x; Use-It $c }', 'workflow Main { $c = Get-Date; Checkpoint-Workflow; $c }',
      'workflow Main { foreach ($i in $all) { $c = Get-AutomationPSCredential x; Connect-X -Credential $c; Checkpoint-Workflow } }', 'workflow Main { foreach ($i in $all) { Checkpoint-Workflow; $c = Get-AutomationPSCredential x; Connect-X $c } }', 'workflow Main { $c = Get-AutomationPSCredential x; foreach ($i in $all) { Connect-X $c; $c = $null; Checkpoint-Workflow; $c = Get-AutomationPSCredential x } }', 'workflow Main { $c = Get-AutomationPSCredential x; foreach -parallel ($i in $all) { Connect-X $c; Checkpoint-Workflow } }',
      'workflow Main { if ($a) { $c = Get-AutomationPSCredential x } else { Checkpoint-Workflow }; Connect-X $c }', 'workflow Main { $c = Get-AutomationPSCredential x; if ($a) { Checkpoint-Workflow; return }; Connect-X $c }', 'workflow Main { $c = Get-AutomationPSCredential x; try { Connect-X $c } catch { Checkpoint-Workflow; throw }; Connect-X $c }', 'workflow Main { $c = Get-AutomationPSCredential x; switch ($a) { 1 { Checkpoint-Workflow } 2 { Connect-X $c } } }', 'workflow Main { $c = Get-AutomationPSCredential x; foreach ($i in $all) { Connect-X $c }; Checkpoint-Workflow }',
      'workflow Main { foreach ($i in $all) { if (-not $c) { $c = Get-AutomationPSCredential x }; Connect-X $c; Checkpoint-Workflow } }', 'workflow Main { foreach ($i in $all) { if ($c -eq $null) { $c = Get-AutomationPSCredential x }; Connect-X $c; Checkpoint-Workflow } }', 'workflow Main { $c = Get-AutomationPSCredential x; Checkpoint-Workflow; if ($null -ne $c) { Connect-X $c } }', 'workflow Main { $c = Get-AutomationPSCredential x; Checkpoint-Workflow; InlineScript { $c = Get-AutomationPSCredential x; Connect-X $c } }',
      'workflow Main { $s = [System.IO.File]::ReadAllText("x"); Checkpoint-Workflow; $s }', 'workflow Main { $s = [Other.File]::OpenRead("x"); Checkpoint-Workflow; $s }', 'workflow Main { $c = Get-AutomationPSCredential x; $p = @{ Credential = $c; Name = "a" }; Connect-X @p; Checkpoint-Workflow; "$($p.Name)"; $p["Name"] }',
      'workflow Main { $c = Get-AutomationPSCredential x; $p = @{ User = $c.UserName }; Checkpoint-Workflow; Connect-X @p }', 'workflow Main { $c = Get-AutomationPSCredential x; $p = @{ Credential = $c }; Checkpoint-Workflow; $p = @{ Name = 1 }; Connect-X @p }', 'workflow Main { $list = @(); Checkpoint-Workflow; $list }',
      'workflow Main { $c = Get-AutomationPSCredential x; Checkpoint-Workflow; $c = 1; $c }', 'workflow Main { $c = Get-AutomationPSCredential x; Checkpoint-Workflow }\nworkflow Other { $c }',
    ],
  },
  'local-file-across-checkpoint': {
    found: ['workflow Main { Get-Service | Export-Csv -Path C:\\a.csv; Checkpoint-Workflow; Send-MailMessage -To a@b.c -Attachments C:\\a.csv }', 
      'workflow Main { Set-Content -Path C:\\a -Value 1 -PSPersist:$true; Get-Content C:\\a }', 'workflow Main { "x" | Out-File "$env:TEMP\\a"; Checkpoint-Workflow; Get-Content "$env:TEMP\\a" }',
      'workflow Main { $p = "C:\\a.csv"; Get-Process | Export-Csv -Path $p; Checkpoint-Workflow; Import-Csv -Path $p }', 'workflow Main { $p = "C:\\a.csv"; Export-Csv -Path $p; Checkpoint-Workflow; Import-Csv "c:/a.csv" }', 'workflow Main { $d = $env:TEMP; $p = Join-Path $d "a"; Set-Content $p 1; Checkpoint-Workflow; Get-Content $p }',
      'workflow Main { $d = "D:\\Data"; Set-Content "$d\\a" 1; Checkpoint-Workflow; $q = $d + "\\a"; Get-Content $q }', 'workflow Main { $p = [IO.Path]::GetTempFileName(); Set-Content $p 1; Checkpoint-Workflow; Get-Content $p }', 'workflow Main { $p = [System.IO.Path]::Combine($env:TEMP, "a"); Set-Content $p 1; Checkpoint-Workflow; Get-Content (Join-Path $env:TEMP "a") }',
      'workflow Main { $f = New-TemporaryFile; Set-Content $f.FullName 1; Checkpoint-Workflow; Get-Content $f.FullName }', 'workflow Main { [string] $p = "C:\\t\\$name.txt"; Set-Content -LiteralPath $p 1; Checkpoint-Workflow; Remove-Item -LiteralPath "C:\\t\\$name.txt" }', 'workflow Main { Invoke-WebRequest -Uri $u -OutFile C:\\a.zip; Checkpoint-Workflow; Expand-Archive -Path C:\\a.zip -DestinationPath D:\\x }',
      'workflow Main { Get-Process > C:\\a; Checkpoint-Workflow; Get-Content C:\\a }', 'workflow Main { $p = "C:\\a"; InlineScript { "x" | Out-File $using:p }; Checkpoint-Workflow; $c = InlineScript { $q = $using:p; Get-Content $q } }', 'workflow Main { foreach ($i in $all) { Get-Content C:\\a; Set-Content C:\\a $i; Checkpoint-Workflow } }',
      'workflow Main { InlineScript { [IO.File]::WriteAllText("C:\\f.txt", "x") }; Checkpoint-Workflow; $t = InlineScript { [System.IO.File]::ReadAllText("C:\\f.txt") } }', 'workflow Main { [IO.File]::AppendAllText("C:\\f.txt", "x"); Checkpoint-Workflow; Get-Content C:\\f.txt }', 'workflow Main { Set-Content C:\\f.txt 1; Checkpoint-Workflow; [IO.File]::Copy("C:\\f.txt", "\\\\srv\\f.txt") }',
      'workflow Main { New-Item -Path C:\\e -ItemType Directory; Checkpoint-Workflow; Remove-Item -Path C:\\e }', 'workflow Main { New-Item -Path C:\\ -Name e -ItemType File; Checkpoint-Workflow; Get-Content C:\\e }', 'workflow Main { $d = New-Item C:\\e -ItemType Directory; Checkpoint-Workflow; Remove-Item $d.FullName }',
      'workflow Main { if ($x) { Set-Content C:\\a 1 }; Checkpoint-Workflow; Copy-Item -Path C:\\a -Destination \\\\srv\\a }',
    ],
    silent: [
      'workflow Main { "x" | Out-File C:\\a; Get-Content C:\\a; Checkpoint-Workflow }', 'workflow Main { "x" | Out-File C:\\a; Checkpoint-Workflow; Get-Content C:\\b }', 'workflow Main { param($p) Set-Content $p 1; Checkpoint-Workflow; Get-Content $p }', 'workflow Main { $p = "\\\\srv\\a"; Set-Content $p 1; Checkpoint-Workflow; Get-Content $p }',
      'workflow Main { $p = "C:\\a"; Set-Content $p 1; Checkpoint-Workflow; $p = "C:\\b"; Get-Content $p }', 'workflow Main { $p = "C:\\a"; if ($x) { $p = $y }; Set-Content $p 1; Checkpoint-Workflow; Get-Content $p }', 'workflow Main { foreach ($i in $all) { Get-Content "C:\\$i"; Set-Content "C:\\$i" 1; Checkpoint-Workflow } }',
      'workflow Main { InlineScript { "x" | Out-File C:\\a } -PSComputerName web; Checkpoint-Workflow; InlineScript { Get-Content C:\\a } -PSComputerName web }', 'workflow Main { Set-Content C:\\a 1; Checkpoint-Workflow; Get-Content C:\\a -PSComputerName web }', 'workflow Main { Set-Content C:\\a 1; Remove-Item C:\\a; Checkpoint-Workflow; Remove-Item C:\\a }',
      'workflow Main { [IO.File]::WriteAllText("C:\\f.txt", "x"); [IO.File]::Delete("C:\\f.txt"); Checkpoint-Workflow; [IO.File]::ReadAllText("C:\\f.txt") }', 'workflow Main { [IO.File]::Move("C:\\a", "C:\\b"); Checkpoint-Workflow; Get-Content C:\\a }', 'workflow Main { InlineScript { [IO.File]::WriteAllText("C:\\f.txt", "x") } -PSComputerName web; Checkpoint-Workflow; [IO.File]::ReadAllText("C:\\f.txt") }', 'workflow Main { [Own.File]::WriteAllText("C:\\f.txt", "x"); Checkpoint-Workflow; Get-Content C:\\f.txt }',
      'workflow Main { New-Item -Path HKLM:\\e; Checkpoint-Workflow; Remove-Item HKLM:\\e }', 'workflow Main { New-Item C:\\e -Force; Checkpoint-Workflow; New-Item C:\\e -Force; Remove-Item C:\\e }', 'workflow Main { New-Item C:\\e; Checkpoint-Workflow; Get-Content C:\\f }',
      'workflow Main { if ($x) { Set-Content C:\\a 1; Get-Content C:\\a } else { Checkpoint-Workflow } }', 'workflow Main { Set-Content C:\\a 1; Checkpoint-Workflow; Set-Content C:\\a 2; Get-Content C:\\a }', 'workflow Main { $p = "C:\\a"; InlineScript { "x" | Out-File $p }; Checkpoint-Workflow; Get-Content $p }',
    ],
  },
  'plain-text-secret': {
    found: ['ConvertTo-SecureString hunter22 -AsPlainText -Force', 'Connect-VIServer -Server s -User b -Password hunter2', '$sqlPwd = "Tr0ub4dor"', 'New-User -Password "Tr0ub4dor"', '@{ ClientSecret = "Tr0ub4dor" }', 'param($ApiKey = "k3y-k3y")', '$c = "Server=x;Password=Tr0ub4dor;"', '$o.Password = "Tr0ub4dor"', "'Tr0ub4dor' | ConvertTo-SecureString -AsPlainText -Force", '$pw = "Tr0ub4dor"', '$adminPass = "Tr0ub4dor"',
      '$password = "mysecret"', '$password = "xK9!mq2z"', '$password = "Password123"', "'x9Secret!' | ConvertTo-SecureString -AsPlainText -Force", '$password = "#9truel#y"', '$u = "https://user:Tr0ub4dor@host/x"', '@{ Authorization = "Bearer 0a1b2c3d4e5f6071829" }',
      'net use Z: \\\\srv\\share Tr0ub4dor /user:dom\\me', 'sqlcmd -S srv -U sa -P "Tr0ub4dor"', 'cmdkey /add:srv /user:u /pass:Tr0ub4dor', 'Set-AutomationVariable -Name "SqlPassword" -Value "Tr0ub4dor"', '$token = "abcd1234"', '$h = @{}; $h["ClientSecret"] = "Tr0ub4dor"', 'New-Object System.Net.NetworkCredential("u", "TopSecret")', 'New-Object -TypeName Net.NetworkCredential -ArgumentList "u", "Tr0ub4dor"', '[System.Net.NetworkCredential]::new("u", "Tr0ub4dor")',
      "ConvertTo-SecureString -AsPlainText -Force 'Adr!9xx'", 'ConvertTo-SecureString -AsPlainText "Adr!9xx" -Force', 'ConvertTo-SecureString -Force -AsPlainText "Adr!9xx"', '$x = "Adr!9xx"; ConvertTo-SecureString -AsPl -F $x', 'net user bob S3cr3tP! /add', 'net.exe user bob "S3cr3tP!"', 'curl.exe -u bob:S3cr3tP! https://x', 'curl.exe --user "bob:S3cr3tP!" https://x', 'curl.exe -ubob:S3cr3tP! https://x', 'sqlcmd -S srv -PTr0ub4dor',
      '$e = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("user:Adr!9xx"))', '$x = ":0a1b2c3d4e5f"; [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($x))', "'Adr!9xx'.ToCharArray() | % { $ss.AppendChar($_) }", 'foreach ($c in "Adr!9xx".ToCharArray()) { $ss.AppendChar($c) }', '"Adr!9xx".ToCharArray().ForEach({ $ss.AppendChar($_) })',
      'Invoke-RestMethod "https://f.azurewebsites.net/api/Go?code=Xa91bcDEfgh2IJklmNOpqrstuVWxyz0123456789AbCd=="',
      'ConvertTo-SecureString -String "MyPassword" -AsPlainText -Force', '$x = "Tr0ub4dor"; $s = ConvertTo-SecureString $x -AsPlainText -Force', '$b = "grant_type=client_credentials&client_secret=Tr0ub4dor"', `$b = '{ "password": "Tr0ub4dor" }'`, '"Server=$s;Password=Tr0ub4dor;"', '$k = "AKIA1234567890ABCDEF"', '$u = "https://x.blob.core.windows.net/c?sv=2019&sig=abcdefgh%3D"', '$password2 = "Tr0ub4dor"', '@{ Authorization = "Basic dXNlcjpwYXNzd29yZA==" }',
    ],
    silent: ['ConvertTo-SecureString $p -AsPlainText -Force', 'Get-It -Password Prompt', 'Get-It -Password SqlPassword', '$password = ""', '$password = "<password>"', '$passwordName = "AdminPass"', '$password = Get-AutomationVariable -Name "Password"', '$password = $other', '$bypass = "Tr0ub4dor"', '$compass = "Tr0ub4dor"', '"x" | ConvertTo-Json', '$c = "Server=x;Password=$p;"', '$c = "Password={0};"', 'Get-AutomationVariable -Name "SqlPassword"', '$password = "Your password here"',
      '$password = "xxxx"', '$password = "your-password-here"', '$password = "<password>"', '$password = "changeme"', '$password = "%DB_PASSWORD%"', '$token = "Machine"', '$u = "https://host:8080/a@b"', '"https://$($env:T):x-oauth-basic@github.com"', 'net use Z: \\\\srv\\share /user:me', 'net use Z: \\\\srv\\share $p /user:me', 'sqlcmd -S srv -P $p',
      'Set-AutomationVariable -Name "SqlPassword" -Value $p', '@{ Authorization = "Bearer token-of-the-service" }', '$password = "SqlPassword"', '$secret = "sqlsecret"; Get-AutomationVariable -Name $secret', '$nextToken = "abcd1234"', '@{ Authorization = "Bearer $t" }', '"Basic authentication"', 'New-Object Net.NetworkCredential($u, $p)', 'New-Object Net.NetworkCredential("u", "")', 'ConvertTo-SecureString $x -AsPlainText -Force', '$x = Get-It; ConvertTo-SecureString $x -AsPlainText -Force', '"Server=x;Password=$p;"',
      'New-Object System.Uri("a", "Tr0ub4dor")', 'ConvertTo-SecureString -AsPlainText -Force $p', 'ConvertTo-SecureString -Force "Adr!9xx"', 'ConvertTo-SecureString -AsPlainText -Force "<password>"', 'net user bob /delete', 'net user bob * /add', 'net user bob $p /add', 'net user', 'curl.exe -u bob https://x', 'curl.exe -u "bob:$p" https://x', 'curl -u https://x', 'curl.exe -u bob:<password>', 'sqlcmd -S srv -P$p',
      '[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("host:8080"))', '[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("user:$p"))', '[Convert]::ToBase64String([IO.File]::ReadAllBytes("C:\\x"))', '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("C:\\Temp"))', '"abcdef".ToCharArray() | % { $_ }', '$p.ToCharArray() | % { $ss.AppendChar($_) }', '"https://x/api/Go?code=$key"', '"https://x/api/Go?code=<key>"', '"https://x?code=404"',
    ],
  },
  'plain-text-credential-parameter': { found: ['param($Password)', 'workflow Main { param([string] $ClientSecret) }'], silent: ['param([securestring] $Password)', 'param([string] $PasswordName)', 'function F { param([string] $Password) }'] },
  'secret-written': { found: ['param([string]$DbPassword)\n"is $DbPassword"', '"$x" | Out-Null; Write-Output "is $password"', 'Write-Verbose $c.GetNetworkCredential().Password', 'Write-Verbose ("is " + $c.GetNetworkCredential().Password)', 'Write-Output ("{0}" -f $password)', '$c.GetNetworkCredential().Password', 'if ($x) { "is $password" }', 'workflow Main { $c.GetNetworkCredential().Password }'], silent: ['param([bool]$ResetPassword)\n"Reset: $ResetPassword"', 'param([switch]$NoSecret)\nWrite-Output $NoSecret', 'function F { $password } $x = F', '$x = $password', '$x = if ($y) { $password }', '& { $password } | Out-Null', '$password | Out-Null', '($password)[0]', '@{ a = $password } | Out-Null', 'foreach ($a in $password) { 1 }', 'if ($password) { 1 }', 'Write-Output $password.Length', 'Write-Output ($null -eq $password)', 'Connect-It -Password $password', 'Write-Output $(if ($password -eq "") { "empty" })'] },
  'certificate-check-off': { found: ['Invoke-RestMethod x -SkipCertificateCheck'], silent: ['[System.Net.ServicePointManager]::ServerCertificateValidationCallback = $null'] },
  'file-name-differs': { found: ['workflow Second { "x" }'], silent: ['workflow MAIN { "x" }', 'workflow Helper { "x" }\nworkflow Main { "y" }', '"x"'] },
  'code-outside-workflow': { found: ['$x = 1\nworkflow Main { "x" }', 'function F { }\nworkflow Main { "x" }'], silent: ['# comment\nworkflow Main { "x" }\n', 'workflow Main { "x" }\nworkflow Other { "y" }'] },
  'empty-runbook': { found: ['', '# nothing', 'param($a)'], silent: ['"x"', 'function F { }'] },
  'missing-synopsis': { found: ['workflow Main { "x" }', 'function F { 1 }\nF'], silent: ['workflow Main {\n<#\n.DESCRIPTION\nx\n#>\n"x" }', 'function F { 1 }\nclass A { }', 'function F { 1 }\nExport-ModuleMember -Function F', 'configuration Web { Node localhost { } }\nWeb', 'configuration Web\n{\n}'] },
  'interactive-command': { found: ['[Console]::ReadKey()', 'Get-Process | Out-GridView', '$host.UI.RawUI.ReadKey("x")'], silent: ['function Pause { } Pause', '[Console]::Out', 'Get-AutomationPSCredential x'] },
  'unreachable-code': {
    found: [
      'foreach ($i in 1) { continue; "x" }', 'function F { return 1; "x" } F', 'if ($a) { throw 1 } elseif ($b) { return } else { exit } "x"', 'switch ($a) { 1 { throw 1 } default { return } } "x"', 'try { throw 1 } catch { throw } "x"', 'try { return } finally { 1 } "x"', 'try { 1 } finally { throw 2 } "x"',
      'while ($true) { 1 } "x"', 'while (1) { foreach ($i in 1) { break } switch (1) { 1 { break } } } "x"', 'for (;;) { 1 } "x"', 'do { throw 1 } while ($a) "x"', 'do { 1 } until ($false) "x"', 'do { 1; continue } while ($true) "x"', ':a while ($true) { :b while ($true) { break b } } "x"',
      'workflow Main { sequence { throw 1 } "x" }', 'foreach ($i in 1) { if ($a) { break } else { continue } "x" }',
    ],
    silent: [
      'return 1; function F { }', 'if ($a) { return } "x"', 'workflow Main { parallel { throw "x"; Get-Date } }', 'switch (1) { 1 { break } 2 { "x" } }', 'if ($a) { throw 1 } elseif ($b) { 1 } else { exit } "x"', 'if ($a) { throw 1 } else { if ($b) { exit } } "x"', 'switch ($a) { 1 { throw 1 } 2 { throw 2 } } "x"',
      'switch ($a) { 1 { break } default { throw 1 } } "x"', 'switch ($a) { 1 { if ($b) { continue } throw 1 } default { throw 1 } } "x"', 'switch (Get-It) { 1 { throw 1 } default { throw 1 } } "x"', 'switch (@($a)) { default { throw 1 } } "x"', 'switch -File a.txt { default { throw 1 } } "x"', 'try { throw 1 } catch { 1 } "x"',
      'try { throw 1 } catch [System.IO.IOException] { 1 } catch { throw } "x"', 'try { 1 } catch { throw } "x"', 'while ($true) { if ($a) { break } } "x"', 'while ($true) { 1 | ForEach-Object { break } } "x"', ':a while ($true) { while ($true) { break a } } "x"', ':a while ($true) { while ($b) { break $c } } "x"', 'while ($a) { throw 1 } "x"', 'foreach ($i in $all) { throw 1 } "x"',
      'for (;$a;) { 1 } "x"', 'do { if ($b) { continue } throw 1 } while ($a) "x"', 'do { break } while ($true) "x"', 'do { 1 } until ($true) "x"', 'trap { continue } throw 1; "x"', 'trap { continue } if ($a) { throw 1 } else { throw 2 } "x"', 'workflow Main { parallel { throw 1 } "x" }',
    ],
  },
  'positional-in-workflow': { found: ['workflow Main { if ($true) { $x = Get-SCVMHost web -Verbose } }'], silent: ['workflow Main { Write-Output x; Start-Sleep 5; Checkpoint-Workflow; InlineScript { Get-SCVMHost web }; function F-G { } F-G 1; Get-SCVMHost @p; ping web }', 'workflow Main { $h = @{ a = (Get-SCVMHost web) } }', 'workflow Main { $n = (Get-SCVMHost web).Name }', 'Get-SCVMHost web'] },
  'asset-dynamic-name': {
    found: ['param($n) Get-AutomationVariable -Name $n', '$n = Get-Date; Get-AutomationVariable -Name $n', '$n = "a"; $n += "b"; Get-AutomationVariable -Name $n', 'foreach ($n in 1..2) { Get-AutomationVariable -Name $n }', "$n = 'A'; $n = $n + 'B'; Get-AutomationVariable -Name $n", "foreach ($n in 'A', $b) { Get-AutomationVariable -Name $n }", '$n = "a"; Get-AutomationVariable -Name $n.Name'],
    silent: ['$n = "a"; Get-AutomationVariable -Name $n', '[string] $n = "a"; Get-AutomationConnection -Name "$n"', 'if ($true) { $n = "a" } else { $n = "b" } Get-AutomationVariable $n', "Get-AutomationVariable -Name ('A' + 'B')", "$n = 'A' + 'B'; Get-AutomationVariable -Name $n", "foreach ($n in 'A', 'B') { Get-AutomationVariable -Name $n }", "$l = @('A', 'B'); foreach ($n in $l) { Get-AutomationVariable -Name \"$n\" }"],
  },
  'unused-variable': { found: ['$x = Get-Date', '$x = 1; $x++', '$list = @(); foreach ($i in 1..3) { $list += $i }', '$a = @(1, 2); $a[0] = 3', '$h = @{}; $h["a"] = 1', 'param($x) 1', 'function F { param($a, $b) $a } F 1', 'function F($a) { 1 } F'], silent: ['$a = Get-List; $a[0] = 3', '$x = 1; $y = $x++; $y', '$n = 0; $l = @(1); $l[$n++]', '$l = @(1); $m = $l += 2; $m', 'function F { $x += 1; $x } $x = 1; F', 'function F { $list += 1 } $list = @(); F; function G { $list }', 'param($x) $PSBoundParameters', 'param([Parameter(ParameterSetName = "a")] $x) 1', '& { param($sender) 1 }', 'param($x) . .\\other.ps1', 'class A { [int] F($x) { return 1 } } [A]::new()', 'function F { param($Name) Get-Variable -Name Name } F', '$x = $null', '$null = Get-Date', '$x = 1; . .\\other.ps1', '$x = 1; Get-Variable x', '$x = 1; "$x"', '$global:x = 1', 'param($x)', 'function F { param($x) } F', 'foreach ($i in 1) { "y" }', '$p = @{ a = 1 }; Get-Item @p', 'workflow Main { $x = 1; InlineScript { $using:x } }', '$VerbosePreference = "Continue"'] },
  'unassigned-variable': { found: ['if ($missing) { "x" }', '& { $missing }', '1 | ForEach-Object { $missing }', 'Get-Item $missing.Path'], silent: ['param($a) $a', '$env:TEMP; $PSScriptRoot; $_; $Matches', 'Get-Item x -OutVariable a; $a', 'Set-Variable -Name a -Value 1; $a', '. .\\lib.ps1; $a', 'foreach ($a in 1) { $a }', '$a, $b = 1, 2; $b; $a', '[int]::TryParse("1", [ref] $a); $a', 'data a { 1 } $a', '$count++', '$script:x', '"cost $5"', 'try { 1 } catch { $_ }', '$PSPrivateMetadata.JobId', '$m = Get-Module x; & $m { $inside }', 'InModuleScope x { $inside }', 'Mock Get-Item { $Path } -ParameterFilter { $LiteralPath -eq 1 }', 'Should -Invoke Get-Item -ParameterFilter { $Path }'] },
  'null-on-right': {
    found: ['$isEmpty = $list -eq $null', 'return ($list -eq $null)', 'Send-It ($list -eq $null)', '@{ a = $list -eq $null }', 'if (@(1) -ne $null) { }', 'if (!($a -ceq $null)) { }', 'while (($a -eq $null)) { }', 'do { 1 } until ($a -ne $null)', '$x = $b -and $a -ne $null', '$x = [bool]($a -eq $null)', '$x | Where-Object { $_.A -ne $null }', '$x.Where({ $_ -ne $null })', 'for (; $a -ne $null;) { }', 'if ($x) { } elseif ($a -eq $null) { }'],
    silent: [
      '($list -eq $null).Count', '$list -eq $null | Measure-Object', 'foreach ($l in $list -eq $null) { $l }', '$clean = $list -ne $null', '@($list -ne $null)', '$list -ne $null', '$list -ne $null | ForEach-Object { $_ }', '($list -ne $null).Count', 'foreach ($l in $list -ne $null) { $l }', 'function F { $list -ne $null } F', 'return $list -ne $null', 'if (($list -ne $null).Count -gt 1) { }', 'if ($list -ne $null | Get-It) { }', 'Send-It ($list -ne $null)', 'switch ($list -ne $null) { 1 { 1 } }', '$x | ForEach-Object { $_ -ne $null }',
      '$null -eq $a', '$a -is $null', '$a -gt $null', '$a -contains $null',
    ],
  },
  alias: { found: ['gci | ? { $_ }', 'sleep 1'], silent: ['function ls { } ls', 'Set-Alias ls Get-Mine; ls', 'New-Alias -Value Get-Mine -Name ls; ls', 'function F { [Alias("ls")] param() 1 } ls', 'foreach ($i in 1) { $i }', '"gci"', 'Get-Item dir'] },
  'empty-catch': { found: ['try { 1 } catch [IO.IOException] { }'], silent: ['try { 1 } catch { <# may be missing #> }', 'try { 1 } catch { # gone already\n }', 'try { 1 } finally { }'] },
  'assignment-in-condition': { found: ['if ($a = "x") { }', 'if ($true) { } elseif ($a = $b) { }'], silent: ['if ($a = Get-Item x) { }', 'if ($a -eq 1) { }', 'if (($a = 1) -eq 1) { }', 'while ($a = 1) { }'] },
  'redirection-in-condition': { found: ['while ($a > 3) { }'], silent: ['if (Get-Item x 2> $null) { }', '$a > file.txt', 'if ($a -gt 3) { $b > f }'] },
  'errors-silenced': { found: ['$script:ErrorActionPreference = "Ignore"'], silent: ['$ErrorActionPreference = "Stop"', '$x = "SilentlyContinue"'] },
  'automatic-variable-assigned': { found: ['foreach ($host in 1) { "x" }', '$args += 1'], silent: ['$null = 1', '$env:HOME = 1', '[void] [int]::TryParse("1", [ref] $null)', '$ErrorActionPreference = "Stop"'] },
  'space-after-backtick': { found: ['Get-Item ` \r\n x'], silent: ['Get-Item `\r\n x', '"a ` \n b"', '# a ` \n"x"', "@'\na ` \n'@"] },
  'same-on-both-sides': { found: ['$a.B -ne $A.b', '$a -and $a'], silent: ['$a -eq $b', '$a + $a', '$a.B() -eq $a.B()'] },
};

describe('lint: further cases of the rules', () => {
  for (const [rule, { found, silent }] of Object.entries(cases)) {
    describe(rule, () => {
      // A broken text would be left alone by every rule.
      it('is about texts that parse', () => assert.deepEqual([...found, ...silent].filter((text) => parse(text).errors.length > 0), []));
      for (const text of found) it(`finds ${JSON.stringify(text)}`, () => assert.ok(check(text, rule).length > 0));
      for (const text of silent) it(`leaves ${JSON.stringify(text)}`, () => assert.deepEqual(check(text, rule).map(({ message }) => message), []));
    });
  }
});
