function E($sb){ try { & $sb } catch { "E $($_.FullyQualifiedErrorId)|$($_.Exception.Message)" } }
E { [long][int] }
E { [long][pscustomobject]@{a=1} }
E { [hashtable]'c' }
function f { [CmdletBinding()]param([string]$x = @(1,2)) "$x" }; E { f }
function f { [CmdletBinding()]param([switch]$x = 1) "$x" }; E { f }
function f { param([switch]$x = 1) "$x" }; E { f }
function f { [CmdletBinding()]param([bool]$x = 'a') "$x" }; E { f }
function f { param([bool]$x = 'a') "$x" }; E { f }
function f { [CmdletBinding()]param() process { "p[$_]" } }; E { 1,2 | f }
function f { [CmdletBinding()]param([Parameter(ValueFromPipeline)]$x) process { "p[$_]" } }; E { 1,2 | f -x 3 }
function f { param([Parameter(ParameterSetName='a')]$x,[Parameter(ParameterSetName='A')]$y) process { "p[$($PSCmdlet.ParameterSetName)]" } }; E { f -x 1 }; E { f -y 1 }; E { f -x 1 -y 2 }
function f { [CmdletBinding(DefaultParameterSetName='byx')]param([Parameter(ParameterSetName='ByX')]$x,[Parameter(ParameterSetName='ByY')]$y) process { "p[$($PSCmdlet.ParameterSetName)]" } }; E { f }; E { f -x 1 }; E { f -y 1 }
E { Write-Output { 1 } }
function f { param($a,$b) "$a|$b|$args" }
f -- -a 1
f -a -- 1
f -- -b
f 1 -- -b 2
f -a:1 -- 3
function f { [CmdletBinding()]param($a,$b) "$a|$b" }
E { f -- -a 1 }
E { f -a -- 1 }
E { f -- -b }
E { f 1 -- -b }
Write-Output -- -x
Write-Output -InputObject -- 5
E { f -a 1 -- }
E { f -a -- }
E { f a -- b }
E { f a -- b c }
E { f a -- -b c }
E { f -- -- }
E { Write-Output a -- -- a }
function f { [CmdletBinding()]param($a,[switch]$b) "$a|$b" }
E { f 1 -b -- }
E { f -b -- 1 }
function f { [CmdletBinding()]param([ValidateRange(1,5)][string]$a,[switch]$b) "$a|$b" }
E { f -a @(1,2) }
E { f -a x }
E { f -a 3 }
E { f @(1,2) }
function f { param([ValidateRange(1,5)][string]$a,[switch]$b) "$a|$b" }
E { f -a @(1,2) }
E { f @(1,2) }
function f { [CmdletBinding()]param([string]$a = 'x') begin { $a = 1,2; "$a" } }
E { f }
E { $PSDefaultParameterValues['f:a'] = 'dflt'; f }
function f { [CmdletBinding()]param([Parameter(Position=0)][string]$a,[Parameter(Position=1)][string]$b) "$a|$b" }
E { f x }
E { f x y }
E { f -b q }
E { $PSDefaultParameterValues['f:a'] = @(1,2); f -b q -WarningVariable w; "$w" }
E { $PSDefaultParameterValues['f:a'] = 'z'; f -b q -nope 3 }
E { $PSDefaultParameterValues['f:b'] = 'z'; f -b q -nope 3 }
E { f 1 2 3 }
