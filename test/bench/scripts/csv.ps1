$rows = foreach ($i in 1..20000) { [pscustomobject]@{ Id = $i; Name = "name, $i"; State = 'Running'; Size = $i * 1.5 } }
$csv = $rows | ConvertTo-Csv -NoTypeInformation
$back = $csv | ConvertFrom-Csv
$back.Count; ($back | Measure-Object Size -Sum).Sum
