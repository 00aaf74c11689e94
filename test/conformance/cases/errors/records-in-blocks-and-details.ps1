Get-Date '2024-01-01' -Format 'q'
$sb = { param($a) 1 }; $sb.Id.GetType().Name; $sb.Id -eq $sb.Id; { 1 }.Id -eq { 1 }.Id
1..2 | % { $x = $_ } -End { Write-Error 'q' } -ErrorVariable ev; "$ev"
function P1 { [CmdletBinding()] param() 1 | ForEach-Object { Write-Error 'inner' } -ErrorAction SilentlyContinue }
P1 -ErrorVariable pe; "$pe"
1 | Invoke-Command { process { Write-Warning 'w'; 1 / 0 } } -ErrorVariable ie -WarningVariable iw; "$ie $iw"
$e = [System.Management.Automation.ErrorDetails]::new('m'); $e.RecommendedAction = 'do'; $e.RecommendedAction; "$e"; $e.Message
try { $e.Message = 'x' } catch { "$_" }
