$csv = "Id;Name;Amount;Date`n1;Müller, A;1.234,50;01.02.2024`n2;""O'Neil; B"";99,90;15.02.2024`n3;;0;`n4;X ""Y"" Z;-5,00;29.02.2024"
$rows = $csv | ConvertFrom-Csv -Delimiter ';'
$de = [cultureinfo]'de-DE'
$clean = $rows | ForEach-Object -Begin { $n = 0; $bad = [System.Collections.ArrayList]@() } -Process { $n++
  try { if ([string]::IsNullOrWhiteSpace($_.Name)) { throw "row $n has no name" } ; [pscustomobject]@{ Id = [int]$_.Id; Name = $_.Name.Trim(); Amount = [decimal]::Parse($_.Amount, $de); Date = if ($_.Date) { [datetime]::ParseExact($_.Date, 'dd.MM.yyyy', $de) } } } catch { [void]$bad.Add($_.Exception.Message); Write-Error $_.Exception.Message -ErrorAction Continue } } -End { Write-Verbose "$n rows, $($bad.Count) bad" -Verbose }
$clean; $bad
$clean | Export-Csv out.csv -NoTypeInformation -UseQuotes AsNeeded; Get-Content out.csv; (Import-Csv out.csv | Measure-Object Amount -Sum).Sum
$clean | ConvertTo-Csv -Delimiter '|' -QuoteFields Name; $clean | ConvertTo-Json -AsArray -Compress
$x = $clean | ConvertTo-Xml -As String -NoTypeInformation; $x.Length -gt 100; $clean | Select-Object -Property Id, @{ Name = 'Gross'; Expression = { [math]::Round($_.Amount * 1.19, 2, 'AwayFromZero') } } | Format-Table -HideTableHeaders
$lookup = @{}; $clean | ForEach-Object { $lookup[$_.Id] = $_ }; 1, 2, 9 | ForEach-Object { if ($lookup.ContainsKey($_)) { $lookup[$_].Name } else { "none for $_" } }
$left = @([pscustomobject]@{ K = 1; A = 'x' }, [pscustomobject]@{ K = 2; A = 'y' }); $right = @([pscustomobject]@{ K = 2; B = 'p' }, [pscustomobject]@{ K = 2; B = 'q' })
$joined = foreach ($l in $left) { $m = @($right | Where-Object K -eq $l.K); if ($m) { foreach ($r in $m) { [pscustomobject]@{ K = $l.K; A = $l.A; B = $r.B } } } else { [pscustomobject]@{ K = $l.K; A = $l.A; B = $null } } } ; $joined | Format-Table
$pivot = $joined | Group-Object A | ForEach-Object { $o = [ordered]@{ Key = $_.Name }; $i = 0; foreach ($g in $_.Group) { $o["B$((++$i))"] = $g.B }; [pscustomobject]$o }; $pivot | Format-Table; $pivot[1].psobject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }
$clean | Where-Object { $_.Amount -gt 0 } | Sort-Object Amount | Select-Object -ExpandProperty Name; $clean.Amount | Measure-Object -Average -Sum | Format-List; ($clean | Select-Object -Last 1).Date?.ToString('yyyy'); $clean | Format-List Id, Name | Out-String | ForEach-Object { $_.Trim() }
$html = $clean | ConvertTo-Html -Property Id, Name -Fragment -PreContent '<h1>R</h1>'; $html; Remove-Item out.csv; 'a,b', 'c,d' | ConvertFrom-Csv -Header H1, H2 | Format-Table
