$Error.Clear()
function Invoke-Step { [CmdletBinding()] param([string]$Name, [scriptblock]$Do)
    try { $r = & $Do -ErrorAction Stop; [pscustomobject]@{ Step = $Name; Result = 'ok'; Value = $r } }
    catch { [pscustomobject]@{ Step = $Name; Result = 'failed'; Value = '{0} at {1}: {2}' -f $_.FullyQualifiedErrorId, $_.InvocationInfo.ScriptLineNumber, $_.Exception.Message } } }
$steps = @(
    Invoke-Step convert { [int]'12x' }
    Invoke-Step divide { 1 / 0 }
    Invoke-Step index { $null[0] }
    Invoke-Step method { 'abc'.Substring(5) }
    Invoke-Step nomethod { (5).Foo() }
    Invoke-Step missing { Get-Item ./missing }
    Invoke-Step cmd { Get-Nothing -X }
    Invoke-Step param { Get-Date -Foo }
    Invoke-Step type { [No.Such.Type]::new() }
    Invoke-Step new { New-Object No.Such }
    Invoke-Step cast { [datetime]'never' }
    Invoke-Step write { Write-Error 'soft' }
    Invoke-Step throwobj { throw @{ a = 1 } }
    Invoke-Step throw0 { throw }
    Invoke-Step readonly { Set-Variable -Name PID -Value 1 }
    Invoke-Step const { $true = 5 }
    Invoke-Step json { '{' | ConvertFrom-Json }
    Invoke-Step xml { [xml]'<a>' }
    Invoke-Step regex { 'a' -match '(' }
    Invoke-Step enum { [DayOfWeek]'Funday' }
    Invoke-Step array { $a = 1, 2; $a[5] = 1 }
    Invoke-Step fixed { (1, 2).Add(3) }
    Invoke-Step prop { $o = [pscustomobject]@{ a = 1 }; $o.b = 2 }
    Invoke-Step bind { & { param([Parameter(Mandatory)][int]$x) $x } -x abc }
    Invoke-Step set { & { param([ValidateSet('a', 'b')]$x) $x } -x c }
    Invoke-Step positional { & { param($x) $x } 1 2 }
    Invoke-Step positional2 { & { [CmdletBinding()] param($x) $x } 1 2 }
    Invoke-Step overflow { [int]2147483648 }
    Invoke-Step sqrt { [math]::Sqrt('x') }
    Invoke-Step count { [string]::Format('{1}', 1) }
    Invoke-Step ok { 'fine'; 'twice' }
)
$steps | Format-List
$steps | Group-Object Result -NoElement | Format-Table -AutoSize
"errors: $($Error.Count)"
$Error | Group-Object { $_.CategoryInfo.Category } | Sort-Object Name | Select-Object Count, Name
$Error | ForEach-Object { $_.CategoryInfo.Activity + '|' + $_.CategoryInfo.Reason + '|' + $_.CategoryInfo.TargetName + '|' + $_.CategoryInfo.TargetType } | Sort-Object -Unique
$Error.Clear()
function Get-Stuff { [CmdletBinding()] param($n) Write-Error "first $n"; Write-Error -Exception ([IO.IOException]'io') -ErrorId IoBad -Category ReadError -TargetObject $n -CategoryActivity act -CategoryReason why; Write-Warning w; "out $n"; Get-Item ./gone }
$o = Get-Stuff 1 -ErrorVariable ev -WarningVariable wv -OutVariable ov -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
$ev.Count; $wv.Count; $ov; $o
$ev | ForEach-Object { "$($_.FullyQualifiedErrorId) / $($_.CategoryInfo)" }
Get-Stuff 2 -ErrorVariable +ev -ErrorAction Ignore -WarningAction Ignore; $ev.Count; $Error.Count
$Error[0].Exception.GetType().FullName; $Error[-1].ToString()
Get-Stuff 3 2>&1 | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { "E: $_" } else { "O: $_" } }
Get-Stuff 4 3>&1 2>$null | ForEach-Object { $_.GetType().Name }
Get-Stuff 5 *>&1 | Measure-Object | ForEach-Object Count
try { try { 1 / 0 } catch { throw [ApplicationException]::new('outer', $_.Exception) } finally { 'cleanup' } } catch { $e = $_.Exception; while ($e) { "$($e.GetType().Name): $($e.Message)"; $e = $e.InnerException } }
try { try { throw 'a' } finally { 'f1' } } catch { "c $_"; try { throw } catch { "again $_" } }
try { Get-Item ./x -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { 'not found' } catch { 'other' }
try { [int]'x' } catch [InvalidCastException], [FormatException] { "cast $($_.Exception.GetType().Name)" }
try { throw [ArgumentNullException]'p' } catch [ArgumentException] { $_.Exception.Message; $_.Exception.ParamName }
function Test-Trap { trap { "trap: $_"; continue } ; throw 'one'; 'between'; 1 / 0; 'end' } ; Test-Trap
function Test-Trap2 { trap [DivideByZeroException] { 'div'; break } ; 1 / 0; 'no' } ; try { Test-Trap2 } catch { "caught $($_.Exception.Message)" }
$ErrorActionPreference = 'SilentlyContinue'; Get-Item ./quiet; $?; 'still'; $ErrorActionPreference = 'Continue'
$er = [Management.Automation.ErrorRecord]::new([Exception]'made', 'MyId', 'NotInstalled', 'tgt'); $er.ErrorDetails = 'detail text'; Write-Error $er; "$er"; $er.Exception.Message
$PSCmdlet -eq $null
& { [CmdletBinding()] param() $PSCmdlet.WriteError($er); 'went on' }; & { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError($er); 'not' }
'after'
$Error[0].InvocationInfo.Line.Trim(); $Error[0].InvocationInfo.OffsetInLine
Get-Error -Newest 1 | ForEach-Object { $_.GetType().Name }
