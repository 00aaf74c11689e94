enum Role { Reader = 1; Writer = 2; Admin = 4 }
[Flags()] enum Right { None = 0; Read = 1; Write = 2; Delete = 4; All = 7 }
class User : System.IComparable {
    [ValidateNotNullOrEmpty()][string]$Name
    [Role]$Role = 'Reader'
    [Right]$Rights
    hidden [datetime]$Created = '2024-01-01'
    static [int]$Count = 0
    static [System.Collections.Generic.Dictionary[string, User]]$All = [System.Collections.Generic.Dictionary[string, User]]::new([StringComparer]::OrdinalIgnoreCase)
    User() { }
    User([string]$name, [Role]$role) { $this.Name = $name; $this.Role = $role; $this.Rights = [User]::DefaultRights($role); [User]::Count++; [User]::All[$name] = $this }
    static [Right] DefaultRights([Role]$role) { $r = switch ($role) { Reader { 'Read' } Writer { 'Read, Write' } Admin { 'All' } default { 'None' } } ; return $r }
    [bool] Can([Right]$right) { return $this.Rights.HasFlag($right) }
    [string] ToString() { return "$($this.Name)<$($this.Role)>" }
    [int] CompareTo([object]$other) { return [int]$this.Role - [int]$other.Role }
    [bool] Equals([object]$o) { return $o -is [User] -and $o.Name -eq $this.Name }
    [int] GetHashCode() { return $this.Name.ToLower().GetHashCode() }
}
class Service : User { [string[]]$Hosts; Service([string]$n, [string[]]$hosts) : base("svc-$n", 'Writer') { $this.Hosts = $hosts } [string] ToString() { return ([User]$this).ToString() + '@' + ($this.Hosts -join ',') } }
$u = @([User]::new('Ann', 'Admin'), [User]::new('bob', [Role]::Reader), [Service]::new('web', @('h1', 'h2')))
"$u"
$u | Sort-Object | ForEach-Object { "$_ $($_.Rights) $([int]$_.Rights)" }
$u | Format-Table
$u[2] | Format-List
$u.ForEach({ $_.Can('Write') }) -join ' '
[User]::Count; [User]::All['BOB'].Name; [User]::All.ContainsKey('zed'); $u[0] -eq [User]@{ Name = 'ANN' }; $u[0] -gt $u[1]
try { $u[0].Name = '' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { $u[0].Role = 'Boss' } catch { $_.Exception.Message }
try { [User]::new('x', 'Nobody') } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { [User]@{ Nmae = 'x' } } catch { $_.Exception.Message }
[Role]'writer'; [Right]3; [Right]'Read, Delete'; [int][Right]'All'; [Role].IsEnum; [enum]::GetNames([Role]) -join ','; [Right]::Read -bor [Right]::Delete; [Right]::All -band 6
$u[1] | Get-Member -MemberType Property, Method | Select-Object -ExpandProperty Name
$u[1] | Get-Member -Force -Name Created | Select-Object Name, MemberType
$u | Select-Object Name, Role | ConvertTo-Csv
$u[2] | ConvertTo-Json -Depth 2
[User]::DefaultRights('Admin').GetType().Name; [User].GetMethods().Where({ $_.DeclaringType.Name -eq 'User' }).Name | Sort-Object -Unique
$u[2] -is [User]; $u[2].GetType().BaseType.Name; [Service].IsSubclassOf([User]); ($u | Measure-Object Role -Maximum).Maximum
