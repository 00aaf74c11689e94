import { table } from './table.ts';

describe('Lists in lists', () => {
  table([
    ['give the results of a method in one list', "$a = @(, ('bar', 'baz'), 'foo'); $a.ToUpper() -join ','; try { ('a', (1, 'c')).ToUpper() } catch { $_.FullyQualifiedErrorId }", 'BAR,BAZ,FOO|MethodNotFound'],
  ]);
});
describe('A splatted null', () => {
  table([
    ['is an argument', "function F { $args.Count } function G { param($a) $PSBoundParameters.ContainsKey('a') }; $n = $null; $e = @(); F @n; F @n 1; F @nope; F @e; G @n; (Write-Host 'x' @n 6>&1).MessageData.Message.Length", '1|2|1|0|True|2'],
  ]);
});
describe('A pipeline variable', () => {
  table([
    ['begins and ends empty, whatever it was', "$t = 8; 1, 2 | ForEach-Object -PipelineVariable t -Begin { \"b[$t]\" } -Process { $_ } | ForEach-Object { \"d[$t]\" }; $null -eq $t; Test-Path variable:t", 'd[b[]]|d[1]|d[2]|True|True'],
    ['that was not there goes', "1 | ForEach-Object -PipelineVariable fresh { $_ } | ForEach-Object { $fresh }; Test-Path variable:fresh", '1|False'],
  ]);
});
describe('A cast to a type that is not there', () => {
  table([
    ['is told before the value, where its statement begins', "$x = [NoSuchType]@{\n  a = 1\n  b = [AlsoNone]::x\n}\ntry { [NoSuchType]$(throw 'later') } catch { \"$($_.TargetObject) $($_.InvocationInfo.ScriptLineNumber)\" }; $Error[-1].InvocationInfo.ScriptLineNumber", 'NoSuchType 5|1|<TypeNotFound>'],
  ]);
});
describe('A product that is too large for its type', () => {
  table([
    ['is cut to a Double, not rounded', "$n = [long]::MaxValue * 2; $n.ToString('R'); ($n * -1).ToString('R'); [long]::MaxValue * -2; [long]::MaxValue + 1; ([ulong]::MaxValue * [ulong]2).ToString('R')", '1.844674407370955E+19|-1.844674407370955E+19|-1.84467440737095E+19|9.22337203685478E+18|3.68934881474191E+19'],
  ]);
});
