/** The parameters that every workflow has beside its own and the common ones (workflow-semantics.md 7.1, about_WorkflowCommonParameters). */
import type { AnyType } from '../types/netType.ts';
import { T, arrayOf } from '../types/t.ts';
import { fold } from '../values/folding.ts';
import { COMMON_PARAMETERS } from './common.ts';
import { ALL_SETS, NO_POSITION, ParameterTable } from './parameters.ts';
import { validator } from './validation.ts';
import type { Parameter } from './parameters.ts';

const role = { position: NO_POSITION, mandatory: false, fromPipeline: false, fromProperty: false, remaining: false, help: '' };
const of = (name: string, type: AnyType, fromPipeline = false): Parameter => ({
  name, folded: fold(name), aliases: [], type, isSwitch: type === T.Switch, sets: new Map([[ALL_SETS, { ...role, fromPipeline }]]),
  allowNull: false, allowEmptyString: false, allowEmptyCollection: false, transforms: [], validations: [], slot: -1, defaultValue: undefined, attributes: [], isCommon: true,
});
/** Time limits: as many seconds as a number of milliseconds can have. */
const MOST_SECONDS = 2_147_483;
const seconds = (name: string): Parameter => {
  const range = validator({ name: 'validaterange', positional: [1, MOST_SECONDS], named: new Map() });
  return { ...of(name, T.UInt32), validations: range === undefined ? [] : [range] };
};
export const WORKFLOW_PARAMETERS: readonly Parameter[] = [
  of('PSParameterCollection', arrayOf(T.Hashtable)), of('PSComputerName', arrayOf(T.String)), of('PSCredential', T.Object), of('PSConnectionRetryCount', T.UInt32), of('PSConnectionRetryIntervalSec', T.UInt32),
  seconds('PSRunningTimeoutSec'), seconds('PSElapsedTimeoutSec'), of('PSPersist', T.Boolean), of('PSAuthentication', T.Object), of('PSAuthenticationLevel', T.Object), of('PSApplicationName', T.String),
  of('PSPort', T.UInt32), of('PSUseSSL', T.Switch), of('PSConfigurationName', T.String), of('PSConnectionURI', arrayOf(T.String)), of('PSAllowRedirection', T.Switch), of('PSSessionOption', T.Object),
  of('PSCertificateThumbprint', T.String), of('PSPrivateMetadata', T.Hashtable), of('AsJob', T.Switch), of('JobName', T.String), of('InputObject', T.Object, true),
];

/** Tables of workflows, with those parameters that their own do not hide. */
const tables = new WeakMap<ParameterTable, WorkflowTable>();
/** The parameters of a workflow as they are told; the call's own binder has only the workflow's own. */
export class WorkflowTable extends ParameterTable {
  readonly beside: readonly Parameter[];
  private constructor(own: ParameterTable) {
    super(own.list, { defaultSet: own.defaultSet, isAdvanced: true });
    this.beside = WORKFLOW_PARAMETERS.filter((p) => !own.byName.has(p.folded));
  }
  static of(own: ParameterTable): WorkflowTable {
    let made = tables.get(own);
    if (made === undefined) tables.set(own, (made = new WorkflowTable(own)));
    return made;
  }
}

/** Those whose names begin so, where nothing that the workflow itself takes does. */
export function beginningWith(folded: string, own: ParameterTable): readonly Parameter[] {
  if (folded === '') return [];
  const others = [...own.byName.keys(), ...COMMON_PARAMETERS.flatMap((p) => [p.folded, ...p.aliases.map(fold)])];
  return others.some((name) => name.startsWith(folded)) ? [] : WORKFLOW_PARAMETERS.filter((p) => p.folded.startsWith(folded));
}
