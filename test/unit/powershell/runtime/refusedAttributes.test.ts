/** Attributes that cannot be made, commands with too many sets, and classes whose beginning fails. */
import { table } from './table.ts';

describe('what cannot be declared', () => {
  table([
    ['counts and lengths begin at nothing and end at one at least', `
      foreach ($b in { function F { param([ValidateCount(-1, 2)] $x) }; F }, { function F { param([ValidateLength(0, 0)] $x) }; F }, { function F { param([ValidateRange('Nope')] $x) }; F }, { function F { param([ValidateCount(0, 1)] $x) 'ok' }; F }) { try { & $b } catch { $_.FullyQualifiedErrorId } }`,
    'ExceptionConstructingAttribute|ExceptionConstructingAttribute|ExceptionConstructingAttribute|ok'],
    ['an empty message for a parameter', `function F { param([Parameter(HelpMessage = '')] $x) }; try { F } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }`, 'Argument|PSArgumentException'],
    ['more than 32 parameter sets', `
      foreach ($n in 32, 33) { $p = (1..$n | ForEach-Object { "[Parameter(ParameterSetName='s$_')] \`$a$_" }) -join ','; try { & ([scriptblock]::Create("param($p) 'works'")) -a1 1 } catch { $_.FullyQualifiedErrorId } }`, 'works|ParsingTooManyParameterSets'],
    ['a class whose static property fails, at every use', `
      class Broken { static [int] $x = 'zz'; static [int] Get() { return 1 } }
      foreach ($b in { [Broken]::x }, { [Broken]::x }, { [Broken]::Get() }, { [Broken]::new() }) { try { & $b } catch { "$($_.Exception.GetType().Name) $($_.FullyQualifiedErrorId)" } }
      try { [Broken]::x } catch { $_.Exception.Message; $_.Exception.InnerException.GetType().Name }`,
    "TypeInitializationException System.TypeInitializationException|TypeInitializationException System.TypeInitializationException|MethodInvocationException TypeInitializationException|MethodInvocationException TypeInitializationException|The type initializer for 'Broken' threw an exception.|RuntimeException"],
    ['what a clean block ends itself with is gathered once', `
      function F { [CmdletBinding()] param([switch] $Throw) end { } clean { if ($Throw) { throw 'x' }; $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([ArgumentException]::new('t'), 'id', 'InvalidArgument', $null)) } }
      F -ErrorVariable e 2>$null; $e.Count; F -Throw -ErrorVariable e 2>$null; $e.Count`, '1|2'],
  ]);
});
