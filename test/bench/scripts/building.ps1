$text = ''
foreach ($i in 1..20000) { $text += "line $i`r`n" }
$text.Length
$parts = foreach ($i in 1..100000) { '{0:d6}|{1}|{2}' -f $i, ($i * 3), "name $i".ToUpper().Substring(0, 4) }
($parts -join ';').Length
