6436800000000000.0, 1e15, 1e16, 1.5e17, 1e20, 1e-5, 1e-4,123456789012345680.0, 1e14, 999999999999999.9, [single]1e7, [single]1e9 ,[single]1.5e8, 1e21, 1e300| % { $_ | ConvertTo-Json -Compress }
5 -is [System.IFormattable]; 'x' -is [IFormattable]; (Get-Date) -is [IFormattable]; [guid]::Empty -is [IFormattable]; 1.5 -is [IConvertible]; @() -is [System.Collections.IList]; @{} -is [System.Collections.ICollection]; [ordered]@{} -is [System.Collections.IDictionary]; 'a' -is [System.Collections.IEnumerable]; [timespan]1 -is [IComparable]; [System.IO.MemoryStream]::new() -is [IDisposable]; 'x' -is [ICloneable]; [dayofweek]1 -is [IFormattable]; $null -is [object]
function F { [CmdletBinding(DefaultParameterSetName='A')] param([Parameter(Mandatory,ParameterSetName='A',Position=0,ValueFromPipeline,HelpMessage='hm')][Alias('q')][string]$X,[Parameter(ParameterSetName='B')][int]$Y=3) }
(Get-Command F).ParameterSets[0].Parameters | select -first 2 -ExcludeProperty Attributes * | fl *
(Get-Command F).ParameterSets | select Name,IsDefault
(Get-Command F).ParameterSets[0].ToString()
(Get-Command F).Parameters['X'] | select Name,ParameterType,IsDynamic,SwitchParameter | fl
(Get-Command F).Parameters.X.ParameterSets.Keys
(Get-Command F).Parameters.X.ParameterSets['A'] | fl *
(Get-Command F).Parameters.X.Attributes | % { $_.GetType().Name }
try { @{1=2} | ConvertTo-Json } catch { "$($_.TargetObject.GetType().Name)" }
try { @{a=@{1=2}} | ConvertTo-Json } catch { "$($_.TargetObject.Keys) $($_.FullyQualifiedErrorId)" }
try { ConvertTo-Json ([pscustomobject]@{a=@{b=@{2=2}}}) } catch { "$($_.TargetObject.Keys) $($_.FullyQualifiedErrorId)" }
foreach ($d in 1e14,1e15,1e16,1e17,1.5e15,123456789012345.6) { "$($d.ToString('R')) $($d.ToString()) $($d.ToString('G17')) $d" }
foreach ($d in [single]1e7,[single]1e8,[single]1.5e8,[single]1e9,[single]16777216) { "$($d.ToString('R')) $($d.ToString()) $($d | ConvertTo-Json)" }
[pscustomobject]@{a=1e16;b=[single]1e8} | ConvertTo-Csv
[pscustomobject]@{a=1e16;b=[single]1e8} | Export-Clixml x.xml; (gc x.xml) -match 'Db|Sg'
[System.Xml.XmlConvert]::ToString(1e16)
