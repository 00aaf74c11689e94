$l = [System.Collections.Generic.List[object]]::new(); $a = [System.Collections.ArrayList]::new(); $h = @{}
foreach ($i in 1..200000) { $l.Add($i); [void]$a.Add($i); $h["key$i"] = $i }
$n = 0; foreach ($k in $h.Keys) { $n += $h[$k] }
"$($l.Count) $($a.Count) $n"
