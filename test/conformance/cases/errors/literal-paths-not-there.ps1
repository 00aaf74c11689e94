Get-Content -LiteralPath nope.txt
Get-Content -LiteralPath ./nope/a.txt
Get-Content -LiteralPath "$PWD/nope.txt"
Get-Item -LiteralPath nope.txt
Get-Content nope.txt
Remove-Item -LiteralPath nope.txt
Copy-Item -LiteralPath nope.txt q
Set-Content -LiteralPath nope/x.txt 'a'
Clear-Content -LiteralPath nope.txt
Resolve-Path -LiteralPath nope.txt
Move-Item -LiteralPath nope.txt q
Get-ItemProperty -LiteralPath nope.txt
Rename-Item -LiteralPath nope.txt z
Get-ChildItem -LiteralPath nope
Get-ChildItem -LiteralPath nope/x.txt
Set-ItemProperty -LiteralPath nope.txt -Name IsReadOnly -Value $true
Convert-Path -LiteralPath nope.txt
Set-Location -LiteralPath nope
Push-Location -LiteralPath nope
Get-FileHash -LiteralPath nope.txt
Import-Csv -LiteralPath nope.csv
Select-String -LiteralPath nope.txt -Pattern a
Test-Path -LiteralPath nope.txt
Get-ChildItem -LiteralPath nope -Recurse
Get-ItemPropertyValue -LiteralPath nope.txt -Name Length
Add-Content -LiteralPath nope/y.txt -Value 1
Split-Path -LiteralPath nope.txt -Leaf
Get-Item -LiteralPath env:nope
Get-Item -Path env:nope
Get-Content -LiteralPath function:nope
Remove-Item -LiteralPath variable:nope
Remove-Item nope/*.txt -ErrorAction SilentlyContinue; $Error[0].TargetObject
Get-Item -LiteralPath ''
Get-Item -LiteralPath nope.txt
Move-Item nope.txt q
Rename-Item nope.txt z
Copy-Item nope.txt q -Recurse
Remove-Item nope -Recurse -Force
