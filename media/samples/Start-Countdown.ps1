<#
.SYNOPSIS
    Counts down slowly, so that you can watch the output arrive while the job runs.
.DESCRIPTION
    Shows the streams of a job beside output: progress (kept where "Log progress" is on for the runbook), verbose
    (where "Log verbose" is on) and warnings. Stop the job while it counts, and it ends at once: the finally block
    still runs.
.PARAMETER From
    The number to begin with.
.PARAMETER DelayMilliseconds
    How long to wait between two numbers.
#>
param(
    [int] $From = 5,

    [int] $DelayMilliseconds = 500
)

Write-Verbose "Counting from $From with $DelayMilliseconds ms between the numbers."

try {
    for ($i = $From; $i -gt 0; $i--) {
        $percent = [int](100 * ($From - $i) / $From)
        Write-Progress -Activity 'Counting down' -Status "$i to go" -PercentComplete $percent

        if ($i -eq 1) {
            Write-Warning 'Nearly there.'
        }
        Write-Output "$i ..."
        Start-Sleep -Milliseconds $DelayMilliseconds
    }
    Write-Progress -Activity 'Counting down' -Completed
    Write-Output 'Lift-off!'
}
finally {
    Write-Output 'The launch pad is clear again.'
}
