/** Values at the edge of what .NET's types hold, and nulls where they take none: found by changed scripts of the corpus. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const message = (expression: string): string => run(`try { ${expression} } catch { $_.Exception.Message }`).output.join('\n');

describe('Limits of .NET types', () => {
  const cases: readonly (readonly [expression: string, text: string])[] = [
    ['[timespan]::FromDays(1e300)', 'Exception calling "FromDays" with "1" argument(s): "TimeSpan overflowed because the duration is too long."'],
    ['[timespan]::FromDays([double]::NaN)', 'Exception calling "FromDays" with "1" argument(s): "TimeSpan does not accept floating point Not-a-Number values."'],
    ['[timespan]::MaxValue + [timespan]1', 'Exception calling "op_Addition" with "2" argument(s): "TimeSpan overflowed because the duration is too long."'],
    ['(Get-Date).AddDays([double]::NaN)', 'Exception calling "AddDays" with "1" argument(s): "Value to add was out of range. (Parameter \'value\')"'],
    ['[array]::Reverse($null)', 'Exception calling "Reverse" with "1" argument(s): "Value cannot be null. (Parameter \'array\')"'],
    ["New-Object PSCredential 'u', $null", 'Exception calling ".ctor" with "2" argument(s): "Cannot process argument because the value of argument "password" is null. Change the value of argument "password" to a non-null value."'],
    ['[bigint]::Pow(2, -1)', 'Exception calling "Pow" with "2" argument(s): "exponent (\'-1\') must be a non-negative value. (Parameter \'exponent\')\nActual value was -1."'],
    ['[datetime]::new(2000, 1, 31).AddMonths(120001)', 'Exception calling "AddMonths" with "1" argument(s): "Months value must be between +/-120000. (Parameter \'months\')"'],
    ['[datetime]::new(2000, 1, 31).AddMonths(-120000)', 'Exception calling "AddMonths" with "1" argument(s): "The added or subtracted value results in an un-representable DateTime. (Parameter \'months\')"'],
    ['[datetime]::new(2000, 1, 31).AddYears(99999)', 'Exception calling "AddYears" with "1" argument(s): "Years value must be between +/-10000. (Parameter \'value\')"'],
    ['[datetimeoffset]::new(2000, 1, 31, 0, 0, 0, [timespan]::Zero).AddYears(8000)', 'Exception calling "AddYears" with "1" argument(s): "The added or subtracted value results in an un-representable DateTime. (Parameter \'value\')"'],
    ['[datetime]::new(2000, 2, 29).AddYears(7999).Year', '9999'],
    ["[string]::new('x', -1)", 'Exception calling ".ctor" with "2" argument(s): "count (\'-1\') must be a non-negative value. (Parameter \'count\')\nActual value was -1."'],
    ["'{0:0.0}' -f [double]::PositiveInfinity", 'Infinity'],
    ["'{0:0.0%}' -f 1e30", `1${'0'.repeat(32)}.0%`],
    ['1 | ForEach-Object @($null)', ''],
  ];
  for (const [expression, text] of cases) it(expression, () => assert.equal(message(expression), text));

  it('a pattern beyond what a regular expression may be', () => {
    assert.equal(message("'a' -replace ((1..100000) -join ' '), ''"), 'a');
    assert.match(message("'a' -replace ((1..100000) -join '[ab]'), ''"), /^The regular expression pattern is too large/);
  });

  it('an array of a comparer of the script, or of a null that is none', () => {
    const { output, errors } = run('class Down : System.Collections.IComparer { [int] Compare([object]$a, [object]$b) { return $b - $a } }; $a = 3, 1, 2; [array]::Sort($a, [Down]::new()); "$a"; [array]::Sort($a, $null); "$a"; $k = 2, 1; $v = "b", "a"; [array]::Sort($k, $v); "$k $v"');
    assert.deepEqual([...output, ...errors], ['3 2 1', '1 2 3', '1 2 a b']);
  });
  it('a list that takes in more than a call has arguments', () => {
    assert.deepEqual(run('$l = [System.Collections.ArrayList](1, 2); $l.InsertRange(1, 1..300000); $l.Count; $l[0], $l[1], $l[300000], $l[300001] -join ","').output, ['300002', '1,1,300000,2']);
  });
  it('arrays larger than may be', () => {
    for (const made of ['[array]::CreateInstance([int], 2000000000)', '$a = 1, 2; [array]::Resize([ref]$a, 2000000000)', '[int[]]::new(2000000000)']) assert.match(message(made), /Insufficient memory/, made);
  });
});
