try { Get-Item nofile -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.MyCommand.Name; $_.CategoryInfo.Activity; "$($_.ScriptStackTrace)|$($_.TargetObject)|$($_.CategoryInfo)" }
$Error[0].FullyQualifiedErrorId
try { Get-Item nofile -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.MyCommand.Name }
try { [int]'x' } catch [System.Management.Automation.PSInvalidCastException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.ScriptLineNumber }
try { Get-Content nofile -ErrorAction Stop } catch [System.IO.FileNotFoundException] { 'fnf' } catch [System.Management.Automation.ItemNotFoundException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.ScriptLineNumber; $_.Exception.Message }
try { Get-Item -Nope -ErrorAction Stop } catch [System.Management.Automation.ParameterBindingException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.MyCommand.Name }
try { nocmd } catch [System.Management.Automation.CommandNotFoundException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.ScriptLineNumber }
try { Write-Error 'x' -ErrorAction Stop } catch [Microsoft.PowerShell.Commands.WriteErrorException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.ScriptLineNumber }
function f { [CmdletBinding()] param() Get-Item nofile } 
try { f -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { $_.FullyQualifiedErrorId; $_.InvocationInfo.ScriptLineNumber }
