/** The help of a command of PowerShell, as PowerShell gives it: of its comment, its module's files, or how it is called. */
import { Hashtable } from '../runtime/values/dictionary.ts';
import { ArrayList } from '../runtime/values/lists.ts';
import { PSObject } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import type { Conversation } from './conversation.ts';
import { fromWire, toWire } from './wire.ts';

const DESERIALIZED = 'Deserialized.';

/** Undefined where PowerShell has none. It is shown here by the views of help here, as what it was over there. */
export function remoteHelp(name: string, conversation: Conversation): PSObject | undefined {
  const given = new Hashtable();
  given.set('SmaName', name);
  const exchange = conversation.ask({ type: 'run', text: 'param($SmaName) $SmaHelp = Get-Help -Name $SmaName -ErrorAction SilentlyContinue | Select-Object -First 1; if ($null -ne $SmaHelp) { $SmaHelp.PSObject.TypeNames -join ","; $SmaHelp }', arguments: toWire(given), variables: toWire(new Hashtable()), asText: false });
  let found: Value, names = '';
  for (let reply = exchange.next(); reply !== undefined; reply = exchange.next()) {
    if (reply.type === 'output' && reply.clixml !== undefined) found ??= fromWire(reply.clixml);
    else if (reply.type === 'output' && names === '') names = reply.value ?? '';
  }
  if (!(found instanceof PSObject)) return undefined;
  const help = named(found);
  // Help is an object around an object: what is serialised is the one inside, which is a custom object and no more.
  if (names !== '') help.typeNames = names.split(',');
  return help;
}
/** Values as they were named before they travelled, wherever they are within. */
function named(value: PSObject): PSObject {
  const own = new PSObject();
  value.shape.names.forEach((name, i) => own.set(name, within(value.slots[i] as Value)));
  if (value.typeNames !== undefined) own.typeNames = value.typeNames.map((type) => (type.startsWith(DESERIALIZED) ? type.slice(DESERIALIZED.length) : type));
  return own;
}
const within = (value: Value): Value => (value instanceof ArrayList ? value.items.map(within) : Array.isArray(value) ? (value as readonly Value[]).map(within) : value instanceof PSObject && value.base === undefined ? named(value) : value);
