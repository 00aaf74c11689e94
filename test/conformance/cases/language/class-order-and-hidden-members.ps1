function P { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)]$Id,[Parameter(ValueFromPipelineByPropertyName)]$Name,[Parameter(ValueFromPipeline)]$O,$X) begin { "B " + ($PSBoundParameters.Keys -join '+') } process { "P $Id|$Name " + ($PSBoundParameters.Keys -join '+') } end { "E $Id|$Name " + ($PSBoundParameters.Keys -join '+') } }
[pscustomobject]@{Id=1},[pscustomobject]@{Name='n'},[pscustomobject]@{Id=2;Name='m'},5 | P -X 1
function Q { [CmdletBinding(DefaultParameterSetName='B')] param([Parameter(ValueFromPipelineByPropertyName,ParameterSetName='A')]$Id,[Parameter(ValueFromPipelineByPropertyName,ParameterSetName='B')]$Name) process { "P $Id|$Name $($PSCmdlet.ParameterSetName) " + ($PSBoundParameters.Keys -join '+') } end {"E $Id|$Name $($PSCmdlet.ParameterSetName) " + ($PSBoundParameters.Keys -join '+') }}
[pscustomobject]@{Id=1},[pscustomobject]@{Name='n'},[pscustomobject]@{Id=2} | Q
1..3 | ForEach-Object -Begin { "b [$_]" } -Process { $_ } -End { "e [$_]" }
1..3 | ForEach-Object -Begin { "b [$($input|% {$_})]" } -Process { "p [$($input|%{$_})]" } -End { "e [$($input|%{$_})]" }
& { begin { "b[$_]" } process { $_ } end { "e[$_]" } } 
1,2 | & { begin { "b[$_]" } process { $_ } end { "e[$_]" } } 
function F { begin { "b[$_]" } process { "p$_" } end { "e[$_]" } } 
4,5 | F
1,2 | ForEach-Object { $_ } -End { "e [$_]"; $_ = 9; "[$_]" }
1,2 | % { 3,4 | % { $_ } -End { "in[$_]" } ; "out[$_]" }
class V : IComparable { [int]$N
V([int]$n){$this.N=$n}
 [int] CompareTo($o){ return $this.N - $o.N }
 [string] ToString(){ return "v$($this.N)" } }
$l = [System.Collections.Generic.List[V]]::new(); 3,1,2 | % { $l.Add([V]::new($_)) }
$l.Sort(); "$l"
$l.Reverse(); "$l"
$a = $l.ToArray(); [array]::Sort($a); "$a"
$l | Sort-Object | % { "$_" }
($l | Measure-Object -Property N -Max).Maximum
$l.BinarySearch([V]::new(2))
[V]::new(3) -gt [V]::new(2)
[V]::new(3) -eq [V]::new(3)
class W { [int]$N; hidden [string]$Secret='s'; hidden [void] Hid(){}
 [void] Vis(){}
 static [int] St(){return 1}
 hidden static [int] HSt(){return 1} }
[W]::new() | Get-Member | % { "$($_.MemberType) $($_.Name)" }
[W]::new() | Get-Member -Static | % { "$($_.MemberType) $($_.Name) $($_.Definition)" }
[W] | Get-Member -Static | % { "$($_.MemberType) $($_.Name)" }
class X1 { [string] ToString() { return 'X!' } }
$x=[X1]::new(); $x.psobject.ToString()
([pscustomobject]@{a=1}).psobject.ToString()
(5).psobject.ToString(); @{}.psobject.ToString(); (1,2).psobject.ToString()
