$f = Join-Path $PWD MN.psm1
Set-Content $f '$i = $MyInvocation; $script:r = "$($i.MyCommand.Name)|$($i.MyCommand.Path)|$($i.InvocationName)|$($i.Line.Trim())|$($i.ScriptName)|$($i.PSCommandPath)|$($i.ScriptLineNumber)|$($i.BoundParameters.Count)|$($i.UnboundArguments)|$($i.PSScriptRoot)|$($i.CommandOrigin)|$($i.PipelineLength)|$($i.ExpectingInput)"; $script:cs = Get-PSCallStack | % { "$($_.Command) $($_.FunctionName)" }; function Get-R { $script:r; $script:cs; "fn $($MyInvocation.MyCommand.Name) $($MyInvocation.ScriptName) $($script:MyInvocation.MyCommand.Name)" }; throw-not -ea 0'
$Error.Clear()
Import-Module $f -ArgumentList 1,2 -ErrorAction SilentlyContinue
Get-R
$g = Join-Path $PWD MO.psm1
Set-Content $g 'param($a) 1/0; "x $a"; Write-Error "in module"'
Import-Module $g -ArgumentList q
$Error | % { "$($_.InvocationInfo.MyCommand) | $($_.ScriptStackTrace) | $($_.InvocationInfo.ScriptLineNumber) | $_" }
