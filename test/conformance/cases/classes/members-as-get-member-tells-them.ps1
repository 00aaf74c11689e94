class S1 { static [int] $N; hidden static [int] $Key; [int] $X; hidden [int] Calc() { return 1 } }
class S2 { S2([int] $a) { } static [string] $T = 't' }
[S1] | Get-Member -Static | ForEach-Object { "$($_.MemberType) $($_.Name) $($_.Definition)" }
[S2]::new(1) | Get-Member -Static | ForEach-Object { "$($_.MemberType) $($_.Name) $($_.Definition)" }
[S1]::new() | Get-Member -MemberType Method | ForEach-Object Name
[S1]::new().Calc()
class D : System.IDisposable { [void] Dispose() { } }
[D]::new().Dispose.OverloadDefinitions
class N { [Nullable[int]] $A; [System.Collections.Generic.Dictionary[string, int]] $D; [System.Collections.Generic.List[string[]]] $L }
[N]::new() | Get-Member -MemberType Property | ForEach-Object Definition
$list = [System.Collections.Generic.List[N]]::new()
try { $list.Add('text') } catch { $_.FullyQualifiedErrorId; "$_" }
class M { [string] F([int] $x) { return "int $x" } [string] F([string] $x) { return "string $x" } [string] F([double] $x) { return "double $x" } [string] F([object[]] $x) { return "array $($x.Count)" } }
$m = [M]::new(); $m.F(1L); $m.F([decimal]2); $m.F(1); $m.F(@(1, 2)); $m.F([char]'c')
class C : System.ICloneable { [int] $X = 1; [object] Clone() { return [C]::new() } }
$c = [C]::new(); $d = $c.psobject.Copy(); $d.X = 50; $c.X
Update-TypeData -TypeName C -MemberName Twice -MemberType ScriptProperty -Value { $this.X * 2 } -Force
try { $c.Twice = 1 } catch { $_.FullyQualifiedErrorId; "$_" }
