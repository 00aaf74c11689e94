<#
.SYNOPSIS
    Chooses what to do with switch: by value, by wildcard and by condition.
.PARAMETER Day
    The day of the week to look up, in English.
.PARAMETER Server
    The name of the server; what it begins with decides its group.
#>
param(
    [string] $Day = 'Saturday',

    [string] $Server = 'sql-07'
)

$window = switch ($Day) {
    'Saturday' { '22:00 to 04:00' }
    'Sunday' { '02:00 to 06:00' }
    { $_ -in 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday' } { '01:00 to 02:00' }
    default { $null }
}

if ($null -eq $window) {
    throw "'$Day' is no day of the week. Use Monday to Sunday."
}

$group = switch -Wildcard ($Server) {
    'sql-*' { 'databases'; break }
    'web-*' { 'web farm'; break }
    default { 'other servers' }
}

Write-Output "$Server belongs to the $group."
Write-Output "Its maintenance window on $Day is $window."
