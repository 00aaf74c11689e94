function P { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)]$Id=7,[Parameter(ValueFromPipelineByPropertyName)][string]$Name='dd',[Parameter(ValueFromPipeline)]$O) process { "P $Id|$Name " + (($PSBoundParameters.GetEnumerator()|?{$_.Key -ne 'O'}|%{"$($_.Key)=$($_.Value)"}) -join '+') } end { "E $Id|$Name " + (($PSBoundParameters.GetEnumerator()|?{$_.Key -ne 'O'}|%{"$($_.Key)=$($_.Value)"}) -join '+') } }
[pscustomobject]@{Id=1},[pscustomobject]@{Name='n'},[pscustomobject]@{Id=2;Name='m'},5 | P
'--'
'--'
1..3 | ForEach-Object -Begin { "b [$($input.GetType().Name)]" } -Process { "p [$($input.GetType().Name)] $($input.Count) $input"; $input.MoveNext(); $input.Current } -End { "e [$($input.GetType().Name)] $_" }
function IN { 1,2 | ForEach-Object { "x $input" } ; $input }
8,9 | IN
1,2 | ForEach-Object -Process { "p $(@($input).Count)" }
1..2 | Where-Object { "w $input" ; $true }
1..2 | % { $_ } { "e $_" }
1..2 | % { "b $_" } { $_ } { "e $_" }
'a','b' | ForEach-Object -Begin { $n=0 } -Process { $n++ } -End { "last: $_ n=$n" }
function OO { 'q' | % { 1..2 | % { } -End { "inner $_" } ; $_ } -End { "outer $_" } }
OO
5 | & { process { 1..2 | % {} -End { "blk $_" }; $_ } }
foreach ($x in 1) { 3,4 | ForEach-Object { } -End { "fe $_" } }
"after [$_]"
@() | ForEach-Object { } -End { "none [$_]" }
& { 1..2 | ForEach-Object { } -End { "s [$_]" } }
ForEach-Object -InputObject 6 { "io $_ $input" } -End { "end [$_]" }
