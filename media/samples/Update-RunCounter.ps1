<#
.SYNOPSIS
    Remembers something between jobs in a variable asset.
.DESCRIPTION
    Reads the variable RunCounter, adds one, and writes it back. Where there is no such variable, the runbook only says
    how to make it: SMA view, Assets, New Variable, with the value 0. `sma run` and Run without a service take it from
    LocalAssets.json beside this file.
.PARAMETER VariableName
    The name of the variable asset.
#>
param(
    [string] $VariableName = 'RunCounter'
)

# A variable that does not exist gives an error record and no value; here it is no error, so the record is not wanted.
$count = Get-AutomationVariable -Name $VariableName -ErrorAction SilentlyContinue

if ($null -eq $count) {
    Write-Warning "There is no variable asset '$VariableName', so nothing is counted. Create it with the value 0, then start this runbook again."
    Write-Output 'This runbook has run, and nobody counted it.'
    return
}

$count = [int] $count + 1
Set-AutomationVariable -Name $VariableName -Value $count

Write-Output "This runbook has run $count time(s)."
