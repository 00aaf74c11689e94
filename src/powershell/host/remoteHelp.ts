/** The help of a command of PowerShell, as PowerShell gives it: of its comment, its module's files, or how it is called. */
import { Hashtable } from '../runtime/values/dictionary.ts';
import { PSObject } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import type { Conversation } from './conversation.ts';
import { fromWire, toWire } from './wire.ts';

const DESERIALIZED = 'Deserialized.';

/** Undefined where PowerShell has none. It is shown here by the views of help here, as what it was over there. */
export function remoteHelp(name: string, conversation: Conversation): PSObject | undefined {
  const given = new Hashtable();
  given.set('SmaName', name);
  const exchange = conversation.ask({ type: 'run', text: 'param($SmaName) Get-Help -Name $SmaName -ErrorAction SilentlyContinue | Select-Object -First 1', arguments: toWire(given), variables: toWire(new Hashtable()), asText: false });
  let found: Value;
  for (let reply = exchange.next(); reply !== undefined; reply = exchange.next()) if (reply.type === 'output' && reply.clixml !== undefined) found ??= fromWire(reply.clixml);
  return found instanceof PSObject ? named(found) : undefined;
}
/** Values as they were named before they travelled, wherever they are within. */
function named(value: PSObject): PSObject {
  const own = new PSObject();
  value.shape.names.forEach((name, i) => own.set(name, within(value.slots[i] as Value)));
  if (value.typeNames !== undefined) own.typeNames = value.typeNames.map((type) => (type.startsWith(DESERIALIZED) ? type.slice(DESERIALIZED.length) : type));
  return own;
}
const within = (value: Value): Value => (Array.isArray(value) ? (value as readonly Value[]).map(within) : value instanceof PSObject && value.base === undefined ? named(value) : value);
