<#
.SYNOPSIS
    Remembers something between jobs in a variable asset.
.DESCRIPTION
    Create a variable named RunCounter with the value 0 first (SMA view, Assets, New Variable). The runbook reads it,
    adds one, and writes it back. A variable that does not exist gives an error record and no value.
.PARAMETER VariableName
    The name of the variable asset.
#>
param(
    [string] $VariableName = 'RunCounter'
)

$count = Get-AutomationVariable -Name $VariableName

if ($null -eq $count) {
    throw "Create a variable asset named '$VariableName' with the value 0, then start this runbook again."
}

$count = [int] $count + 1
Set-AutomationVariable -Name $VariableName -Value $count

Write-Output "This runbook has run $count time(s)."
