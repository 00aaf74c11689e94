Update-TypeData -TypeName My.Thing -DefaultDisplayPropertySet Name, Size -Force
$t = [pscustomobject]@{ PSTypeName = 'My.Thing'; Name = 'n'; Size = 5; Hidden = 'h' }
$t
$t | Format-Table
$t | Format-List *
Update-TypeData -TypeName My.Thing -MemberType ScriptProperty -MemberName Twice -Value { $this.Size * 2 } -Force
Update-TypeData -TypeName My.Thing -MemberType AliasProperty -MemberName Sz -Value Size -Force
Update-TypeData -TypeName My.Thing -MemberType NoteProperty -MemberName Kind -Value 'k' -Force
Update-TypeData -TypeName My.Thing -MemberType ScriptMethod -MemberName Grow -Value { param($n) $this.Size += $n; $this } -Force
$t.Twice; $t.Sz; $t.Kind; $t.Grow(3).Size
$t | Get-Member | Format-Table Name, MemberType, Definition
Update-TypeData -TypeName System.String -MemberType ScriptProperty -MemberName Shout -Value { $this.ToUpper() + '!' } -Force
'abc'.Shout; 'x', 'y' | ForEach-Object Shout
Remove-TypeData -TypeName My.Thing; $null -eq $t.Twice; $t
$a = New-Object psobject -Property @{ b = 2 }; $a | Add-Member -MemberType AliasProperty -Name c -Value b; $a | Add-Member ScriptProperty d { $this.b + 1 } { param($v) $this.b = $v - 1 }; $a.d = 10; $a.b; $a.c; $a
$a | Add-Member -NotePropertyMembers ([ordered]@{ e = 1; f = 2 }) -PassThru | Select-Object e, f, c
$a.PSObject.Properties | ForEach-Object { "$($_.Name) $($_.MemberType) $($_.IsSettable) $($_.TypeNameOfValue)" }
try { $a | Add-Member -NotePropertyName b -NotePropertyValue 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$a | Add-Member -NotePropertyName b -NotePropertyValue 99 -Force; $a.b
$t.PSStandardMembers; $a.PSObject.Copy() | Select-Object b; $a.PSObject.Members['d'].GetType().Name; $a.PSObject.Methods.Name -contains 'ToString'
$x = [pscustomobject]@{ A = 1 }; $x.PSTypeNames.Insert(0, 'Foo.Bar'); $x.PSTypeNames[0]; $x | Get-Member | Select-Object -First 1 -ExpandProperty TypeName; "$x"; $x.ToString(); $x | Out-String -Stream | Where-Object { $_ }
$x | Add-Member -MemberType ScriptMethod ToString { 'custom' } -Force; "$x"; $x.ToString(); [string]$x; $x
$x | Select-Object *, @{ n = 'B'; e = { $_.A + 1 } } | ForEach-Object { $_.PSTypeNames -join ',' }
Compare-Object @(1, 2, 3) @(2, 3, 4); Compare-Object @(1, 2, 3) @(2, 3, 4) -IncludeEqual -ExcludeDifferent; Compare-Object ([pscustomobject]@{ n = 'a'; v = 1 }) ([pscustomobject]@{ n = 'a'; v = 2 }) -Property n, v | Format-Table; Compare-Object 'a', 'b' 'B', 'a' -SyncWindow 0
