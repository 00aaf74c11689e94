foreach ($n in 0.125, 0.135, 2.5, 3.5, -2.5, 0.5, -0.5, 1e15, 1.005, 123456789.987654321, 1e21, -0.0, 1e-10, 99.995, 0.045) { '{0:N2}|{0:F1}|{0:N0}|{0:P1}|{0:P0}|{0:F0}|{0:C2}|{0:P2}|{0:F20}' -f $n }
foreach ($n in 0, 5, -5, 1234567, -1234567, 2147483647, -2147483648, 9999999999, [byte]200, [decimal]1234.5, [decimal]-0.005, [decimal]0.125) { '{0:N2}|{0:F1}|{0:N0}|{0:P1}|{0:P0}|{0:C2}' -f $n }
foreach ($n in 0, 255, -1, 2147483647, -2147483648, [byte]10, [sbyte]-1, [long]-1, 65536) { '{0:X}|{0:x4}|{0:X10}' -f $n }
[uint32]$c = 0xEDB88320; [uint32]$d = 1
foreach ($p in @($c, $d), @($c, -1), @(-1, $c), @([byte]5, $c), @([sbyte]-1, $d), @([int16]-2, 7), @([byte]255, [byte]15), @([long]-1, 5), @(5, [long]-8), @([uint64]1, -1), @($d, [long]-1)) { $a, $b = $p; foreach ($r in ($a -band $b), ($a -bor $b), ($a -bxor $b)) { "$r $($r.GetType().Name)" } }
foreach ($k in 0, 1, 31, 32, 33, -1) { foreach ($v in $c, 1, -1, [long]1, [byte]255) { foreach ($r in ($v -shl $k), ($v -shr $k)) { "$k $r $($r.GetType().Name)" } } }
foreach ($p in @([long]7, 2), @([long]8, 2), @(7, [long]-2), @([long]-7, 2), @([long]-9223372036854775808, -1), @(5, [long]0)) { $a, $b = $p; foreach ($o in { $a / $b }, { $a % $b }, { $a * $b }, { $a - $b }, { $a -lt $b }, { $a -eq $b }) { try { $r = & $o; "$r $($r.GetType().Name)" } catch { $_.Exception.Message } } }
$m = [int[,]]::new(2, 3); $m.GetType() -eq [int[,]]; $m.GetType().Name; [int[,]] -eq [int[,]]; $m[1, 2] = 7; $m[-1, -1]; $m[0, 0]; $m[5, 5]; "$($m[1, 2])"; $m -is [int[,]]; try { $m[1] } catch { $_.Exception.Message }; try { $m[1,2,3] } catch { $_.Exception.Message }; $m[@(1,2)]; $m.Rank
foreach ($x in 5, 5.5, [single]2.5, [long]7, [decimal]3.2, '4') { $f = [math]::Floor($x); $q = [math]::Sqrt($x); $t = [math]::Truncate($x); $c2 = [math]::Ceiling($x); "$($f.GetType().Name) $f $($q.GetType().Name) $q $($t.GetType().Name) $c2" }
foreach ($x in 3, -2147483647, -3.5, [long]-4, [decimal]-1.5, '7') { $m1 = [math]::Max($x, 2); $m2 = [math]::Min(1, $x); $ab = [math]::Abs($x); "$m1 $($m1.GetType().Name) $m2 $ab $($ab.GetType().Name)" }
try { [math]::Abs(-2147483648) } catch { $_.Exception.Message }
[BitConverter]::ToString([byte[]](0, 15, 255, 160)); "[$([BitConverter]::ToString([byte[]]@()))]"; [BitConverter]::ToString([byte[]](1, 2, 3), 1)
foreach ($i in 1..3) { 'ab'.PadLeft(5, '.'); 'x'.PadRight(3, [char]'-'); 'a;b'.Split(';').Count }
foreach ($p in '.', '..', 'x') { try { 'ab'.PadLeft(5, $p) } catch { $_.Exception.Message } }
$d2 = [System.Collections.Generic.Dictionary[string,int]]::new(); $d2['a'] = 1; $v = 0; foreach ($k in 'a', 'b', 'a') { $ok = $d2.TryGetValue($k, [ref]$v); "$ok $v" }
foreach ($s in '12', 'x', '7') { $n = 0; $ok = [int]::TryParse($s, [ref]$n); "$ok $n" }
