$n = 5 | Add-Member -MemberType ScriptProperty -Name Twice -Value { $this * 2 } -PassThru
$n | ConvertTo-Json -Compress
$d = [datetime]'2024-01-02' | Add-Member -MemberType ScriptProperty -Name Week -Value { [int]$this.DayOfWeek } -PassThru
$d | ConvertTo-Json -Compress
$s = 'abc' | Add-Member -MemberType ScriptProperty -Name Size -Value { $this.Length } -PassThru
ConvertTo-Json -Compress -InputObject $s
ConvertTo-Json -Compress -InputObject ([ordered]@{ a = $n; b = @($s) })
$g = [guid]'11111111-1111-1111-1111-111111111111' | Add-Member -MemberType ScriptProperty -Name Short -Value { $this.ToString().Substring(0, 4) } -PassThru
$g | ConvertTo-Json -Compress
$a = [System.Collections.ArrayList]@(1, 2); Add-Member -InputObject $a -MemberType ScriptProperty -Name Last -Value { $this[-1] }; ConvertTo-Json -Compress -InputObject $a
$h = @{ k = 1 }; Add-Member -InputObject $h -MemberType ScriptProperty -Name Sum -Value { $this.k + 1 }; ConvertTo-Json -Compress -InputObject $h
$n | Add-Member -MemberType AliasProperty -Name Other -Value Twice; $n | ConvertTo-Json -Compress
