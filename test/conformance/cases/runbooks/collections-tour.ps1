using namespace System.Collections.Generic
using namespace System.Text
$q = [Queue[string]]::new(); 'a','b','c' | ForEach-Object { $q.Enqueue($_) }; $q.Dequeue(); $q.Peek(); $q.Count; $q.ToArray() -join '+'
$s = [Stack[int]]::new([int[]](1, 2, 3)); $s.Pop(); $s.Contains(2); "$s"
$set = [HashSet[string]]::new([string[]]('x', 'Y', 'x'), [StringComparer]::OrdinalIgnoreCase); $set.Add('y'); $set.Count; $set.UnionWith([string[]]('z')); ($set | Sort-Object) -join ''; $set.IsSubsetOf([string[]]('X', 'y', 'z', 'w'))
$sd = [SortedDictionary[string, int]]::new(); $sd['b'] = 2; $sd['a'] = 1; $sd; $sd.Keys -join ','; foreach ($kv in $sd.GetEnumerator()) { "$($kv.Key)=$($kv.Value)" }
try { $sd['zz'] } catch { $_.Exception.Message } ; try { $sd.Add('a', 5) } catch { $_.Exception.Message; $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name }
$l = [List[object]]@(1, 'two', 3.0); $l.Insert(1, $null); $l.Count; $l.IndexOf('two'); $l.RemoveAll({ param($x) $null -eq $x }); $l.Reverse(); "$l"; $l.GetRange(0, 2) -join '/'; $l.Find({ $args[0] -is [string] }); $l.ConvertAll([Converter[object, string]] { "<$($args[0])>" }) -join ''
try { $l.RemoveAt(10) } catch { $_.Exception.InnerException.Message } ; try { [List[int]]::new().Add('x') } catch { $_.Exception.Message }
$ll = [LinkedList[int]]::new(); $null = $ll.AddLast(1); $null = $ll.AddFirst(0); $ll.First.Value; $ll.Last.Previous.Value; $ll -join ','
$sb = [StringBuilder]::new('start'); [void]$sb.Append(' ').AppendFormat('{0:000}', 7).AppendLine('!').Insert(0, '>>').Replace('a', 'A'); $sb.ToString().TrimEnd(); $sb.Length; $sb[2]
$t = [Tuple]::Create(1, 'b', $true); $t; $t.Item2; $kvp = [KeyValuePair[string, int]]::new('k', 5); $kvp; "$kvp"
$bits = [System.Collections.BitArray]::new(5, $true); $bits[1] = $false; ($bits | ForEach-Object { [int]$_ }) -join ''
$arr = [int[]]::new(5); $arr[2] = '7'; [array]::Reverse($arr); "$arr"; [array]::IndexOf($arr, 7); [array]::Sort($arr); $arr[-1]; try { $arr[9] = 1 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }; try { $arr[0] = 'x' } catch { $_.Exception.Message }
$jag = @((1, 2), (3, 4, 5)); $jag[1][2]; $jag.Count; $jag[0] += 9; $jag[0].Count; $two = New-Object 'int[,]' 2, 3; $two[1, 2] = 6; $two.Length; $two.Rank; $two.GetUpperBound(1); "$two"
$h = @{}; $h.one = 1; $h['two'] = 2; $h.Add('three', 3); $h.Remove('two'); ($h.GetEnumerator() | Sort-Object Value | ForEach-Object { $_.Key }) -join ' '; $h.Contains('ONE'); $h.Values | Measure-Object -Sum | ForEach-Object Sum; try { $h.Add('one', 0) } catch { $_.Exception.Message }
$o = [ordered]@{ z = 1; a = 2 }; $o.Insert(1, 'm', 5); $o[1]; $o['z']; $o.Keys -join ''; $o.RemoveAt(0); $o; $ht = [hashtable]::Synchronized(@{ q = 1 }); $ht.q; $ht.IsSynchronized
[System.Linq.Enumerable]::Range(3, 4) -join ','; [System.Linq.Enumerable]::Sum([int[]](1, 2, 3)); [Linq.Enumerable]::Where([int[]](1..6), [Func[int, bool]] { param($x) $x % 2 }) -join ' '
$p = [PriorityQueue[string, int]]::new(); $p.Enqueue('low', 5); $p.Enqueue('high', 1); $p.Dequeue(); $p.Count
, (1, 2, 3) | ForEach-Object { $_.Count }; @(, @(1, 2)).Count; @($null).Count; @().Count; (1, 2, 3, 4)[1..10] -join ','; (1..5)[-2..0] -join ','; 'abc'[0, -1] -join ''; (1..3 + 5).Count; (1, 2) * 2 -join ''
