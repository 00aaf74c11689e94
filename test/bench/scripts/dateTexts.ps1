$n=0
for($i=0;$i -lt 10000;$i++){ $a=[datetime]"2026-03-$(($i%28)+1)"; $n+=$a.Day; $b=[datetime]'2026-03-04T05:06:07Z'; $n+=$b.Year; $c=[datetime]'03/04/2026 05:06:07'; $n+=$c.Month; $e=[datetime]::Parse("2026-03-04 05:06:$($i%60)"); $n+=$e.Second }
$n
