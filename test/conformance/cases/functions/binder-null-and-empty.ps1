function f { param([Parameter(Mandatory)] $b) "[$($b.Count)]" }; f @(); f ''
function i { param([Parameter(Mandatory, ValueFromPipeline)] $b) process { "i[$b]" } }; 'a', '', 'b' | i
function j { param([Parameter(Mandatory)][psobject] $b) "j[$($b.Count)]" }; j @(); j ''
function k { param([Parameter(Mandatory)][object] $b) "k[$($b.Count)]" }; k @(); k ''
f $null
j $null
k $null
function g { param([AllowNull()][Parameter(Mandatory)][string[]] $b) "g[$($b.Count)]" }; 
g @(); g @('a', ''); g $null; g ''
function g2 { param([AllowNull()][Parameter(Mandatory)][int[]] $b) "g[$($b.Count)]" }; 
g2 @(); g2 $null
function g3 { param([AllowNull()][Parameter(Mandatory)][System.Collections.ArrayList] $b) "g[$($b.Count)]" }; 
g3 @(); g3 $null
function g4 { param([AllowNull()][AllowEmptyString()][Parameter(Mandatory)][string[]] $b) "g[$($b.Count)]" }; 
g4 @(); g4 $null; g4 '', 'a'; g4 ''
function g5 { param([AllowEmptyCollection()][Parameter(Mandatory)][string[]] $b) "g5[$($b.Count)]" }; 
g5 @(); g5 $null; g5 '', 'a'; g5 ''
function g6 { param([AllowEmptyString()][Parameter(Mandatory)][string[]] $b) "g6[$($b.Count)]" }; 
g6 @(); g6 $null; g6 '', 'a'; g6 ''
function g7 { param([AllowNull()][Parameter(Mandatory)][string] $b) "g7[$($b.Count)]" }; 
g7 @(); g7 $null; g7 '', 'a'; g7 ''
function g8 { param([AllowNull()][Parameter(Mandatory)][object[]] $b) "g8[$($b.Count)]" }; 
g8 @(); g8 $null; g8 '', 'a'; g8 '', $null; g8 ''
function g9 { param([Parameter(Mandatory)][object[]] $b) "g9[$($b.Count)]" }; 
g9 @(); g9 $null; g9 '', 'a'; g9 '', $null; g9 ''
function h1 { param([Parameter(Mandatory)][hashtable] $b) "h1[$($b.Count)]" }; 
h1 @{}; h1 $null; h1 ''
function h2 { param([Parameter(Mandatory)][System.Collections.IEnumerable] $b) "h2[$($b.Count)]" }; 
h2 @{}; h2 $null; h2 ''; h2 @()
function h3 { param([Parameter(Mandatory)][array] $b) "h3[$($b.Count)]" }; 
h3 @{}; h3 $null; h3 ''; h3 @(); h3 'a', ''
function h4 { param([Parameter(Mandatory)][System.Collections.Generic.List[string]] $b) "h4[$($b.Count)]" }; 
h4 $null; h4 ''; h4 @(); h4 'a', ''
function h5 { param([Parameter(Mandatory)][System.Collections.IList] $b) "h5[$($b.Count)]" }; 
h5 @{}; h5 $null; h5 ''; h5 @(); h5 'a', ''
function h6 { param([Parameter(Mandatory)][System.Collections.IDictionary] $b) "h6[$($b.Count)]" }; 
h6 @{}; h6 $null; h6 ''; h6 @(); h6 ([ordered]@{})
