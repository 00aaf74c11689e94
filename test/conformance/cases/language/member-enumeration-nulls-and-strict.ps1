class K { $A = 1 }
$p = [pscustomobject]@{ N = 1 }, [pscustomobject]@{ N = 2 }
$w = 'a', 'b' | ForEach-Object { $_ | Add-Member -NotePropertyName X -NotePropertyValue 1 -PassThru }
"plain $(@($p.Missing).Count) $(@($w.Missing).Count) $(@(([K]::new(), [K]::new()).Missing).Count) $(@((, $p, $p).Missing).Count) $(@(((1, 2), $p).Missing).Count)"
"if $(if ($p.Missing) { 'y' } else { 'n' }) $(if ($null -eq $p.Missing) { 'null' } else { 'not' }) $(@($p[0], $null).Missing.Count) $($p.Missing.Deeper.Count)"
"json $(('[{"a":1},{"a":2}]' | ConvertFrom-Json).b.Count) $(('a,b', '1,2', '3,4' | ConvertFrom-Csv).c.Count) $(@($p | Select-Object N).Q.Count)"
[System.Collections.Generic.List[object]]$l = $p; @($l.Missing).Count; ($p | Group-Object N).Group.Missing.Count
$p | ForEach-Object Missing; @($p | ForEach-Object Missing).Count; @($p.ForEach('Missing')).Count
foreach ($s in { $p.N = 5 }, { $l.N = 5 }, { ('a', 'b').Length = 2 }, { ([xml]'<r><a x="1"/><a x="2"/></r>').r.a.x = 'q' }, { (@{ a = 1 }, @{ a = 2 }).a = 3 }, { $p.Nope = 1 }, { (, [pscustomobject]@{ N = 1 }).N = 4 }, { $p.N += 1 }, { $p.N++ }, { @($p[0]).N = 1 }) { try { & $s; 'fine' } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.Message)" } }
Set-StrictMode -Version Latest
foreach ($s in { @($p.Missing).Count }, { $p.N -join ',' }, { @(([pscustomobject]@{ N = 2 }, [pscustomobject]@{ M = 2 }).N).Count }, { @((1, [pscustomobject]@{ N = 2 }).N).Count }, { @((@{ a = 1 }, @{ b = 2 }).a).Count }, { @(('a', 'b').Missing).Count }, { @(@().Missing).Count }) { try { & $s } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.Message)" } }
