<#
.SYNOPSIS
    A first PowerShell Workflow: the name after the keyword is the runbook's name, and the file's.
.DESCRIPTION
    A workflow looks like a function. Unlike a script it can keep its state at checkpoints and go on from there
    (Update-ServerFarm shows it), and its steps are activities. Commands are best called with the names of their parameters.
.PARAMETER Department
    Where the new colleagues work.
.PARAMETER People
    Their names.
#>
workflow Send-WelcomeMessage
{
    param(
        [string] $Department = 'Operations',

        [string[]] $People
    )

    # A workflow's parameters take plain constants as defaults; a list is filled in here.
    if (-not $People) { $People = @('Kim', 'Robin', 'Sasha') }

    Write-Verbose -Message "Welcoming $($People.Count) people to $Department."
    $sent = 0

    foreach ($person in $People) {
        Write-Output -InputObject "Dear $person, welcome to $Department."
        $sent = $sent + 1
        Start-Sleep -Milliseconds 300
    }

    Write-Output -InputObject "$sent messages sent."
}
