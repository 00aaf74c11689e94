<#
.SYNOPSIS
    Says hello: the smallest useful runbook.
.DESCRIPTION
    Start here. A parameter with a default value, and a line of output for each name. Whatever a runbook writes to
    the output stream is kept with its job and shown live while it runs.
.PARAMETER Name
    Whom to greet. Several names are allowed.
.PARAMETER Excited
    Ends each greeting with an exclamation mark instead of a full stop.
.EXAMPLE
    .\Hello-World.ps1 -Name Ada, Grace -Excited $true
#>
param(
    [string[]] $Name = @('World'),

    [bool] $Excited = $false
)

$end = if ($Excited) { '!' } else { '.' }

foreach ($person in $Name) {
    Write-Output "Hello, $person$end"
}

Write-Output "$($Name.Count) greeting(s) written."
