try { [scriptblock]::Create('if (') } catch { $_ | Out-String; $_.Exception.GetType().FullName; $_.FullyQualifiedErrorId }
try { Invoke-Expression 'foreach (' } catch { $_ | Out-String; $_.InvocationInfo.PositionMessage }
try { Invoke-Expression "`$a = 1`n`$b = (`n`$c = 2" } catch { $_ | Out-String; $_.InvocationInfo.PositionMessage; $_.ScriptStackTrace }
try { Invoke-Expression '1 +' } catch { $_ | Out-String }
try { Invoke-Expression '"abc' } catch { $_ | Out-String }
try { Invoke-Expression 'function { }' } catch { $_ | Out-String }
try { Invoke-Expression '} 1 2 )' } catch { $_ | Out-String ; $_.Exception.Errors.Count}
try { $ExecutionContext.InvokeCommand.NewScriptBlock('a b)') } catch { $_ | Out-String }
'if (' > bad.ps1
try { ./bad.ps1 } catch { $_ | Out-String }
try { . ./bad.ps1 } catch { $_ | Out-String }
try { & ./bad.ps1 } catch { $_ | Out-String }
'function (' > bad.psm1
try { Import-Module ./bad.psm1 } catch { $_ | Out-String }
"`$x = 1`n`$y = [int`n" > bad2.ps1
try { ./bad2.ps1 } catch { $_ | Out-String; $_.InvocationInfo.PositionMessage }
Invoke-Expression 'if (' 2>&1 | Out-String
"next"
$ErrorView = 'NormalView'
try { Invoke-Expression 'foreach (' } catch { $_ | Out-String }
try { ./bad.ps1 } catch { $_ | Out-String }
$ErrorView = 'CategoryView'
try { Invoke-Expression 'foreach (' } catch { $_ | Out-String }
