function C { param([pscredential]$Credential) $Credential.UserName }
try { C -Credential 'bob' } catch { $_.Exception.Message; $_.Exception.GetType().FullName; $_.Exception.InnerException.GetType().FullName; $_.FullyQualifiedErrorId; $_.CategoryInfo.ToString() }
function C2 { param([System.Management.Automation.Credential()][pscredential]$Credential) $Credential.UserName }
try { C2 -Credential 'bob' } catch { $_.Exception.Message;  $_.Exception.InnerException.GetType().FullName;$_.FullyQualifiedErrorId }
try { C $null } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { C '' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { C 5 } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { $c = 'bob' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { [pscredential]$d = 'bob' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { [pscredential]::new('a') } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { [pscredential]::new('a','b') } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
 EqV([int]$n) { $this.N = $n }
 [bool] Equals($o) { return $this.N -eq $o.N }
}
[EqV]::new(1) -eq [EqV]::new(1); [EqV]::new(1) -ne [EqV]::new(2); @([EqV]::new(1)) -contains [EqV]::new(1)
([EqV]::new(1),[EqV]::new(2),[EqV]::new(1) | select -unique).Count
try { [EqV]::new(1) -gt [EqV]::new(1) } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
class CmpV : IComparable {
 [int]$N
 CmpV([int]$n) { $this.N = $n }
 [int] CompareTo([object]$o) { return $this.N.CompareTo($o.N) }
