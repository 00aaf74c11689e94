/** Members and types of .NET that scripts meet beside the common ones: collections, their comparers, exceptions, enums. */
import { table } from './table.ts';

describe('.NET beside the common', () => {
  table([
    ['a list sorts by a Comparison, a comparer, a part of it', `
      $l = [Collections.Generic.List[int]] @(3, 1, 2); $l.Sort([Comparison[int]] { param($a, $b) $b - $a }); "$l"; $l.Sort([Collections.Generic.Comparer[int]]::Default); "$l"
      $l.Sort([Collections.Generic.Comparer[int]]::Create({ param($a, $b) $b.CompareTo($a) })); "$l"; $l.Sort(1, 2, $null); "$l"; $l.BinarySearch(9)`, '3 2 1|1 2 3|3 2 1|3 1 2|-4'],
    ['ForEach of a list gives nothing, that of other collections what the block writes', `
      $l = [Collections.Generic.List[int]] @(1, 2); $seen = @(); $l.ForEach({ param($x) $script:seen += $x; $x }); "$seen"; @(1, 2).ForEach({ $_ * 2 }); ([Collections.ArrayList] @(5)).ForEach({ $_ })`, '1 2|2|4|5'],
    ['parts and places of lists', `
      $l = [Collections.Generic.List[string]] @('a', 'b', 'a', 'c'); "$($l.Slice(1, 2))"; $l.FindIndex(1, { $args[0] -eq 'a' }); $l.FindLastIndex(2, { $args[0] -eq 'a' }); $l.IndexOf('a', 1, 2); $l.LastIndexOf('a', 1)
      ([Collections.ArrayList] @(1, 2)).ToArray([string])[0].GetType().Name`, 'b a|2|2|2|0|String'],
    ['dictionaries know room, emptiness and places', `
      $d = [Collections.Generic.Dictionary[string, int]]::new(); $d.EnsureCapacity(5); $d.TrimExcess(); [Collections.Concurrent.ConcurrentDictionary[string, int]]::new().IsEmpty
      $s = [Collections.Generic.SortedList[string, int]]::new(); $s.Add('z', 1); $s.Add('y', 2); $s.IndexOfKey('z'); $s.IndexOfValue(2); $s.GetKeyAtIndex(0); $s.RemoveAt(0); "$($s.Keys)"`, '5|True|1|0|y|z'],
    ['static members of arrays', `
      [array]::FindLast((1, 2, 3), [Predicate[object]] { $args[0] -lt 3 }); $f = [int[]]::new(4); [array]::Fill($f, 7, 1, 2); "$f"; [array]::CreateInstance([int], 2, 3).Length; [array]::MaxLength; [array]::BinarySearch((1, 3, 5), 0, 2, 3)`, '2|0 7 7 0|6|2147483591|1'],
    ['exceptions without a message say what .NET says', `
      foreach ($t in 'IndexOutOfRange', 'Overflow', 'InvalidCast', 'Collections.Generic.KeyNotFound', 'Data.Data') { (New-Object "System.$($t)Exception").Message }`,
      'Index was outside the bounds of the array.|Arithmetic operation resulted in an overflow.|Specified cast is not valid.|The given key was not present in the dictionary.|Data Exception.'],
    ['exceptions have their HResult, and what a script gives them', `
      [ArgumentException]::new().HResult; [IO.FileNotFoundException]::new('x').HResult; try { 1 / 0 } catch { $_.Exception.InnerException.HResult }; [IO.IOException]::new('a', 5).HResult
      $e = [Exception]::new('q'); $e.HelpLink = 'h'; $e.Source = 's'; $e.HResult = 7; "$($e.HelpLink) $($e.Source) $($e.HResult)"`, '-2147024809|-2147024894|-2147352558|5|h s 7'],
    ['exceptions with names of their own', `
      [ObjectDisposedException]::new('o').ObjectName; [TypeInitializationException]::new('T', $null).Message; [ComponentModel.Win32Exception]::new(2).Message; [ComponentModel.Win32Exception]::new(13).NativeErrorCode`,
      "o|The type initializer for 'T' threw an exception.|No such file or directory|13"],
    ['rare enums', `
      [IO.SearchOption]::AllDirectories; [int][Globalization.CompareOptions]::IgnoreCase; [IO.FileShare]3; [AttributeTargets] 'Class, Struct'; [System.Threading.ThreadPriority]::Highest.value__; [UriPartial] 2`,
      'AllDirectories|1|ReadWrite|Class, Struct|4|Path'],
    ['texts: parts compare, letters stay alike, parts are replaced', `
      'Hello'.Replace('L', 'x', $true, $null); [string]::Compare('Hello', 1, 'hELLO', 1, 3, $true); [string]::Compare('a', 'A', [cultureinfo]::InvariantCulture, [Globalization.CompareOptions]::IgnoreCase); 'abcabc'.IndexOf('c', 3, 3)
      [char]::IsHighSurrogate([char] 0xd83d); $b = [Text.StringBuilder]::new('aXbXc'); "$($b.Replace('X', '-', 0, 2))"; "$($b.AppendFormat([cultureinfo]::InvariantCulture, '{0:N1}', 3.14))"; [Text.Encoding]::UTF8.GetBytes('hello', 1, 2) -join ','`,
      'Hexxo|0|0|5|True|a-bXc|a-bXc3.1|101,108'],
    ['conversions with a provider', `[convert]::ToDouble('1,5', [cultureinfo] 'de-DE'); [convert]::ToDecimal('1.234,5', [cultureinfo] 'de-DE'); [convert]::ToInt32('12', [cultureinfo]::InvariantCulture); [convert]::ToUInt32('ff', 16); [convert]::ToBase64String([byte[]] (1..5), 1, 2)`, '1.5|1234.5|12|255|AgM='],
    ['moments and spans', `
      $o = [datetimeoffset] '2024-01-02T03:04:05+02:00'; $o.AddMilliseconds(5).ToString('o'); $o.ToFileTime(); [datetimeoffset]::Compare($o, $o.AddTicks(1)); [timespan]::FromHours(1, 30).ToString(); [timespan]::FromDays(1, 2, 3).ToString(); [timespan]::FromMicroseconds(5).Ticks
      [datetimeoffset]::ParseExact('2024-01-01 05', 'yyyy-MM-dd HH', $null, 'AssumeUniversal').ToString('o'); [guid]::CreateVersion7().Version; [decimal]::GetBits(1.5d) -join ','`,
      '2024-01-02T03:04:05.0050000+02:00|133486310450000000|-1|01:30:00|1.02:03:00|50|2024-01-01T05:00:00.0000000+00:00|7|15,0,0,65536'],
    ['names with several values, and small tables', `
      $n = [Collections.Specialized.NameValueCollection]::new(); $n.Add('a', '1'); $n.Add('a', '2'); $n['a']; $n.GetKey(0); $n.Clear(); $n.HasKeys(); $h = [Collections.Specialized.HybridDictionary]::new($true); $h['A'] = 1; $h['a']
      $s = [Collections.Specialized.StringDictionary]::new(); $s.Add('Key', 'v'); "$($s['KEY'])$($s.Keys)"; $l = [Collections.ArrayList] @('b', 'A'); $l.Sort([Collections.CaseInsensitiveComparer]::Default); "$l"; [Collections.StructuralComparisons]::StructuralEqualityComparer.Equals((1, 2), (1, 2))`,
      '1,2|a|False|1|vkey|A b|True'],
    ['how cultures compare, what a person counts as letters', `
      $c = [cultureinfo]::InvariantCulture.CompareInfo; $c.Compare('a', 'A', 'IgnoreCase'); $c.IndexOf('Hello', 'LL', [Globalization.CompareOptions]::IgnoreCase); $c.Compare('résumé', 'resume', [Globalization.CompareOptions]::IgnoreNonSpace)
      $e = [Globalization.StringInfo]::GetTextElementEnumerator("e\`u{301}x"); while ($e.MoveNext()) { "$($e.ElementIndex):$($e.GetTextElement().Length)" }; [Globalization.RegionInfo]::new('de-DE').ISOCurrencySymbol; [Globalization.IdnMapping]::new().GetAscii('münchen.de')`,
      '0|2|0|0:2|2:1|EUR|xn--mnchen-3ya.de'],
    ['types tell their kind, fields and interfaces', `
      [math].IsAbstract; [nullable[int]].IsValueType; [IDisposable].IsInterface; [DayOfWeek].GetFields().Count; [int].GetField('MaxValue').GetValue($null); [Collections.Generic.List[int]].GetGenericTypeDefinition().Name; [string].GetInterface('IComparable').Name; [type]::GetTypeCode([int]); [psobject].Assembly.GetName().Name; [int].Module.Name`,
      'True|True|True|8|2147483647|List`1|IComparable|Int32|System.Management.Automation|System.Private.CoreLib.dll'],
    ['sequences group, chunk and order', `
      $a = [int[]] (3, 1, 2, 4); ([Linq.Enumerable]::GroupBy($a, [Func[int, int]] { $args[0] % 2 }) | ForEach-Object { "$($_.Key):$($_ -join ',')" }) -join ' '; ([Linq.Enumerable]::ToDictionary($a, [Func[int, int]] { $args[0] * 10 })).Keys -join ','; [Linq.Enumerable]::TakeLast($a, 2) -join ','
      @([Linq.Enumerable]::Chunk($a, 3)).Count; [Linq.Enumerable]::MaxBy($a, [Func[int, int]] { -$args[0] }); try { [Linq.Enumerable]::Single($a) } catch { $_.Exception.InnerException.Message }`,
      '1:3,1 0:2,4|30,10,20,40|2,4|2|1|Sequence contains more than one element'],
    ['JSON of nothing is nothing told, and a name that ends too early', `@('' | ConvertFrom-Json).Count; @() | ConvertFrom-Json; try { '{a' | ConvertFrom-Json } catch { "$_" }`, "1|Conversion from JSON failed with error: Unexpected end while parsing unquoted property name. Path '', line 1, position 2."],
    ['numbers: their bits, and texts of money and debt', `
      [int]::LeadingZeroCount(1); [int]::PopCount(7); [long]::TrailingZeroCount(8); [int]::IsPow2(8); [double]::Round(2.567, 1); [decimal]::Parse('(5)', [Globalization.NumberStyles] 'AllowParentheses'); [int]::Parse('5-', [Globalization.NumberStyles] 'AllowTrailingSign')
      [decimal]::Parse('$5', [Globalization.NumberStyles]::Currency, [cultureinfo] 'en-US'); [Net.HttpStatusCode] 451`, '31|3|3|True|2.6|-5|-5|5|UnavailableForLegalReasons'],
    ['a table has one view, which has places', `
      $d = [Data.DataTable]::new(); $null = $d.Columns.Add('A', [int]); foreach ($n in 1, 3, 2) { $null = $d.Rows.Add($n) }; $d.DefaultView.Sort = 'A DESC'; $d.DefaultView[0]['A']; $d.DefaultView.RowFilter = 'A < 3'; @($d.DefaultView).Count`, '3|2'],
    ['small types', `
      [Diagnostics.Debug]::WriteLine('x'); [WeakReference]::new('x').IsAlive; "$([Index]::FromEnd(1)) $([Range]::new([Index]::new(1), [Index]::new(3)))"; [Collections.Generic.KeyValuePair]::Create('a', 1).Value; [Net.NetworkCredential]::new('a', 'b', 'c').Domain
      $m = [regex]::Matches('abc', '.'); $a = [object[]]::new(3); $m.CopyTo($a, 0); $a[2].Value; $w = [IO.StringWriter]::new(); $w.Write('ab'); $w.GetStringBuilder().Length; [Random]::new(1).GetItems([int[]] (5, 5), 2) -join ','`, 'True|^1 1..3|1|c|c|2|5,5'],
    ['a place is made of what is one', `
      foreach ($u in 'abc', '', 'http://', 'http://a:b/') { try { [uri]::new($u) } catch { $_.Exception.InnerException.Message } }; [uri]::new('x', 'Relative').IsAbsoluteUri; [uri] 'abc'; ([uri] 'http://x/a b').IsWellFormedOriginalString()`,
      'Invalid URI: The format of the URI could not be determined.|Invalid URI: The URI is empty.|Invalid URI: The hostname could not be parsed.|Invalid URI: Invalid port specified.|False|abc|False'],
    ['full names say in which assembly the arguments are', `
      [Collections.Generic.List[uri]].FullName; [Collections.Generic.List[psobject]].FullName -like '*PSObject, System.Management.Automation, *'; try { [Collections.Generic.List[int]]::new().Nope() } catch { "$_" }`,
      "System.Collections.Generic.List`1[[System.Uri, System.Private.Uri, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a]]|True|Method invocation failed because [System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e]]] does not contain a method named 'Nope'."],
  ]);
  table([
    ['a variable tells its attributes, and what it would take', `
      [ValidateSet('a', 'b')] [string] $w = 'a'; (Get-Variable w).Attributes.ForEach({ $_.GetType().Name }) -join ','; (Get-Variable w).Attributes[0].ValidValues -join ','; (Get-Variable w).IsValidValue('b'); (Get-Variable w).IsValidValue('c')`,
      'ValidateSetAttribute,ArgumentTypeConverterAttribute|a,b|True|False'],
    ['the call that an error record remembers has place and name only', `
      try { Get-Variable nope -ErrorAction Stop } catch { $i = $_.InvocationInfo; "$($i.MyCommand) $($i.BoundParameters.Count) $($i.PipelineLength) $($i.PipelinePosition) $($i.InvocationName)" }; try { nosuch } catch { $_.InvocationInfo.InvocationName }`,
      'Get-Variable 0 0 0 Get-Variable|nosuch'],
    ['blocks in place are calls', `
      function T { throw 't' }
      1 | ForEach-Object {
        try { T } catch { $_.ScriptStackTrace.Replace([string] [char] 10, ';') } }
      try { 1 | Where-Object {
        T } } catch { $_.ScriptStackTrace.Replace([string] [char] 10, ';') }
      function S { (Get-PSCallStack).ForEach({ "$($_.Command):$($_.ScriptLineNumber)" }) -join ' ' }
      1 | ForEach-Object { S }`,
      'at T, <No file>: line 2;at <ScriptBlock>, <No file>: line 4;at <ScriptBlock>, <No file>: line 3|at T, <No file>: line 2;at <ScriptBlock>, <No file>: line 6;at <ScriptBlock>, <No file>: line 5|S:7 <ScriptBlock>:8 <ScriptBlock>:8'],
  ]);
});
