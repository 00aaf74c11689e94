$x = [xml]'<r><a n="1">1</a><a n="2">2</a></r>'
foreach ($p in '//[', '', 'a]', 'count(//a)', '//a[', '//a[1', 'a/', '@', 'foo()', "'x'", '1', '//a | 1', '//a[count()]', '//q:a', '//a[n="1]', '$v', '/r/a[last()]', 'string(/r)', '//a and 1', '..', 'a b', '(//a)[1]', '-1', '//a[position(1)]', '//a[substring("a")]') {
    try { "$p -> $($x.SelectNodes($p).Count)" } catch { "$p -> $($_.FullyQualifiedErrorId) $($_.Exception.Message)" }
    try { "$p -> $($x.SelectSingleNode($p).OuterXml)" } catch { "$p -> $($_.FullyQualifiedErrorId) $($_.Exception.Message)" }
}
Select-Xml -Xml $x -XPath 'count(//a)'
Select-Xml -Xml $x -XPath '//a[@n = "2"]' | ForEach-Object { $_.Node.n }
