/** The common parameters of one call, taken out of what was bound. */
import type { Bound } from '../../bind/binder.ts';
import type { Parameter } from '../../bind/parameters.ts';
import { preferenceValue } from '../standardVariables.ts';
import { toText } from '../../convert/toText.ts';
import { SwitchParameter } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';
import { suspendReserved } from '../../bind/actions.ts';

export interface CommonValues {
  readonly errorAction?: string;
  readonly warningAction?: string;
  readonly informationAction?: string;
  readonly progressAction?: string;
  readonly verbose?: boolean;
  readonly debug?: boolean;
  readonly errorVariable?: string;
  readonly warningVariable?: string;
  readonly informationVariable?: string;
  readonly outVariable?: string;
  readonly pipelineVariable?: string;
  readonly whatIf?: boolean;
  readonly confirm?: boolean;
}
export const NO_COMMON: CommonValues = {};
/** A bound value as `$PSBoundParameters` has it: an action is a value of its enum. */
export const boundValue = (p: Parameter, v: Value, common: CommonValues): Value => (p.isCommon && p.name.endsWith('Action') ? preferenceValue(p.name, common[`${p.name.charAt(0).toLowerCase()}${p.name.slice(1)}` as 'errorAction'] ?? toText(v)) : v);

/** Reads them; `NO_COMMON` where there are none. */
export function commonValues(bound: Bound, suffix: string, isWorkflow = false): CommonValues {
  let made: Record<string, unknown> | undefined;
  for (const [p, v] of bound.values) {
    if (!p.isCommon) continue;
    made ??= {};
    const key = p.name.charAt(0).toLowerCase() + p.name.slice(1);
    made[key] = p.isSwitch ? v instanceof SwitchParameter && v.isPresent : p.name.endsWith('Action') ? toText(v) : v;
    // Only a workflow can be suspended by an error.
    if (made[key] === 'Suspend' && !(isWorkflow && key === 'errorAction')) suspendReserved(p.name, suffix);
  }
  return made ?? NO_COMMON;
}
