param([object] $WebhookData)
$WebhookData = [pscustomobject]@{
    WebhookName = 'alert-hook'
    RequestHeader = [pscustomobject]@{ 'Content-Type' = 'application/json; charset=utf-8'; 'x-ms-request-id' = '7f9c'; Signature = 'sha256=abc' }
    RequestBody = '{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertRule":"CPU > 90","severity":"Sev2","firedDateTime":"2024-05-05T10:11:12.345Z","alertTargetIDs":["/subscriptions/s1/resourceGroups/rg-prod/providers/microsoft.compute/virtualMachines/vm1","/subscriptions/s1/resourcegroups/RG-Test/providers/microsoft.sql/servers/db1"]},"alertContext":{"condition":{"allOf":[{"metricName":"Percentage CPU","metricValue":96.25,"threshold":"90"}]}}}}'
}
if (-not $WebhookData) { throw 'This runbook is meant to be started from a webhook.' }
$body = $WebhookData.RequestBody | ConvertFrom-Json
$essentials = $body.data.essentials
"rule '$($essentials.alertRule)' at $($essentials.firedDateTime.ToString('yyyy-MM-dd HH:mm:ss')) severity $([int]($essentials.severity -replace '\D'))"
$targets = foreach ($id in $essentials.alertTargetIDs) {
    if ($id -match '^/subscriptions/(?<sub>[^/]+)/resourceGroups/(?<rg>[^/]+)/providers/(?<type>[^/]+/[^/]+)/(?<name>[^/]+)$') { $Matches.Remove(0); [pscustomobject]$Matches | Select-Object sub, rg, type, name } else { Write-Error "bad id $id" }
}
$targets | Format-Table -AutoSize
$targets | ForEach-Object { switch -Wildcard ($_.type) { '*/virtualMachines' { "restart $($_.name)" } 'microsoft.sql/*' { "scale $($_.name)" } default { 'skip' } } }
$cond = $body.data.alertContext.condition.allOf[0]; $cond.metricValue -gt $cond.threshold; [double]$cond.threshold + 1; $cond.metricValue.GetType().Name
$WebhookData.RequestHeader.'Content-Type'.Split(';')[0]; $WebhookData.RequestHeader.PSObject.Properties | ForEach-Object { '{0}: {1}' -f $_.Name, $_.Value }
$pages = @{ '' = '{"value":[{"id":1},{"id":2}],"nextLink":"p2"}'; p2 = '{"value":[{"id":3}],"nextLink":"p3"}'; p3 = '{"value":[],"nextLink":null}' }
function Invoke-FakeApi([string] $Link = '') { if (-not $pages.ContainsKey($Link)) { throw [System.Net.Http.HttpRequestException]::new('404', $null, [System.Net.HttpStatusCode]::NotFound) }; $pages[$Link] | ConvertFrom-Json }
$items = @(); $link = ''; do { $page = Invoke-FakeApi $link; $items += $page.value; $link = $page.nextLink } while ($link); $items.Count; $items.id -join ','
try { Invoke-FakeApi nope } catch [System.Net.Http.HttpRequestException] { [int]$_.Exception.StatusCode; $_.Exception.StatusCode }
$query = [ordered]@{ '$filter' = "name eq 'a b'"; top = 10; tag = 'x&y' }; $qs = ($query.GetEnumerator() | ForEach-Object { '{0}={1}' -f [uri]::EscapeDataString($_.Key), [uri]::EscapeDataString([string]$_.Value) }) -join '&'; $qs
$ub = [UriBuilder]::new('https', 'api.example.test', 8443, 'v1/items'); $ub.Query = $qs; $ub.Uri.AbsoluteUri; $ub.Uri.Port; $u = [uri]'https://user@host.test:444/a/b/../c?x=1#frag'; $u.Host, $u.Port, $u.AbsolutePath, $u.Query, $u.Fragment, $u.UserInfo -join ' '; [uri]::new([uri]'http://h/a/b', '../c').ToString(); [uri]::IsWellFormedUriString('not a uri', 'Absolute'); ([uri]'rel/path').IsAbsoluteUri
$payload = @{ text = "Alert: $($essentials.alertRule)"; count = $targets.Count; items = @($targets | ForEach-Object { @{ n = $_.name } }) }; $json = $payload | ConvertTo-Json -Depth 4 -Compress; ($json | ConvertFrom-Json).items.n -join '+'; $json.Contains('Alert: CPU > 90'); ($json | ConvertFrom-Json -AsHashtable).count
$jwtPart = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('{"sub":"me","exp":1700000000}')).TrimEnd('=').Replace('+', '-').Replace('/', '_'); $pad = $jwtPart.Replace('-', '+').Replace('_', '/'); switch ($pad.Length % 4) { 2 { $pad += '==' } 3 { $pad += '=' } }; $claims = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($pad)) | ConvertFrom-Json; $claims.sub; [DateTimeOffset]::FromUnixTimeSeconds($claims.exp).UtcDateTime.ToString('u')
$hmac = [System.Security.Cryptography.HMACSHA256]::new([byte[]](1..16)); $sig = [Convert]::ToHexString($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($WebhookData.RequestBody))).ToLower(); $sig.Substring(0, 16); $sig.Length
$result = [pscustomobject]@{ Rule = $essentials.alertRule; Targets = $targets; Fired = $essentials.firedDateTime }; $result; $result | ConvertTo-Json -Depth 2; $result | Format-List; "$result"
[xml]$x = $result | ConvertTo-Xml -Depth 1; $x.Objects.Object.Property.Count; $x.Objects.Object.Property[0].'#text'; $body | Get-Member -MemberType NoteProperty | ForEach-Object Name; $body.data.essentials.PSObject.Properties.Match('alert*').Name
