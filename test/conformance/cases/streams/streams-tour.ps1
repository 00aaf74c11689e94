function Talk { [CmdletBinding()] param() Write-Output 'out'; Write-Error 'err'; Write-Warning 'warn'; Write-Verbose 'verb'; Write-Debug 'deb'; Write-Information 'info' -Tags t1, t2; Write-Host 'host' -ForegroundColor Red -NoNewline; Write-Progress -Activity a -Status s -PercentComplete 50 }
Talk -Verbose -Debug -InformationAction Continue
$all = Talk -Verbose *>&1; $all | ForEach-Object { "$($_.GetType().Name): $_" }
$e = $null; $r = Talk -ErrorAction SilentlyContinue -ErrorVariable e -WarningVariable w -InformationVariable i -OutVariable o -WarningAction SilentlyContinue; "$r|$e|$w|$i|$o"; $i[0].Tags -join ','; $i[1].MessageData.GetType().Name; $i[1].Tags
Talk 2>&1 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object { $_.Message }
Talk -ErrorAction Ignore 3>$null 6>$null; $Error.Count
try { Talk -ErrorAction Stop } catch { "caught $_" }
try { Talk -WarningAction Stop 2>$null } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
Talk 6>&1 2>$null 3>$null | ForEach-Object { $_.GetType().Name }
& { Write-Error 'a'; Write-Error 'b' -ErrorAction SilentlyContinue; 'c' } 2>&1 | ForEach-Object { "[$_]" }
$x = & { Write-Warning 'in'; 5 } 3>&1; $x.Count; $x[0].GetType().FullName
$VerbosePreference = 'Continue'; Write-Verbose 'on'; & { Write-Verbose 'nested' }; function V { Write-Verbose 'fn' } ; V; V -Verbose:$false 4>$null; $VerbosePreference = 'SilentlyContinue'
$InformationPreference = 'Continue'; Write-Information 'shown'; Write-Information @{ k = 1 }; $InformationPreference = 'SilentlyContinue'
$ErrorActionPreference = 'Continue'; Write-Error -Exception ([System.IO.IOException]::new('io')) -Category WriteError -TargetObject 'tgt' -ErrorId 'Io.1'; $Error[0].CategoryInfo.ToString(); $Error[0].FullyQualifiedErrorId; $Error[0].TargetObject
'x' > out.txt; 'y' >> out.txt; Get-Content out.txt; Talk *> all.txt; (Get-Content all.txt).Count; 'a', 'b' | Tee-Object -FilePath t.txt -Append | ForEach-Object { "<$_>" }; 'v' | Tee-Object -Variable tv | Out-Null; $tv; 1..3 | Out-File -FilePath n.txt -NoNewline; Get-Content n.txt -Raw
Write-Host 'a', 'b', 3 -Separator '-'; Write-Host; Write-Host $null; Write-Host @(1, @(2, 3)); Write-Host ([pscustomobject]@{ a = 1 }); Write-Host @{ k = 'v' }
Write-Output 1, 2 -NoEnumerate | ForEach-Object { $_.Count }; Write-Output (1, 2) 3 | ForEach-Object { "$_" }; Out-Null -InputObject 5; 1..3 | Out-String -Stream
Write-Warning ''; Write-Error ''; Write-Warning "two`nlines"; $WarningPreference = 'Stop'; try { Write-Warning 'end' } catch { $_.Exception.GetType().Name }; $WarningPreference = 'Continue'
$Error.Clear(); 1 / 0; [int]'x'; Get-Item nofile; nocommand; $Error.Count; $Error | ForEach-Object { $_.CategoryInfo.Activity + '/' + $_.CategoryInfo.Reason + '/' + $_.FullyQualifiedErrorId }; $Error.RemoveAt(0); $Error.Count
Get-Item nofile 2>&1 | ForEach-Object { $_.InvocationInfo.Line.Trim().Substring(0, 10); $_.InvocationInfo.OffsetInLine; $_.InvocationInfo.PositionMessage }
$warnings = @(); Write-Warning 'w1' -WarningVariable +warnings; Write-Warning 'w2' -WarningVariable +warnings; $warnings.Count; "$warnings"
