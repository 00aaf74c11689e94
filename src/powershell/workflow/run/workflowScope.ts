/** The scope of a workflow's own variables: what it finds there when it begins, and what it does not see. */
import { Frame } from '../../runtime/run/frame.ts';
import { Layout } from '../../runtime/run/layout.ts';
import type { ModuleState, Session } from '../../runtime/run/session.ts';
import { noSource } from '../../runtime/run/source.ts';
import { plainStreams } from '../../runtime/run/pipeline/streams.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
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
/** The runtime variables of a workflow's own scope (section 14). */
export function prepareScope(frame: Frame, name: string): void {
  const { session } = frame;
  frame.assign('WorkflowCommandName', name);
  frame.assign('JobCommandName', name);
  frame.assign('PSWorkflowRoot', session.location);
  // The job of the service is the job: its only name is its id.
  const metadata = session.variable('PSPrivateMetadata'), id = metadata instanceof Hashtable ? metadata.get('JobId') : undefined;
  for (const variable of id == null ? [] : ['JobInstanceId', 'ParentJobInstanceId', 'WorkflowInstanceId']) frame.assign(variable, id);
}
