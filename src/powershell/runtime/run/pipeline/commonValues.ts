/** The common parameters of one call, taken out of what was bound. */
import type { Bound } from '../../bind/binder.ts';
import type { Parameter } from '../../bind/parameters.ts';
import { preferenceValue } from '../standardVariables.ts';
import { toText } from '../../convert/toText.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { SwitchParameter } from '../../values/misc.ts';
import { isNumber, toNumber } from '../../values/numbers.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { ACTION_PREFERENCES } from '../../types/automation/actionPreference.ts';
import { exception } from '../../errors/raise.ts';
import { bindError } from '../../bind/bindError.ts';

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
    made[key] = p.isSwitch ? v instanceof SwitchParameter && v.isPresent : p.name.endsWith('Action') ? action(v, p.name, suffix) : v;
    // Only a workflow can be suspended by an error.
    if (made[key] === 'Suspend' && !(isWorkflow && key === 'errorAction')) bindError(suffix, 'ParameterBindingFailed', 'WriteError', `Cannot bind parameter '${p.name}' to the target. Exception setting "${p.name}": "The Suspend ActionPreference value is supported only for the ErrorAction of a workflow. For more information about preference variables, see the Help topic, "about_Preference_Variables.""`);
  }
  return made ?? NO_COMMON;
}
/** An ActionPreference by name or number. */
function action(v: Value, name: string, suffix: string): string {
  const plain = unwrap(v);
  if (plain == null) {
    const why = `Cannot convert null to type "System.Management.Automation.ActionPreference" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${ACTION_PREFERENCES.join(',')}".`, told = `Exception setting "${name}": "${why}"`;
    return bindError(suffix, 'ParameterBindingFailed', 'WriteError', `Cannot bind parameter '${name}' to the target. ${told}`, { inner: exception('System.Management.Automation.SetValueInvocationException', told, exception('System.Management.Automation.PSInvalidCastException', why)) });
  }
  if (plain instanceof EnumValue) return plain.toString();
  if (isNumber(plain)) return ACTION_PREFERENCES[toNumber(plain)] ?? 'Continue';
  const text = toText(plain).toLowerCase();
  const found = ACTION_PREFERENCES.find((a) => a.toLowerCase() === text) ?? (text === '' ? undefined : ACTION_PREFERENCES.find((a) => a.toLowerCase().startsWith(text)));
  return found ?? bindError(suffix, 'CannotConvertArgumentNoMessage', 'InvalidArgument',
    `Cannot bind parameter '${name}'. Cannot convert value "${toText(v)}" to type "System.Management.Automation.ActionPreference". Error: "Unable to match the identifier name ${toText(v)} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${ACTION_PREFERENCES.join(', ')}"`);
}
