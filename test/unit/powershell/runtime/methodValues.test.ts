/** Methods that are named and not called. */
import { table } from './table.ts';

const CLASS = `class Sums {
  [int] Twice([int] $value) { return 2 * $value }
  static [int] Plus([int] $a, [int16] $b) { return $a + $b }
  static [int] Apply([int] $a, [Func[int, int]] $with) { return $with.Invoke($a) }
  static [string] Mark([Text.RegularExpressions.Match] $m) { return "<$($m.Value)>" }
}`;
describe('Method values', () => {
  table([
    ['tell their overloads as PowerShell writes them', "'a'.Substring.OverloadDefinitions; $m = 'a'.Substring; $m.Name; $m.MemberType; \"$m\"; $m -is [Management.Automation.PSMethod]",
      'string Substring(int startIndex)|string Substring(int startIndex, int length)|Substring|Method|string Substring(int startIndex), string Substring(int startIndex, int length)|True'],
    ['are called by Invoke, those of types too', "'abc'.ToUpper.Invoke(); 'abc'.Substring.Invoke(1); [math]::Pow.Invoke(2, 3); @{ a = 1 }.ContainsKey.Invoke('a')", 'ABC|bc|8|True'],
    ['show their overloads', "('a'.Substring | Out-String).Trim() -split '\\n' | ForEach-Object TrimEnd", 'OverloadDefinitions|-------------------|string Substring(int startIndex)|string Substring(int startIndex, int length)'],
    ['of classes of the script, as delegates where they fit', `${CLASS}
      $s = [Sums]::new(); [Sums]::Apply(4, $s.Twice); ([Func[int, int16, int]] [Sums]::Plus).Invoke(2, 6); $s.Twice.OverloadDefinitions; [Sums]::Plus.OverloadDefinitions
      try { [Func[string, int]] $s.Twice } catch { "$_" }`,
      '8|8|int Twice(int value)|static int Plus(int a, short b)|Cannot convert the "int Twice(int value)" value of type "System.Management.Automation.PSMethod" to type "System.Func`2[System.String,System.Int32]".'],
    ['replace a match where they take one', `${CLASS}\n'a1b22' -replace '\\d+', [Sums]::Mark; [regex]::Replace('abc', 'b', [Text.RegularExpressions.MatchEvaluator] { param($m) $m.Value.ToUpper() })`, 'a<1>b<22>|aBc'],
    ['tell whether a value has a method', "$o = [IO.MemoryStream]::new(); [bool] $o.Dispose; [bool] $o.Nothing; [bool] ([pscustomobject] @{ a = 1 }).Dispose; $h = @{ Clear = 1 }; $h.Clear; $h.Add.GetType().Name; $null -eq $h.missing", 'True|False|False|1|PSMethod|True'],
    ['are among the members', "'a'.psobject.Methods['Trim'].OverloadDefinitions.Count -gt 1; ('abc' | Get-Member Substring).Definition", 'True|string Substring(int startIndex), string Substring(int startIndex, int length)'],
  ]);
});
