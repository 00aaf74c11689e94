$x=[xml]'<doc a="q"><i>t</i><i b="2">u</i><k><m/></k><!--c--><![CDATA[zz]]></doc>'
$nodes = $x.SelectNodes('//i')
"1 $nodes"
"2 $($nodes)"
"3 $($nodes[0])"
"4 " + ($nodes -join ',')
"5 " + ($x.doc.i -join ',')
"6 $($x.doc.ChildNodes)"
"7 $($x.doc.k.m)"
"8 $($x.doc.k)"
'9 {0} {1}' -f $x.doc, $x.doc.k
$o = [pscustomobject]@{ N = $x.doc.k; L = $nodes }
"10 $o"
"11 $($o.N)"
$o | Format-List | Out-String
$o | ConvertTo-Csv
$o | Export-Csv n.csv; Get-Content n.csv
$x.doc.k.ToString() + '|' + [string]$x.doc.k + '|' + "$($x.doc.k)"
[Convert]::ToString($x.doc.k)
[string]::Format('{0}', $x.doc.k)
'x' + $x.doc.k
$h = @{ $x.doc.k = 1 }; $h.Keys | ForEach-Object { "$_" }
$x.doc.k -eq 'k'; $x.doc.k -eq 'System.Xml.XmlElement'; 'System.Xml.XmlElement' -eq $x.doc.k
$x.doc.k -like 'k*'; $x.doc.k -match 'Xml'
$x.doc.k -replace 'System','S'
Write-Output "$($x.doc.k)" 
Write-Host $x.doc.k
Write-Host $nodes
Write-Verbose $x.doc.k -Verbose
Write-Warning $x.doc.k
$x.doc.k | Out-File o.txt; Get-Content o.txt
$x.doc.k > p.txt; Get-Content p.txt
Set-Content s.txt $x.doc.k; Get-Content s.txt
$x.doc.k | Set-Content s2.txt; Get-Content s2.txt
function f([string]$s) { $s }
f $x.doc.k
f $x.doc
$x.doc.k | ForEach-Object { "$_" }
$nodes | ForEach-Object { "$_" }
foreach ($n in $nodes) { "$n" }
$x.doc.k, $x.doc.i | ForEach-Object { [string]$_ }
Select-Xml -Xml $x -XPath '//k' | ForEach-Object { "$($_.Node)"; "$_" }
$x.doc.GetAttributeNode('a').ToString()
"$($x.doc.GetAttributeNode('a'))"
"$($x.doc.FirstChild.FirstChild)"
"$($x.ChildNodes)"
[string]$x
[string]$x.doc.Attributes
"$($x.doc.Attributes)"
$x.doc.Attributes -join ','
$w = New-Object xml; $w.LoadXml('<r/>'); "$w"; "$($w.r)|"; "$($w.DocumentElement)"
switch ($x.doc.k) { 'k' { 'is k' } 'System.Xml.XmlElement' { 'is type' } default { 'other' } }
@($x.doc.k, 1) -contains 'k'
$x.doc.k.Name
$x.doc.i | Group-Object | ForEach-Object Name
$x.doc.i | Sort-Object | ForEach-Object InnerText
$x.doc.i | Select-Object -Unique | ForEach-Object InnerText
$x.doc | Format-Table | Out-String
Write-Host ([xml]"<a:b xmlns:a='u'/>").DocumentElement
Write-Host ([xml]'<a/>')
