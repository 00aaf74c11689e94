function Get-Thing {
  [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Low')]
  [OutputType([string])]
  param(
    [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName, HelpMessage = 'n')]
    [Alias('N', 'Id')]
    [ValidateNotNullOrEmpty()]
    [string[]] $Name,
    [Parameter(ParameterSetName = 'A')] [int] $Count = 1,
    [Parameter(ParameterSetName = 'B')] [switch] $All,
    [ValidateSet('Low', 'High')] [string] $Level = 'Low',
    [ValidateRange(1, 5)] [int] $Depth = 2,
    [ValidatePattern('^\w+$')] [string] $Tag,
    [ValidateScript({ $_ -gt 0 }, ErrorMessage = 'Bad {0}')] [int] $Pos = 1,
    [ValidateLength(2, 4)] [string] $Len,
    [ValidateCount(1, 2)] [string[]] $Few
  )
  begin { "begin $($PSCmdlet.ParameterSetName) $($PSBoundParameters.Keys -join ',')" }
  process { foreach ($n in $Name) { if ($PSCmdlet.ShouldProcess($n, 'Get')) { "p $n $Count $All $Level $Depth $($MyInvocation.ExpectingInput)" } } }
  end { "end $($PSBoundParameters.Keys -join ',')" }
}
Get-Thing a
Get-Thing a -Count 3
'x','y' | Get-Thing -All
[pscustomobject]@{ Id = 'q' }, [pscustomobject]@{ N = 'r' } | Get-Thing
Get-Thing a -WhatIf
Get-Thing a -Level mid
Get-Thing a -Depth 9
Get-Thing a -Tag 'a b'
Get-Thing a -Pos 0
Get-Thing a -Len x
Get-Thing a -Few 1,2,3
Get-Thing ''
Get-Thing $null
Get-Thing @()
Get-Thing a -Count x
Get-Thing a -Count 1 -All
Get-Thing a b
Get-Thing a -Nope
Get-Thing a -Le x
Get-Thing -Name a -Name b
Get-Thing a -Count
$p = @{ Name = 'sp'; Level = 'high' }; Get-Thing @p
$a = @('arr'); Get-Thing @a
Get-Thing -N:zz
(Get-Command Get-Thing).Parameters.Keys -join ','
(Get-Command Get-Thing).ParameterSets | ForEach-Object { "$($_.Name) $($_.IsDefault) $($_.Parameters.Count)" }
(Get-Command Get-Thing).Parameters['Name'].Attributes | ForEach-Object { $_.GetType().Name }
(Get-Command Get-Thing).Parameters['Name'].Aliases -join ','
(Get-Command Get-Thing).OutputType.Name
Get-Command Get-Thing -Syntax
Get-Thing a -ErrorVariable ev -OutVariable ov -Verbose; $ov.Count; $ev.Count
'1','2' | ForEach-Object -Begin { $s = 0 } -Process { $s += $_ } -End { $s }
function Add-One { param([Parameter(ValueFromPipeline)][int]$i) process { $i + 1 } }
1,2,'x',3 | Add-One
1..3 | Add-One | Add-One -OutVariable o | Measure-Object -Sum | % Sum; "$o"
function Outer { Inner @args }; function Inner { param($A, $B, [switch]$C) "A=$A B=$B C=$C" }
Outer 1 2 -C; Outer -B 5 -A 3; Outer -C:$false 7
function V { param([Parameter(ValueFromRemainingArguments)]$Rest) "$($Rest.Count): $Rest" }; V 1 2 -x 3; V; V 1,2 3
function D { param($x = $(throw 'x needed')) "x=$x" }; D 1; D
filter Dbl { $_ * 2 }; 1..3 | Dbl
function R { return 1, 2; 3 }; (R).Count
function S { 'a'; Write-Output 'b'; return 'c' }; S
function Nest { function Inner2 { 'in' }; Inner2 }; Nest; Inner2
& { param($a, $b) "$a-$b" } 1 2
$sb = { param($n) if ($n -le 1) { 1 } else { $n * (& $sb ($n - 1)) } }; & $sb 5
$c = { $z = 5; { $z }.GetNewClosure() }.Invoke()[0]; & $c
function T { trap { "trap $_"; continue } throw 'boom'; 'after' }; T
function P { begin { $t = 0 } process { $t += $_ } end { $t } }; 1..4 | P
function Q { $input | ForEach-Object { "i$_" } }; 1,2 | Q
function W { [CmdletBinding()] param() Write-Error 'we'; 'still' }; W; W -ErrorAction SilentlyContinue; try { W -ErrorAction Stop } catch { "c $_" }
Outer -C:$true 7; Outer -B:5 1
