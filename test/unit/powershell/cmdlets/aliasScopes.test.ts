/** Aliases by scope, and what their options allow. */
import { table } from '../runtime/table.ts';

const refused = (id: string, cmdlet: string): string => `<${id},Microsoft.PowerShell.Commands.${cmdlet}Command>`;
describe('Aliases that a session begins with', () => table([
  ['are read-only, in every scope, both or none of it', '"gc", "foreach", "cd", "ls", "sort" | ForEach-Object { "$((Get-Alias $_).Options)" }', 'ReadOnly|ReadOnly, AllScope|AllScope|None|ReadOnly'],
  ['are not set anew where they are read-only or in every scope', 'Set-Alias gc Get-Date; Set-Alias cd Get-Date -Force; Set-Alias ls Get-Date; (Get-Alias ls).Definition; Set-Alias gc Get-Date -Force; (Get-Alias gc).Definition', `Get-Date|Get-Date|${refused('AliasNotWritable', 'SetAlias')}|${refused('AliasAllScopeOptionCannotBeRemoved', 'SetAlias')}`],
  ['are hidden by one of an inner scope, but for those of every scope', 'function f { Set-Alias gc Get-Date; (Get-Alias gc).Definition; Set-Alias foreach Get-Date; Get-Alias -Scope 0 -Name gc, foreach | ForEach-Object Definition }; f; (Get-Alias gc).Definition', `Get-Date|Get-Date|ForEach-Object|Get-Content|${refused('AliasNotWritable', 'SetAlias')}`],
  ['are not made a second time, wherever they are seen', 'function f { New-Alias gc Get-Date; New-Alias gc Get-Date -Scope 0; (Get-Alias gc).Definition }; f', `Get-Date|${refused('AliasAlreadyExists', 'NewAlias')}`],
  ['are removed by force', 'Remove-Item alias:gc; Test-Path alias:gc; Remove-Item alias:gc -Force; Test-Path alias:gc; Remove-Alias ls; Test-Path alias:ls; Remove-Alias sort', `True|False|False|${refused('AliasNotRemovable', 'RemoveItem')}|${refused('AliasNotRemovable', 'RemoveAlias')}`],
]));
describe('Aliases of a scope', () => table([
  ['have options of their own', 'Set-Alias zz Get-Date -Option ReadOnly -Description outer; function f { Set-Alias zz Get-Item -Description inner; (Get-Alias zz).Description; "$((Get-Alias zz).Options)" }; f; $a = Get-Alias zz; "$($a.Description) $($a.Options)"', 'inner|None|outer ReadOnly'],
  ['are made there by the drive too', 'function f { Set-Item alias:yy Get-Date; $alias:xx = "Get-Date"; (Get-Alias xx, yy).Count }; f; Test-Path alias:xx; Test-Path alias:yy; Set-Item alias:ww Get-Date; Set-Item alias:ww Get-Date -Options ReadOnly; Set-Item alias:ww Get-Item; Set-Item alias:ww Get-Item -Force; (Get-Alias ww).Definition', `2|False|False|Get-Item|${refused('AliasNotWritable', 'SetItem')}`],
  ['that are private are seen there alone', 'Set-Alias zz Get-Date -Option Private; function f { @(Get-Alias z*).Name -contains "zz" }; f; @(Get-Alias z*).Name -contains "zz"', 'False|True'],
  ['are found by a scope that is', 'Get-Alias -Scope 99; Get-Alias -Scope -1; Get-Alias -Scope here; try { Get-Variable x -Scope -1 } catch { $_.Exception.Message }', `Cannot process argument because the value of argument "Scope" is out of range. Change argument "Scope" to a value that is within range. (Parameter 'Scope')\nActual value was -1.|${refused('ArgumentOutOfRange', 'GetAlias')}|${refused('ArgumentOutOfRange', 'GetAlias')}|${refused('Argument', 'GetAlias')}`],
]));
describe('Aliases of a module', () => table([
  ['are imported with its prefix, and go with it', '$m = New-Module { function Get-It { 1 }; Set-Alias GIt Get-It; Export-ModuleMember -Function * -Alias * }; Import-Module $m -Prefix My; (Get-Alias MyGIt).Name; Remove-Module $m; Test-Path alias:MyGIt', 'MyGIt|False'],
]));
describe('[NullString]::Value', () => table([
  ['is null as text, and itself as an object', 'class T { [string] $s; [bool] $o; T($o) { $this.s = $o; $this.o = $null -eq $o } }; $t = [T]::new([NullString]::Value); $null -eq $t.s; $t.o; function f([string] $x) { $null -eq $x }; f ([NullString]::Value); f $null; $null -eq [string][NullString]::Value; $t.s = $null; $null -eq $t.s', 'True|False|True|False|True|False'],
]));
