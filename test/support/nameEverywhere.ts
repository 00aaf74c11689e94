/** A script with one name in every place that takes one. */
export const everywhere = (n: string): string => `
class K { [string] $${n} = 'p'; [string] ${n}2() { return $this.${n} } static [string] $${n}3 = 's' }
class K2 { [string] ${n}() { return 'm' } static [string] ${n}4() { return 'sm' } }
class ${n} { }
enum E { ${n} }
[E]::${n}; [E] '${n}'; [K]::new().${n}; [K2]::new().${n}(); [K2]::${n}4(); [${n}]::new() | Out-Null
function f { param($${n}) "f $${n}" }; f -${n} 1; $splat = @{ ${n} = 2 }; f @splat
function ${n} { param([Parameter()] [Alias('${n}A')] $p) "g $p" }; ${n} 3; ${n} -${n}A 4
Set-Alias a${n} ${n}; a${n} 5; New-Alias -Name x -Value ${n}; x 6
$${n} = 7; $${n}; \${${n}}++; "$${n} $($${n})"; Get-Variable ${n} -ValueOnly; Set-Variable -Name ${n} -Value 9; $script:${n}; $env:${n} = 'e'; $env:${n}
$h = @{ ${n} = 1 }; $h.${n}; $h['${n}']; $h.ContainsKey('${n}'); $h.${n} = 2; $h.${n}
$o = [ordered] @{ ${n} = 1 }; $o.${n}; $o['${n}']
$p = [pscustomobject] @{ ${n} = 1 }; $p.${n}; $p | Select-Object ${n} | ForEach-Object ${n}; $p | Where-Object ${n} -eq 1 | ForEach-Object { $_.${n} }; $p | Sort-Object ${n} | Group-Object ${n} | ForEach-Object Name; $p | Format-Table ${n} | Out-String; $p | Format-List | Out-String; $p | ConvertTo-Json -Compress; $p | ConvertTo-Csv
$p | Add-Member ${n}2 3; $p.${n}2; $p | Add-Member -MemberType ScriptMethod ${n}3 { 4 }; $p.${n}3(); Add-Member -InputObject $p -MemberType AliasProperty ${n}4 ${n}; $p.${n}4; $p.psobject.Properties['${n}'].Value; $p.psobject.Methods['${n}'] | Out-Null
('{"${n}": {"${n}": 1}}' | ConvertFrom-Json).${n}.${n}; ('{"${n}": 1}' | ConvertFrom-Json -AsHashtable)['${n}']; ("${n}\`n1" | ConvertFrom-Csv).${n}; ([xml] '<${n} ${n}="1"><${n}>2</${n}></${n}>').${n}.${n}; (ConvertFrom-StringData "${n}=1").${n}
:${n} foreach ($i in 1, 2) { break ${n} }; switch ('${n}') { ${n} { 'switched' } }
'a'.${n}; (1).${n}; $null.${n}; (Get-Date).${n}; @(1, 2).${n}; [string]::${n}; { }.${n}
try { 'a'.${n}() } catch { $_.FullyQualifiedErrorId }; try { [int]::${n}() } catch { $_.FullyQualifiedErrorId }; try { 'a'.${n} = 1 } catch { $_.FullyQualifiedErrorId }
'ab' -replace '(?<${n}>a)', '\${${n}}x'; 'a' -match '(?<${n}>a)'; $Matches['${n}']; $Matches.${n}; [regex]::Match('a', '(?<${n}>a)').Groups['${n}'].Value
try { [System.DayOfWeek] '${n}' } catch { 'none' }; '${n}' -as [System.DayOfWeek]; [System.Enum]::TryParse([System.DayOfWeek], '${n}', [ref] $null); try { New-Object ${n}.${n} } catch { 'no type' }; '${n}' -as [type]; ('{0:${n}}' -f 1); (Get-Date).ToString('${n}') | Out-Null; try { [System.Text.Encoding]::GetEncoding('${n}') } catch { 'no encoding' }
try { Get-Nothing-${n} } catch { 'no command' }; Get-Command ${n} | ForEach-Object Name; Get-Alias a${n} | ForEach-Object Name; & '${n}' 8; Get-Member -InputObject $p -Name ${n} | ForEach-Object Name
Get-Verb ${n}; [System.Globalization.CultureInfo] 'en-US' | Out-Null; try { Get-Date -Format ${n} | Out-Null } catch { 'no format' }; Get-Module ${n}; $PSVersionTable.${n}; $Host.${n}; $MyInvocation.${n}; $Error.${n}; $ExecutionContext.${n}
Export-ModuleMember ${n} -ErrorAction Ignore; $PSDefaultParameterValues['${n}:p'] = 6; ${n}; $ofs = '${n}'; "$(1, 2)"; [System.Uri]::new('http://host/${n}').Segments | Out-Null; [System.Environment]::GetEnvironmentVariable('${n}'); try { [System.TimeZoneInfo]::FindSystemTimeZoneById('${n}') } catch { 'no zone' }; try { New-TimeSpan -${n} 1 } catch { 'no parameter' }
try { throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new('${n}'), '${n}', 'NotSpecified', '${n}') } catch { $_.FullyQualifiedErrorId }; Write-Output ${n} | Select-Object @{ n = '${n}'; e = { 1 } } | ForEach-Object ${n}; 1 | Measure-Object | ForEach-Object ${n}; Write-Error -Message m -ErrorId ${n} -ErrorAction SilentlyContinue; [convert]::ToString(1, 2) | ForEach-Object -MemberName Length; 'x' | ForEach-Object -MemberName ${n}
`;
