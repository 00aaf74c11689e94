/** `.` as a stage of a pipeline: one way for every kind of parameters (about_Scopes, dot sourcing). */
import { table } from './table.ts';

describe('A dot in a pipeline', () => {
  table([
    ['parameters that take objects are variables of the scope that calls, for each object', `
      1, 2 | . { param([Parameter(ValueFromPipeline)] [int] $p, $q = 5) begin { $n = 0 } process { $n += $p; "$p $q" } end { "e$n" } }; "$p $q $n"; try { $p = 'x' } catch { 'typed' }`, '1 5|2 5|e3|2 5 3|typed'],
    ['by the names of properties too, which begin anew for each', `
      [pscustomobject] @{ A = 1; B = 2 }, [pscustomobject] @{ A = 3 } | . { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)] $A, [Parameter(ValueFromPipelineByPropertyName)] $B = 'none') process { "$A $B $(($PSBoundParameters.Keys | Sort-Object) -join ',')" } }; "$A $B"`, '1 2 A,B|3 none A|3 none'],
    ['what a block stands for is worked out there', `1, 2 | . { param([Parameter(ValueFromPipelineByPropertyName)] [int] $Length, [Parameter(ValueFromPipeline)] $v) process { "$v-$Length" } } -Length { $_ * 10 }`, '1-10|2-20'],
    ['Set-Variable in it means that scope, and so do functions it calls', `
      function Look { Get-Variable there -Scope 1 -ValueOnly }; function In { 1 | . { param([Parameter(ValueFromPipeline)] $p) process { Set-Variable there "set$p" -Scope 0; Look } }; $there; (Get-Variable -Scope 0 -Name p).Value }; In; "[$there][$p]"`, 'set1|set1|1|[][]'],
    ['an object that nothing takes is an error, and the next one goes on', `
      'a', 2 | . { [CmdletBinding()] param([Parameter(ValueFromPipeline)] [int] $p) process { "p$p" } } 2>$null; $error[0].FullyQualifiedErrorId; $?`, 'p2|InputObjectNotBound|True|<InputObjectNotBound>'],
    ['an advanced function has its preferences and its $PSCmdlet while it runs, and no longer', `
      function Adv { [CmdletBinding(DefaultParameterSetName = 'One')] param([Parameter(ValueFromPipeline, ParameterSetName = 'One')] $x) process { "$($PSCmdlet.ParameterSetName) $VerbosePreference"; $kept = $x } }
      4 | . Adv -Verbose -OutVariable o; "$VerbosePreference $kept $($o.Count)"; $null -eq $PSCmdlet`, 'One Continue|SilentlyContinue 4 1|True'],
    ['a missing parameter is told before anything runs', `try { . { param([Parameter(Mandatory)] $m) $ran = 1 } | Out-Null } catch { $_.FullyQualifiedErrorId }; "[$ran]"`, 'MissingMandatoryParameter|[]'],
    ['its clean block runs last, writes nothing, and no error leaves it', `
      1, 2 | . { process { $sum += $_; $_ } clean { $cleaned = "c$sum"; 'no output'; throw 'told' } } 2>$null; $cleaned; $error[0].ToString()`, '1|2|c3|told|<told>'],
    ['a switch and the rest of the arguments', `. { param([switch] $s, $a, [Parameter(ValueFromRemainingArguments)] $rest) "$s $a $($rest -join ',')" } -s 1 2 3 | ForEach-Object { "<$_>" }; "$a $($rest.Count)"`, '<True 1 2,3>|1 2'],
  ]);
});
