$line = "2026-11-22T10:15:30Z host17.example.com [ERROR] id=4711 user=jane.doe@example.com took 153ms`n"
$text = $line * 110000
$text.Length
([regex]::Matches($text, '\b(\w+)\.(\w+)@example\.com')).Count
($text -replace 'took (\d+)ms', 'duration=$1').Length
($text -split "`n").Count
($text | Select-String 'id=\d+' -AllMatches).Matches.Count
