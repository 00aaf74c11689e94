function Step-f { [CmdletBinding()] param() $x = $null; $x.Foo() }
try { Step-f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-f { [CmdletBinding()] param() $ErrorActionPreference = 'Stop'; 1/0 }
try { Step-f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-g { [CmdletBinding()] param() throw 'x' }
try { Step-g } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-f { [CmdletBinding()] param() No-Such }
try { Step-f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-g { [CmdletBinding()] param() [int]'abc' }
try { Step-g } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-h { [CmdletBinding()] param() [int]::Parse('abc') }
try { Step-h } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; $_.Exception.InnerException.GetType().FullName }
function Step-f { [CmdletBinding()] param([string]$A) Get-Item -Nope }
try { Step-f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
Step-f
function Step-g { [CmdletBinding()] param([string]$A) Step-f -Nix }
try { Step-g } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-w { [CmdletBinding()] param() Get-Item /nope -ErrorAction Stop }
try { Step-w } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-v { [CmdletBinding()] param() Write-Error 'x' -ErrorAction Stop }
try { Step-v } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
function Step-f { [CmdletBinding()] param() 1/0; 'after' }
Step-f
try { Step-f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
$e = $null; Step-f -ErrorVariable e; $e[0].FullyQualifiedErrorId
Step-f -ErrorAction SilentlyContinue
'done'
