$sha = [System.Security.Cryptography.SHA256]::Create(); $n = 0
foreach ($i in 1..10000) { $by = [System.Text.Encoding]::UTF8.GetBytes("payload $i"); $h = $sha.ComputeHash($by); $x = [BitConverter]::ToString($h).Replace('-', ''); $b = [Convert]::ToBase64String($h); $n += $x.Length + $b.Length; $k = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Convert]::ToBase64String($by))).Length; $n += $k }
$n
