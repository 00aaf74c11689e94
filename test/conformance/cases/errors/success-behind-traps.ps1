trap { 'trapped'; continue }
1/0; "a $?"
throw 'x'
"b $?"
nope-x
"c $?"
$null.Foo()
"d $?"
function f { trap { 'in f'; continue } throw 'q'; "e $?" }
f; "f $?"
& { trap { Get-Date | Out-Null; continue } 1/0; "g $?" }
& { trap { continue } 1/0; "h $?" }
& { trap { break } 1/0; "i $?" }; "j $?"
& { trap { } 1/0; "k $?" }; "l $?"
try { 1/0 } catch { "m $?" }; "n $?"
try { 1/0 } catch { 'x' }; "o $?"
try { 1/0 } catch { }; "p $?"
