<#
.SYNOPSIS
    Reads JSON, changes it, and writes JSON: how runbooks exchange data with web services.
.PARAMETER InventoryJson
    An array of objects with the properties name, os and tags, as JSON text.
#>
param(
    [string] $InventoryJson = '[{"name":"web-01","os":"Windows Server 2022","tags":["web","prod"]},{"name":"db-01","os":"Ubuntu 24.04","tags":["db"]},{"name":"web-02","os":"Windows Server 2019","tags":["web"]}]'
)

$servers = $InventoryJson | ConvertFrom-Json

# Count the servers of each tag in a hashtable.
$byTag = @{}
foreach ($server in $servers) {
    foreach ($tag in $server.tags) {
        if (-not $byTag.ContainsKey($tag)) {
            $byTag[$tag] = 0
        }
        $byTag[$tag] += 1
    }
}

foreach ($tag in ($byTag.Keys | Sort-Object)) {
    Write-Output "${tag}: $($byTag[$tag])"
}

# An ordered table keeps its keys in the order they were written, in JSON too.
$report = [ordered]@{
    total   = @($servers).Count
    windows = @($servers | Where-Object { $_.os -like 'Windows*' }).Count
    names   = @($servers | ForEach-Object { $_.name.ToUpper() })
}
Write-Output ($report | ConvertTo-Json -Compress)
