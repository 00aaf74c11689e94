$sb = [System.Text.StringBuilder]::new('<catalog>')
for ($i = 0; $i -lt 10000; $i++) { [void]$sb.Append("<book id='b$i'><title>Title $i</title><author><first>F$($i % 9)</first><last>L$i</last></author><price>$($i % 50).5</price></book>") }
[xml]$x = $sb.Append('</catalog>').ToString()
$t = 0.0; $n = 0
foreach ($b in $x.catalog.book) { $t += [double]$b.price; if ($b.author.first -eq 'F3') { $n++ }; $n += $b.id.Length }
$q = $x.SelectNodes("//book[price='7.5']").Count
$s = ($x | Select-Xml '//book/title').Count
$o = $x.OuterXml.Length
"$t $n $q $s $o"
