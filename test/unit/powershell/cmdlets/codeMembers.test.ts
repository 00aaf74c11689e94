/** Members that static methods stand for. */
import { table } from '../runtime/table.ts';

const CLASS = 'class Code { static [int] Twice([psobject] $o, [int] $n) { return 2 * $n + $o.Base } static [object] Get([psobject] $o) { return "v$($o.Base)" } static [void] Set([psobject] $o, $v) { $o.Base = $v } [int] $Base = 1 }; $code = { param($n) [Code].GetMethod($n) };';
describe('Code members', () => {
  table([
    ['are called with the object before the arguments', `${CLASS} $o = [pscustomobject] @{ Base = 5 }; $o | Add-Member CodeMethod Double (& $code Twice); $o.Double(10); $o | Add-Member CodeProperty P (& $code Get) (& $code Set); $o.P; $o.P = 9; $o.Base`, '25|v5|9'],
    ['of a type', `${CLASS} Update-TypeData -TypeName Code -MemberType CodeMethod -MemberName Double -Value (& $code Twice); [Code]::new().Double(3); Remove-TypeData Code; try { [Code]::new().Double(3) } catch { $_.FullyQualifiedErrorId }`, '7|MethodNotFound'],
    ['are static methods alone', `${CLASS} try { Add-Member -InputObject ([pscustomobject] @{}) CodeMethod X ([version] '1.0') } catch { $_.FullyQualifiedErrorId -replace ',.*' }`, 'CannotAddMemberType'],
    ['are reflected as they are', `${CLASS} $m = & $code Twice; $m -is [System.Reflection.MethodInfo]; $m -is [Reflection.MemberInfo]; [version].GetProperty('Major') -is [System.Reflection.PropertyInfo]; [version].GetProperty('Major') -is [System.Reflection.MethodBase]`, 'True|True|True|False'],
    ['of nodes of XML: ToString is the local name', `$d = [xml] '<b:book xmlns:b="u" a="1"><t>x</t><t>y</t></b:book>'; $d.ToString(); $d.book.ToString(); $d.book.GetAttributeNode('a').ToString(); $d.book.ChildNodes.ToString()`, '#document|book|a|t t'],
    ['what Match gives is found by place and by name', `$m = ([pscustomobject] @{ Alpha = 1; Beta = 2 }).PSObject.Properties.Match('*a'); $m.Count; $m['beta'].Value; $m[0].Name; $m[-1].Name; $null -eq $m['x']; ([pscustomobject] @{ Alpha = 1 }).PSObject.Properties.Match('x').Count; ($m | ForEach-Object Name) -join ','; [bool] ([pscustomobject] @{ Alpha = 1 }).PSObject.Properties.Match('x')`, '2|2|Alpha|Beta|True|0|Alpha,Beta|True'],
  ]);
});
