/** What `$?`, `New-Object` and scopes of methods come to where PowerShell's sources say it in so many words. */
import { table } from './table.ts';

const failed = 'Get-Item nowhere:/none -ErrorAction Ignore;';
describe('$? after an assignment', () => table([
  ...["1", "'a' + 'b'", '(1)', "[int] '5'", '@{}', '@()', '@(1)', '$()', '$(1)', '$y = 2', '1, 2', '$null', '{ }', '(($z = 3))', '"$(1)"'].map((value) => [`= ${value}: the statement succeeded`, `${failed} $x = ${value}; $?`, 'True'] as const),
  ['by every operator, to every target', `$h = @{ a = 1 }; $x = 1; ${failed} $x += 1; $?; ${failed} $h.a = 2; $?; ${failed} $h['a'] = 3; $?; ${failed} $x, $y = 1, 2; $?; ${failed} [int] $z = 4; $?; ${failed} $n ??= 5; $?; ${failed} $script:s = 6; $?`, 'True|True|True|True|True|True|True'],
  ['a command says so itself', `$x = Get-Item nowhere:/none -ErrorAction Ignore; $?; $x = (Get-Item nowhere:/none -ErrorAction Ignore); $?; $x = $(Get-Item nowhere:/none -ErrorAction Ignore); $?; $x = @(Get-Item nowhere:/none -ErrorAction Ignore); $?; ${failed} $x = Write-Output 1; $?`, 'False|False|False|False|True'],
  ['in loops that run often', `$n = 0; foreach ($i in 1..3000) { Get-Item nowhere:/none -ErrorAction Ignore; $x = $i; if ($?) { $n++ } }; $n`, '3000'],
]));

describe('New-Object without arguments', () => table([
  ['null is no list', "class K { $v; K() { $this.v = 'none' } K([object] $s) { $this.v = 'one' } }; (New-Object K $null).v; (New-Object K -ArgumentList $unset).v; (New-Object K @($null)).v; (New-Object K @()).v; (New-Object K 1).v; (New-Object System.Collections.ArrayList $null).Count; (New-Object psobject $null).GetType().Name", 'none|none|one|none|one|0|PSCustomObject'],
]));

describe('Scopes of methods', () => table([
  ['a block that the method of another class calls sees who called', 'class F { [object] M([scriptblock] $cb) { return (& $cb) } }; class F2 { [object] M($q) { return [F]::new().M({ "q=$q" }) } static [object] S($q) { return [F]::new().M({ "s=$q" }) } }; [F2]::new().M(6); [F2]::S(7); function V($q) { [F]::new().M({ "v=$q" }) }; V 5', 'q=6|s=7|v=5'],
  ['through constructors and initialisers', 'class F { $made; F([scriptblock] $cb) { $this.made = & $cb } }; class G { [object] M($q) { return [F]::new({ "q=$q" }).made } }; [G]::new().M(8); class I { [object] $v = (& $script:block) }; class J { [object] M($q) { $script:block = { "i=$q" }; return [I]::new().v } }; [J]::new().M(9)', 'q=8|i=9'],
  ['what it sets stays its own', '$q = 0; class F { [void] M() { $q = 1; & { $q = 2 } } }; [F]::new().M(); $q; class S { static [int] $n; [int] Down([int] $i) { if ($i -eq 0) { return 0 }; $mine = $i; $below = $this.Down($i - 1); return $mine + $below } }; [S]::new().Down(20)', '0|210'],
]));

describe('Lengths of arrays', () => table([
  ['that do not fit are told as arguments', "try { [byte[]]::new(3GB) } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -match '^Cannot convert argument \"0\", with value: \"3221225472\", for \"\\.ctor\" to type \"System\\.Int32\": \"Cannot convert value \"3221225472\" to type \"System\\.Int32\"\\.' }; [int[]]::new(2).Length; [int[]]::new('3').Length; (New-Object 'int[]' 4).Length; (New-Object 'object[,]' 2, 3).Length; [string[]]::new(1)[0] -eq $null; try { [int[]]::new(-1) } catch { 'negative' }", 'MethodArgumentConversionInvalidCastArgument|True|2|3|4|6|True|negative'],
]));
describe('Standard input', () => table([['is at its end where nothing comes', "$null -eq [Console]::In.ReadLine(); [Console]::In.ReadToEnd() -eq ''", 'True|True']]));
