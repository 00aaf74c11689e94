function Test-Password {
    [CmdletBinding()][OutputType([bool])]
    param([Parameter(Mandatory, ValueFromPipeline)][AllowEmptyString()][string]$Password, [int]$MinLength = 10, [string[]]$Forbidden = @('password', 'contoso'), [switch]$Detailed)
    begin { $rules = [ordered]@{
            'length'  = { param($p) $p.Length -ge $MinLength }
            'upper'   = { param($p) $p -cmatch '\p{Lu}' }
            'lower'   = { param($p) $p -cmatch '[a-z]' }
            'digit'   = { param($p) $p -match '\d' }
            'special' = { param($p) $p -match '[^\w\s]' }
            'repeat'  = { param($p) $p -notmatch '(.)\1\1' }
            'words'   = { param($p) -not ($Forbidden.Where({ $p -like "*$_*" }, 'First')) }
        } }
    process {
        $failed = @($rules.GetEnumerator() | Where-Object { -not (& $_.Value $Password) } | ForEach-Object Key)
        if ($Detailed) { [pscustomobject]@{ Password = '*' * $Password.Length; Ok = !$failed; Failed = $failed; Score = [math]::Round(100 * ($rules.Count - $failed.Count) / $rules.Count, 1) } }
        else { -not $failed }
    }
}
$list = 'Str0ng!Passw', 'short', '', 'ALLUPPERCASE1!', 'Contoso2024!!', 'aaabbbccc1A!', 'Ünïcode-Pass9'
$list | Test-Password
$r = $list | Test-Password -Detailed
$r
$r | Format-Table Password, @{n = 'Result'; e = { if ($_.Ok) { 'pass' } else { 'FAIL' } }; Alignment = 'Center' }, Score, @{n = 'Why'; e = { $_.Failed -join ',' }; Width = 20 }
$r | Where-Object { -not $_.Ok } | ForEach-Object { $_.Failed } | Group-Object | Sort-Object Count, Name -Descending | Format-Table Count, Name -HideTableHeaders
$sec = ConvertTo-SecureString 'P@ss w0rd' -AsPlainText -Force
$sec.Length; $sec.GetType().FullName; "$sec"
$cred = [pscredential]::new('CONTOSO\svc', $sec)
$cred.UserName; $cred.GetNetworkCredential().Domain; $cred.GetNetworkCredential().UserName; $cred.GetNetworkCredential().Password
$cred
[Net.NetworkCredential]::new('', $sec).Password
ConvertFrom-SecureString $sec -AsPlainText
$ptr = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($sec)
[Runtime.InteropServices.Marshal]::PtrToStringBSTR($ptr); [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($ptr)
$bytes = [Text.Encoding]::UTF8.GetBytes('Str0ng!')
$sha = [Security.Cryptography.SHA256]::Create()
[BitConverter]::ToString($sha.ComputeHash($bytes)).Replace('-', '').Substring(0, 16).ToLower()
[Convert]::ToBase64String($bytes); [Convert]::ToHexString($bytes)
$md = [Security.Cryptography.MD5]::HashData($bytes); ($md | ForEach-Object { $_.ToString('x2') }) -join ''
$hm = [Security.Cryptography.HMACSHA256]::new([byte[]](1..32)); [Convert]::ToBase64String($hm.ComputeHash($bytes))
function New-Password { param([ValidateRange(8, 64)][int]$Length = 12, [int]$Seed)
    $sets = 'abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!$%&/()='
    $chars = foreach ($s in $sets) { $s[($Seed++ % $s.Length)] }
    $all = -join $sets
    while ($chars.Count -lt $Length) { $chars += $all[($Seed += 7) % $all.Length] }
    -join $chars
}
New-Password -Seed 3; New-Password 8 5; New-Password 4
Test-Password
$p = New-Password; $p.Length; [char]::IsUpper($p[1]); $p[1].GetType().Name
$entropy = { param([string]$s) $s.ToCharArray() | Group-Object -CaseSensitive | ForEach-Object { $q = $_.Count / $s.Length; - $q * [math]::Log($q, 2) } | Measure-Object -Sum | ForEach-Object { [math]::Round($_.Sum, 4) } }
& $entropy 'aabbccdd'; & $entropy 'Str0ng!Passw'
$age = @{ anna = 12; bob = 95; eve = 89.5 }
foreach ($k in $age.Keys | Sort-Object) { switch ($age[$k]) { { $_ -gt 90 } { "$k expired"; break } { $_ -ge 80 -and $_ -le 90 } { "$k expires in {0:N1} days" -f (90 - $_) } Default { "$k ok" } } }
'a1B!' -cmatch '^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*\W).+$'; $Matches[0]; $Matches.Count
[regex]::Matches('a1b22c333', '\d+').Value -join '-'
'secret=abc;pwd=xyz' -replace '(?<=(?:secret|pwd)=)[^;]+', { '*' * $_.Length }
[Web.HttpUtility]::UrlEncode('P@ss w0rd&'); [uri]::EscapeDataString('P@ss w0rd&')
$sec.MakeReadOnly(); $sec.IsReadOnly(); try { $sec.AppendChar('x') } catch { $_.Exception.Message }
$s2 = [securestring]::new(); 'abc'.ToCharArray() | ForEach-Object { $s2.AppendChar($_) }; $s2.Length
Get-Credential -Credential $cred | ForEach-Object UserName
ConvertTo-SecureString 'plain'
