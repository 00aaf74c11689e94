$template = @'
<h1>{{Title}}</h1>
{{#Items}}<li>{{Name}}: {{Price:N2}} ({{Qty}})</li>
{{/Items}}<p>Total {{Total:C}} on {{Date:yyyy-MM-dd}}</p>{{Missing}}
'@
$model = [ordered]@{ Title = 'Order <1>'; Date = [datetime]'2024-02-29'; Items = @([pscustomobject]@{ Name = 'Nut & bolt'; Price = 0.125; Qty = 100 }, [pscustomobject]@{ Name = 'Gear'; Price = 19; Qty = 2 }) }
$model.Total = ($model.Items | ForEach-Object { $_.Price * $_.Qty } | Measure-Object -Sum).Sum
function Resolve-Field($Data, [string] $Name, [string] $Format) {
    $value = if ($Data -is [System.Collections.IDictionary]) { $Data[$Name] } else { $Data.$Name }
    if ($null -eq $value) { Write-Warning "no field $Name"; return '' }
    $text = if ($Format -and $value -is [System.IFormattable]) { $value.ToString($Format, [cultureinfo]::InvariantCulture) } else { [string]$value }
    [System.Net.WebUtility]::HtmlEncode($text)
}
function Expand-Model([string] $Text, $Data) {
    $section = [regex]'(?s)\{\{#(?<n>\w+)\}\}(?<body>.*?)\{\{/\k<n>\}\}'
    $Text = $section.Replace($Text, [System.Text.RegularExpressions.MatchEvaluator] { param($m) -join (@($Data[$m.Groups['n'].Value]) | ForEach-Object { Expand-Model $m.Groups['body'].Value $_ }) })
    [regex]::Replace($Text, '\{\{(\w+)(?::([^}]+))?\}\}', { param($m) Resolve-Field $Data $m.Groups[1].Value $m.Groups[2].Value })
}
$html = Expand-Model $template $model
$html
$html.Length; [regex]::Matches($html, '<(\w+)>').Count; ([regex]::Matches($html, '<(\w+)>') | ForEach-Object { $_.Groups[1].Value } | Select-Object -Unique) -join ','
$name = 'World'; $tpl = 'Hello $name, 1+1=$(1+1) at `$5'; $ExecutionContext.InvokeCommand.ExpandString($tpl)
$vars = @{ first = 'Ada'; last = 'Lovelace' }; 'Dear %first% %LAST% %none%' -replace '%(\w+)%', { $vars[$_.Groups[1].Value] ?? "<$($_.Value)>" }
$rows = $model.Items | Select-Object Name, @{ n = 'Sum'; e = { $_.Price * $_.Qty } }; $rows | ConvertTo-Html -Title T -PreContent '<p>pre</p>' -As Table | Select-Object -First 6; $rows[0] | ConvertTo-Html -As List -Fragment
$md = @("| Name | Sum |", '|---|--:|') + ($rows | ForEach-Object { "| $($_.Name) | $($_.Sum) |" }); $md -join "`n"
$line = 'k1=v1;k2="v 2";k3='; [regex]::Matches($line, '(?<k>\w+)=(?:"(?<v>[^"]*)"|(?<v>[^;]*))') | ForEach-Object { '{0} -> [{1}]' -f $_.Groups['k'].Value, $_.Groups['v'].Value }
'2024-02-29' -match '(?<y>\d+)-(?<m>\d+)-(?<d>\d+)'; $Matches.y, $Matches.m, $Matches.d -join '/'; $Matches.Count; 'x' -match 'y'; $Matches.y
[uri]::EscapeDataString('a b&c=d/é'); [uri]::UnescapeDataString('a%20b%26'); [System.Net.WebUtility]::UrlEncode('a b&c'); [System.Web.HttpUtility]::ParseQueryString('a=1&b=x+y')['b']
ConvertFrom-StringData "a = 1`nb = two words`n# c`npath = C:\\temp" | ForEach-Object { $_.a; $_.b; $_.path }
"{0}`n{1}" -f 'multi', 'line' | Out-String -NoNewline; @('a', 'b') | Out-String | ForEach-Object Length; ($rows | Format-Table | Out-String).Split("`n").Count
