/** A runbook with CmdletBinding or Parameter is a command of its own (Command.CreateCommandProcessor). */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const SETS = "[CmdletBinding(DefaultParameterSetName = 'One', SupportsShouldProcess)] param([Parameter(ParameterSetName = 'One')] [string] $A = 'a', [Parameter(ParameterSetName = 'Two')] [int] $B); ";
const told = (script: string, parameters: Readonly<Record<string, string | number>> = {}): readonly string[] => {
  const { output, errors, result } = run(script, { parameters });
  return [...output, ...errors.map((e) => e.slice(0, e.indexOf('@'))), ...(result.error === undefined ? [] : [`ended by ${result.error.message}`])];
};
describe('$PSCmdlet of a runbook', () => {
  it('is there, for its functions too, and knows the set of its parameters', () => {
    const script = `${SETS}function Get-Set { $PSCmdlet.ParameterSetName }; $PSCmdlet.GetType().Name; Get-Set; $PSBoundParameters.Keys -join ','`;
    assert.deepEqual(told(script), ['PSScriptCmdlet', 'One', '']);
    assert.deepEqual(told(script, { b: 5 }), ['PSScriptCmdlet', 'Two', 'B']);
  });
  it('asks before something is done, writes, and ends the runbook', () => {
    const record = "[System.Management.Automation.ErrorRecord]::new([System.Exception] 'm', 'id', 'InvalidData', 5)";
    assert.deepEqual(told(`${SETS}$PSCmdlet.ShouldProcess('x'); $WhatIfPreference = $true; $PSCmdlet.ShouldProcess('x'); $PSCmdlet.WriteObject((1, 2), $true); $PSCmdlet.WriteError(${record}); try { $PSCmdlet.ThrowTerminatingError(${record}) } catch { "caught $_" } finally { 'last' }; 'never'`),
      ['True', 'False', '1', '2', 'last', 'id', 'ended by m']);
  });
  it('is not there without an attribute that says so', () => {
    assert.deepEqual(told("param($A) $null -eq $PSCmdlet; $PSBoundParameters.Count", { a: 'x' }), ['True', '1']);
  });
});
