# What each scope has of its own, asked for by scope
function Show-Scope {
    param($Inner)
    $local = 1
    "here: $((Get-Variable -Scope 0).Name -join ',')"
    "caller: $((Get-Variable -Scope 1).Name -join ',')"
    "my: $((Get-Variable MyInvocation -Scope 0 -ValueOnly).MyCommand.Name) $((Get-Variable MyInvocation -Scope 1 -ValueOnly).MyCommand.Name)"
    "bound: $($PSBoundParameters.Keys) / $((Get-Variable PSBoundParameters -Scope 1).Value.Keys) / $($global:PSBoundParameters.Count) $($global:PSBoundParameters.GetType().Name)"
    "args: $((Get-Variable args -Scope 1).Value -join '+') $($global:args.Count)"
    $script:MyInvocation.GetType().Name
    [bool](Get-Variable PSCmdlet -Scope 0 -ErrorAction Ignore)
    [bool](Get-Variable PSCmdlet -Scope 1 -ErrorAction Ignore)
    (Get-Variable PWD -Scope Global).Name
    $null -eq (Get-Variable PWD -Scope 0 -ErrorAction Ignore)
    (Get-Variable PSVersionTable -Scope 0).Value -eq $PSVersionTable
}
function Call-Plain { param($First) $other = 2; Show-Scope -Inner 1 }
Call-Plain 7 8 9
function Call-Advanced { [CmdletBinding()] param($Named) Show-Scope 5 }
Call-Advanced -Named n
& { param($x) Show-Scope } 1 2
'abc' -match 'b' | Out-Null
function Get-Found { $null -eq (Get-Variable Matches -Scope 0 -ErrorAction Ignore); $script:Matches[0]; 'xyz' -match 'y' | Out-Null; $Matches[0]; $script:Matches[0] }
Get-Found
(Get-Variable nothing -Scope 0 -ErrorAction Ignore)
try { Get-Variable x -Scope 99 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
