@{ a = 1 }
[pscustomobject]@{ a = 1; b = 'x' } | Format-Table -AutoSize
[ordered]@{ cpu = 4.5; net = @{ in = 1 } }
'one', 'three' | Group-Object Length
@{ a = 1; long = 'x' * 90 } | Format-Table | Out-String
[pscustomobject]@{ a = 'y' * 100; b = 2 } | Out-String
[pscustomobject]@{ a = 'y' * 130; b = 2 } | Format-List | Out-String
[pscustomobject]@{ a = 'y' * 130; b = 2 } | Format-List | Out-String -Stream
[pscustomobject]@{ a = 'y' * 130; b = 2 } | Format-List | Out-String -Width 60
[pscustomobject]@{ a = 'y' * 130; b = 2 } | Format-List > out.txt; Get-Content out.txt
[pscustomobject]@{ a = 'y' * 70; b = 'z' * 70 } > out.txt; Get-Content out.txt
1..9 | Format-Wide { $_ * 1000 } | Out-String
$FormatEnumerationLimit = 2
[pscustomobject]@{ Disks = 1, 2, 3 }
[pscustomobject]@{ Disks = 1, 2, 3; Name = 'n'; C = 1; D = 2; E = 3 }
$p = [pscustomobject]@{ A = 1 }; $p | Add-Member ScriptProperty B { $this.A + 1 }
"$p"
$p | Add-Member AliasProperty C A; "$p"
Update-TypeData -TypeName My.Row -MemberType ScriptProperty -MemberName Twice -Value { $this.A * 2 } -Force
$q = [pscustomobject]@{ PSTypeName = 'My.Row'; A = 4 }; "$q"; $q.Twice
[regex]::Match('k1=v1', '(\w)(\d)').Groups[0].GetType().Name
[regex]::Match('k1=v1', '(\w)(\d)').Groups[0] | ConvertTo-Json -Depth 1 -Compress -WarningAction Ignore
'abc', 'q' | Select-String 'b(.)' | ConvertTo-Json -Depth 1 -Compress -WarningAction Ignore
