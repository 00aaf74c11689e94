/** Calls: what arguments become, what variables of the common parameters gather, how a call ends. */
import { table } from './table.ts';

describe('Calls', () => {
  table([
    ['a clean block runs once, writes nothing, and its errors only tell', `
      function f { [CmdletBinding()] param() process { 'p' } clean { 'unseen'; throw 'late' } }
      f -OutVariable o; $o.Count; try { f } catch { 'not here' }`, 'p|1|p|<late>|<late>'],
    ['a clean block without anything before it does not run', `
      function a { process { throw 'x' } clean { $script:log += 'a' } }; function b { process { $_ } clean { $script:log += 'b' } }
      try { 1 | a | b } catch { "$_ $log" }`, 'x a'],
    ['variables of common parameters may name a scope or add to what is there', `
      function f { [CmdletBinding()] param() 'v' }; function g { f -OutVariable script:s | Out-Null; f -OutVariable local:l | Out-Null; "$l" }
      $kept = 'a', 'b'; g; f -OutVariable +kept | Out-Null; "$s $kept"`, 'v|v a b v'],
    ['-ErrorVariable gathers what is caught inside, and what is thrown out', `
      function f { [CmdletBinding()] param() try { throw 'inner' } catch { }; throw 'outer' }
      try { f -ErrorVariable e } catch { "$e" }`, 'inner outer'],
    ['what stops a command is the exception that says so', `
      try { Get-Variable none-such -ErrorAction Stop -ErrorVariable e } catch { $e.Count; $e[0].GetType().Name }`, '1|ActionPreferenceStopException'],
    ['$MyInvocation tells how it was called', `
      function f { "$($MyInvocation.InvocationName)/$($MyInvocation.Line.Trim())" }
      f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }`, 'f/f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }|./f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }|&/f; . f; & f; & { $MyInvocation.InvocationName }; . { $MyInvocation.InvocationName }|&|.'],
    ['unknown names go where the remaining arguments go, with the value behind them', `
      function r { param([Parameter(Position = 1)] $a, [Parameter(ValueFromRemainingArguments)] $rest) $rest -join ',' }
      r x y -a z -other w; function s($a, $b) { "$a/$b/$args" }; s -x 1 2; s 1 -x:3 2`, 'x,y,-other,w|2//-x 1|1/2/-x: 3'],
    ['return inside of an assigned value writes where the statement around writes', `
      function f { $x = if ($true) { return 'one' }; 'never' }; function g { $('1'; return '2') }; f; g`, 'one|1|2'],
    ['an assignment with a type is worth what the variable holds', '([bool] $b = 42).GetType().Name; ([int] $i = \'5\') + 1', 'Boolean|6'],
  ]);
});
