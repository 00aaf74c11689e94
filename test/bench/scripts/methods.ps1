$n = 0
foreach ($i in 1..200000) { $s = "  Item $i  ".Trim().ToUpper(); $n += $s.Length; if ($s.StartsWith('ITEM') -and $s.Contains('9')) { $n++ }; $n += [math]::Max($i, 5); $n += $s.Substring(0, 4).Length + $s.IndexOf(' ') }
$n
