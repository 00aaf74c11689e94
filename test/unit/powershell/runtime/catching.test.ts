/** Which clause takes an exception and what it gets; how walks, conversions and first values of properties fail. */
import { table } from './table.ts';

describe('Catching', () => {
  table([
    ['a clause for what is wrapped comes before one for every exception', `
      try { 1; $zero = 0; 5 % $zero } catch [DivideByZeroException] { "div $($_.Exception.GetType().Name)" } catch [Exception] { 'any' }
      try { [int]::Parse('x') } catch [SystemException] { "system $($_.Exception.GetType().Name)" }
      try { [int]::Parse('x') } catch { "bare $($_.Exception.GetType().Name)" }
      try { [int]::Parse('x') } catch [ArgumentException] { 'no' } catch { "last $($_.Exception.GetType().Name)" }
      try { throw [FormatException]::new('f') } catch [Exception] { $_.Exception.GetType().Name }`,
      '1|div DivideByZeroException|system FormatException|bare MethodInvocationException|last MethodInvocationException|FormatException'],
    ['a trap is given what is wrapped', `
      function f { trap { $_.Exception.GetType().Name; continue } 1 / $null; 'after' }; f
      function g { trap [DivideByZeroException] { 'own'; continue } trap { 'any' ; continue } 1 / $null; throw 'x' }; g`, 'DivideByZeroException|after|own|any'],
    ['a trap has a scope of its own, and is a call', `
      function f { $x = 1; trap { "$x $($args[0])"; $x = 5; $y = 7; continue }; throw 'q'; "$x [$y]" }; f aa
      function g { trap [DivideByZeroException] { (Get-PSCallStack)[0, 1].FunctionName; try { throw 'more' } catch { @($_.ScriptStackTrace -split "\\n" -replace ',.*')[0, 1] }; continue }; 1 / $null }; g
      function k { begin { trap { (Get-PSCallStack)[0].FunctionName; continue }; throw 1 } end { } }; k
      function i { trap { return 'out' }; throw 'q'; 'not' }; i; class C { [int] M() { trap { return 42 }; throw 'x'; return 1 } }; [C]::new().M()`,
      '1 aa|1 []|g<trap><DivideByZeroException>|g|at g<trap><DivideByZeroException>|at g|k<Begin><trap>|out|42'],
    ['an error that no trap of the block fits leaves the script; behind a trap that ends, the preference says what becomes of it', `
      try { & { trap [FormatException] { 'no' }; 1 / $null; 'not' }; 'nor this' } catch { 'left' }
      try { function f { trap [FormatException] { 'no' }; 1 / $null; 'not' }; function g { f; 'nor this' }; g; 'nor that' } catch { 'left again' }
      & { $ErrorActionPreference = 'Stop'; try { & { trap { 'seen' }; 1 / $null; 'not' } } catch { "stopped $($_.FullyQualifiedErrorId)" } }
      & { $ErrorActionPreference = 'SilentlyContinue'; trap { 'seen' }; 1 / $null; 'on' }
      & { $ErrorActionPreference = 'Stop'; trap { $ErrorActionPreference = 'Continue'; continue }; 1 / $null; 'on' }`,
      'left|left again|seen|stopped RuntimeException|seen|on|on'],
    ['what leaves an advanced function is passed on as it is', `
      function f { [CmdletBinding()] param() [int]::Parse('x') }
      try { f } catch [FormatException] { $_.Exception.GetType().Name }; try { f } catch [Exception] { $_.Exception.GetType().Name }; try { f } catch [Management.Automation.CmdletInvocationException] { 'wrapped' }
      & { trap { $_.Exception.GetType().Name; continue } f }`, 'MethodInvocationException|MethodInvocationException|wrapped|MethodInvocationException'],
    ['a list that changes while it is piped is told as a broken walk, in a loop by its own exception', `
      $l = [Collections.Generic.List[int]](1, 2)
      try { $l | ForEach-Object { $l.Add(3) } } catch { "$($_.FullyQualifiedErrorId): $_" }
      try { foreach ($x in $l) { $l.Add(3) } } catch { $_.FullyQualifiedErrorId }`,
      'BadEnumeration: An error occurred while enumerating through a collection: Collection was modified; enumeration operation may not execute..|System.InvalidOperationException'],
    ['a custom object is no table, nor what has other properties', `
      foreach ($type in [hashtable], [Text.StringBuilder]) { try { [pscustomobject] @{ a = 1 } | ForEach-Object { [Management.Automation.LanguagePrimitives]::ConvertTo($_, $type) } } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId } }
      try { [hashtable] [pscustomobject] @{ a = 1 } } catch { "$_" }`,
      'InvalidCastConstructorException|InvalidCastConstructorException|Cannot convert value "@{a=1}" to type "System.Collections.Hashtable". Error: "Cannot convert the "@{a=1}" value of type "System.Management.Automation.PSCustomObject" to type "System.Collections.Hashtable"."'],
    ['a first value that does not fit is told where it stands', `
      class Amount {
        [int] $n = 'many'
      }
      try { [Amount]::new() } catch { $_.InvocationInfo.Line.Trim(); ($_.ScriptStackTrace -split "\\n").Count; ($_.ScriptStackTrace -split "\\n")[0] -replace ',.*' }`, '[int] $n = \'many\'|2|at Amount'],
    ['a file that cannot be written makes $? false', "'x' > nowhere:/file; $?; 'y'; $?", 'False|y|True|<FileSystemUnavailable>'],
  ]);
});
describe('Input and scopes', () => {
  table([
    ['$input without a pipeline is empty', 'function f { @($input).Count; [bool] ($null -eq $input) }; f; & { [CmdletBinding()] param() end { @($input).Count } }', '0|False|0'],
    ['$input of an advanced function is a list while objects come, then an array', `
      function f { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { $input.GetType().Name; "$input" } }; 1, 2 | f
      function g { [CmdletBinding()] param() end { , $input | ForEach-Object { $_.GetType().Name } } }; g`, 'ArrayList|1|ArrayList|2|Object[]'],
    ['an empty subexpression is a null down the pipe', '$() | & { @($input).Count }; "[$()]"; @($()).Count', '1|[]|1'],
    ['methods and first values of a class see the functions around the call', `
      function outer { function inner { 'seen' }; class Seer { [string] $first = (inner); [string] Look() { return inner } static [string] Far() { return inner } }; $s = [Seer]::new(); $s.first; $s.Look(); [Seer]::Far() }; outer`, 'seen|seen|seen'],
    ['a first value sees the object and its script', 'class P { [int] $a = 2; [int] $b = $this.a * 3; [string] $c = $script:word }; $script:word = "w"; $p = [P]::new(); "$($p.a)$($p.b)$($p.c)"', '26w'],
    ['text with the suffix of a number is a number', `'100y' -as [int]; '7uy' -as [double]; '12u' -as [int16]; '3n' -as [int]; ('2us' -as [byte]).GetType().Name; '1skb' -as [int]; $null -eq ('200y' -as [int]); $null -eq ('70000us' -as [int]); 1 + '5ul'`, '100|7|12|3|Byte|1024|True|True|6'],
  ]);
});
