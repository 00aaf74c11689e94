/** The scope of a workflow's own variables: what it finds there when it begins, and what it does not see. */
import type { JobIdentity } from '../../runtime/host.ts';
import { Frame } from '../../runtime/run/frame.ts';
import { Layout } from '../../runtime/run/layout.ts';
import type { ModuleState, Session } from '../../runtime/run/session.ts';
import { noSource } from '../../runtime/run/source.ts';
import { plainStreams } from '../../runtime/run/pipeline/streams.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { Guid } from '../../runtime/values/guid.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

/** Preferences flow from the caller into a workflow, and nothing else does (sections 3 and 12). */
export const PREFERENCE_NAMES: readonly string[] = [
  'ErrorActionPreference', 'WarningPreference', 'VerbosePreference', 'DebugPreference', 'InformationPreference', 'ProgressPreference', 'ConfirmPreference', 'WhatIfPreference',
  'PSPersistPreference', 'PSDisableSerializationPreference', 'PSRunInProcessPreference', 'PSParentActivityID',
];
/** Automatic variables that are there everywhere. */
const AUTOMATIC_NAMES: readonly string[] = [
  'PSVersionTable', 'PSEdition', 'Error', 'PID', 'HOME', 'PSHOME', 'ShellId', 'PSCulture', 'PSUICulture', 'IsLinux', 'IsWindows', 'IsMacOS', 'IsCoreCLR', 'Host', 'PSPrivateMetadata', 'PSDefaultParameterValues', 'OutputEncoding',
  'ErrorView', 'MaximumHistoryCount', 'FormatEnumerationLimit', 'ExecutionContext', 'PROFILE', 'OFS',
];

/** What lies around the scope of a workflow: the caller's preferences and the automatic variables, not the caller's own. */
export function homeOf(session: Session, module: ModuleState, caller: Frame): Frame {
  const home = new Frame(session, new Layout(), null, module, caller.out, plainStreams, noSource);
  const put = (name: string, v: Value): void => { if (v !== unset) home.assign(name, v); };
  for (const name of PREFERENCE_NAMES) put(name, caller.find(name.toLowerCase()));
  for (const name of AUTOMATIC_NAMES) put(name, session.global.own(name.toLowerCase()));
  home.strict = 0;
  return home;
}
const JOB_NAMES: readonly string[] = ['JobName', 'JobId', 'JobInstanceId', 'JobCommandName', 'ParentJobName', 'ParentJobId', 'ParentJobInstanceId', 'ParentCommandName', 'WorkflowInstanceId', 'PSWorkflowRoot'];
/** Parameters of the call that every workflow in it can read. */
const CALL_NAMES: readonly string[] = [
  'PSComputerName', 'PSCredential', 'PSPort', 'PSUseSSL', 'PSConfigurationName', 'PSApplicationName', 'PSConnectionUri', 'PSAllowRedirection', 'PSSessionOption', 'PSAuthentication', 'PSAuthenticationLevel', 'PSCertificateThumbprint',
  'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSPersist', 'PSRunningTimeoutSec', 'PSElapsedTimeoutSec',
];

/** Gives the scope of a workflow that begins a job its runtime variables. Without an identity the job is the service's, which is its own parent (CreateJobMetadataWithNoParentDefined). */
export function prepareScope(frame: Frame, name: string, identity?: JobIdentity): void {
  const { session } = frame, metadata = session.variable('PSPrivateMetadata'), own = metadata instanceof Hashtable ? metadata.get('JobId') : undefined;
  const { id, name: jobName, instance, parentId, parentName } = identity ?? { id: 1, name: 'Job1', instance: own ?? newGuid(session), parentId: 0, parentName: 'Job1' };
  const values: readonly Value[] = [jobName, id, instance, name, parentName, parentId, instance, name, instance, session.location];
  JOB_NAMES.forEach((variable, i) => { frame.assign(variable, values[i] ?? null); });
  tellOwn(frame, name);
}
/** The same for a workflow that another calls: they are one job. */
export function prepareNested(frame: Frame, name: string, caller: Frame): void {
  for (const variable of [...JOB_NAMES, ...CALL_NAMES]) {
    const v = caller.find(variable.toLowerCase());
    if (v !== unset && frame.own(variable.toLowerCase()) === unset) frame.assign(variable, v);
  }
  tellOwn(frame, name);
}
/** What each workflow has of its own: its name, and how it was told to report. */
function tellOwn(frame: Frame, name: string): void {
  // Where nothing is piped in there is an empty collection, not nothing.
  if (frame.own('input') === unset) frame.assign('input', []);
  const { session } = frame, preference = (of: string): string => session.preference(frame, `${of}Preference`);
  frame.assign('WorkflowCommandName', name);
  for (const [variable, of] of [['ErrorAction', 'ErrorAction'], ['WarningAction', 'Warning'], ['InformationAction', 'Information']] as const) if (frame.own(variable.toLowerCase()) === unset) frame.assign(variable, preference(of));
  if (/^(?:continue|inquire)$/i.test(preference('Verbose')) && frame.own('verbose') === unset) frame.assign('Verbose', true);
}
export function newGuid(session: Session): Guid {
  const hex = Buffer.from(session.host.random.bytes(16)).toString('hex').replace(/^(.{12})./, '$14').replace(/^(.{16})./, '$1a');
  return Guid.parse(hex) ?? Guid.empty;
}
