[decimal]$t=0; $r=[decimal]'1.0825'
for($i=1;$i -le 40000;$i++){ $p=[decimal]$i*1.25d; $t+=$p*$r; $q=[math]::Round($t/3,2); if($q -gt 100d){ $t-=$i } }
"$([math]::Round($t,4))"
