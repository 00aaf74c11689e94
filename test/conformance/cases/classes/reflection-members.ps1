class B { [int]$X; hidden [string]$H; static [int]$S; hidden static [int]$HS; [int]M() { return 1 } hidden [void]HM([int]$q) {} static [B]Make() { return $null } }
class D : B { [string]$Y; [int]M() { return 2 } D() {} D([int]$a) {} }
'P'; [D].GetProperties() | % { "$($_.Name) $($_.PropertyType.Name) $($_.CanWrite) $($_.DeclaringType.Name)" }
'P B'; [B].GetProperties() | % { "$($_.Name) $($_.PropertyType.Name)" }
'M'; [D].GetMethods() | % { "$($_.Name) $($_.DeclaringType.Name) $($_.IsStatic) $_" }
'M B'; [B].GetMethods() | % { "$($_.Name) $($_.DeclaringType.Name) $($_.IsStatic) $_" }
'C'; [D].GetConstructors() | % { "$_" }
'Mem'; [B].GetMembers() | % { "$($_.MemberType) $($_.Name)" }
'Flags'; [B].GetMethods('Public,Static') | % Name; [D].GetMethods([Reflection.BindingFlags]'Public,Instance,DeclaredOnly') | % { "$_" }; [B].GetProperties('Public,Static') | % Name
[B].GetMethod('HM').GetParameters() | % { "$($_.ParameterType) $($_.Name) $($_.Position) $_" }
[D].GetProperty('X').GetValue([D]@{ X = 4 }); $d = [D]::new(); [D].GetProperty('H').SetValue($d, 'set'); $d.H
$h = @{ a = 1 }; $s = [hashtable]::Synchronized($h); $s.b = 2; $h.Count; $s.IsSynchronized; $h.IsSynchronized; $s.GetType().FullName; $s.Clone().GetType().Name; ($s + @{ c = 3 }).GetType().Name; [object]::ReferenceEquals($s.SyncRoot, $h); $s.Remove('a'); $h.Keys; $s | ConvertTo-Json -Compress; $s -is [hashtable]
try { foreach ($k in $s.Keys) { $s[$k] = 5 } } catch { $_.Exception.Message }
$l = [System.Collections.ArrayList]@(1, 2); $t = [System.Collections.ArrayList]::Synchronized($l); [void]$t.Add(3); $l.Count; $t.IsSynchronized; $t.GetType().FullName; "$t"; $t[0] = 9; $l[0]
