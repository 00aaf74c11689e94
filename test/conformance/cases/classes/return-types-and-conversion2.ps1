class C {
    [int] AsInt() { return '42' }
    [string] AsString() { return 42 }
    [string[]] AsStrings() { return 1, 2 }
    [int[]] One() { return 5 }
    [bool] AsBool() { return 'x' }
    [void] Nothing() { 'ignored' }
    [object] Null() { return $null }
    [datetime] Day() { return '2024-03-04' }
    Untyped() { 'gone' }
    [hashtable] Map() { return @{ a = 1 } }
    [pscustomobject] Obj() { return @{ a = 1 } }
    [int] Bad() { return 'abc' }
    [string] Nul() { return $null }
}
$c = [C]::new()
$c.AsInt().GetType().Name; $c.AsString().GetType().Name
$c.AsStrings().GetType().Name; $c.One().GetType().Name
$c.AsBool()
$null -eq $c.Nothing()
$null -eq $c.Null()
$c.Day().Year
$null -eq $c.Untyped()
$c.Map().a
$c.Obj().GetType().Name
try { $c.Bad() } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
$c.Nul().Length
@($c.Null()).Count
