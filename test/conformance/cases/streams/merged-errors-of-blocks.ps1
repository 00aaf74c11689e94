$r = 1,2 | Where-Object { 1/0 } 2>&1
"r: $(@($r).Count) $r"
$r = 1,2 | ForEach-Object { 1/0 } 2>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Where-Object { Write-Error "e$_"; $true } 2>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Where-Object { 1/0 } 2>$null
"r: $(@($r).Count) $r"
$r = 1,2 | Where-Object { Write-Warning "w$_"; $true } 3>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Where-Object { Write-Host "h$_"; $true } 6>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Sort-Object { 1/0 } 2>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Select-Object @{n='a';e={1/0}} 2>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Group-Object { 1/0 } 2>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Sort-Object { Write-Warning "s$_"; $_ } 3>&1
"r: $(@($r).Count) $r"
$r = 1,2 | Where-Object { 1/0 } -ErrorVariable ev 2>$null
"ev: $($ev.Count)"
$r = 1,2 | Where-Object { 1/0 } -ErrorAction SilentlyContinue
"r: $(@($r).Count)"
$r = Invoke-Command { Write-Error 'ic'; 1/0 } 2>&1
$r = Invoke-Command { Write-Error 'ic'; 1/0 } -NoNewScope 2>&1
$r = 'abc' -replace 'b', { 1/0 } 2>&1
"r: $r"
$r = 1 | ForEach-Object -Begin { 1/0 } -Process { Write-Error "p" } -End { Write-Warning 'w' } *>&1
"r: $(@($r).Count) $r"
"not"
