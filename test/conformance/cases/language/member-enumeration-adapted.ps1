$x = [xml]'<r><a x="1"/><a x="2"/><b/></r>'
"xml $(@($x.r.a.missing).Count) $(@($x.r.ChildNodes.x).Count) $(@($x.r.ChildNodes.nope).Count) $(@($x.SelectNodes('//a').nope).Count)"
[pscustomobject]@{ N = 1 }, [pscustomobject]@{ N = 2 } | Export-Clixml o.xml
"cli $(@((Import-Clixml o.xml).Missing).Count)"
"dict $(@(([ordered]@{ a = 1 }, [ordered]@{ b = 1 }).zz).Count) $(@(([regex]::Matches('ab', '.')).zz).Count)"
$t = [System.Data.DataTable]::new(); $null = $t.Columns.Add('c'); $null = $t.Rows.Add('1'); $null = $t.Rows.Add('2'); "rows $(@($t.Rows.zz).Count) $($t.Rows.c -join ',')"
[pscustomobject]@{ PSTypeName = 'My.T'; A = 1 }, [pscustomobject]@{ PSTypeName = 'My.T'; A = 2 } | Set-Variable m; "typed $(@($m.zz).Count)"
try { $_z = $m.A = 3 } catch { $_.FullyQualifiedErrorId }
"{0}|{1}" -f ($m.zz -join '-'), "$($m.zz)"
"empty $([System.Management.Automation.PSSerializer]::Serialize(@{}).Contains('<DCT />')) $([System.Management.Automation.PSSerializer]::Serialize([System.Collections.Generic.List[int]]::new()).Contains('<LST />'))"
