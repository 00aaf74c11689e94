"6a$(1/0)b"
$y = @(1/0); "y=$($y.Count)"
$z = $(1/0); "z=$z"
$w = @($null.Foo()); "w=$($w.Count)"
$v = @([int]'x'; 2); "v=$v"
try { "t$(1/0)" } catch { 'caught' }
try { $q = @(1/0) } catch { 'caught2' }
foreach ($i in @(1/0)) { 'never' }; 'on'
1..3 | % { "i$($_ / 0)" }
function F { "f$('a' -as [int])$(1/0)g" }; F
