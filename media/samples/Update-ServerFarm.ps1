<#
.SYNOPSIS
    A workflow with parallel branches, sequences and a checkpoint.
.DESCRIPTION
    What stands in "parallel" may overlap, what stands in "sequence" runs in order. A job that is suspended, which takes
    effect at the next checkpoint, or whose worker is lost, goes on from its last checkpoint instead of from the beginning.
.PARAMETER Version
    The version to install.
#>
workflow Update-ServerFarm
{
    param(
        [string] $Version = '2.4.1'
    )

    Write-Output -InputObject "Updating the farm to version $Version."

    parallel {
        sequence {
            Write-Output -InputObject 'Database: backup taken.'
            Write-Output -InputObject 'Database: schema updated.'
        }
        sequence {
            Write-Output -InputObject 'Web: taken out of the load balancer.'
            Write-Output -InputObject 'Web: files copied.'
        }
    }

    # The expensive part is done; it must not be done twice.
    Checkpoint-Workflow

    foreach ($server in 'web-01', 'web-02') {
        Start-Sleep -Milliseconds 300
        Write-Output -InputObject "${server}: restarted with version $Version."
    }

    Write-Output -InputObject 'The farm is up to date.'
}
