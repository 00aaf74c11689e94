param([int]$Max = 4)
$script:calls = @{}
class ServiceDown : System.Exception {
    [string]$Service; [int]$Code
    ServiceDown([string]$s, [int]$c) : base("Service '$s' is down ($c)") { $this.Service = $s; $this.Code = $c }
}
class TransientError : ServiceDown { TransientError([string]$s) : base($s, 503) { } }
function Test-Svc {
    param([string]$Name)
    $script:calls[$Name]++
    switch ($Name) {
        'good' { return 'up' }
        'flaky' { if ($script:calls.flaky -lt 3) { throw [TransientError]::new($Name) } 'up late' }
        'dead' { throw [ServiceDown]::new($Name, 500) }
        'slow' { throw [TimeoutException]'took too long' }
        { $_ -like 'bad*' } { Write-Error "bad name $Name" -ErrorId BadName -Category InvalidArgument -TargetObject $Name -RecommendedAction 'rename'; 'after bad' }
        default { [int]::Parse($Name) }
    }
}
function Invoke-Retry {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)][scriptblock]$Action, [int]$Retries = 3, [type[]]$On = @([TransientError]), [Parameter(ValueFromRemainingArguments)]$Rest)
    $attempt = 0
    do {
        $attempt++
        try {
            $r = & $Action @Rest
            return [pscustomobject]@{ Value = $r; Attempts = $attempt; Error = $null }
        }
        catch {
            $e = $_
            $inner = $e.Exception
            if ($inner -is [System.Management.Automation.MethodInvocationException]) { $inner = $inner.InnerException }
            if (-not ($On | Where-Object { $inner -is $_ })) {
                return [pscustomobject]@{ Value = $null; Attempts = $attempt; Error = $inner.GetType().Name }
            }
            Write-Warning ('attempt {0} of {1}: {2}' -f $attempt, $Retries, $inner.Message)
        }
    } while ($attempt -lt $Retries)
    $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new($e.Exception, 'RetriesSpent', 'OperationTimeout', $Action))
}
$out = foreach ($s in 'good', 'flaky', 'dead', 'slow', 'nan', '42') { Invoke-Retry { param($n) Test-Svc $n } -Retries $Max $s }
$out | Format-Table
$script:calls.Clear()
try { Invoke-Retry -Retries 2 { Test-Svc flaky } }
catch [TransientError] { "typed: $($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.Exception.Code) $($_.InvocationInfo.MyCommand.Name)" }
Test-Svc badone
$x = Test-Svc badtwo 2>&1
$x.Count; $x[0].GetType().Name; $x[0].TargetObject; $x[0].ErrorDetails.RecommendedAction
$x[0] | Format-List * -Force | Out-String -Stream | Select-String 'Category|Fully'
Test-Svc badthree -ErrorAction Stop
try { Test-Svc dead } catch { $_.ToString(); $_.Exception.Service; "$($_.Exception.GetType().BaseType)"; $_.ScriptStackTrace -split "`n" | Select-Object -First 1 }
trap [TimeoutException] { "trapped $($_.Exception.Message)"; continue }
Test-Svc slow
'after trap'
$svc = @([pscustomobject]@{ Name = 'web'; Status = 'Running'; StartType = 'Auto' }; [pscustomobject]@{ Name = 'db'; Status = 'Stopped'; StartType = 'Auto' }; [pscustomobject]@{ Name = 'fax'; Status = 'Stopped'; StartType = 'Manual' })
$svc | Where-Object { $_.Status -eq 'Stopped' -and $_.StartType -eq 'Auto' } | ForEach-Object -Begin { $n = 0 } -Process { $n++; "start $($_.Name)"; $_.Status = 'Running' } -End { "$n started" }
$svc | Group-Object Status, StartType | Select-Object Name, Count, @{n = 'Names'; e = { $_.Group.Name -join '+' } } | Format-Table -AutoSize
$sw = [Diagnostics.Stopwatch]::StartNew(); $sw.Stop(); $sw.IsRunning
$delay = 1; $plan = while ($delay -lt 60) { $delay; $delay *= 2 }
"$plan"
[math]::Min(30, [math]::Pow(2, 6))
Start-Sleep -Milliseconds 1
throw [ServiceDown]::new('all', 1)
