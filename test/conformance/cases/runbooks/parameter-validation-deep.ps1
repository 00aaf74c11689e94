function New-Account {
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Name')]
    param(
        [Parameter(Mandatory, ParameterSetName = 'Name', Position = 0)] [ValidatePattern('^[a-z][a-z0-9]{2,7}$', ErrorMessage = "'{0}' is no login name (rule {1})")] [string] $Login,
        [Parameter(Mandatory, ParameterSetName = 'Id')] [ValidateRange('Positive')] [int] $Id,
        [ValidateSet('User', 'Admin', 'Guest', IgnoreCase = $false)] [string] $Role = 'User',
        [ValidateCount(1, 2)] [string[]] $Groups,
        [ValidateLength(0, 5)] [string] $Note,
        [AllowNull()] [AllowEmptyString()] [string] $Comment,
        [ValidateNotNull()] $Data = 1,
        [ValidateScript({ if ($_ -lt (Get-Date '2020-01-01')) { throw "too early: $($_.Year)" }; $true })] [datetime] $Start,
        [Alias('Cn', 'HostName')] [string] $ComputerName = 'localhost',
        [switch] $Force
    )
    if ($PSCmdlet.ShouldProcess("$Login$Id", "Create $Role")) {
        [pscustomobject]@{ Set = $PSCmdlet.ParameterSetName; Who = "$Login$Id"; Role = $Role; Groups = $Groups -join '+'; Force = $Force.IsPresent; Bound = ($PSBoundParameters.Keys | Sort-Object) -join ',' }
    }
}
New-Account anna
New-Account -Id 7 -Role Admin -Groups a, b -Force -cn web
New-Account bert -WhatIf
$cases = @(
    @{ Login = 'X' }, @{ Login = 'toolongname' }, @{ Id = 0 }, @{ Id = 'abc' }, @{ Login = 'anna'; Role = 'admin' }, @{ Login = 'anna'; Role = 'Owner' }
    @{ Login = 'anna'; Groups = @() }, @{ Login = 'anna'; Groups = 1..3 }, @{ Login = 'anna'; Note = 'abcdef' }, @{ Login = 'anna'; Data = $null }
    @{ Login = 'anna'; Start = '2019-05-05' }, @{ Login = 'anna'; Start = 'soon' }, @{ Login = 'anna'; Id = 1 }, @{ Login = 'anna'; Nope = 1 }, @{ Login = '' }, @{}
)
foreach ($c in $cases) {
    try { New-Account @c | Out-Null; "ok $($c.Keys)" }
    catch { '{0} | {1}' -f $_.FullyQualifiedErrorId, $_.Exception.Message }
}
try { New-Account anna -F -G x -Ro Guest } catch { $_.Exception.Message }
try { New-Account anna -D } catch { $_.Exception.Message }
try { New-Account anna extra } catch { $_.Exception.Message }
New-Account anna -Comment $null -Start '2024-02-29'
New-Account -Login:carl -Force:$false
(Get-Command New-Account).ParameterSets | ForEach-Object { "$($_.Name) $($_.IsDefault) $(@($_.Parameters | Where-Object IsMandatory).Name)" }
(Get-Command New-Account).Parameters['ComputerName'].Aliases -join ','
(Get-Command New-Account).Parameters['Role'].Attributes.Where({ $_ -is [ValidateSet] }).ValidValues -join '|'
Get-Command New-Account -Syntax
