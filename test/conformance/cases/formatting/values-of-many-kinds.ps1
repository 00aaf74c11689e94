$h = [ordered]@{ Name = 'x'; Size = 12; Nested = @{ a = 1 }; List = 1,2,3 }
[pscustomobject]$h | Format-List
[pscustomobject]$h | Format-Table
[pscustomobject]$h
$h
$h | ConvertTo-Json -Compress
$h.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }
$h.Keys -join ','
$h.Values | ForEach-Object { $_.GetType().Name }
$h[0]; $h['Size']; $h.Size = 99; $h.Remove('List'); $h.Count
$h.Contains('Name'); $h.Insert(0, 'First', 1); $h.Keys | Select-Object -First 1
1..3 | Format-Table
1..3 | Format-List
'a','b' | Format-Table Length
Get-Date '2024-02-29 13:14:15' | Format-List Year, Month, DayOfWeek
[timespan]'1.02:03:04'
[version]'1.2.3'
[guid]'11111111-2222-3333-4444-555555555555'
[uri]'https://a.b/c?d=e'
[ipaddress]'10.0.0.1'
@{ one = 1 }
, @(1,2)
$null
''
[pscustomobject]@{ A = $null; B = ''; C = @(); D = @($null) }
[pscustomobject]@{ A = $true; B = 1.5; C = [datetime]'2024-01-01'; D = 'text' } | Format-Table -AutoSize
1..12 | ForEach-Object { [pscustomobject]@{ N = $_; Sq = $_ * $_; T = 'x' * $_ } } | Format-Table -AutoSize
1..3 | ForEach-Object { [pscustomobject]@{ N = $_; Sq = $_ * $_ } } | Format-Table N, @{ Label = 'Half'; Expression = { $_.N / 2 }; FormatString = 'N2'; Align = 'Left' }
[pscustomobject]@{ Long = 'abc ' * 60; B = 2 } | Format-Table -Wrap
[pscustomobject]@{ Long = 'abc ' * 60; B = 2 }
[pscustomobject]@{ Long = 'abc ' * 60; B = 2 } | Format-List
'z','y' | Sort-Object | Format-Wide -Column 2
1..3 | ForEach-Object { [pscustomobject]@{ G = $_ % 2; V = $_ } } | Sort-Object G | Format-Table V -GroupBy G
[System.Collections.Generic.List[int]](1,2,3)
[System.Collections.Generic.Dictionary[string,int]]::new()
$d = [System.Collections.Generic.Dictionary[string,int]]::new(); $d['k'] = 5; $d
[System.Text.StringBuilder]::new('abc')
[System.Diagnostics.Stopwatch]::new() | Select-Object IsRunning
[regex]::Match('abc123', '\d+')
[regex]::Matches('a1b2', '\d')
'abc' | Select-String b
[xml]'<a><b c="1">t</b></a>'
([xml]'<a><b c="1">t</b></a>').a
([xml]'<a><b c="1">t</b></a>').a.b
[System.Net.HttpStatusCode]::NotFound
[System.IO.FileAttributes]'ReadOnly, Hidden'
[char]'a'
[int].GetType()
[int]
[System.Collections.Generic.Dictionary[string,int]]
{ param($x) $x + 1 }
(Get-Command Get-Date)
Get-Command Get-Date, Get-Item
Get-Alias gci
function f { 'x' }; Get-Command f
Get-Variable h
New-Object psobject -Property @{ Z = 1 }
[pscredential]::new('u', (ConvertTo-SecureString 'p' -AsPlainText -Force))
try { throw 'x' } catch { $_ }
try { 1/0 } catch { $_ | Format-List * -Force | Out-String | ForEach-Object { $_.Length -gt 100 } }
[math]::PI; 1e10; 1e-5; 123456789012345678; 0.1 + 0.2; 1/3; 100d; 1kb; [float]1.1; 5 / 2; 4 / 2; [decimal]1.10
