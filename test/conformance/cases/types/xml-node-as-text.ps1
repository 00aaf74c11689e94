$x = [xml]'<r><note/><a k="1">t</a></r>'
"1 $($x.r.a)"
$x.r.a | % { "2 $_" }
$x.SelectNodes('//a') | % { "3 $_"; "3b $($_)"; "3c " + $_ }
foreach ($n in $x.SelectNodes('//a')) { "4 $n"; "$($n.Attributes[0])" }
"5 " + $x.r.a
[string]$x.r.a
$y = $x.r.a; "6 $y"; 
'{0}' -f $y
$y -join ','
@($y,$y) -join ','
"7 $(@($y,$y))"
"8 $($x.r.ChildNodes)"
$z = $x.r.ChildNodes | select -first 1; "9 $z"
$w = $x | Select-Xml '//a' ; "10 $w $($w.Node)"
$q = Write-Output $y; "11 $q"
$h = @{n=$y}; "12 $($h.n)"
[pscustomobject]@{n=$y}
$y -eq 'a'
$y -eq 'System.Xml.XmlElement'
$y -match 'a'
[pscustomobject]@{n=$y} | ConvertTo-Csv
$y
, $y
$x.r.SelectSingleNode('a')
$x.GetElementsByTagName('a')
$x.DocumentElement | % { $_ }
$y | Select-Object -First 1
function F { param($n) "13 $n" } F $y
function G { param([Parameter(ValueFromPipeline)]$n) process { "14 $n" } } $y | G
Write-Host $y
"15 $($y.psobject.BaseObject)"
switch ($y) { default { "16 $_" } }
