class J { [int] $A; J([hashtable] $p) { foreach ($k in $p.Keys) { $this.$k = $p[$k] } } }
class K { [int] $A; K([int] $p) { $this.A = 10 / $p } }
class L { L([string] $p) { $x = [int]$p; nosuchcmd $x } }
class P { P([string] $p) { $null.Foo() } }
class S { [int] One([J] $j) { return 1 } [int] Two([J] $j) { return 1 } [int] Two([J] $j, [int] $k) { return 2 } [int] Tre([K] $j) { return 1 } [int] Tre([J] $j) { return 1 } static [int] Sta([J] $j) { return 1 } [void] Num([int] $n) { } [void] Dt([datetime] $n) { } S() { } S([J] $j) { } }
foreach ($t in { [J]@{ Nope = 1 } }, { [J]@{ A = 'x' } }, { [K]0 }, { [K]'q' }, { [L]'q' }, { [L]'1' }, { [P]'1' }, { [J]::new(@{ Nope = 1 }) }, { [K]::new(0) }, { [J]'x' }, { [J]5 },
    { [S]::new().One('x') }, { [S]::new().Two('x') }, { [S]::new().Two('x', 1) }, { [S]::new().Tre('x') }, { [S]::Sta('x') }, { [S]::new().Num('x') }, { [S]::new().Dt('x') }, { [S]::new('x') }, { [S]::new(5) }, { [S]::new().One($null) }, { [S]::new().One(@{ A = 1 }) }, { [S]::new().One(@{ Nope = 1 }) }) {
    try { $r = & $t; "ok $r $t" } catch { "$($_.FullyQualifiedErrorId) | $($_.Exception.GetType().Name) | $($_.Exception.Message)" }
}
class One { One([J] $j) { } }
class Ctor2 { [One] $O; Ctor2([int] $n) { $this.O = 'x' } }
foreach ($t in { [One]::new('x') }, { [One]::new(5) }, { [One]'x' }, { [One]@{ A = 1 } }, { [Ctor2]5 }, { [Ctor2]::new(5) }, { [Ctor2]'z' }, { 'q' -as [L] }, { [L[]]('a', 'b') }, { [System.Collections.Generic.List[J]]::new().Add('x') }, { function ff([K] $k) { 1 }; ff 0 }, { function gg { param([Parameter(Mandatory)][P] $k) 1 }; gg 0 }, { [K] $k = 0 }) {
    try { $r = & $t; "ok $r $t" } catch { "$($_.FullyQualifiedErrorId) | $($_.Exception.GetType().Name) | $($_.Exception.Message)" }
}
