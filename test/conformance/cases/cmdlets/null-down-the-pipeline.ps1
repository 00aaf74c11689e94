$u | Add-Member -Name X -Value 1 -MemberType NoteProperty
$u | ConvertTo-CliXml
$u | Export-Clixml x.xml
$u | ConvertTo-Csv
$u | ConvertTo-Json
$u | ConvertTo-Html -Fragment
$u | Out-String
$u | Measure-Object
$u | Sort-Object
$u | Group-Object
$u | Select-Object X
$u | Get-Member
$u | Get-Unique
$u | Tee-Object -Variable t
$u | Write-Output
$u | Compare-Object -ReferenceObject 1
$u | Select-String x
$u | Select-Xml -XPath /a -Content '<a/>'
$u | Format-Table
$u | Format-Hex
$u | Where-Object { $true }
$u | ForEach-Object { 'x' }
$u | Out-File o.txt
Test-Path o.txt
$u | Set-Content s.txt
Test-Path s.txt
$u | Add-Content s.txt
$u | Set-Variable -Name q
$u | Get-Variable
$u | Get-Item
$u | Get-Content
$u | Test-Path
$u | Join-String
$u | ConvertFrom-Json
$u | ConvertFrom-Csv
$u | ConvertFrom-StringData
$u | Invoke-Expression
$u | Get-Random
$u | Write-Host
$u | Write-Error
$u | Write-Warning
$u | Write-Verbose
$u | Out-Null
$u | Split-Path
$u | Join-Path -ChildPath x
$u | Resolve-Path
$u | ConvertTo-Xml
$u | ConvertTo-SecureString
$u | Get-Date
$u | Start-Sleep
$u | New-TimeSpan
$u | Get-Process
$u | Remove-Item
$u | New-Item
$u | Copy-Item
$u | Format-List
$u | Update-List
$u | Export-Csv e.csv
$u | Invoke-Command { 'y' }
$u | Get-Command
$u | Get-Alias
$u | Import-Module
$u | Receive-Job
$u | Get-FileHash
