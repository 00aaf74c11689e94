/** Variables and aliases by name: what keeps its value, what may not be changed, what is private. */
import { table } from '../runtime/table.ts';

describe('Variables by name', () => table([
  ['keep their value where only options are given', '$x = 5; Set-Variable x -Option ReadOnly -Description d; $x; (Get-Variable x).Description; Set-Variable x 7 -Force; $x; (Get-Variable x).Options', '5|d|7|ReadOnly'],
  ['cannot be made constant later', '$x = 5; Set-Variable x -Option Constant; (Get-Variable x).Options', 'None|<VariableCannotBeMadeConstant,Microsoft.PowerShell.Commands.SetVariableCommand>'],
  ['keep their type', '[int] $t = 3; Set-Variable t -Description n; $t = "4"; $t.GetType().Name', 'Int32'],
  ['that are private are not seen further in', '& { Set-Variable p 2 -Option Private; $p; & { "[$p]"; Get-Variable p } }', '2|[]|<VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand>'],
  ['may be of the private scope', '& { Set-Variable p 2 -Scope private -Option ReadOnly; "$((Get-Variable p).Options)"; & { "[$p]" } }', 'ReadOnly, Private|[]'],
  ['are made anew with -Force', 'New-Variable n 1 -Option ReadOnly; New-Variable n 2 -Force; $n; "$((Get-Variable n).Options)"', '2|None'],
  ['are added to', '$a = 1; 4..6 | Set-Variable a -Append; "$a"; Set-Variable a 9 -Append; "$a"; Set-Variable b 1 -Append; $b', '1 4 5 6|1 4 5 6 9|1'],
  ['are null where nothing comes', '@() | Set-Variable e; $null -eq $e; $e = 1; @() | Set-Variable e; $e', 'True|1'],
]));
describe('Aliases by name', () => table([
  ['that are constant stay', 'New-Alias c Get-Date -Option Constant; New-Alias c Get-Item -Force; Remove-Alias c; (Get-Alias c).Definition', 'Get-Date|<AliasNotWritable,Microsoft.PowerShell.Commands.NewAliasCommand>|<AliasNotRemovable,Microsoft.PowerShell.Commands.RemoveAliasCommand>'],
  ['that are read-only go with -Force', 'Set-Alias r Get-Date -Option ReadOnly; Remove-Alias r; Remove-Alias r -Force; Test-Path Alias:r', 'False|<AliasNotRemovable,Microsoft.PowerShell.Commands.RemoveAliasCommand>'],
  ['need a name', 'Get-Alias ""', '<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetAliasCommand>'],
  ['show what they lead to', 'Set-Alias Get-Mine Get-Date; (Get-Alias Get-Mine).DisplayName', 'Get-Mine -> Get-Date'],
]));
describe('Variables that are words of the language', () => table([
  ['are there, and the same in every scope', '(Get-Variable true).Options; Get-Variable false -ValueOnly; (Get-Variable null).Name; (Get-Variable PID).Options; (Get-Variable HOME).Options', 'Constant, AllScope|False|null|Constant, AllScope|ReadOnly, AllScope'],
  ['stay as they are', 'Remove-Variable false; Clear-Variable true; Set-Variable true 5', '<VariableNotRemovable,Microsoft.PowerShell.Commands.RemoveVariableCommand>|<VariableNotWritable,Microsoft.PowerShell.Commands.ClearVariableCommand>|<VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand>'],
]));
