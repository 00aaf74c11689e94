$root = Join-Path $PWD 'data'
New-Item -ItemType Directory -Path $root, "$root/logs", "$root/old" -Force | ForEach-Object { $_.Name }
1..5 | ForEach-Object { Set-Content -Path "$root/logs/app$_.log" -Value "line $_", "second $_" }
Get-ChildItem $root/logs -Filter *.log | Measure-Object -Property Length -Sum | Select-Object Count, Sum
Get-ChildItem $root -Recurse -File | Select-Object Name, Length, Extension, BaseName, @{n='Dir';e={$_.Directory.Name}}
Get-ChildItem $root/logs | Where-Object { $_.Name -match '[135]' } | Move-Item -Destination $root/old -PassThru | Select-Object -ExpandProperty Name
Get-ChildItem $root -Recurse | ForEach-Object { $_.FullName.Substring($root.Length) } | Sort-Object
(Get-Content $root/old/app1.log -Raw).Length
Get-Content $root/old/*.log | Group-Object { $_.Split(' ')[0] } | Select-Object Name, Count
Copy-Item $root/old -Destination $root/copy -Recurse
Test-Path $root/copy/app1.log
Compare-Object (Get-ChildItem $root/old).Name (Get-ChildItem $root/copy).Name
Rename-Item $root/copy/app1.log -NewName first.txt -PassThru | % Name
Get-ChildItem $root/copy -Include *.log, *.txt -Recurse | % Name
Get-ChildItem $root/copy -Exclude *.log | % Name
Get-ChildItem $root/copy/* -Exclude *.log | % Name
Remove-Item $root/copy -Recurse -WhatIf
Remove-Item $root/copy -Recurse
Test-Path $root/copy
(Get-Item $root/old).GetFiles().Count
Add-Content $root/old/app1.log 'third'
(Get-Content $root/old/app1.log)[-1]
Get-Content $root/old/app1.log -Tail 1
Get-Content $root/old/app1.log -TotalCount 2
Get-Content $root/old/app1.log | Select-Object -Skip 1 -First 1
(Get-Content $root/old/app1.log).ForEach({ $_.ToUpper() })
Get-Content $root/old/nope.log -ErrorAction SilentlyContinue; $?
Clear-Content $root/old/app1.log; (Get-Item $root/old/app1.log).Length
(Get-Item $root).Parent.Name -eq (Split-Path $PWD -Leaf)
[IO.Path]::GetRelativePath($root, "$root/old/x.txt")
Split-Path "$root/old/x.tar.gz" -Extension; Split-Path "$root/old/x.tar.gz" -LeafBase
Resolve-Path ./data/old -Relative
(Resolve-Path ./data).ProviderPath -eq $root
Push-Location $root; (Get-Location).Path -eq $root; Pop-Location
New-Item $root/old -ItemType Directory
New-Item $root/old -ItemType Directory -Force | % Name
New-Item $root/n.txt -ItemType File -Value 'abc' | % Length
New-Item $root/n.txt -ItemType File
New-Item -Path $root -Name m.txt -Value 1 | % Name
New-Item -Path $root/a/b/c.txt -Force | % Name
New-Item -Path $root/z/b/c.txt
Remove-Item $root/nope.txt
Set-Content $root/nope/x.txt 'a'
Copy-Item $root/nope.txt $root/x
Move-Item $root/n.txt $root/m.txt
Move-Item $root/n.txt $root/m.txt -Force; Get-Content $root/m.txt
Copy-Item $root/m.txt $root/m.txt
Rename-Item $root/m.txt q/r.txt
Get-ChildItem $root -Depth 1 -Name
Get-ChildItem $root -Directory | % Name
Get-ChildItem $root -Recurse -Directory -Name
Set-ItemProperty $root/m.txt -Name IsReadOnly -Value $true; (Get-Item $root/m.txt).IsReadOnly
Set-Content $root/m.txt 'x'
Set-Content $root/m.txt 'x' -Force; Get-Content $root/m.txt
Remove-Item $root/m.txt
Remove-Item $root/m.txt -Force; Test-Path $root/m.txt
