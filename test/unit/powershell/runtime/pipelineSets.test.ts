/** Which parameter set a command tells before the first object, and for each. */
import { table } from './table.ts';

const show = `begin { "begin $($PSCmdlet.ParameterSetName)" } process { "$($PSCmdlet.ParameterSetName) $Num|$Str|$Name" } end { "end $($PSCmdlet.ParameterSetName)" }`;
const parameters = `[Parameter(ParameterSetName='N', ValueFromPipeline, Mandatory)][int]$Num, [Parameter(ParameterSetName='S', ValueFromPipeline, Mandatory)][string]$Str, [Parameter(ParameterSetName='P', ValueFromPipelineByPropertyName, Mandatory)]$Name`;
describe('Parameter sets of pipelines', () => {
  table([
    ['each object chooses the set', `function F { [CmdletBinding(DefaultParameterSetName='N')] param(${parameters}) ${show} }; 1, 'x', [pscustomobject]@{ Name = 'q' } | F`, 'begin N|N 1|||S 0|x||P 0||q|end P'],
    ['without a default none is told before the first object', `function F { [CmdletBinding()] param(${parameters}) ${show} }; 1 | F`, 'begin __AllParameterSets|N 1|||end N'],
    ['what the command line has bound leaves one', `function F { [CmdletBinding(DefaultParameterSetName='Q')] param([Parameter(ValueFromPipeline)] $x, [Parameter(ParameterSetName='Q')] $q, [Parameter(ParameterSetName='R')] $r) begin { $PSCmdlet.ParameterSetName } process { $PSCmdlet.ParameterSetName } }; 1 | F; 1 | F -r 2; F -x 1`, 'Q|Q|R|R|Q|Q'],
    ['what an object does not bring is told of it, and the next goes on', `
      function F { [CmdletBinding()] param([Parameter(Mandatory, ValueFromPipelineByPropertyName)] $A, [Parameter(Mandatory, ValueFromPipelineByPropertyName)] $B) process { "$A$B" } }
      [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 1; B = 2 } | F`, '12|<InputObjectMissingMandatory,F>'],
    ['what cannot come from the pipeline is missing at once', `function F { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $A, [Parameter(Mandatory)] $B) process { 'no' } }; try { 1 | F } catch { $_.FullyQualifiedErrorId }`, 'MissingMandatoryParameter,F'],
    ['the set that lacks nothing is tried before the others', `
      function F { [CmdletBinding(DefaultParameterSetName='D')] param([Parameter(ParameterSetName='D', ValueFromPipeline)] $In, [Parameter(ParameterSetName='M', Mandatory)] $Must, [Parameter(ParameterSetName='M', ValueFromPipeline)] $Other) begin { $PSCmdlet.ParameterSetName } process { "$($PSCmdlet.ParameterSetName) $In" } }; 5 | F; 5 | F -Must 1`, 'D|D 5|M|M '],
  ]);
});
