$ProgressPreference = 'SilentlyContinue'
function E($sb){ try { & $sb } catch { "E $($_.FullyQualifiedErrorId)|$($_.Exception.Message)" } }
E { [switch[]](1,$true) }
E { Get-ChildItem -Recurse:'a' }
E { Get-ChildItem -Recurse:$null | out-null; 'ok' }
E { Get-ChildItem -Recurse:2 | out-null; 'ok' }
E { Get-ChildItem -Recurse:@() | out-null; 'ok' }
E { Get-ChildItem -Recurse:@(1) | out-null; 'ok' }
E { Get-Content -Path . -ReadCount x }
E { Get-Date -Year x }
E { Get-Date -Year @(1) }
E { Get-Date -Date @(1) }
E { Set-Item -Path $null }
E { Start-Sleep -Seconds $null }
E { Start-Sleep -Seconds @() }
E { Start-Sleep -Seconds '' }
E { New-TimeSpan -Days $null }
E { New-TimeSpan -Days '' }
E { Join-Path -Path @() a }
E { Join-Path -Path '' a }
E { Join-Path -Path $null a }
E { Split-Path '' }
E { Split-Path @() }
E { Get-Item @('a','') }
E { Sort-Object -InputObject 1 -Top x }
E { Select-Object -First -1 }
E { 1 | Select-Object -First @(1) }
E { Write-Host -ForegroundColor blah x }
E { Write-Host -ForegroundColor 99 x }
E { Get-ChildItem -Depth -1 }
E { ConvertTo-Json -Depth 101 1 }
E { ConvertTo-Json -Depth a 1 }
E { Import-Module -Assembly x }
E { Get-FileHash -InputStream x }
E { Invoke-Command -Session x -ScriptBlock {1} }
E { Invoke-Command -Session $null -ScriptBlock {1} }
E { Invoke-Command { 'ok' } 1, 2 }
E { Invoke-Command 'ok' }
E { Invoke-Command -ScriptBlock 'ok' }
E { ForEach-Object 'x' }
E { ForEach-Object 5 }
E { 1 | ForEach-Object 5 }
E { 1 | ForEach-Object $null }
E { 1 | ForEach-Object { 1 } { 2 } { 3 } }
E { 1 | ForEach-Object { 1 } 5 }
E { 1 | Where-Object 5 }
E { 1 | Where-Object $null }
E { Where-Object x }
E { 1 | Where-Object x -eq }
E { 1 | Where-Object -eq 3 }
E { 1 | Where-Object x -eq 3 -lt 4 }
E { 1 | Select-Object -Property a -Nope }
E { Get-Process -Name a -Id 1 }
E { Get-Variable -Scope }
E { Set-Variable }
E { New-Item }
E { New-Variable -Name }
E { Copy-Item }
E { Copy-Item a }
E { Rename-Item }
E { Rename-Item a }
E { Add-Content -Value 1 }
E { Test-Path }
E { Select-String }
E { 1 | Select-String }
E { Compare-Object 1 }
E { Invoke-Expression }
E { Invoke-Expression '' }
E { Invoke-Expression $null }
E { Write-Error }
E { Write-Error '' }
E { Write-Warning }
E { Write-Warning $null }
E { Write-Warning '' }
E { Write-Verbose $null }
E { Write-Host $null }
E { Write-Output }
E { Write-Output $null | % { 'one' } }
E { Write-Information }
E { Write-Debug }
E { Start-Job }
E { Measure-Command }
E { Get-Member }
E { Import-Csv }
E { ConvertFrom-Json }
E { ConvertFrom-Json '' }
E { ConvertFrom-Json $null }
E { ConvertFrom-Csv }
E { ConvertTo-Csv }
E { Export-Csv }
E { 1 | Export-Csv }
E { Get-Content }
E { Remove-Item }
E { Move-Item }
E { Push-Location a b }
E { Get-Alias -Name a -Definition b }
E { New-Alias }
E { New-Alias a }
E { Set-Alias a }
E { Add-Type }
E { Update-TypeData }
E { Tee-Object }
E { 1 | Tee-Object }
E { Format-Table -Property }
E { Get-Date -Format }
E { Get-Date -Foo 1 }
E { Get-Date 1 2 3 4 }
E { Get-Date -D 1 }
E { Get-ChildItem -Rec -R }
E { Get-ChildItem a b c }
E { Wait-Job }
E { Receive-Job }
E { Remove-Job }
E { ConvertTo-SecureString }
E { ConvertTo-SecureString abc -AsPlainText }
E { Import-Module }
E { Get-Command -Name a -Noun b }
E { Join-String }
E { 1 | Join-String }
E { Split-Path }
E { Resolve-Path }
E { Convert-Path }
E { Invoke-WebRequest }
E { Invoke-RestMethod }
E { Clear-Variable }
E { Remove-Variable }
E { New-TimeSpan 1 2 3 }
E { Export-Clixml }
E { Import-Clixml }
E { ConvertTo-Xml }
E { ConvertTo-Html }
E { ConvertFrom-StringData }
E { Import-LocalizedData }
E { Test-ModuleManifest }
E { New-ModuleManifest }
E { New-Module }
E { Export-ModuleMember x }
