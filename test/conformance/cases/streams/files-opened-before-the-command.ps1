'old' > a.txt
Get-Content a.txt > b.txt
Get-Content b.txt
& { "exists: $(Test-Path c.txt)" ; 1/0 } 2> c.txt
"len $((Get-Item c.txt).Length -gt 0)"
& { "exists: $(Test-Path d.txt)" } > d.txt
Get-Content d.txt
& { "exists: $(Test-Path e.txt)" } 2> e.txt
Test-Path e.txt
(Get-Item e.txt).Length
$x = 5 2> f.txt
Test-Path f.txt
if ($true) { 7 } 
$x = "in: $(Test-Path g.txt)" > g.txt
"x=$x"; Get-Content g.txt
"in: $(Test-Path h.txt)" > h.txt
Get-Content h.txt
Write-Output "in: $(Test-Path i.txt)" > i.txt
Get-Content i.txt
Get-Content h.txt > h.txt
"h: $(Get-Content h.txt)"
function F { "F: $(Test-Path j.txt)" }
F > j.txt
Get-Content j.txt
F 2> j2.txt
"j2: $(Test-Path j2.txt) [$(Get-Content j2.txt -Raw)]"
1..3 | ForEach-Object { "k: $(Test-Path k.txt)" } > k.txt
Get-Content k.txt
Get-ChildItem -Name > l.txt
Get-Content l.txt
Get-Content nofile.txt 2> m.txt
Get-Content m.txt
Get-Content nofile.txt 2>> m.txt
(Get-Content m.txt).Count
"abc" > $null
"abc" > missing/dir.txt
"after"
Write-Output 'x' 2> missing/dir.txt
"after2"
'q' >> o.txt
'r' >> o.txt
Get-Content o.txt
$null > p.txt
(Get-Item p.txt).Length
