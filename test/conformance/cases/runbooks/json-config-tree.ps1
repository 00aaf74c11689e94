$ErrorActionPreference = 'Continue'
$base = @'
{ // base
  "app": { "name": "svc", "port": 8080, "ratio": 0.5, "big": 12345678901234567890, "debug": false, "paths": ["/a", "/b/"], "since": "2024-01-15T08:00:00Z" },
  "db": { "hosts": [ { "name": "n1", "w": 1 }, { "name": "n2", "w": 2e0 } ], "opts": {}, "none": null },
  "text": "tab\t\u00e9 \"q\" <b>'",
  "empty": []
}
'@ | ConvertFrom-Json
function Get-Leaf {
    param($Node, [string]$At = '$')
    switch ($Node) {
        { $null -eq $_ } { "$At = null"; break }
        { $_ -is [pscustomobject] } { foreach ($p in $_.PSObject.Properties) { Get-Leaf $p.Value "$At.$($p.Name)" }; break }
        default { "$At = $_ [$($_.GetType().Name)]" }
    }
}
Get-Leaf $base
function Get-Leaf2 {
    param($Node, [string]$At = '$')
    if ($null -eq $Node) { "$At = null" }
    elseif ($Node -is [pscustomobject]) { foreach ($p in $Node.PSObject.Properties) { Get-Leaf2 -Node $p.Value -At "$At.$($p.Name)" } }
    elseif ($Node -is [Collections.IList]) { for ($i = 0; $i -lt $Node.Count; $i++) { Get-Leaf2 $Node[$i] "$At[$i]" } }
    else { "$At = $Node [$($Node.GetType().Name)]" }
}
Get-Leaf2 $base
function Set-ByPath {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)]$Root, [Parameter(Mandatory)][string]$Path, [AllowNull()]$Value)
    $parts = $Path.Split('.')
    $node = $Root
    foreach ($part in $parts[0..($parts.Length - 2)]) {
        if ($part -match '^(?<n>\w+)\[(?<i>\d+)\]$') { $node = $node.($Matches.n)[[int]$Matches.i] }
        else {
            if ($null -eq $node.$part) { $node | Add-Member NoteProperty $part ([pscustomobject]@{}) }
            $node = $node.$part
        }
    }
    if ($PSCmdlet.ShouldProcess($Path, "set to '$Value'")) {
        if ($node.PSObject.Properties[$parts[-1]]) { $node.($parts[-1]) = $Value } else { $node | Add-Member -NotePropertyName $parts[-1] -NotePropertyValue $Value }
    }
}
Set-ByPath $base 'app.port' 9090
Set-ByPath $base 'db.hosts[1].w' '3'
Set-ByPath $base 'x.y.z' @(1, @{ k = 'v' })
Set-ByPath $base 'app.name' 'never' -WhatIf
$base | ConvertTo-Json -Depth 6
$base | ConvertTo-Json -Compress
$base.db.hosts.name -join ','
$base.db.hosts | Where-Object w -GT 1 | ConvertTo-Json
$base.app.since.GetType().Name; $base.app.since.Kind
$base.app.big.GetType().Name
$h = '{"a":{"b":[1,{"c":null}]},"A":2}' | ConvertFrom-Json -AsHashtable
$h.GetType().Name; $h['a'].b[1].ContainsKey('c'); $h.Keys
'{"a":1,"A":2}' | ConvertFrom-Json
'[1,2,[3]]' | ConvertFrom-Json | ForEach-Object { "$_" }
('[1,2]' | ConvertFrom-Json -NoEnumerate).GetType().Name
'{"a":1' | ConvertFrom-Json
'' | ConvertFrom-Json
'"x"' | ConvertFrom-Json
@() | ConvertTo-Json
, @() | ConvertTo-Json -Compress
ConvertTo-Json @(1) -Compress; 1 | ConvertTo-Json -AsArray -Compress
ConvertTo-Json $null
[ordered]@{ d = [datetime]::new(2024, 1, 2, 3, 4, 5, 'Utc'); t = [timespan]'01:02:03'; e = [DayOfWeek]'Friday'; g = [guid]::Empty; v = [version]'1.2'; u = [uri]'http://x/y'; c = [char]'c'; n = [double]::NaN; m = 1.10d; b = [byte[]](1, 2); s = [switch]$true } | ConvertTo-Json -Depth 1
[ordered]@{ e = [DayOfWeek]'Friday'; l = 'é<>&' } | ConvertTo-Json -EnumsAsStrings -EscapeHandling EscapeNonAscii -Compress
'a<b>' | ConvertTo-Json -EscapeHandling EscapeHtml
"q`"uote`n" | ConvertTo-Json
$copy = $base | ConvertTo-Json -Depth 9 | ConvertFrom-Json
$copy.app.PSObject.Properties.Remove('big'); $copy.app.PSObject.Properties.Name -join ','
(Compare-Object $base.app.PSObject.Properties.Name $copy.app.PSObject.Properties.Name).InputObject
$copy.empty.Count; $null -eq $copy.db.none; $copy.text
$copy.app
$copy.db | Format-List
