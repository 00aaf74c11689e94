$j = '{"name":"n","items":[{"id":1,"tags":["a","b"]},{"id":2,"tags":[]}],"nil":null,"t":true,"d":"2024-01-02T03:04:05Z","num":1.50,"big":12345678901234567890,"e":1e3,"neg":-0}' | ConvertFrom-Json
$j
$j.items
$j.items.tags
$j.items[1].tags.Count
$j.d.GetType().Name; $j.num.GetType().Name; $j.big.GetType().Name; $j.e.GetType().Name; $j.neg.GetType().Name; $null -eq $j.nil
$j | Get-Member -MemberType NoteProperty | ForEach-Object { "$($_.Name) $($_.Definition)" }
$j.PSObject.Properties | ForEach-Object { "$($_.Name):$($_.TypeNameOfValue)" }
$j | ConvertTo-Json
$j | ConvertTo-Json -Depth 5 -Compress
$j.items += [pscustomobject]@{ id = 3; tags = @('z') }; $j.items.Count
$j | Add-Member extra 5; $j.extra
$j.PSObject.Properties.Remove('extra'); $j.extra
'[1,2,3]' | ConvertFrom-Json | ForEach-Object { $_ * 2 }
('[1,2,3]' | ConvertFrom-Json).Count
'[]' | ConvertFrom-Json | Measure-Object | % Count
'{}' | ConvertFrom-Json
'"s"' | ConvertFrom-Json; '5' | ConvertFrom-Json; 'null' | ConvertFrom-Json; 'true' | ConvertFrom-Json
'{"a":1,"A":2}' | ConvertFrom-Json
'{"a":1,"a":2}' | ConvertFrom-Json
'{"a":1' | ConvertFrom-Json
'{a:1}' | ConvertFrom-Json
"{'a':'b'}" | ConvertFrom-Json
'{"a":1}' | ConvertFrom-Json -AsHashtable
('{"b":1,"a":{"c":2}}' | ConvertFrom-Json -AsHashtable).a.c
'{"":1}' | ConvertFrom-Json
'{"a":{"b":{"c":{"d":1}}}}' | ConvertFrom-Json | ConvertTo-Json -Depth 2
@{ a = 1; b = 'x' } | ConvertTo-Json -Compress | % Length
@(1) | ConvertTo-Json; ,@(1) | ConvertTo-Json; ConvertTo-Json @(1); ConvertTo-Json 1 -AsArray
@() | ConvertTo-Json; ConvertTo-Json @(); $null | ConvertTo-Json
'a','b' | ConvertTo-Json -Compress
[ordered]@{ d = [datetime]'2024-01-02'; t = [timespan]'1:2:3'; g = [guid]::Empty; u = [uri]'http://a/'; v = [version]'1.2'; e = [DayOfWeek]::Friday; c = [char]'x'; b = [byte]5; by = [byte[]](1,2); s = [switch]$true; n = $null; dbl = 1.0; f = 0.1; big = 1e20; i64 = 5L; dec = 1.10d } | ConvertTo-Json
[ordered]@{ q = "quote`" back\ slash/ nl`n tab`t uni é € 😀 <>&'" } | ConvertTo-Json -Compress
[ordered]@{ q = "é<>&'" } | ConvertTo-Json -Compress -EscapeHandling EscapeHtml
[ordered]@{ q = "é<>&'" } | ConvertTo-Json -Compress -EscapeHandling EscapeNonAscii
Get-Item . | Select-Object Name, Exists | ConvertTo-Json -Compress | % { $_ -match 'Exists' }
[DayOfWeek]::Monday | ConvertTo-Json; [DayOfWeek]::Monday | ConvertTo-Json -EnumsAsStrings
enum Col { Red = 1; Blue }; [Col]::Blue | ConvertTo-Json; @{ c = [Col]::Red } | ConvertTo-Json -Compress
class Pt { [int]$X; [string]$N; hidden [int]$H = 3; Pt($x) { $this.X = $x } }; [Pt]::new(4) | ConvertTo-Json -Compress
$c = @"
Name;Age;"Full Name"
Bob;3;"Bob ""B"" B"
"Al;x";;
"@ | ConvertFrom-Csv -Delimiter ';'; $c; $c[1].Age -eq ''; $c[0].'Full Name'
$c | ConvertTo-Csv -UseQuotes AsNeeded
$c | ConvertTo-Csv -QuoteFields Name
$c | Select-Object Name | ConvertTo-Csv -NoHeader
'a,b','1' | ConvertFrom-Csv
'a,b','1,2,3' | ConvertFrom-Csv
'a,,b','1,2,3' | ConvertFrom-Csv
'a,a','1,2' | ConvertFrom-Csv
'x,y' | ConvertFrom-Csv -Header p, q
"#TYPE My.Type","a","1" | ConvertFrom-Csv | % { $_.PSTypeNames[0] }
1..2 | ConvertTo-Csv
'abc' | ConvertTo-Csv
@{a=1} | ConvertTo-Csv
[pscustomobject]@{ a = 1; b = @(1,2); c = $null; d = [datetime]'2024-01-01'; e = 1.5; f = $true } | ConvertTo-Csv
[pscustomobject]@{a=1}, [pscustomobject]@{b=2} | ConvertTo-Csv
[pscustomobject]@{b=2}, [pscustomobject]@{a=1;b=3} | ConvertTo-Csv
$x = [xml]'<r a="1"><i id="1">A</i><i id="2">B</i><e/><n><v>5</v></n></r>'
$x.r.a; $x.r.i.Count; $x.r.i[0].'#text'; $x.r.i.id -join ','; $x.r.n.v; $x.r.e; $x.r.nope; $x.r.i | % InnerText
$x.SelectSingleNode('//i[@id=2]').InnerText; ($x.SelectNodes('//i') | % { $_.id }) -join ','
$x.r.n.v = '6'; $x.r.n.OuterXml; $x.r.SetAttribute('b', 2); $x.r.b
$n = $x.CreateElement('new'); $n.InnerText = 't<'; [void]$x.r.AppendChild($n); $x.r.LastChild.OuterXml
$sw = [IO.StringWriter]::new(); $x.Save($sw); $sw.ToString()
try { [xml]'<a>' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
[pscustomobject]@{ a = 1; b = 'x' } | ConvertTo-Xml -As String
[pscustomobject]@{ a = 1 } | ConvertTo-Html -Fragment
[pscustomobject]@{ a = 1; b = '<' } | ConvertTo-Html -Title T -As List
Select-Xml -Xml $x -XPath '//i' | % { $_.Node.InnerText }
"k1=v1`nk2 = v 2`n#c`nk3=a\\b" | ConvertFrom-StringData | % { $_.k2; $_.k3; $_.Count }
