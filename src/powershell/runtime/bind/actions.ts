/** -ErrorAction and the others of its kind: a value of ActionPreference, bound as a cmdlet's own parameter is. */
import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { exception } from '../errors/raise.ts';
import { ACTION_PREFERENCES } from '../types/automation/actionPreference.ts';
import { lookupType } from '../types/registry.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { bindError } from './bindError.ts';

export const ACTION_PREFERENCE = 'System.Management.Automation.ActionPreference';
/** An action by name, beginning of a name or number, as its name. */
export function actionOf(v: Value, name: string, suffix: string): string {
  const plain = unwrap(v), type = lookupType(ACTION_PREFERENCE);
  if (plain == null) return notSet(name, suffix, `Cannot convert null to type "${ACTION_PREFERENCE}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${ACTION_PREFERENCES.join(',')}".`, 'System.Management.Automation.PSInvalidCastException');
  if (typeof plain === 'string' && (ACTION_PREFERENCES as readonly string[]).includes(plain)) return plain;
  if (type === undefined) return toText(plain);
  try { return toText(convertTo(plain, type)); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const inner = e.record.exception;
    return bindError(suffix, 'CannotConvertArgumentNoMessage', 'InvalidArgument', `Cannot bind parameter '${name}'. ${inner.message}`, { inner });
  }
}
/** Suspend means something for workflows alone (ErrorPackage.resx: ActionPreferenceReservedForFutureUseError). */
export const SUSPEND_RESERVED = 'The Suspend ActionPreference value is reserved for future use and is not supported at this time. For more information about preference variables, see the Help topic, "about_Preference_Variables."';
export const suspendReserved = (name: string, suffix: string): never => notSet(name, suffix, SUSPEND_RESERVED, 'System.Management.Automation.PSNotSupportedException');
function notSet(name: string, suffix: string, why: string, inner: string): never {
  const told = `Exception setting "${name}": "${why}"`;
  return bindError(suffix, 'ParameterBindingFailed', 'WriteError', `Cannot bind parameter '${name}' to the target. ${told}`, { inner: exception('System.Management.Automation.SetValueInvocationException', told, exception(inner, why)) });
}
