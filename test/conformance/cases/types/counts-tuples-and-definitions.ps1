[pscustomobject]@{a=1} | Format-Table a, Count, Length | Out-String
[pscustomobject]@{a=1} | Format-List a, Count, Length, LongLength | Out-String
[pscustomobject]@{a=1} | Select-Object a, Count, Length | Out-String
[pscustomobject]@{a=1} | Format-Wide Count | Out-String
5 | Format-Table Count, Length | Out-String
'abc' | Format-Table Count, Length | Out-String
Get-Date '2024-01-01' | Format-Table Year, Count | Out-String
@{x=1} | Format-Table Count,Length | Out-String
([pscustomobject]@{Count=5;Name='a'}), ([pscustomobject]@{Z=5;Name='b'}), ([pscustomobject]@{Length=5;Name='c'}) | Out-String
([pscustomobject]@{Length=5;Name='a'}), ([pscustomobject]@{Z=5;Name='b'}) | Format-List | Out-String
[pscustomobject]@{a=1} | ConvertTo-Html -Fragment -Property a,Count
[pscustomobject]@{a=1} | Select-Object @{n='c';e='Count'} | Out-String
[pscustomobject]@{a=1} | Sort-Object Count | % { $_.a }
[pscustomobject]@{a=1} | Group-Object Count | % Name
[pscustomobject]@{a=1} | Measure-Object Count -Sum | % Sum
[pscustomobject]@{a=1} | Where-Object Count -eq 1
[pscustomobject]@{a=1} | ForEach-Object Count
[pscustomobject]@{a=1} | Format-Table @{n='c';e='Count'} | Out-String
class K { [string]$A; hidden [int]$H; static [int]$S; [void] M(){}
 hidden [void] HM() {} }
class L { [System.Collections.Generic.List[string]]$A; [System.Collections.Generic.Dictionary[string,System.Collections.Generic.List[int]]]$B; [K]$C; [K[]]$D; [System.Collections.Generic.List[K]]$E; [Nullable[int]]$F; [hashtable]$G; [System.Collections.Specialized.OrderedDictionary]$H; [System.Text.StringBuilder]$I }
[L]::new() | gm -type Property | % Definition
[pscustomobject]@{ a=[System.Collections.Generic.List[string]]::new(); b=[timespan]1; c=[guid]::Empty; d=@{}; e=[K]::new(); f=[K[]]@(); g=1..2; h=[int[]](1,2); i=[version]'1.2'; j={x}; k=[uri]'http://x'; l=[decimal]1; m=[datetime]'2024-01-01';n=[ordered]@{};o=[pscustomobject]@{};p=[dayofweek]1;q=[char]'a';r=[long]1;s=[xml]'<a/>';t=[regex]'x';u=$true;v=[ipaddress]'1.2.3.4';w=[System.Collections.ArrayList]@();x=[bigint]1;y=[type][int];z=[switch]$true} | gm -type NoteProperty | % Definition
$ex = [System.Net.Http.HttpRequestException]::new('404',$null,[System.Net.HttpStatusCode]::NotFound); $ex.StatusCode; [int]$ex.StatusCode; $ex.Message
[System.Net.Http.HttpRequestException]::new('x').StatusCode
