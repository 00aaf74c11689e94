class Q { [string] Say([string]$t) { Write-Host "host $t"; Write-Warning "w $t"; Write-Verbose "v $t" -Verbose; return "r $t" } }
$q = [Q]::new()
$x = $q.Say('a') 6>&1
"x=[$x] $(@($x).Count)"
$y = $q.Say('b') 3>&1
"y=[$y] $(@($y).Count)"
$z = $q.Say('c') *>&1
"z=[$z] $(@($z).Count)"
$n = $q.Say('d') 6>$null 3>$null 4>$null
"n=[$n]"
$x = & { $q.Say('e') } 6>&1
"x=[$x] $(@($x).Count)"
$x = $q.Say('f') *>$null
"x=[$x]"
$x = (1/0) 2>&1
"x=[$x]"
$x = ($q.Say('g')) 6>&1
"x=[$x]"
$x = $($q.Say('h')) 6>&1
"x=[$x]"
$x = @($q.Say('i')) 6>&1 | ForEach-Object { "got $_" }
"x=[$x]"
$o = [pscustomobject]@{}; $o | Add-Member ScriptMethod Do { Write-Host 'in do'; Write-Error 'bad'; 5 }
$x = $o.Do() 6>&1
"x=[$x]"
$x = $o.Do() 2>&1
"x=[$x]"
$x = $o.Do() *>&1
"x=[$x]"
$q.Say('j') 6>&1 | ForEach-Object { "p: $_" }
$q.Say('k') *>&1 > out.txt
Get-Content out.txt
$q.Say('l') *> out.txt
Get-Content out.txt
