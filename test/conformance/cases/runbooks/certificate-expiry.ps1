Set-StrictMode -Version 3.0
$today = [datetime]::new(2024, 6, 15)
$certs = @'
[
 {"subject":"CN=www.example.test, O=Example","notAfter":"2024-07-01T00:00:00Z","san":["www.example.test","example.test"],"keySize":2048},
 {"subject":"CN=old.example.test","notAfter":"2024-06-01T12:00:00Z","san":[],"keySize":1024},
 {"subject":"CN=api.example.test, OU=Dev, O=Example","notAfter":"2025-12-31T23:59:59Z","san":["api.example.test"],"keySize":4096},
 {"subject":"O=NoName","notAfter":"2026-01-01T00:00:00Z","keySize":2048}
]
'@ | ConvertFrom-Json
$certs.Count; $certs[0].notAfter.GetType().Name; $certs[0].notAfter.Kind
function Get-CommonName([string] $Subject) { if ($Subject -match 'CN=([^,]+)') { $Matches[1] } else { '<none>' } }
$report = foreach ($c in $certs) {
    $days = [math]::Floor(($c.notAfter - $today).TotalDays)
    $san = try { $c.san } catch { @() }
    [pscustomobject]@{
        Name = Get-CommonName $c.subject
        Days = $days
        Level = switch ($days) { { $_ -lt 0 } { 'expired'; break } { $_ -le 30 } { 'warning'; break } default { 'ok' } }
        Names = @($san).Count
        Weak = $c.keySize -lt 2048
    }
}
$report | Sort-Object Days | Format-Table -AutoSize
$report | Where-Object Level -NE 'ok' | ForEach-Object { Write-Warning ('{0}: {1} ({2:+#;-#;0} days)' -f $_.Level.ToUpper(), $_.Name, $_.Days) }
try { $certs[3].san } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { $nope.x } catch { $_.Exception.Message }; try { $report[99] } catch { $_.FullyQualifiedErrorId }; try { $null.Foo } catch { $_.Exception.Message }; try { (1, 2).Foo } catch { $_.FullyQualifiedErrorId }
$h = @{ a = 1 }; try { $h.b } catch { $_.Exception.Message }; $h['b']; $null -eq $h['b']
$dn = 'CN=api.example.test, OU=Dev, O=Example' -split ',\s*' | ForEach-Object { $k, $v = $_ -split '=', 2; [pscustomobject]@{ K = $k; V = $v } }; $dn | Format-Table -HideTableHeaders
$report | Group-Object Level | Sort-Object Count -Descending | Select-Object Count, Name
$report | Measure-Object Days -Minimum -Maximum -Average | Select-Object Minimum, Maximum, @{ n = 'Avg'; e = { [math]::Round($_.Average, 1) } }
$first = $report | Where-Object Weak | Select-Object -First 1; $first.Name; $first | Get-Member -MemberType NoteProperty | ForEach-Object { "$($_.Name) $($_.Definition)" }
$pem = "-----BEGIN X-----`n" + [Convert]::ToBase64String([byte[]](0..47), 'InsertLineBreaks') + "`n-----END X-----"; $pem; ($pem -split "`n" | Where-Object { $_ -notmatch '^-' }) -join '' | ForEach-Object { [Convert]::FromBase64String($_).Count }
$thumb = 'a1 b2-C3'.ToUpper() -replace '[^0-9A-F]'; $thumb; -join ($thumb -split '(..)' -ne '' | ForEach-Object { [Convert]::ToInt32($_, 16) })
Set-StrictMode -Off; $undefined; "[$($undefined.x)]"; $certs[3].san; (1, 2)[5]
$report[0].psobject.Properties | Where-Object { $_.Value -is [bool] } | ForEach-Object Name
$report | ConvertTo-Csv -UseQuotes Never | Select-Object -Skip 1
