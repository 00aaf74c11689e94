New-Item -ItemType Directory d | Out-Null; 'a' > d/a.txt
Get-ChildItem ./nope/*.txt
Get-ChildItem ./nope/deep/*.txt
Get-ChildItem ./nope/d*/x.txt
Get-ChildItem ./n*/x.txt
Get-ChildItem ./d/*.log
Get-ChildItem ./d/nope/*.log
Get-ChildItem ./*/nope/*.log
Get-ChildItem d/a.txt/*
Get-ChildItem -Path nope -Filter *.txt
Get-ChildItem -Path nope/* -Include *.txt
Get-ChildItem -Path ./nope/*.txt -ErrorAction SilentlyContinue
"$($Error[0])"
try { Get-ChildItem ./nope/*.txt -ErrorAction Stop } catch { "caught $($_.FullyQualifiedErrorId) $($_.CategoryInfo)" }
Get-Item ./nope/*
Get-Item ./n*
Test-Path ./nope/*
Test-Path ./nope/deep/*
Resolve-Path ./nope/*
Convert-Path ./nope/*
Get-Content ./nope/*.txt
Set-Content ./nope/*.txt -Value x
Add-Content ./nope/*.txt -Value x
Clear-Content ./nope/*.txt
Remove-Item ./nope/*.txt
Copy-Item ./nope/*.txt d
Copy-Item d/* ./nope/z
Move-Item ./nope/*.txt d
Rename-Item ./nope/*.txt q
Set-Location ./nope/*
Push-Location ./nope/*
Get-ItemProperty ./nope/*
Get-ItemPropertyValue ./nope/* -Name Length
Set-ItemProperty ./nope/* -Name x -Value 1
Select-String -Path ./nope/*.txt -Pattern a
Select-Xml -Path ./nope/*.xml -XPath /a
Import-Csv ./nope/*.csv
Import-Clixml ./nope/*.xml
Get-FileHash ./nope/*.txt
Join-Path nope *.txt -Resolve
Split-Path ./nope/*.txt -Resolve
Split-Path ./d/*.txt -Resolve -Leaf
Out-File ./nope/*.txt -InputObject a
Format-Hex ./nope/*.txt
Get-ChildItem env:nope*
Get-ChildItem function:nope*
Get-ChildItem variable:nope*
Get-ChildItem ./nope/*.txt, ./d/*.txt -Name
Get-ChildItem nodrive:/*.txt
'./nope/*.txt' | Get-ChildItem
Test-Path ./nope/* -PathType Leaf
New-Item ./nope/*.txt
Get-ChildItem -LiteralPath ./nope/*.txt
Get-Content -LiteralPath './nope/*.txt'
Import-PowerShellDataFile ./nope/*.psd1
Test-ModuleManifest ./nope/*.psd1
Import-Module ./nope/*.psm1
Get-ChildItem -Path nope/* -Include *.txt
