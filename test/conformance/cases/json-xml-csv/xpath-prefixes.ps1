$x = [xml]'<f xmlns="urn:d" xmlns:p="urn:p"><a xml:lang="en">1</a><p:b p:k="2">3</p:b></f>'
$ns = [System.Xml.XmlNamespaceManager]::new($x.NameTable); $ns.AddNamespace('d', 'urn:d'); $ns.AddNamespace('p', 'urn:p')
foreach ($p in '//q:a', '//d:a', '//p:*', '//q:*', '//d:a/@xml:lang', '//p:b/@q:k', '//d:a[q:b]', 'foo()', 'q:foo()', '$v', '//@xmlns:p', '//zz', '//p:b[@p:k="2"]') {
    try { "$p -> $($x.SelectNodes($p, $ns).Count)" } catch { "$p -> $($_.FullyQualifiedErrorId) $($_.Exception.Message)" }
}
try { $x.SelectNodes('//@xml:lang').Count } catch { $_.Exception.Message }
try { $x.SelectNodes('/child::node()').Count } catch { $_.Exception.Message }
Select-Xml -Xml $x -XPath '//q:a' -Namespace @{ d = 'urn:d' }
(Select-Xml -Xml $x -XPath '//d:a' -Namespace @{ d = 'urn:d' }).Node.InnerText
