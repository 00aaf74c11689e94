'a','b' > f.txt
Get-Content f.txt | Out-File f.txt
"[$(Get-Content f.txt)]"
'x' | Out-File -Encoding unicode u.txt
'y' | Out-File -Encoding unicode u.txt -Append
(Get-Item u.txt).Length
@() | Out-File -Encoding utf8BOM e.txt
(Get-Item e.txt).Length
'n' | Out-File h.txt -NoClobber
'n' | Out-File h.txt -NoClobber
1,2 | ForEach-Object { "w$_" } | Out-File none/x.txt
'z' | Out-File w.txt -WhatIf
Test-Path w.txt
& { 1; throw 'stop' } > t.txt
