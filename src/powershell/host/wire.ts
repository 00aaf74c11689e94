/** Values on their way to PowerShell and back: CLIXML, with secrets apart, since CLIXML would seal them for one account. */
import { ClixmlError } from '../clixml/clixmlError.ts';
import { readClixml } from '../clixml/readClixml.ts';
import { writeClixml } from '../clixml/writeClixml.ts';
import { toText } from '../runtime/convert/toText.ts';
import { Dictionary, Hashtable, OrderedDictionary } from '../runtime/values/dictionary.ts';
import { PowerShellError } from '../runtime/values/errorRecord.ts';
import { ArrayList } from '../runtime/values/lists.ts';
import { PSCredential, SecureString } from '../runtime/values/misc.ts';
import { DeserializedObject, PSObject, customObject } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import { PowerShellHostError } from './errors.ts';

/** How deep the properties of objects go that are no bags (those, lists and tables go whole); what is below is a text, as in a remote call. */
const DEPTH = 5;
const SECRET = 'SmaRunbooks.Secret';

/** One value as a document. */
export const toWire = (v: Value): string => writeClixml([sealed(v)], DEPTH);
/** A document of one value. Throws PowerShellHostError for what is none: XML that is broken, a tag nobody knows, a number that is none. */
export function fromWire(text: string): Value {
  try { return unsealed(readClixml(text, true)[0] ?? null); } catch (e) {
    if (!(e instanceof ClixmlError) && !(e instanceof PowerShellError)) throw e;
    throw new PowerShellHostError('PowerShellFailed', `PowerShell sent a value that cannot be read. ${e instanceof ClixmlError ? e.message : e.record.message}`);
  }
}

/** What is secret made open, wherever in lists, tables and bags it is; `made`: copies so far, since a value may contain itself. */
function sealed(v: Value, made = new Map<object, Value>()): Value {
  if (v instanceof SecureString) return customObject([['UserName', null], ['Text', v.reveal()]], SECRET);
  if (v instanceof PSCredential) return customObject([['UserName', v.userName], ['Text', v.password.reveal()]], SECRET);
  if (typeof v !== 'object' || v === null) return v;
  const before = made.get(v);
  if (before !== undefined) return before;
  const change = (item: Value): Value => sealed(item, made);
  if (Array.isArray(v)) {
    if (!v.some((item) => typeof item === 'object' && item !== null)) return v;
    const copy: Value[] = [];
    made.set(v, copy);
    for (const item of v as readonly Value[]) copy.push(change(item));
    return copy;
  }
  if (v instanceof ArrayList) return filled(v, new ArrayList([]), made, (copy) => { for (const item of v.items) copy.items.push(change(item)); });
  if (v instanceof Dictionary) return filled(v, v instanceof OrderedDictionary ? new OrderedDictionary() : new Hashtable(), made, (copy) => { for (const { key, value } of v.entries.values()) copy.set(key, change(value)); });
  return v instanceof PSObject && v.base === undefined && isPlainBag(v) ? filled(v, new PSObject(), made, (copy) => { v.shape.names.forEach((name, i) => copy.set(name, change(v.slots[i] as Value))); copy.typeNames = v.typeNames; }) : v;
}
function filled<C extends object & Value>(v: object, copy: C, made: Map<object, Value>, fill: (copy: C) => void): C {
  made.set(v, copy);
  fill(copy);
  return copy;
}
/** Only where something in it is secret or may be: script members and live objects go as they are. */
const isPlainBag = (v: PSObject): boolean => !(v instanceof DeserializedObject) && v.shape.kinds.every((kind) => kind === 'NoteProperty') && v.slots.some((item) => typeof item === 'object' && item !== null);
/** The same back, in place: what was read is nobody's yet. */
function unsealed(v: Value, seen = new Set<object>()): Value {
  if (typeof v !== 'object' || v === null || seen.has(v)) return v;
  seen.add(v);
  if (v instanceof ArrayList) { v.items.forEach((item, i) => { v.items[i] = unsealed(item, seen); }); return v; }
  if (v instanceof Dictionary) { for (const { key, value } of v.entries.values()) v.set(key, unsealed(value, seen)); return v; }
  if (!(v instanceof PSObject) || v.base !== undefined) return v;
  if (v.typeNames?.includes(`Deserialized.${SECRET}`) === true) {
    const text = new SecureString(toText(v.get('Text'))), user = v.get('UserName');
    return user == null ? text : new PSCredential(toText(user), text);
  }
  v.shape.names.forEach((name, i) => { if (v.shape.kinds[i] === 'NoteProperty') v.set(name, unsealed(v.slots[i] as Value, seen)); });
  return v;
}
