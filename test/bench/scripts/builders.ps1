$n=0; $sb=[Text.StringBuilder]::new()
for($i=0;$i -lt 100000;$i++){ [void]$sb.Append('item ').Append($i).AppendLine(';'); $null=$sb.AppendFormat('{0:D4}-{1}',$i,'x'); if($sb.Length -gt 10000){ $n+=$sb.ToString().Length; [void]$sb.Clear() } }
$n+$sb.Length
