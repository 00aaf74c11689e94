/** The common parameters (about_CommonParameters), as data; -WhatIf and -Confirm where the command supports them. */
import { T } from '../types/t.ts';
import type { AnyType } from '../types/netType.ts';
import { fold } from '../values/folding.ts';
import { ALL_SETS, NO_POSITION } from './parameters.ts';
import type { Parameter } from './parameters.ts';

const role = { position: NO_POSITION, mandatory: false, fromPipeline: false, fromProperty: false, remaining: false, help: '' };
const common = (name: string, alias: string, type: AnyType): Parameter => ({
  name, folded: fold(name), aliases: alias === '' ? [] : [alias], type, isSwitch: type === T.Switch, sets: new Map([[ALL_SETS, role]]),
  allowNull: false, allowEmptyString: false, allowEmptyCollection: false, transforms: [], validations: [], slot: -1, defaultValue: undefined, attributes: [], isCommon: true,
});
export const COMMON_PARAMETERS: readonly Parameter[] = [
  common('Verbose', 'vb', T.Switch), common('Debug', 'db', T.Switch), common('ErrorAction', 'ea', T.Object), common('WarningAction', 'wa', T.Object),
  common('InformationAction', 'infa', T.Object), common('ProgressAction', 'proga', T.Object), common('ErrorVariable', 'ev', T.String), common('WarningVariable', 'wv', T.String),
  common('InformationVariable', 'iv', T.String), common('OutVariable', 'ov', T.String), common('OutBuffer', 'ob', T.Int32), common('PipelineVariable', 'pv', T.String),
];
export const SHOULD_PROCESS_PARAMETERS: readonly Parameter[] = [common('WhatIf', 'wi', T.Switch), common('Confirm', 'cf', T.Switch)];
/** What `[CmdletBinding(SupportsPaging)]` adds; they are bound as the function's own. */
export const PAGING_PARAMETERS: readonly [Parameter, Parameter, Parameter] = [
  { ...common('IncludeTotalCount', '', T.Switch), isCommon: false }, { ...common('Skip', '', T.UInt64), isCommon: false }, { ...common('First', '', T.UInt64), isCommon: false },
];
