$x=[xml]'<doc a="q"><i>t</i><i b="2">u</i><k><m/></k><e/></doc>'
$x.doc.i[1] | ConvertTo-Json
$x.doc.k | ConvertTo-Json
$x.doc.e | ConvertTo-Json
$x.doc.GetAttributeNode('a') | ConvertTo-Json
$x | ConvertTo-Json -Depth 1
$x.doc | ConvertTo-Json -Depth 0
$x.doc | ConvertTo-Json -Depth 1
$x.doc | ConvertTo-Json -Depth 2
[pscustomobject]@{ A = $x.doc.i } | ConvertTo-Json -Depth 3
@{ A = $x.doc.e; B = $x.doc.i[1] } | Select-Object B | ConvertTo-Json
$x.SelectNodes('//i') | ConvertTo-Json
, $x.SelectNodes('//i') | ConvertTo-Json
