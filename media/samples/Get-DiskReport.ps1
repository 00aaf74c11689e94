<#
.SYNOPSIS
    Finds volumes that are nearly full: objects and the pipeline.
.DESCRIPTION
    Builds objects, filters and sorts them, picks and computes properties, and adds up totals with Measure-Object.
    The figures are sample data, so the report is the same on every machine.
.PARAMETER ThresholdPercent
    Volumes with less free space than this are reported.
#>
param(
    [int] $ThresholdPercent = 20
)

$volumes = @(
    [pscustomobject]@{ Server = 'web-01'; Drive = 'C:'; SizeGB = 100; FreeGB = 42 }
    [pscustomobject]@{ Server = 'web-01'; Drive = 'D:'; SizeGB = 500; FreeGB = 35 }
    [pscustomobject]@{ Server = 'web-02'; Drive = 'C:'; SizeGB = 100; FreeGB = 11 }
    [pscustomobject]@{ Server = 'sql-01'; Drive = 'C:'; SizeGB = 200; FreeGB = 96 }
    [pscustomobject]@{ Server = 'sql-01'; Drive = 'E:'; SizeGB = 2000; FreeGB = 240 }
)

$low = $volumes |
    Select-Object -Property Server, Drive, FreeGB, @{ Name = 'FreePercent'; Expression = { [math]::Round(100 * $_.FreeGB / $_.SizeGB, 1) } } |
    Where-Object { $_.FreePercent -lt $ThresholdPercent } |
    Sort-Object -Property FreePercent

foreach ($volume in $low) {
    Write-Output ('{0} {1} has {2} % free ({3} GB).' -f $volume.Server, $volume.Drive, $volume.FreePercent, $volume.FreeGB)
}

$total = $volumes | Measure-Object -Property FreeGB -Sum -Minimum -Maximum
Write-Output "$($total.Count) volumes, $($total.Sum) GB free in all, between $($total.Minimum) and $($total.Maximum) GB each."

if (@($low).Count -gt 0) {
    Write-Warning "$(@($low).Count) volume(s) have less than $ThresholdPercent % free."
}
