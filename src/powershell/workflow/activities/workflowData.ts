/** Get-PSWorkflowData and Set-PSWorkflowData: the runtime variables of a workflow (section 14). */
import type { Eval } from '../../runtime/compile/code.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { activityValue } from './activityValues.ts';
import { workflowScope } from './assignment.ts';

/** What can be read; what can be set has the same names. */
const WORKFLOW_DATA = [
  'PSComputerName', 'PSCredential', 'PSPort', 'PSUseSsl', 'PSConfigurationName', 'PSApplicationName', 'PSConnectionUri', 'PSAllowRedirection', 'PSSessionOption', 'PSAuthentication', 'PSCertificateThumbprint',
  'Input', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSPersist', 'PSActionRetryCount', 'PSActionRetryIntervalSec', 'PSActionRunningTimeoutSec', 'PSRequiredModules', 'PSDisableSerialization',
  'MergeErrorToOutput', 'PSRemotingBehavior', 'PSAuthenticationLevel', 'Verbose', 'PSPrivateMetadata', 'PSRunningTimeoutSec', 'PSElapsedTimeoutSec', 'PSWorkflowRoot', 'JobName', 'JobInstanceId', 'JobId',
  'JobCommandName', 'ParentJobName', 'ParentJobInstanceId', 'ParentJobId', 'ParentCommandName', 'WorkflowInstanceId', 'PSSenderInfo', 'PSCulture', 'PSUICulture', 'PSVersionTable', 'ErrorAction', 'WarningAction', 'InformationAction',
] as const;
/** What Set-PSWorkflowData sets (SetPSWorkflowData); the others are told by the job, or by its parameters. */
export const SETTABLE: readonly string[] = [
  'OtherVariableName', 'Value', 'PSRemotingBehavior', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'Input', 'UseDefaultInput', 'PSComputerName', 'PSCredential', 'PSDisableSerialization', 'PSPersist', 'MergeErrorToOutput',
  'PSActionRunningTimeoutSec', 'PSBookmarkTimeoutSec', 'PSRequiredModules', 'PSActionRetryCount', 'PSActionRetryIntervalSec', 'PSPort', 'PSUseSsl', 'PSAllowRedirection', 'PSApplicationName', 'PSConfigurationName', 'PSConnectionUri',
  'PSAuthentication', 'PSCertificateThumbprint', 'PSSessionOption',
];
const NAMES: readonly string[] = WORKFLOW_DATA;
/** Defaults of activities: they can be asked for, and are not among all of what a workflow knows of itself (PSWorkflowRuntimeVariable). */
const DEFAULTS = /^(?:PSAction\w+|PSRequiredModules|PSDisableSerialization|MergeErrorToOutput|PSRemotingBehavior)$/;
const read = (at: Position, run: WorkflowRun, name: string): Value => {
  const set = run.settings.get(fold(name));
  if (set !== undefined) return set;
  const v = workflowScope(at.scope).find(fold(name));
  return v === unset ? null : v;
};

export class GetWorkflowData extends Activity {
  override get commands(): readonly string[] { return ['Get-PSWorkflowData']; }
  private readonly parts: { readonly variable: Eval | undefined; readonly other: Eval | undefined; readonly type: (() => AnyType) | undefined };
  constructor(place: ActivityPlace, parts: GetWorkflowData['parts']) { super(place); this.parts = parts; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { variable, other, type } = this.parts, { scope } = at;
    scope.at = this.mark;
    const name = variable === undefined ? '' : toText(variable(scope)), folded = fold(name);
    const v = folded === 'all' ? this.all(at, run) : read(at, run, folded === 'other' && other !== undefined ? toText(other(scope)) : this.known(name));
    fiber.pop();
    // A variable that is not there is no record.
    if (v != null) run.write(type === undefined ? v : convertTo(v, type()), at.out);
    run.yieldFiber();
  }
  private all(at: Position, run: WorkflowRun): Value {
    const made = new Hashtable();
    for (const name of NAMES) if (!DEFAULTS.test(name)) made.set(name, read(at, run, name));
    return made;
  }
  private known(name: string): string {
    return NAMES.find((n) => fold(n) === fold(name)) ?? raise({
      id: 'WorkflowDataUnknown', category: 'InvalidArgument', target: name,
      message: `Get-PSWorkflowData knows no variable '${name}'. It knows All, Other (with -OtherVariableName) and: ${NAMES.join(', ')}.`,
    });
  }
}

/** For the whole of the job: the workflows that have called this one see it as well. */
function assign(scope: Frame, name: string, value: Value): void {
  for (let at: Frame | undefined = scope; at !== undefined;) {
    at.assign(name, value);
    const caller: Frame | undefined = at.caller === null ? undefined : workflowScope(at.caller);
    at = caller?.invocation?.command?.kind === 'Workflow' && caller !== at ? caller : undefined;
  }
}
export class SetWorkflowData extends Activity {
  override get commands(): readonly string[] { return ['Set-PSWorkflowData']; }
  private readonly values: readonly { readonly name: string; readonly value: Eval | undefined }[];
  constructor(place: ActivityPlace, values: SetWorkflowData['values']) { super(place); this.values = values; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { scope } = at, top = workflowScope(scope);
    scope.at = this.mark;
    const all = this.values.map(({ name, value }) => ({ name, folded: fold(name), value: activityValue(fold(name), value === undefined ? true : value(scope) ?? null) }));
    const other = all.find((x) => x.folded === 'othervariablename'), given = all.find((x) => x.folded === 'value');
    if (other !== undefined) assign(top, toText(other.value), given?.value ?? null);
    for (const { name, folded, value } of all) {
      if (folded === 'othervariablename' || folded === 'value') continue;
      // A null takes the default away again.
      if (value === null) run.settings.delete(folded); else run.settings.set(folded, value);
      assign(top, name, value);
    }
    fiber.pop();
    run.yieldFiber();
  }
}
