function N {}
$arr = 1,2,3; $arr[1] = N; @($arr[1]).Count; $arr | % { "[$_]" }
$l = [System.Collections.ArrayList]@(1,2); $l[0] = N; $l | % { "l[$_]" }
$g = [System.Collections.Generic.List[object]]@(1,2); $g[0] = N; $g | % { "g[$_]" }
$d = [System.Collections.Generic.Dictionary[string,object]]::new(); $d['a'] = N; @($d['a']).Count; @($d.a).Count
$h = @{}; $h['a'] = N; @($h['a']).Count; @($h.a).Count; $h.ContainsKey('a'); $h.a -eq $null; $null -eq $h['a']
if ($h.a) { 'yes' } else { 'no' }
foreach ($k in $h.Keys) { "$k=$($h[$k])" }
$h.GetEnumerator() | ForEach-Object { "$($_.Key)=[$($_.Value)]"; @($_.Value).Count }
function P($x) { "bound $($PSBoundParameters.ContainsKey('x')) $($null -eq $x)" }
P @h
$s = @{ x = (N) }
P @s
$o = [pscustomobject]@{ A = (N) }
$o | Get-Member -MemberType NoteProperty | % { $_.Definition }
$o.PSObject.Properties | % { "$($_.Name) $($_.TypeNameOfValue) [$($_.Value)] $(@($_.Value).Count)" }
$o | Format-Table | Out-String
$h | Out-String
$o | Select-Object A | % { @($_.A).Count }
$o | Where-Object A -eq $null | % { 'where' }
$o | Where-Object { $_.A -eq $null } | % { 'where2' }
$o, $o | Group-Object A | % { "$($_.Name) $($_.Count)" }
$o | Measure-Object A | % Count
$o, [pscustomobject]@{ A = 3 } | Sort-Object A | % { "s[$($_.A)]" }
$c = $h.Clone(); @($c.a).Count
$h2 = $h + @{ b = 1 }; @($h2.a).Count
$h['a'] += 5; $h.a
$h = @{ a = (N) }; $h.a += 'x'; $h.a
$copy = $o.PSObject.Copy(); @($copy.A).Count
$o.A = 4; $o.A
$h = @{ a = if ($false) { 1 } }; $h.a.Foo; $h.a.Count; $h.a -is [object]; $h.Count
$x = $h.a; $null -eq $x; @($x).Count
ConvertTo-Xml -InputObject $o -As String | % Length
$h = @{ a = (N) }; [pscustomobject]$h | ConvertTo-Json -Compress
New-Object psobject -Property @{ a = (N); } | ConvertTo-Csv
$o = New-Object psobject; $o | Add-Member -NotePropertyMembers @{ z = (N) }; $o | ConvertTo-Csv
$h.Values.Count; @($h.Values).Count; $h.Values -contains $null
"{0}|{1}" -f (N), 2
(N) -join ','
$h.a -eq 'x'
switch ($h.a) { $null { 'sw null' } default { 'sw def' } }
for ($i = 0; $i -lt 3; $i++) { $t = @{ v = (N) }; $u = @{}; $u['q'] = N; if ($i -eq 2) { @($t.v).Count; @($u['q']).Count; @(([pscustomobject]@{ w = (N) }).w).Count } }
