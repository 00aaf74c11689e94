$a = 1, 2, 3
'--'; $a[10]; '--'; (5)[1]; '--'; $true[3]; '--'; (Get-Date '2024-01-01')[1]; '--'; ([pscustomobject]@{ A = 1 })[1]; '--'
@((5)[1]).Count; @($a[10]).Count
[int] -eq 'int'; 'int' -eq [int]; [int] -ne 'int'; [int] -eq [int]; [int], [string] -eq 'int'; [int] -in 'int'; (5).GetType() -eq 'int'
switch ([int]) { 'int' { 'text' } ([int]) { 'type' } }
@{ a = 1 } -as [pscustomobject] | ForEach-Object { $_.GetType().Name }; @{ a = 1 } -as [psobject] | ForEach-Object { $_.GetType().Name }; [pscustomobject]@{ a = 1 } | ForEach-Object { $_.GetType().Name }
$null -eq $args; $args.GetType().Name; $args.Count
$PWD.Provider.Name; $PWD.Drive.Name; $PWD.ProviderPath -eq $PWD.Path
[System.Globalization.CharUnicodeInfo]::GetUnicodeCategory([char]'A')
