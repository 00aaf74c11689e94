/** Execution policies do not exist here: every published runbook may run. Scripts that set one go on as they would on Unix. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { executionPolicies, executionPolicyScopes } from '../parameterEnums.ts';

const unrestricted = (): EnumValue => new EnumValue(executionPolicies, 0);
const SECURITY = 'Microsoft.PowerShell.Security';
export const getExecutionPolicy = cmdlet({
  name: 'Get-ExecutionPolicy', module: SECURITY, synopsis: 'Gets the execution policy, which is always Unrestricted.', params: { Scope: { type: executionPolicyScopes, position: 0, from: 'property' }, List: { type: T.Switch } },
  run: (p, ctx) => ({ end() {
    if (!p.List) { ctx.write(unrestricted()); return; }
    // From the one that wins to the one that is asked last.
    for (const scope of [4, 3, 0, 1, 2]) ctx.write(new PSObject().set('Scope', new EnumValue(executionPolicyScopes, scope)).set('ExecutionPolicy', unrestricted()));
  } }),
});
export const setExecutionPolicy = cmdlet({
  name: 'Set-ExecutionPolicy', module: SECURITY, supportsShouldProcess: true, synopsis: 'Does nothing: there is no execution policy here.',
  params: { ExecutionPolicy: { type: executionPolicies, asText: true, position: 0, mandatory: true, from: 'pipeline' }, Scope: { type: executionPolicyScopes, position: 1, from: 'property' }, Force: { type: T.Switch } },
  run: (p, ctx) => ({ end() { ctx.verbose(`The execution policy ${p.ExecutionPolicy} changes nothing here: runbooks may always run.`); } }),
});
