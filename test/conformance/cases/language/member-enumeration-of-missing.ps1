$o = 1..3 | ForEach-Object { [pscustomobject]@{ N = $_ } }
@($o.Missing).Count
$p = [pscustomobject]@{ N = 1 }, [pscustomobject]@{ N = 2 }
@($p.Missing).Count
try { $p.N = 9; $p.N -join ',' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$q = 1..3 | ForEach-Object { [pscustomobject]@{ N = $_; L = @($_, ($_ * 2)); S = "s$_" } }
@($q.Missing).Count
$q.L -join ','
@($q.Missing).Count
try { $q.N = 9; $q.N -join ',' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
@(('a', 'b').Missing).Count
@((1, [pscustomobject]@{ N = 2 }).Missing).Count
@((1, [pscustomobject]@{ N = 2 }).N).Count
@((@{ a = 1 }, @{ b = 2 }).Missing).Count
@((@{ a = 1 }, @{ b = 2 }).a).Count
@(([pscustomobject]@{ N = 2 }, [pscustomobject]@{ M = 2 }).N).Count
