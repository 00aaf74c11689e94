[pscustomobject]@{ A = 1 / 7; B = [single](1/3); C = 'Müller €'; D = @(1, 2); E = [datetime]'2024-01-02'; F = '😀 "x" ''y'' & <b>'; G = @() } | ConvertTo-Html -Fragment
[pscustomobject]@{ H = @{ e = @() }; I = @{ e = @(1) }; J = @{ e = @(1, 2) }; K = @{ e = @{ z = 1 } }; L = @{ e = $null } } | Format-List
@{ e = @(); } ; [pscustomobject]@{ X = @{ a = [int[]]@() }, @{ b = @(@()) } } | Format-Table
"$(@{a=@()}.GetEnumerator() | ForEach-Object { $_.ToString() })"
[System.Net.WebUtility]::HtmlEncode("ü € 😀 $([char]160) ÿ")
1..2 | ForEach-Object { [pscustomobject]@{ V = $_ / 3; W = [decimal]1.10 } } | ConvertTo-Html -As List -Fragment
