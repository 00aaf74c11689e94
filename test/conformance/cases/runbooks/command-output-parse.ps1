$netstat = @'
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       968
  TCP    10.0.0.5:49712         40.113.103.199:443     ESTABLISHED     3404
  TCP    [::]:445               [::]:0                 LISTENING       4
  UDP    0.0.0.0:500            *:*                                    2780
'@
$df = @'
Filesystem     1K-blocks     Used Available Use% Mounted on
/dev/sda1       41251136 18236544  21296100  47% /
tmpfs             816932     1024    815908   1% /run
/dev/sdb1      103081248 98000000    500000 100% /data/my disk
'@
$ipconfig = @'
Ethernet adapter LAN:

   Connection-specific DNS Suffix  . : corp.local
   IPv4 Address. . . . . . . . . . . : 10.0.0.5
   Default Gateway . . . . . . . . . : 

Wireless adapter WiFi:

   Media State . . . . . . . . . . . : Media disconnected
'@
$rx = [regex]'^\s+(?<proto>TCP|UDP)\s+(?<local>\S+):(?<port>\d+)\s+(?<remote>\S+)\s+(?:(?<state>[A-Z]+)\s+)?(?<pid>\d+)$'
$con = foreach ($line in $netstat -split "`n") {
    $m = $rx.Match($line.TrimEnd())
    if (-not $m.Success) { continue }
    $o = [ordered]@{}
    foreach ($g in $rx.GetGroupNames() | Where-Object { $_ -ne '0' }) { $o[$g] = $m.Groups[$g].Value }
    $o.port = [int]$o.port; $o.pid = [int]$o['pid']
    New-Object psobject -Property $o
}
$con | Format-Table
$con | Where-Object state -eq 'LISTENING' | Sort-Object port -Descending | Select-Object -Property local, port
$con | Group-Object proto -AsHashTable -AsString | ForEach-Object { $_.TCP.Count; $_['UDP'].port }
$disks = $df -split '\r?\n' | Select-Object -Skip 1 | ForEach-Object {
    if ($_ -match '^(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)%\s+(.+)$') {
        [pscustomobject]@{ Device = $Matches[1]; SizeGB = [math]::Round([long]$Matches[2] * 1KB / 1GB, 1); FreeGB = [long]$Matches[4] / 1MB; Use = [int]$Matches[5]; Mount = $Matches[6] }
    }
}
$disks | Format-Table -AutoSize
$disks | Format-Table Device, @{n = 'Size'; e = { '{0:N1} GB' -f $_.SizeGB }; a = 'right' }, @{n = 'Bar'; e = { '#' * [math]::Floor($_.Use / 10) } }, @{n = 'Free'; e = { $_.FreeGB }; f = 'F2' }
$disks.Where({ $_.Use -ge 90 }) | ForEach-Object { Write-Warning "$($_.Mount) is $($_.Use)% full" }
$adapter = $null
$cfg = switch -Regex ($ipconfig -split '\r?\n') {
    '^(\w+) adapter (.+):$' { if ($adapter) { [pscustomobject]$adapter }; $adapter = [ordered]@{ Kind = $Matches[1]; Name = $Matches[2] } }
    '^\s+(?<k>[^.:]+?)[ .]+:\s*(?<v>.*)$' { $adapter[$Matches.k] = $Matches.v.Trim() }
}
$cfg
[pscustomobject]$adapter
$cfg.'IPv4 Address'
$kv = "a = 1`nb=two words `n# c`n`n d = x=y" 
$kv -split "`n" | Where-Object { $_ -match '^\s*([^#=]+?)\s*=\s*(.*?)\s*$' } | ForEach-Object -Begin { $t = @{} } -Process { $t[$Matches[1]] = $Matches[2] } -End { $t.GetEnumerator() | Sort-Object Name }
ConvertFrom-StringData "x=1`ny = 2 `n# no" | ForEach-Object { $_.GetEnumerator() } | Sort-Object Key | ForEach-Object { "[$($_.Key)][$($_.Value)]" }
$sel = $netstat -split "`n" | Select-String -Pattern 'LISTENING\s+(\d+)' 
$sel.Count; $sel[0].Matches[0].Groups[1].Value; $sel.Matches.Value; $sel[1].LineNumber
$netstat -split "`n" | Select-String 'tcp' -CaseSensitive -Quiet; $df -split "`n" | Select-String -NotMatch '^/dev' | ForEach-Object { $_.Line.Split()[0] }
$df -split "`n" | Select-String tmpfs -Context 1, 0 | ForEach-Object { $_.Context.PreContext; "$_" }
'one two', 'three' | Select-String '\w+' -AllMatches | ForEach-Object { $_.Matches.Count }
$m = [regex]::Match('k1=v1;k2=v2', '(?:(\w+)=(\w+);?)+'); $m.Groups[1].Captures.Value -join ','; $m.Groups.Count; $m.Index; $m.Length
$m
$m.Groups[2]
'err: code=5 msg="disk full" t=1.5s' | ForEach-Object { $h = @{}; [regex]::Matches($_, '(\w+)=(?:"([^"]*)"|(\S+))').ForEach({ $h[$_.Groups[1].Value] = $_.Groups[2].Success ? $_.Groups[2].Value : $_.Groups[3].Value }); $h } | ForEach-Object { $_.Keys | Sort-Object }
[regex]::Split('a1b2c', '\d'); [regex]::IsMatch('x', 'X', 'IgnoreCase'); [regex]::Escape('a.b*c'); ('a,b;c' -split '[,;]').Count; 'a1b2' -split '(\d)'
'2024-01-02 ERROR [db] timeout after 30s', '2024-01-02 INFO [web] ok', 'garbage' | ForEach-Object { if ($_ -match '^(?<d>\S+) (?<lvl>\w+) \[(?<src>\w+)\] (?<msg>.*)$') { $Matches.Remove(0); [pscustomobject]$Matches } else { Write-Error "unparsable: $_" -Category ParserError } } | Sort-Object lvl | Select-Object d, lvl, src, msg | Format-Table
$fixed = 'NAME      SIZE  TYPE', 'alpha       12  disk', 'beta     34567  part'
$cols = [regex]::Matches($fixed[0], '\S+\s*') | ForEach-Object { [pscustomobject]@{ N = $_.Value.Trim(); I = $_.Index; L = $_.Length } }
$cols
$fixed[1..2] | ForEach-Object { $l = $_; $r = [ordered]@{}; foreach ($c in $cols) { $r[$c.N] = if ($c.I + $c.L -le $l.Length) { $l.Substring($c.I, $c.L).Trim() } else { $l.Substring($c.I).Trim() } }; [pscustomobject]$r } | Format-Table
'x 5','y 7' | ConvertFrom-Csv -Delimiter ' ' -Header n, v | Measure-Object v -Sum | % Sum
