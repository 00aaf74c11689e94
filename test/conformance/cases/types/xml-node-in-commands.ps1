$x = [xml]'<r><note/><a k="1">t</a><!--c--></r>'
"$($x.ToString())|$(@($x,$x))|$($x,$x -join ',')"
Write-Host $x; Write-Host $x.r.a.Attributes[0]; Write-Host $x.r.a $x.r.note; write-host "x $($x.r.a)"
Write-Output $x.r.a | out-string
Write-Warning $x.r.a
Write-Verbose $x.r.a
Write-Error -Message $x.r.a
$x.r | ConvertTo-Json
$x | ConvertTo-Json -Depth 4 -Compress
$x.r.a | ConvertTo-Json -Compress
$x.r.note | ConvertTo-Json -Compress
