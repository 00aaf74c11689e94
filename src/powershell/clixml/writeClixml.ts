/** Values as CLIXML (MS-PSRP 2.2.5): what Export-Clixml stores. */
import { enumerate, isEnumerable } from '../runtime/convert/enumerate.ts';
import { formatValue } from '../runtime/convert/formatValue.ts';
import { numberToString } from '../runtime/convert/numberText.ts';
import { toText } from '../runtime/convert/toText.ts';
import { ignoringFaults } from '../runtime/convert/retrieved.ts';
import { listProperties } from '../runtime/members/list.ts';
import { MISSING, direct } from '../runtime/members/get.ts';
import { current } from '../runtime/run/current.ts';
import { serializationOf } from '../runtime/types/automation/standardFacts.ts';
import { fold } from '../runtime/values/folding.ts';
import { typeNames, typeOf } from '../runtime/types/typeOf.ts';
import { Char } from '../runtime/values/char.ts';
import { DateTime } from '../runtime/values/dateTime.ts';
import { Dictionary, OrderedDictionary } from '../runtime/values/dictionary.ts';
import { EnumValue } from '../runtime/values/enumValue.ts';
import { Guid } from '../runtime/values/guid.ts';
import { PSCredential, SecureString, Uri } from '../runtime/values/misc.ts';
import { isNumber } from '../runtime/values/numbers.ts';
import { DeserializedObject, PSObject, ownMembers, unwrap } from '../runtime/values/psObject.ts';
import { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import { TICKS_PER_DAY, TICKS_PER_SECOND, TimeSpan } from '../runtime/values/timeSpan.ts';
import type { Value } from '../runtime/values/value.ts';
import { outerXml } from '../runtime/convert/writeXml.ts';
import { rawBytes } from '../runtime/types/text/text.ts';
import { XmlNode } from '../runtime/values/xml.ts';
import { Version } from '../runtime/values/version.ts';
import { withoutKey } from './secureText.ts';
import { nameTable } from '../runtime/values/nameTable.ts';

const HEAD = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';
const NUMBER_TAGS: { readonly [type: string]: string } = nameTable({
  'System.Int32': 'I32', 'System.Int64': 'I64', 'System.Double': 'Db', 'System.Single': 'Sg', 'System.Decimal': 'D', 'System.Byte': 'By', 'System.SByte': 'SB', 'System.Int16': 'I16', 'System.UInt16': 'U16', 'System.UInt32': 'U32', 'System.UInt64': 'U64', 'System.Numerics.BigInteger': 'D',
});
const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)
  // eslint-disable-next-line no-control-regex -- exactly what PowerShell escapes (serialization.cs, EncodeString), and what XML cannot hold
  .replace(/_(?=[xX])|[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/g, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

/** More than so many levels below the first are not written (InternalSerializer.MaxDepthBelowTopLevel), whatever does not count as depth. */
const DEEPEST = 50;
const TOO_DEEP = 'Serialized XML is nested too deeply.';

/** All values as one document, objects down to `depth` levels as PowerShell counts them: 1 has the properties of the values themselves. */
export function writeClixml(values: readonly Value[], depth: number): string {
  if (values.length === 0) return HEAD.replace(/>$/, ' />');
  const writer = new Writer();
  return `${HEAD}\n${values.map((v) => `${writer.value(v, depth, undefined, '  ')}\n`).join('')}</Objs>`;
}
/**
 * Depth is used up by what a type has as properties only. Collections, tables and what was added to a value itself (the properties of
 * a custom object are nothing else) do not count, and where it is used up an object is its text (serialization.cs, WriteOneObject).
 */
class Writer {
  private readonly types = new Map<string, number>();
  private readonly written = new Map<object, number>();
  private next = 0;
  private level = 0;
  value(v: Value, depth: number, name: string | undefined, indent: string): string {
    const n = name === undefined ? '' : ` N="${escape(name)}"`, plain = unwrap(v);
    const extra = v instanceof PSObject && v.base !== undefined ? v : undefined;
    const simple = extra === undefined || (extra.shape.names.length === 0 && extra.literal === undefined) ? scalar(plain, n) : undefined;
    if (simple !== undefined) return indent + simple;
    if (this.level >= DEEPEST) return `${indent}<S${n}>${TOO_DEEP}</S>`;
    const key = typeof plain === 'object' && plain !== null && !(plain instanceof EnumValue) ? plain : v as object, before = this.written.get(key);
    if (before !== undefined) return `${indent}<Ref${n} RefId="${before}" />`;
    const said = serializationOf(current(), v);
    // How deep a type goes may be its own matter, wherever a value of it is.
    if (said !== undefined && said.depth > 0) depth = said.depth;
    if ((depth <= 0 || said?.isText === true) && isCut(plain)) return `${indent}<S${n}>${escape(textOf(v, said))}</S>`;
    const id = this.next++;
    if (!(key instanceof EnumValue)) this.written.set(key, id);
    this.level++;
    try { return `${indent}<Obj${n} RefId="${id}">\n${this.body(v, plain, depth, `${indent}  `, said?.only)}${indent}</Obj>`; } finally { this.level--; }
  }
  private body(v: Value, plain: Value, depth: number, indent: string, only: readonly string[] | undefined): string {
    const bag = ownMembers(v), inner = `${indent}  `, notes = (): string => (depth > 0 ? this.members('MS', noteMembers(bag), depth, indent) : '');
    if (plain instanceof EnumValue) { const tag = { Int64: 'I64', UInt64: 'U64' }[plain.netType.enumBase?.shortName ?? ''] ?? 'I32'; return `${this.typeNames(v, indent)}${indent}<ToString>${escape(plain.toString())}</ToString>\n${indent}<${tag}>${plain.exact}</${tag}>\n`; }
    const known = scalar(plain, '');
    if (known !== undefined && v instanceof PSObject && v.literal !== undefined && v.typeNames !== undefined) return `${this.typeNames(v, indent)}${indent}<ToString>${escape(v.literal)}</ToString>\n${indent}${known}\n`;
    if (known !== undefined) return `${indent}${known}\n${this.members('MS', noteMembers(bag), depth, indent)}`;
    if (plain instanceof Dictionary) {
      // Names come before what refers to them: an entry may be of the same types.
      const names = this.typeNames(v, indent), entries = [...plain.entries.values()].map((e) => `${inner}<En>\n${this.value(e.key, depth, 'Key', `${inner}  `)}\n${this.value(e.value, depth, 'Value', `${inner}  `)}\n${inner}</En>\n`);
      return `${names}${container('DCT', entries.join(''), indent)}${notes()}`;
    }
    if (plain instanceof PSCredential) return `${this.typeNames(v, indent)}${indent}<ToString>System.Management.Automation.PSCredential</ToString>\n${this.members('Props', [['UserName', plain.userName], ['Password', plain.password]], depth, indent)}`;
    if (isEnumerable(plain)) return `${this.typeNames(v, indent)}${container('LST', [...enumerate(plain)].map((x) => `${this.value(x, depth, undefined, inner)}\n`).join(''), indent)}${notes()}`;
    const isCustom = isBag(plain), told = isCustom ? undefined : ignoringFaults(() => toText(plain), () => undefined), text = told === undefined ? '' : `${indent}<ToString>${escape(told)}</ToString>\n`;
    const properties = listProperties(v).filter((p) => p.memberType !== 'PropertySet' && (only === undefined || only.some((n) => fold(n) === fold(p.name)))).map((p): [string, Value] => { try { return [p.name, p.get()]; } catch { return [p.name, null]; } });
    // What was read from a document has its type's properties beside those that were added to it: it does not tell them apart any more.
    const added = new Set(plain instanceof DeserializedObject ? [] : bag?.shape.names), own = properties.filter(([n]) => !added.has(n));
    return `${this.typeNames(v, indent)}${text}${this.members('Props', own, depth - 1, indent)}${this.members('MS', properties.filter(([n]) => added.has(n)), depth, indent)}`;
  }
  private members(tag: string, list: readonly (readonly [string, Value])[], depth: number, indent: string): string {
    return list.length === 0 ? '' : `${indent}<${tag}>\n${list.map(([n, v]) => `${this.value(v, depth, n, `${indent}  `)}\n`).join('')}${indent}</${tag}>\n`;
  }
  private typeNames(v: Value, indent: string): string {
    const names = v instanceof OrderedDictionary ? ['System.Collections.Specialized.OrderedDictionary', 'System.Object'] : [...typeNames(v)], key = names.join('\n'), known = this.types.get(key);
    if (known !== undefined) return `${indent}<TNRef RefId="${known}" />\n`;
    const id = this.types.size;
    this.types.set(key, id);
    return `${indent}<TN RefId="${id}">\n${names.map((t) => `${indent}  <T>${escape(t)}</T>\n`).join('')}${indent}</TN>\n`;
  }
}
/** What is in a list or a table; an empty one is one tag (InternalSerializer, XmlWriter). */
const container = (tag: string, inside: string, indent: string): string => (inside === '' ? `${indent}<${tag} />\n` : `${indent}<${tag}>\n${inside}${indent}</${tag}>\n`);
/** A custom object: it has no text of its own and nothing but what was added to it. */
const isBag = (plain: Value): boolean => plain instanceof PSObject && !(plain instanceof DeserializedObject);
/** Whether a value is its text where the depth is used up: what is no simple value, no collection and no secret. */
const isCut = (plain: Value): boolean => !(scalar(plain, '') !== undefined || plain instanceof Dictionary || plain instanceof PSCredential || isEnumerable(plain));
const noteMembers = (bag: PSObject | undefined): (readonly [string, Value])[] => (bag?.shape.names ?? []).flatMap((name, i) => (bag?.shape.kinds[i] === 'NoteProperty' ? [[name, bag.get(name)] as const] : []));

/** What stands for an object where it is written as text: a property of it, if its type says so (Update-TypeData -StringSerializationSource). */
function textOf(v: Value, said: ReturnType<typeof serializationOf>): string {
  const held = said?.source === undefined ? v : direct(v, said.source);
  return held === MISSING ? '' : ignoringFaults(() => toText(held), () => '');
}
/** A date's fraction of a second as XmlConvert writes it. */
const withoutZeros = (date: string): string => date.replace(/\.(\d*?)0+(?=\D|$)/, (_, digits: string) => (digits === '' ? '' : `.${digits}`));
/** A value that is one element; undefined for everything that needs an object. */
function scalar(v: Value, n: string): string | undefined {
  if (v === null || v === undefined) return `<Nil${n} />`;
  if (typeof v === 'string') return `<S${n}>${escape(v)}</S>`;
  if (typeof v === 'boolean') return `<B${n}>${v ? 'true' : 'false'}</B>`;
  if (isNumber(v)) { const tag = NUMBER_TAGS[typeOf(v).name] ?? 'D'; return `<${tag}${n}>${numberToString(v)}</${tag}>`; }
  if (v instanceof Char) return `<C${n}>${v.code}</C>`;
  if (v instanceof DateTime) return `<DT${n}>${withoutZeros(formatValue(v, 'o'))}</DT>`;
  if (v instanceof TimeSpan) return `<TS${n}>${duration(v)}</TS>`;
  if (v instanceof Guid) return `<G${n}>${v.text}</G>`;
  if (v instanceof Version) return `<Version${n}>${v.toString()}</Version>`;
  if (v instanceof Uri) return `<URI${n}>${escape(v.original)}</URI>`;
  if (Array.isArray(v) && typeOf(v).name === 'System.Byte[]') return `<BA${n}>${Buffer.from(rawBytes(v)).toString('base64')}</BA>`;
  if (v instanceof XmlNode && v.kind === 'Document') return `<XD${n}>${escape(outerXml(v))}</XD>`;
  if (v instanceof SecureString) return `<SS${n}>${withoutKey(v.reveal())}</SS>`;
  return v instanceof ScriptBlock ? `<SBK${n}>${escape(v.text)}</SBK>` : undefined;
}
/** ISO 8601, as XML writes a duration. */
function duration(t: TimeSpan): string {
  const negative = t.ticks < 0n, ticks = negative ? -t.ticks : t.ticks, days = ticks / TICKS_PER_DAY, rest = ticks % TICKS_PER_DAY, seconds = rest / TICKS_PER_SECOND, fraction = rest % TICKS_PER_SECOND;
  const h = seconds / 3600n, m = (seconds / 60n) % 60n, s = seconds % 60n, f = fraction === 0n ? '' : `.${String(fraction).padStart(7, '0').replace(/0+$/, '')}`;
  const time = `${h > 0n ? `${h}H` : ''}${m > 0n ? `${m}M` : ''}${s > 0n || f !== '' || (days === 0n && h === 0n && m === 0n) ? `${s}${f}S` : ''}`;
  return `${negative ? '-' : ''}P${days > 0n ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}
