<#
.SYNOPSIS
    Tries again when something fails: functions, script blocks, try, catch and finally.
.DESCRIPTION
    The work here is a function that fails the first few times, as a busy web service does. A terminating error that
    nobody catches ends a job as Failed, with the error as its exception: set -FailTimes to 5 to see one.
.PARAMETER FailTimes
    How often the work fails before it succeeds.
.PARAMETER MaximumAttempts
    When to give up.
#>
param(
    [int] $FailTimes = 2,

    [int] $MaximumAttempts = 4
)

$script:calls = 0

function Invoke-UnreliableWork {
    $script:calls += 1
    if ($script:calls -le $FailTimes) {
        throw "The service is busy (call $script:calls)."
    }
    return "done at call $script:calls"
}

function Invoke-WithRetry {
    param(
        [scriptblock] $Action,
        [int] $Attempts,
        [int] $DelayMilliseconds = 200
    )

    for ($attempt = 1; $attempt -le $Attempts; $attempt++) {
        try {
            return & $Action
        }
        catch {
            Write-Warning "Attempt $attempt of ${Attempts}: $($_.Exception.Message)"
            if ($attempt -eq $Attempts) {
                throw
            }
            Start-Sleep -Milliseconds $DelayMilliseconds
        }
        finally {
            Write-Verbose "Attempt $attempt is over."
        }
    }
}

$result = Invoke-WithRetry -Action { Invoke-UnreliableWork } -Attempts $MaximumAttempts
Write-Output "Result: $result"
