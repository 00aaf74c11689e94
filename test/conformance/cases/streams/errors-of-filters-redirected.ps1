1, 2 | Where-Object { $_.Nope() } 2>$null
'a'
1 | Where-Object { $z = 1 / 0; $true } 2>$null
$w = 1..2 | Where-Object { 1 / 0 } 2>$null; $null -eq $w
