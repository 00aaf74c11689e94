class Point { [int]$X; [int]$Y; Point([int]$x, [int]$y) { $this.X = $x; $this.Y = $y } [int] Sum() { return $this.X + $this.Y } [Point] Add([Point]$o) { return [Point]::new($this.X + $o.X, $this.Y + $o.Y) } static [int] Twice([int]$n) { return $n * 2 } }
$p = [Point]::new(0, 0); $one = [Point]::new(1, 2)
$n = 0; foreach ($i in 1..50000) { $p = $p.Add($one); $n += $p.Sum(); $n += [Point]::Twice(3) }
"$($p.X) $($p.Y) $n"
