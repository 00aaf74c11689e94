$rows = foreach ($i in 1..100000) { [pscustomobject]@{ Kind = "k$($i % 211)"; Size = $i % 1009 } }
$groups = $rows | Group-Object Kind
$groups.Count
($groups | ForEach-Object { ($_.Group | Measure-Object Size -Sum).Sum } | Measure-Object -Maximum).Maximum
