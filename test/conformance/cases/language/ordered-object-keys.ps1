$od = [ordered]@{ 5 = 'five'; 1 = 'one'; b = 'bee' }
$od[1]; $od[[object]1]; $od[[object]5]
$k = 5; $od[$k] -eq $null; $od[[object]$k]; $od[($k -as [object])] -eq $null
$od[[object]1] = 'ONE'; $od[1] = 'pos'; $od.Values -join ','
[object]$t = 5; $od[$t] -eq $null
foreach ($key in $od.Keys) { "$key=$($od[$key])" }
foreach ($key in $od.Keys) { "$key=$($od[[object]$key])" }
$od.5; $od.'5'; $od.Item(1)
$od | ForEach-Object { $_[[object]'b'] }
([object]5).GetType().Name
$od[[psobject]1]
