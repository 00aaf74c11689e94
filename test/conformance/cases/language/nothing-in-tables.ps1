function N {}
$h = @{ a = (N); b = $null; c = $(N) }
$h.a -eq $null
@($h.a).Count; @($h.b).Count; @($h.c).Count
foreach ($x in $h.a) { 'loop a' }; foreach ($x in $h.b) { 'loop b' }
$h.a | ForEach-Object { 'pipe a' }
$h.b | ForEach-Object { 'pipe b' }
$o = [pscustomobject]@{ A = (N); B = 2 ; C = $null}
$o | ConvertTo-Csv
$o | ConvertTo-Json -Compress
@($o.A).Count
$o.A | ForEach-Object { 'pipe oA' }
$h2 = [ordered]@{ a = N; b = $(if ($false) {1}); c = if ($false) {1} }
$h2 | ConvertTo-Csv
$h2 | ConvertTo-Json -Compress
$h2.Values | ForEach-Object { "v[$_]" }
$h2.GetEnumerator() | ForEach-Object { "e[$($_.Value)]" }
@($h2.a).Count; @($h2.b).Count; @($h2.c).Count
$a = N; @($a).Count; $a | % { 'pipe a' }
$h3 = @{}; $h3.x = N; @($h3.x).Count; $h3['y'] = N; @($h3['y']).Count
$h3.Add('z', (N)); @($h3.z).Count
$l = [System.Collections.ArrayList]::new(); [void]$l.Add((N)); $l.Count; $l | % { 'l' }
$l2 = [System.Collections.Generic.List[object]]::new(); $l2.Add((N)); $l2.Count; $l2 | % { 'l2' }
$arr = @((N), 1, (N)); $arr.Count
$arr2 = (N), 1, (N); $arr2.Count; $arr2 | % { "a[$_]" }
[pscustomobject]@{ A = if ($false) { 1 } } | Export-Csv x.csv; Get-Content x.csv
$o | Select-Object A, B | ConvertTo-Csv
$o | Select-Object @{n='q';e={N}}, B | ConvertTo-Csv
$o | Format-List | Out-String
"[$($h.a)]"
$p = [psobject]::new(); $p | Add-Member A (N); $p | ConvertTo-Csv; @($p.A).Count
$p.A = N; @($p.A).Count
function G($x) { @($x).Count; $PSBoundParameters['x'] -eq $null }
G (N); G -x (N); G $null
class T { $v; [object]$w }; $t = [T]::new(); $t.v = N; @($t.v).Count; $t = [T]@{ v = (N) }; @($t.v).Count
$o | ConvertTo-Csv -UseQuotes AsNeeded
$o.A -is [array]
Write-Output (N) | % { 'wo' }
,(N) | % { 'comma' }
