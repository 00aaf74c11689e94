function Get-Range { [CmdletBinding()] param([int]$From = 1, [int]$To = 5) begin { Write-Verbose "begin range" } process { for ($i = $From; $i -le $To; $i++) { Write-Debug "emit $i"; $i } } end { Write-Verbose 'end range' } }
function Select-Even { param([Parameter(ValueFromPipeline)][int]$N, [switch]$Odd) process { if (($N % 2 -eq 0) -xor $Odd) { $N } } }
function Join-Item { [CmdletBinding()] param([Parameter(ValueFromPipeline)][object[]]$InputObject, [Parameter(Position = 0)][string]$With = ',') begin { $all = [Collections.ArrayList]::new() } process { foreach ($i in $InputObject) { [void]$all.Add($i) } } end { $all -join $With } }
function Limit-Rate { param([Parameter(ValueFromPipeline)]$X, [int]$Max = 2) begin { $n = 0 } process { if ($n++ -lt $Max) { $X } else { Write-Warning "dropped $X" } } }
function Split-Batch { param([Parameter(Mandatory, ValueFromPipeline)]$Item, [Parameter(Position = 0)][ValidateRange(1, [int]::MaxValue)][int]$Size = 2) begin { $b = [Collections.Generic.List[object]]::new() } process { $b.Add($Item); if ($b.Count -eq $Size) { , $b.ToArray(); $b.Clear() } } end { if ($b.Count) { , $b.ToArray() } } }
filter ConvertTo-Square { $_ * $_ }
filter Where-Big([int]$Than) { if ($_ -gt $Than) { $_ } }
Get-Range -To 6 | Select-Even | ConvertTo-Square | Join-Item ' + '
Get-Range -To 6 -Verbose | Select-Even -Odd | Where-Big 2 | Join-Item
Get-Range | Limit-Rate -Max 3 | Join-Item -With '|'
Get-Range -To 7 | Split-Batch 3 | ForEach-Object { "[$($_ -join ' ')]" }
1..3 | Split-Batch -Size 0
'a', 5, 'b' | Select-Even
Join-Item -InputObject 1, 2, 3 -With '-'
Get-Range | Select-Object -First 2
function Add-Info { [CmdletBinding(DefaultParameterSetName = 'ByName')] param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'ByName', Position = 0)][Alias('HostName')][string]$Name,
        [Parameter(Mandatory, ValueFromPipelineByPropertyName, ParameterSetName = 'ById')][int]$Id,
        [Parameter(ValueFromPipelineByPropertyName)][string]$Zone = 'default', [Parameter(ValueFromRemainingArguments)][string[]]$Rest)
    process { '{0}: {1} {2} {3} [{4}] {5}' -f $PSCmdlet.ParameterSetName, $Name, $Id, $Zone, ($Rest -join ','), (($PSBoundParameters.Keys | Sort-Object) -join '+') } }
[pscustomobject]@{ HostName = 'h1'; Zone = 'z' }, [pscustomobject]@{ Id = 4 }, [pscustomobject]@{ Name = 'n'; Zone = $null } | Add-Info
[pscustomobject]@{ Other = 1 } | Add-Info
Add-Info x -Zone q r1 r2; Add-Info -Id 3 a b; Add-Info -Id 'x'; Add-Info -Name a -Id 1
function Show-Order { param([Parameter(ValueFromPipeline)]$x, $Tag) begin { "b$Tag" } process { "p$Tag$x"; $x } end { "e$Tag" } }
1, 2 | Show-Order -Tag A | Show-Order -Tag B
1, 2 | ForEach-Object { $_ } -PipelineVariable pv | ForEach-Object { "$pv-$_" }
Get-Range -To 3 -OutVariable kept | ConvertTo-Square | Out-Null; "$kept"; $kept.GetType().Name
Get-Range -To 2 | Tee-Object -Variable tee | ForEach-Object { $_ * 10 }; $tee -join ','
$input0 = 1..3 | & { $input | ForEach-Object { $_ + 1 } }; "$input0"; 1..3 | & { process { $_ * 2 } end { 'done' } }; 4..6 | & { "$input" }
function Use-Input { $n = 0; foreach ($i in $input) { $n += $i }; "sum $n"; @($input).Count }; 1..4 | Use-Input
function Test-Begin { begin { $list = @() } process { $list += $_ } end { "count $($list.Count) last $_ " } }; 'x', 'y' | Test-Begin; Test-Begin
function Stop-Early { process { if ($_ -eq 3) { break }; $_ } }; foreach ($dummy in 1) { 1..5 | Stop-Early }; 'after break'
1..5 | ForEach-Object { if ($_ -eq 2) { return }; $_ } | Join-Item; $r = foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }; "$r"
$common = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'myErr' }; Get-Item ./none1, ./none2 @common; $myErr.Count
function Invoke-Wrap { [CmdletBinding()] param([Parameter(Mandatory)][string]$Cmd, [hashtable]$With = @{}, [Parameter(ValueFromPipeline)]$In) end { & $Cmd @With @PSBoundParameters } }
try { Invoke-Wrap -Cmd Get-Date -With @{ Date = '2024-01-01'; Format = 'yyyy' } } catch { $_.FullyQualifiedErrorId }
function Pass-Through { $n = $args.Count; "$n args: $args"; Get-Args @args }; function Get-Args { param($A, $B, [switch]$S) "A=$A B=$B S=$S rest=$args" }
Pass-Through 1 -S -B two three; $arr = 'x', 'y', 'z'; Get-Args @arr; $h = @{ A = 1; S = $true }; Get-Args @h 9; Get-Args @h -B:5 -S:$false
function Set-Thing { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Low')] param([Parameter(ValueFromPipeline)][string]$Name, [switch]$Force) process { if ($Force -or $PSCmdlet.ShouldProcess($Name)) { "set $Name" } ; if ($PSCmdlet.ShouldProcess("target $Name", 'Act')) { 'acted' }; if ($PSCmdlet.ShouldProcess('desc', 'warn?', 'cap')) { 'third' } } }
'a', 'b' | Set-Thing -WhatIf; Set-Thing c; Set-Thing d -Force -WhatIf; Set-Thing e -Confirm:$false
function Outer-Thing { [CmdletBinding(SupportsShouldProcess)] param() Set-Thing inner; Remove-Item ./zzz -ErrorAction SilentlyContinue; New-Item ./made.txt | Out-Null; Test-Path ./made.txt }; Outer-Thing -WhatIf; Outer-Thing
function Get-Dyn { [CmdletBinding()] param([string]$Kind) dynamicparam { if ($Kind -eq 'extra') { $d = [Management.Automation.RuntimeDefinedParameterDictionary]::new(); $at = [Collections.ObjectModel.Collection[Attribute]]::new(); $at.Add([Parameter]@{ Mandatory = $false }); $d.Add('Extra', [Management.Automation.RuntimeDefinedParameter]::new('Extra', [int], $at)); $d } } process { "$Kind $($PSBoundParameters['Extra'])" } }
Get-Dyn -Kind extra -Extra 5; Get-Dyn -Kind none -Extra 5
$steppable = { Join-Item -With '~' }.GetSteppablePipeline(); $steppable.Begin($true); 1..3 | ForEach-Object { $steppable.Process($_) }; $steppable.End()
function Clean-Up { begin { 'b' } process { $_ } end { 'e' } clean { Write-Host 'cleaned' } }; 1, 2 | Clean-Up; try { 1 | Clean-Up | ForEach-Object { throw 'x' } } catch { "caught $_" }
