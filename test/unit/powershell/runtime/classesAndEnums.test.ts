/** Classes and enums of scripts, versions. */
import { table } from './table.ts';

describe('Classes, enums, versions', () => {
  table([
    ['hidden properties are members where -Force asks', 'class H { hidden [int] $h = 3; [int] $v = 1 }; @([H]::new() | Get-Member h).Count; ([H]::new() | Get-Member h -Force).Definition; [H]::new().h', '0|int h {get;set;}|3'],
    ['a method that names no type returns nothing', `class X { $l = @(); Add($x) { $this.l += $x } O() { 'lost'; return } static P() { 'x' } }; $x = [X]::new(); $x.Add(1); $x.O(); [X]::P(); $x.l.Count; $null -eq $x.O()`, '1|True'],
    ['a class that has Parse reads texts by it', `class P { [int] $X; P() { } P([string] $s) { $this.X = -1 } static [P] Parse([string] $s) { if ($s -eq 'bad') { throw 'no way' }; return [P] @{ X = [int] $s } } }; ([P] '3').X; ('4' -as [P]).X; [P]::new('9').X; try { [P] 'bad' } catch { "$_"; $_.FullyQualifiedErrorId }`, '3|4|-1|Cannot convert value "bad" to type "P". Error: "no way"|InvalidCastParseTargetInvocation'],
    ['a class that makes the values of a set', `
      class Sizes : System.Management.Automation.CachedValidValuesGeneratorBase { Sizes() : base(300) {} [string[]] GenerateValidValues() { return 'small', 'large' } }
      function f { param([ValidateSet([Sizes])] $x) $x }; f small; try { f huge } catch { $_.FullyQualifiedErrorId }`, 'small|ParameterArgumentValidationError,f'],
    ['an enum has the type it names', `enum B : byte { a = 1; b }; [enum]::GetUnderlyingType([B]).Name; [B]::b.value__.GetType().Name; [B].GetEnumUnderlyingType().Name; enum I { x }; [I]::x.value__.GetType().Name`, 'Byte|Byte|Byte|Int32'],
    ['a cast to a base calls the method of the base', `
      class A { [string] M() { return 'A' } }; class B : A { [string] M() { return 'B' + ([A] $this).M() } }; $b = [B]::new(); $b.M(); ([A] $b).M(); ([object] 'x').ToString()`, 'BA|A|System.String'],
    ['a property may be of a class further down', `class A { [B] $b; static [B] $s }; class B : A { [int] $n = 4 }; $a = [A]::new(); $a.b = [B]::new(); $a.b.n; [A]::s = @{ n = 7 }; [A]::s.n`, '4|7'],
    ['operators of a class are its static methods', `
      class P { [int] $X; P([int] $x) { $this.X = $x }
        static [P] op_Addition([P] $a, [P] $b) { return [P]::new($a.X + $b.X) }
        static [P] op_Modulus([P] $a, [int] $b) { return [P]::new($a.X % $b) }
        static [P] op_BitwiseOr([P] $a, [P] $b) { return [P]::new($a.X -bor $b.X) }
        static [P] op_LeftShift([P] $a, [int] $b) { return [P]::new($a.X -shl $b) } }
      class S : P { S([int] $x) : base($x) {} }
      $a = [P]::new(7); ($a + [P]::new(2)).X; (1 + $a).X; ($a % 4).X; ($a -bor [P]::new(8)).X; ($a -shl 1).X; ([S]::new(1) + [S]::new(2)).X; $a += 1; $a.X
      try { $a - 1 } catch { $_.Exception.Message }; try { $a -band 1 } catch { $_.FullyQualifiedErrorId }; try { @{} -bxor 1 } catch { $_.Exception.Message }`,
      "9|8|3|15|14|3|8|Method invocation failed because [P] does not contain a method named 'op_Subtraction'.|MethodNotFound|Method invocation failed because [System.Collections.Hashtable] does not contain a method named 'op_ExclusiveOr'."],
    ['casts of a class are its static methods', `
      class P { [int] $X; static [int] op_Explicit([P] $p) { return $p.X } static [P] op_Implicit([string] $s) { return [P] @{ X = $s.Length } } }
      [int] [P] @{ X = 4 }; ([P] 'abc').X; function f([P] $p) { $p.X }; f 'ab'; try { [datetime] [P]::new() } catch { $_.Exception.Message }`, '4|3|2|Cannot convert the "P" value of type "P" to type "System.DateTime".'],
    ['a constructor that throws is the reason of the failed cast', `try { [mailaddress] 'none' } catch { $_.FullyQualifiedErrorId }; try { [type] 'no.such' } catch { $_.Exception.Message }`,
      'InvalidCastConstructorException|Cannot convert the "no.such" value of type "System.String" to type "System.Type".'],
    ['semantic versions read, compare and become versions', `
      "$([semver] '1.2-rc.1+b')"; [semver] '1.0.0-rc1' -lt '1.0.0'; [semver]::new(1, 2, 3, 'x', 'y').BuildLabel; foreach ($bad in '1.', 'a', '1.0.0-01', '1.0.0+-+') { $null -eq ($bad -as [semver]) }
      $PSVersionTable.PSVersion.GetType().Name; [version] '7.0' -le $PSVersionTable.PSVersion; $PSVersionTable.PSVersion -gt '7.0'; $PSVersionTable.PSVersion -lt 8`, '1.2.0-rc.1+b|True|y|True|True|True|True|SemanticVersion|True|True|True'],
    ['wildcards: brackets, escapes in them, and what is none', "'a]' -like 'a[]]'; 'x' -like '[`]x]'; '&' -like '[&]'; 'a-c' -like 'a[-x]c'; foreach ($p in '[', '[z-a]') { try { 'a' -like $p } catch { $_.FullyQualifiedErrorId } }",
      'True|True|True|True|RuntimeException|RuntimeException'],
    ['members are added by objects too, and methods of classes know their parameters', `
      $o = [pscustomobject] @{}; $o.psobject.Properties.Add([psnoteproperty]::new('n', 1)); $o.psobject.Properties.Add([psscriptproperty]::new('d', { $this.n * 2 })); $o.d; $o.psobject.Methods.Add([psscriptmethod]::new('m', { 'mm' })); $o.m()
      class P { [int] Add([int] $amount) { return 1 } }; try { [P]::new().Add('x') } catch { $_.Exception.Message.Substring(0, 49) }`, '2|mm|Cannot convert argument "amount", with value: "x"'],
    ['-split counts from the end, asks blocks with place, and knows its options', `
      'a-b-c' -split { $_ -eq '-' }, -2 -join '|'; 'a-b-c' -split { $args[1] -eq 1 } -join '|'; (-split '').Count; try { 'a' -split 'a', 0, 'RegexMatch,SimpleMatch' } catch { $_.FullyQualifiedErrorId }; try { 'a' -split 'a', 0, 'Foo' } catch { 'no' }`,
      'a-b|c|a|b-c|1|InvalidSplitOptionCombination|no'],
  ]);
});
