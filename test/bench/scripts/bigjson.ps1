$row = '{"id":%,"name":"server-%","tags":["prod","west","t%"],"disk":{"total":512000,"free":%.5,"label":"data \"%\""},"ok":true,"note":null}'
$text = '[' + ((1..150000 | ForEach-Object { $row.Replace('%', "$_") }) -join ',') + ']'
$all = $text | ConvertFrom-Json
$all.Count; $all[149999].disk.label
($all | ConvertTo-Json -Depth 5 -Compress).Length
