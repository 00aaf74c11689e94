<#
.SYNOPSIS
    Reports problems without giving up: non-terminating errors, warnings and the error stream.
.DESCRIPTION
    Write-Error puts a record into the error stream and the runbook goes on; the job still ends as Completed, with an
    error count. What is thrown is caught here, so that one bad entry does not hide the others.
.PARAMETER Settings
    Name and value pairs to check. On the start form this is JSON, for example {"Port":"8080","Retries":"x"}.
#>
param(
    [object] $Settings = [pscustomobject]@{ Port = '8080'; Retries = 'three'; TimeoutSeconds = '-5'; Color = 'blue' }
)

$checked = 0
$bad = 0

foreach ($property in $Settings.PSObject.Properties) {
    $checked += 1
    try {
        switch ($property.Name) {
            'Port' {
                $port = [int] $property.Value
                if ($port -lt 1 -or $port -gt 65535) { throw "$port is outside 1 to 65535." }
            }
            'Retries' { $null = [int] $property.Value }
            'TimeoutSeconds' {
                if ([int] $property.Value -lt 0) { throw 'A time cannot be negative.' }
            }
            default { Write-Warning "The setting '$($property.Name)' is not known and was not checked." }
        }
    }
    catch {
        $bad += 1
        Write-Error "$($property.Name): $($_.Exception.Message)"
    }
}

Write-Output "$checked settings checked, $bad of them wrong."
