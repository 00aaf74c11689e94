Write-Error 'top'

1 | ForEach-Object { Write-Error 'fe' }
1 | Where-Object { Write-Error 'wo' }
(1).Where({ Write-Error 'where' })
(1).ForEach({ Write-Error 'foreach' })
& { Write-Error 'amp' }
. { Write-Error 'dot' }
icm { Write-Error 'icm' }
'b' -replace 'b', { Write-Error 'rep' }
{ Write-Error 'inv' }.Invoke()
iex "Write-Error 'iex'"
function F { 1 | ForEach-Object { Write-Error 'ffe' }; 1 | Where-Object { Write-Error 'fwo' }; & { Write-Error 'famp' } }
F
1 | % { 2 | % { Write-Error 'nested' } }
1 | % { & { Write-Error 'nested2' } }
'a', 'b' | ForEach-Object { Write-Error $_ } -ErrorVariable fe -ErrorAction SilentlyContinue; "fe $fe"
'a', 'b' | Where-Object { Write-Error $_; $true } -ErrorVariable fe -ErrorAction SilentlyContinue; "wo $fe"
'a', 'b' | ForEach-Object { 1 / 0 } -ErrorVariable fe -ErrorAction SilentlyContinue; "div $fe"
'a', 'b' | ForEach-Object { gi $_ } -ErrorVariable fe; "gi $($fe.Count)"
& { Write-Error 'blk' } -ErrorVariable fe; "amp $fe"
icm { Write-Error 'ic' } -ErrorVariable fe; "icm $fe"
'a' | ForEach-Object { Write-Warning $_; Write-Information 'i' } -WarningVariable wv -InformationVariable iv; "wv $wv $iv"
'a' | ForEach-Object { Write-Warning $_ } -WarningAction SilentlyContinue
'a' | ForEach-Object { Write-Verbose $_ } -Verbose
'a' | ForEach-Object { Write-Error $_ } -ErrorAction SilentlyContinue
try { 'a' | ForEach-Object { Write-Error $_; 'on' } -ErrorAction Stop } catch { "c $_" }
function G { [CmdletBinding()] param() 1 | ForEach-Object { Write-Error 'g' } }
G -ErrorVariable gv; "g $gv"
G -ErrorAction SilentlyContinue; 'x'
1 | ForEach-Object { throw 't' } -ErrorVariable tv -ErrorAction SilentlyContinue
'after'; "$tv"
