/** Functions as items: the object that they are, and what a block keeps that becomes one (FunctionInfo, SessionStateInternal.SetFunction). */
import { table } from '../runtime/table.ts';

const SAME = 'function same($a, $b) { [object]::ReferenceEquals($a, $b) }; ';
describe('The block of a function', () => table([
  ['is one object, however it is looked at', `${SAME}function f { $MyInvocation.MyCommand.ScriptBlock }; $b = (Get-Command f).ScriptBlock; same $b $function:f; same $b (Get-Item function:f).ScriptBlock; same $b (Get-Content function:f); same $b (f); $t = @{ $function:f = 1 }; $t.ContainsKey($b); same (Get-Command f) (Get-Command f)`, 'True|True|True|True|True|True'],
  ['is another one where it is defined anew', `${SAME}function make { function script:g { } }; make; $b = $function:g; make; same $b $function:g`, 'False'],
  ['is the one that was assigned', `${SAME}$b = { 1 }; $function:f = $b; Set-Item function:g $b; same $b $function:f; same $b $function:g; same $b (& { $MyInvocation.MyCommand.ScriptBlock }); $m = New-Module { function h { } }; same $m.ExportedFunctions['h'].ScriptBlock $function:h`, 'True|True|False|True'],
]));
describe('A block that becomes a function', () => table([
  ['keeps what a closure kept', '$x = 1; $b = { "x$x" }.GetNewClosure(); $x = 2; $function:f = $b; f; Set-Item function:g $b; g; $null = New-Item function:k -Value $b; k', 'x1|x1|x1'],
  ['keeps its module', '$m = New-Module { $v = "module"; function Get-Block { { $v } } }; $v = "script"; $function:f = Get-Block; f; function g { $v }; Set-Item function:k (Get-Command g); k', 'module|script'],
  ['takes the place of the one that there is, where it is found; a statement does not', 'function f { 1 }; function g { 1 }; function inside { Set-Item function:f { 2 }; $function:new = { 3 }; function g { 2 } }; inside; f; g; Test-Path function:new', '2|1|False'],
  ['leaves the options of that one', 'function f { 1 }; Set-Item function:f { 2 } -Options ReadOnly; Set-Item function:f { 3 } -Force; f; (Get-Command f).Options; Set-Item function:f { 4 }', '3|ReadOnly|<FunctionNotWritable,Microsoft.PowerShell.Commands.SetItemCommand>'],
]));
