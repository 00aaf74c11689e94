try { throw 1 } catch { 1/0; 'next' }
'A'
try { try { throw 1 } catch { 1/0; 'next' } } catch { "outer $_" }
try { throw 1 } catch { Write-Error 'we'; 'next2' }
try { throw 1 } catch { Get-Item nope; 'next3' }
try { throw 1 } catch { Get-Date -Nope; 'next4' }
try { throw 1 } catch { nope-cmd; 'next5' }
try { throw 1 } catch { $null.Foo(); 'next6' }
try { throw 1 } catch { [int]'x'; 'next7' }
try { throw 1 } catch { & { 1/0; 'in' }; 'next8' }
try { throw 1 } catch { $r = 1/0; "r=$r" }
function F { 1/0; 'inF' }
try { throw 1 } catch { F; 'next9' }
try { throw 1 } catch { try { 1/0 } catch { 'inner caught' }; 'next10' }
try { throw 1 } catch { trap { 'trapped'; continue } 1/0; 'next11' }
try { throw 1 } catch { 1/0; 'next' } finally { 'fin'; 1/0; 'fin2' }
'B'
try { 'body' } finally { 1/0; 'fin3' }
try { throw 1 } catch [System.ArgumentException] { 'no' } catch { 1/0; 'x' }
'C'
function G { try { throw 1 } catch { 1/0; 'no' }; 'after try in G' }
G
foreach ($i in 1,2) { try { throw $i } catch { 1/0; 'no' }; "it $i" }
1,2 | % { try { throw $_ } catch { 1/0; 'no' }; "p $_" }
$x = try { throw 1 } catch { 'v'; 1/0; 'w' }; "x=$x"
try { throw 1 } catch { 1/0 }; "$?"
try { throw 1 } catch { $ErrorActionPreference = 'Stop'; Write-Error 'stop'; 'n' }
'D'
