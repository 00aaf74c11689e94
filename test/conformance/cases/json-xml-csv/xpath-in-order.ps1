[xml]$x = "<r xmlns:p='urn:p'><a id='1'>one</a><b><a id='2'> two </a><a id='3'/></b><p:a id='4'>&amp; x</p:a><!-- c --><a id='5'><![CDATA[z]]></a></r>"
foreach ($q in '//a', '/r/a', '//a/@id', '//a[1]', '//a[last()]', '//b/a[2]', '//*', '//a[text()]', '//node()', '//a | //b', '//a/..', 'r/b/a[@id="3"]', '//a[contains(.,"o")]', 'descendant::a', '//@*', '//a/following-sibling::*', '//b//a', '//r//a[@id>1]', '//text()', '//comment()') { $n = $x.SelectNodes($q); "$q $($n.Count) $(($n | ForEach-Object { $_.Name + ':' + $_.Value }) -join ',')" }
$x.r.a.Count; $x.r.b.a[0].'#text'; $x.r.a[0].id; $x.r.a[1].'#text'; $x.r.a | ForEach-Object { "$($_.id) $($_.'#text') $($_.InnerText)" }
$x.r.A.Count; $x.r.B.a.id -join ','
$m = [System.Xml.XmlNamespaceManager]::new($x.NameTable); $m.AddNamespace('q', 'urn:p'); $x.SelectNodes('//q:a', $m).Count; $x.SelectSingleNode('//q:a', $m).LocalName
([xml]'<a  x = "1"  ><b-c_d.e>t</b-c_d.e ><ns:f xmlns:ns="u" ns:g="2"/></a>').OuterXml
foreach ($t in '<a><b></a>', '<1a/>', '<a b></a>', '<a b=1/>', '<a></a><b/>', '<a>&nope;</a>', '<é>ü</é>', '<a>\u00a0</a>', '<a:b/>', "<a>$([char]160)</a>", '<a> x</a>', '<a>]]></a>') { try { ([xml]$t).OuterXml } catch { $_.Exception.InnerException.Message } }
