class Ver : System.IComparable {
    [int] $Major; [int] $Minor
    Ver([string] $s) { $p = $s.Split('.'); $this.Major = $p[0]; $this.Minor = $p[1] }
    [int] CompareTo([object] $o) {
        if ($this.Major -ne $o.Major) { return $this.Major.CompareTo($o.Major) }
        return $this.Minor.CompareTo($o.Minor)
    }
    [string] ToString() { return "$($this.Major).$($this.Minor)" }
}
$v = '1.10', '1.2', '0.9', '2.0' | ForEach-Object { [Ver]::new($_) }
($v | Sort-Object) -join ' '
($v | Sort-Object -Descending) -join ' '
$v[0] -gt $v[1]
$v[2] -lt $v[3]
$v[0] -ge [Ver]'1.10'
[Ver]'3.1' | ForEach-Object Major
($v | Measure-Object -Property Major -Maximum).Maximum
$l = [System.Collections.Generic.List[Ver]]::new([Ver[]]$v)
$l.Sort(); $l -join ' '
$arr = [Ver[]]$v; [array]::Sort($arr); "$arr"
$v[0].CompareTo($v[1])
try { $v[0] -gt 'x' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
