function Merge-Hashtable { param([Parameter(Mandatory)][System.Collections.IDictionary]$Base, [System.Collections.IDictionary]$Override)
  $out = [ordered]@{}; foreach ($k in $Base.Keys) { $out[$k] = $Base[$k] }
  foreach ($k in $Override.Keys) { if ($out.Contains($k) -and $out[$k] -is [System.Collections.IDictionary] -and $Override[$k] -is [System.Collections.IDictionary]) { $out[$k] = Merge-Hashtable $out[$k] $Override[$k] } else { $out[$k] = $Override[$k] } }
  $out }
$base = [ordered]@{ Name = 'app'; Db = [ordered]@{ Host = 'localhost'; Port = 5432; Options = [ordered]@{ Pool = 5; Ssl = $false } }; Tags = @('a', 'b'); Timeout = [timespan]'00:00:30' }
$json = '{ "Db": { "Host": "db.prod", "Options": { "Ssl": true, "Cert": null } }, "Tags": ["x"], "Extra": { "n": 1.50, "big": 12345678901234567890, "d": "2024-01-02T03:04:05Z", "e": [] } }' | ConvertFrom-Json -AsHashtable
$m = Merge-Hashtable $base $json
$m | ConvertTo-Json -Depth 6
function Show-Tree($o, $indent = 0) { foreach ($k in $o.Keys) { $v = $o[$k]; $pad = ' ' * $indent; if ($v -is [System.Collections.IDictionary]) { "$pad$k"; Show-Tree $v ($indent + 2) } else { "$pad$k = $v [$(if ($null -eq $v) { 'null' } else { $v.GetType().Name })]" } } }
Show-Tree $m
$obj = [pscustomobject]$m; $obj.Db.Options.Pool; $obj.psobject.Properties.Name -join ','; $obj | Format-List
$ini = "[core]`nname = demo ; note`npath=C:\x`n`n# comment`n[net]`nport=80`nport6 = 8080"
$cfg = @{}; $sec = ''; switch -Regex ($ini -split "`n") { '^\[(.+)\]$' { $sec = $Matches[1]; $cfg[$sec] = [ordered]@{} ; continue } '^\s*[#;]' { continue } '^(\w+)\s*=\s*([^;]*)' { $cfg[$sec][$Matches[1]] = $Matches[2].Trim() } }
$cfg.core.Keys -join ' '; $cfg['net'].port6; $cfg.net.port -as [int]
$kv = ConvertFrom-StringData "A=1`nB = two words`nC=c:\\dir"; $kv.B; $kv.C
$xml = [xml]'<cfg env="p"><add key="a" value="1"/><add key="b" value="2"/><sec><n>5</n></sec></cfg>'; $xml.cfg.add | ForEach-Object { "$($_.key)=$($_.value)" }; $xml.cfg.SetAttribute('env', 'q'); $n = $xml.CreateElement('new'); $n.InnerText = 'x<y'; [void]$xml.cfg.AppendChild($n); $xml.OuterXml; $xml.SelectSingleNode('/cfg/sec/n').InnerText
$env:MY_CFG = 'from env'; [Environment]::GetEnvironmentVariable('MY_CFG'); Remove-Item Env:MY_CFG; $null -eq $env:MY_CFG
$params = @{ Path = 'x'; Verbose = $true }; $clone = $params.Clone(); $clone.Path = 'y'; $params.Path; $params.ContainsKey('verbose'); $params.Remove('Verbose'); $params.Count
Compare-Object ($base.Keys) ($m.Keys) -IncludeEqual | Sort-Object InputObject | Format-Table
$a, $b, $rest = $m.Tags + 'q', 'r', 's'; "$a|$b|$rest"; $u = $m.Extra.n, $m.Extra.big, $m.Extra.d | ForEach-Object { $_.GetType().Name }; $u -join ','
