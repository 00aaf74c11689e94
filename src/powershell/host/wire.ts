/** Values on their way to PowerShell and back: CLIXML, with secrets apart, since CLIXML would seal them for one account. */
import { ClixmlError, readClixml } from '../clixml/readClixml.ts';
import { writeClixml } from '../clixml/writeClixml.ts';
import { toText } from '../runtime/convert/toText.ts';
import { Dictionary, Hashtable, OrderedDictionary } from '../runtime/values/dictionary.ts';
import { PowerShellError } from '../runtime/values/errorRecord.ts';
import { ArrayList } from '../runtime/values/lists.ts';
import { PSCredential, SecureString } from '../runtime/values/misc.ts';
import { PSObject, customObject } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import { PowerShellHostError } from './errors.ts';

/** Objects below are texts, as in a remote call; what a script writes as a table or list is rarely deeper. */
const DEPTH = 5;
const SECRET = 'SmaRunbooks.Secret';

/** One value as a document. */
export const toWire = (v: Value): string => writeClixml([sealed(v, DEPTH)], DEPTH - 1);
/** A document of one value. Throws PowerShellHostError for what is none: XML that is broken, a tag nobody knows, a number that is none. */
export function fromWire(text: string): Value {
  try { return unsealed(readClixml(text, true)[0] ?? null); } catch (e) {
    if (!(e instanceof ClixmlError) && !(e instanceof PowerShellError)) throw e;
    throw new PowerShellHostError('PowerShellFailed', `PowerShell sent a value that cannot be read. ${e instanceof ClixmlError ? e.message : e.record.message}`);
  }
}

function sealed(v: Value, depth: number): Value {
  if (v instanceof SecureString) return customObject([['UserName', null], ['Text', v.reveal()]], SECRET);
  if (v instanceof PSCredential) return customObject([['UserName', v.userName], ['Text', v.password.reveal()]], SECRET);
  if (depth < 0 || typeof v !== 'object' || v === null) return v;
  if (Array.isArray(v)) return v.some((item) => typeof item === 'object') ? v.map((item: Value) => sealed(item, depth - 1)) : v;
  if (v instanceof ArrayList) return new ArrayList(v.items.map((item) => sealed(item, depth - 1)));
  if (v instanceof Dictionary) return tableOf(v, (item) => sealed(item, depth - 1));
  return v instanceof PSObject && v.base === undefined ? bagOf(v, (item) => sealed(item, depth - 1)) : v;
}
function unsealed(v: Value): Value {
  if (v instanceof ArrayList) { v.items.forEach((item, i) => { v.items[i] = unsealed(item); }); return v; }
  if (v instanceof Dictionary) return tableOf(v, unsealed);
  if (!(v instanceof PSObject) || v.base !== undefined) return v;
  if (v.typeNames?.includes(`Deserialized.${SECRET}`) === true) {
    const text = new SecureString(toText(v.get('Text'))), user = v.get('UserName');
    return user == null ? text : new PSCredential(toText(user), text);
  }
  v.shape.names.forEach((name, i) => { if (v.shape.kinds[i] === 'NoteProperty') v.set(name, unsealed(v.slots[i] as Value)); });
  return v;
}
function tableOf(v: Dictionary, change: (item: Value) => Value): Value {
  const made = v instanceof OrderedDictionary ? new OrderedDictionary() : new Hashtable();
  for (const { key, value } of v.entries.values()) made.set(key, change(value));
  return made;
}
/** Only where something in it is secret or may be: script members and live objects go as they are. */
function bagOf(v: PSObject, change: (item: Value) => Value): Value {
  if (!v.shape.kinds.every((kind) => kind === 'NoteProperty') || !v.slots.some((item) => typeof item === 'object' && item !== null)) return v;
  const made = new PSObject();
  v.shape.names.forEach((name, i) => made.set(name, change(v.slots[i] as Value)));
  made.typeNames = v.typeNames;
  return made;
}
