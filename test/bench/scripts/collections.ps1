$a = [System.Collections.ArrayList]::new(); $l = [System.Collections.Generic.List[int]]::new(); $q = [System.Collections.Queue]::new(); $arr = @()
foreach ($i in 1..200000) { [void]$a.Add($i); $l.Add($i); $q.Enqueue($i) }
foreach ($i in 1..5000) { $arr += $i }
$n = 0; while ($q.Count -gt 0) { $n += $q.Dequeue() }; foreach ($x in $l) { $n += $x }; for ($i = 0; $i -lt $a.Count; $i++) { $n += $a[$i] }
"$n $($arr.Count) $($arr -contains 4999) $($l.Contains(77777)) $(($arr | Where-Object { $_ -in 5,6,7 }).Count)"
