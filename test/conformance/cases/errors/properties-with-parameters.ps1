Split-Path -Path ./folder1/*.txt -Leaf -Resolve
Split-Path -Path ./folder1/a.txt -Leaf -Resolve
Resolve-Path ./folder1/*.txt
Get-ChildItem ./folder1/*.txt
Test-Path ./folder1/*.txt
Get-Item ./folder1/*.txt
Copy-Item ./folder1/*.txt .
Get-Content ./folder1/*.txt
Remove-Item ./folder1/*.txt
Convert-Path ./folder1/*.txt
Select-String x ./folder1/*.txt
Join-Path folder1 *.txt -Resolve
Import-Csv ./folder1/*.csv
Get-FileHash ./folder1/*.txt
[ExampleItem[]]@(1)
[System.Collections.Generic.HashSet[string]]::new(1,2,3)
[System.Collections.Generic.Dictionary[string, int]]::new().Item('n')
$d = [System.Collections.Generic.Dictionary[string, int]]::new(); $d['a'] = 1
$d.Item('a')
$d.Item('b')
$d['b']
$h = @{a=1}; $h.Item('a'); $h.Item('b')
[System.Collections.ArrayList]::new().Item(3)
@(1,2).Item(1)
'abc'.Chars(1)
'abc'.Chars(7)
[System.Collections.Generic.List[int]]::new().Item(0)
class L : System.Collections.Generic.List[string] {}
[L].BaseType
"$([L].BaseType)"
[L].BaseType.FullName
$f.Invoke(3).GetType().Name
$g.Invoke('a')
