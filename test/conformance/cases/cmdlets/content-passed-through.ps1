$r = Set-Content a.txt -Value 'x','y' -PassThru
"$($r.GetType().FullName) $($r.Count)"
Set-Content a.txt -Value 5 -PassThru | % { "$($_.GetType().FullName) $($_.Count)" }
Add-Content a.txt -Value 'z' -PassThru | % { "$($_.GetType().FullName) $($_.Count)" }
$r = 'p','q' | Add-Content c.txt -PassThru
"$($r.Count) $($r[0].GetType().FullName)"
