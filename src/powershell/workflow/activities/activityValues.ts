/** The types of the parameters that every activity has (workflow-semantics.md 7.2, PSActivity and PSRemotingActivity). */
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';

const TYPES: ReadonlyMap<string, () => AnyType> = new Map([
  ...['PSActionRetryCount', 'PSActionRetryIntervalSec', 'PSActionRunningTimeoutSec', 'PSBookmarkTimeoutSec', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSPort'].map((name) => [name, () => T.UInt32] as const),
  ...['PSPersist', 'PSDisableSerialization', 'MergeErrorToOutput', 'PSUseSsl', 'PSAllowRedirection'].map((name) => [name, () => T.Boolean] as const),
  ...['PSProgressMessage', 'PSApplicationName', 'PSConfigurationName', 'PSCertificateThumbprint'].map((name) => [name, () => T.String] as const),
  ...['PSComputerName', 'PSRequiredModules', 'PSConnectionUri'].map((name) => [name, () => arrayOf(T.String)] as const),
  ['PSCredential', () => T.PSCredential] as const,
].map(([name, type]) => [fold(name), type]));

/** Names of enumerations that are no types of the engine. */
const WORDS: ReadonlyMap<string, { readonly type: string; readonly names: readonly string[] }> = new Map([
  ['psremotingbehavior', { type: 'Microsoft.PowerShell.Activities.RemotingBehavior', names: ['None', 'PowerShell', 'Custom'] }],
  ['psauthentication', { type: 'System.Management.Automation.Runspaces.AuthenticationMechanism', names: ['Default', 'Basic', 'Negotiate', 'NegotiateWithImplicitCredential', 'Credssp', 'Digest', 'Kerberos'] }],
]);

/**
 * What an activity makes of a value that it was given, before it does anything: an error of the statement where the value is of no such
 * type. A null is as if the parameter had not been given.
 */
export function activityValue(folded: string, v: Value): Value {
  if (v == null) return null;
  const type = TYPES.get(folded), words = WORDS.get(folded);
  if (type !== undefined) return convertTo(v, type());
  if (words === undefined) return v;
  const text = toText(v), fitting = words.names.filter((name) => fold(name).startsWith(fold(text))), found = words.names.find((name) => fold(name) === fold(text)) ?? (fitting.length === 1 ? fitting[0] : words.names[Number(text)]);
  return text === '' || found === undefined ? raise({
    id: 'InvalidCastFromStringToEnumeration', category: 'InvalidArgument', target: v, exception: 'System.Management.Automation.PSInvalidCastException',
    message: `Cannot convert value "${text}" to type "${words.type}". It is one of: ${words.names.join(', ')}.`,
  }) : found;
}
