/**
 * The boundary of an activity: what it writes goes through serialisation at depth 1, as in Windows PowerShell
 * (workflow-semantics.md section 6). Simple values stay live; other objects come out as bags of properties.
 */
import { toText } from '../../runtime/convert/toText.ts';
import { ignoringFaults } from '../../runtime/convert/retrieved.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { listProperties } from '../../runtime/members/list.ts';
import type { Session } from '../../runtime/run/session.ts';
import { exceptionType } from '../../runtime/types/system/exceptions.ts';
import { isKnownEverywhere } from '../../runtime/types/ofScripts.ts';
import { typeNames, typeOf } from '../../runtime/types/typeOf.ts';
import { TypedArray } from '../../runtime/values/arrays.ts';
import { Dictionary, Hashtable, OrderedDictionary } from '../../runtime/values/dictionary.ts';
import { LaterMap } from '../../runtime/values/laterMap.ts';
import { EnumValue, enumNumber } from '../../runtime/values/enumValue.ts';
import { ErrorRecord, NetException } from '../../runtime/values/errorRecord.ts';
import { ArrayList } from '../../runtime/values/lists.ts';
import { DeserializedObject, PSObject, attachMembers, attachedMembers } from '../../runtime/values/psObject.ts';
import type { NetObject, Value } from '../../runtime/values/value.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import { isNumber } from '../../runtime/values/numbers.ts';

const DEPTH = 1;
const PREFIX = 'Deserialized.';
/** Types that come out live: simple ones, and those that remoting makes anew. */
const LIVE: ReadonlySet<string> = new Set([
  'System.Char', 'System.DateTime', 'System.DateTimeOffset', 'System.TimeSpan', 'System.Guid', 'System.Uri', 'System.Version', 'System.Management.Automation.ScriptBlock',
  'System.Security.SecureString', 'System.Management.Automation.PSCredential', 'System.Management.Automation.ProgressRecord', 'System.Management.Automation.SemanticVersion',
  'System.Security.Cryptography.X509Certificates.X509Certificate2', 'System.Net.IPAddress', 'System.Net.Mail.MailAddress', 'System.Globalization.CultureInfo',
  'System.Management.Automation.SwitchParameter', 'System.Xml.XmlDocument', 'System.DBNull', 'System.DateOnly', 'System.TimeOnly', 'Microsoft.Management.Infrastructure.CimInstance',
]);

/** A value as it comes out on the other side. */
export function crossed(v: Value, depth = DEPTH): Value {
  if (typeof v !== 'object' || v === null) return v;
  const around = open.get(v);
  if (around !== undefined) return around;
  if (Array.isArray(v)) return v instanceof TypedArray && v.elementType.name === 'System.Byte' ? v : listOf(v, v, depth);
  if (v instanceof PSObject) return v.base === undefined ? bag(v, depth) : wrapped(v, depth);
  // An exception holds its record, which holds the exception.
  if (v instanceof ErrorRecord) return depth < DEPTH ? toText(v) : remoteRecord(v);
  if (v instanceof EnumValue && !isKnownEverywhere(v.netType)) return scriptEnum(v);
  return isLive(v) ? v : object(v, depth);
}
/** A value of an enumeration that only the script knows: the number, with the text that it was (InternalDeserializer.ReadOneObject). */
function scriptEnum(v: EnumValue): PSObject {
  const made = new PSObject(enumNumber(v));
  made.literal = v.toString();
  made.typeNames = typeNames(v).map(deserialized);
  return made;
}
/** A value that leaves a thread for another where its type is not known: no boundary of PowerShell's is there, so that an enum's value goes on with its own name. */
export function shared(v: Value): Value {
  if (!(v instanceof EnumValue) || isKnownEverywhere(v.netType)) return crossed(v);
  const made = scriptEnum(v);
  made.typeNames = [...typeNames(v)];
  return made;
}
/** What is being made of the objects around the one at hand: one that holds itself does so on the other side too (ReferenceIdHandlerForSerializer). */
const open = new Map<object, Value>();
function filled<M extends Value>(from: object, made: M, fill: (made: M) => void): M {
  open.set(from, made);
  try { fill(made); } finally { open.delete(from); }
  return made;
}
const REMOTE = 'System.Management.Automation.RemoteException';
/** An error behind a boundary: id, category, place and way out are what they were, the exception is its text and a bag of properties (ErrorRecord.FromPSObjectForRemoting). */
export function remoteRecord(record: ErrorRecord): ErrorRecord {
  const { exception, targetObject, reason, ...rest } = record;
  if (exception.netType.name === REMOTE) return record;
  const extra = new LaterMap<string, Value>(() => [['SerializedRemoteException', crossed(exception)], ['SerializedRemoteInvocationInfo', crossed(record.invocation)]]), remote = Object.assign(new NetException(exceptionType(REMOTE), exception.message), { extra });
  const made = Object.assign(new ErrorRecord(remote, record.errorId, record.category, crossed(targetObject)), rest, { reason: reason === '' ? exception.netType.shortName : reason });
  remote.errorRecord = made;
  return made;
}
// A format document is for the one who shows it, wherever that is.
const isLive = (v: NetObject): boolean => isNumber(v) || v instanceof EnumValue || v instanceof XmlNode || LIVE.has(typeOf(v).name)
  || typeOf(v).name.startsWith('Microsoft.PowerShell.Commands.Internal.Format.');

function object(v: NetObject, depth: number): Value {
  if (v instanceof Dictionary) return table(v, depth);
  if (isEnumerable(v)) return listOf(v, [...enumerate(v)], depth);
  const own = settingsOf(v), left = own?.depth ?? depth;
  return left < 1 ? textOf(v) : properties(v, left, own?.only);
}
interface Settings { readonly depth: number; readonly only?: ReadonlySet<string> }
/** Types that go deeper, or not so wide, whatever they are in (SerializationDepth and PropertySerializationSet of types.ps1xml). */
const SETTINGS: ReadonlyMap<string, Settings> = new Map<string, Settings>([
  ['System.Exception', { depth: 1 }], ['System.Management.Automation.JobStateInfo', { depth: 1 }],
  ['System.Management.Automation.Job', { depth: 2, only: new Set(['HasMoreData', 'StatusMessage', 'Location', 'Command', 'JobStateInfo', 'InstanceId', 'Id', 'Name', 'State', 'ChildJobs', 'PSJobTypeName', 'PSBeginTime', 'PSEndTime']) }],
]);
function settingsOf(v: NetObject): Settings | undefined {
  for (const name of typeNames(v)) { const found = SETTINGS.get(name); if (found !== undefined) return found; }
  return undefined;
}
/** Collections become lists that say what they were (`Deserialized.System.Object[]`), and use up no depth: where none is left, what they hold is text (InternalSerializer.WriteOneObject). */
const listOf = (v: NetObject | Value[], items: readonly Value[], depth: number): Value => told(filled(v, new ArrayList([]), (made) => { for (const item of items) made.items.push(crossed(item, depth)); }), v);
/** The names of the types of what a collection was made from (InternalDeserializer.ReadOneObject). */
function told<C extends NetObject>(made: C, from: Value): C {
  attachMembers(made).typeNames = typeNames(from).map(deserialized);
  return made;
}
const deserialized = (name: string): string => (name.startsWith(PREFIX) ? name : PREFIX + name);
function table(v: Dictionary, depth: number): Value {
  const made = v instanceof OrderedDictionary ? new OrderedDictionary() : new Hashtable();
  return told(filled(v, made, () => { for (const { key, value } of v.entries.values()) made.set(crossed(key, depth), crossed(value, depth)); }), v);
}
/** A custom object keeps its own properties at any depth; as the property of another it is one text as everything is. */
function bag(v: PSObject, depth: number): Value {
  if (v instanceof DeserializedObject) return v;
  const names = typeNames(v);
  if (names[0]?.startsWith(PREFIX) === true) return v;
  if (depth < 1) return textOf(v);
  const made = new PSObject();
  made.typeNames = names.map((n) => PREFIX + n);
  return filled(v, made, () => { for (const { name, get } of listProperties(v)) made.set(name, crossed(quiet(get), depth)); });
}
function wrapped(v: PSObject, depth: number): Value {
  const inside = crossed(v.base, depth);
  // Members added to a simple value stay with it.
  if (inside !== v.base && inside instanceof PSObject) {
    v.shape.names.forEach((name, i) => { if (v.shape.kinds[i] === 'NoteProperty') inside.set(name, crossed(v.slots[i] as Value, depth)); });
    return inside;
  }
  return inside === v.base ? v : inside;
}
function properties(v: NetObject, depth: number, only?: ReadonlySet<string>): Value {
  const made = new DeserializedObject();
  made.typeNames = typeNames(v).map((n) => PREFIX + n);
  made.text = textOf(v);
  // What was added to the one object uses up none (WriteMemberInfoCollection).
  const added = attachedMembers(v);
  return filled(v, made, () => { for (const { name, get, memberType } of listProperties(v)) if (memberType !== 'PropertySet' && only?.has(name) !== false) made.set(name, crossed(quiet(get), added?.has(name) === true ? depth : depth - 1)); });
}
/** What a script's ToString raises does not keep the object here (SerializationUtilities.GetToString). */
const textOf = (v: Value): string => ignoringFaults(() => toText(v), () => '');
const quiet = (get: () => Value): Value => ignoringFaults(get, () => null);
/** A record on its way out of the workflow: objects say where they were made (section 6). */
export function outgoing(v: Value, session: Session): Value {
  const made = crossed(v);
  if (!(made instanceof PSObject) || made.base !== undefined) return made;
  if (!made.has('PSComputerName')) made.set('PSComputerName', 'localhost');
  const job = session.variable('PSPrivateMetadata');
  const id = job instanceof Hashtable ? job.get('JobId') : undefined;
  if (id != null) made.set('PSSourceJobInstanceId', id);
  return made;
}
/** A record of a workflow as the script that has called it receives it: it says where it was made, a text or a number too (section 6). */
export function received(v: Value, job: Value): Value {
  if (v === null || v === undefined) return v;
  const made = v instanceof PSObject ? v : new PSObject(v);
  return made.set('PSComputerName', 'localhost').set('PSShowComputerName', true).set('PSSourceJobInstanceId', job);
}
