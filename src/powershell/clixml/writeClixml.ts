/** Values as CLIXML (MS-PSRP 2.2.5): what Export-Clixml stores. */
import { enumerate, isEnumerable } from '../runtime/convert/enumerate.ts';
import { formatValue } from '../runtime/convert/formatValue.ts';
import { numberToString } from '../runtime/convert/numberText.ts';
import { toText } from '../runtime/convert/toText.ts';
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
import { PSObject, attachedMembers, unwrap } from '../runtime/values/psObject.ts';
import { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import { TICKS_PER_DAY, TICKS_PER_SECOND, TimeSpan } from '../runtime/values/timeSpan.ts';
import { NetObject } from '../runtime/values/value.ts';
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
  // eslint-disable-next-line no-control-regex -- characters XML cannot hold are written as _xHHHH_
  .replace(/_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u001f\ufffe\uffff]/g, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

/** All values as one document, objects down to `depth` levels. */
export function writeClixml(values: readonly Value[], depth: number): string {
  const writer = new Writer();
  return `${HEAD}\n${values.map((v) => `${writer.value(v, depth, undefined, '  ')}\n`).join('')}</Objs>`;
}
class Writer {
  private readonly types = new Map<string, number>();
  private next = 0;
  value(v: Value, depth: number, name: string | undefined, indent: string): string {
    const n = name === undefined ? '' : ` N="${escape(name)}"`, plain = unwrap(v);
    const extra = v instanceof PSObject && v.base !== undefined ? v : undefined;
    const simple = extra === undefined || extra.shape.names.length === 0 ? scalar(plain, n) ?? asText(v, n) : undefined;
    if (simple !== undefined) return indent + simple;
    return `${indent}<Obj${n} RefId="${this.next++}">\n${this.body(v, plain, depth, `${indent}  `)}${indent}</Obj>`;
  }
  private body(v: Value, plain: Value, depth: number, indent: string): string {
    const bag = v instanceof PSObject ? v : v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined;
    const inner = `${indent}  `;
    if (plain instanceof EnumValue) { const tag = { Int64: 'I64', UInt64: 'U64' }[plain.netType.enumBase?.shortName ?? ''] ?? 'I32'; return `${this.typeNames(v, indent)}${indent}<ToString>${escape(plain.toString())}</ToString>\n${indent}<${tag}>${plain.exact}</${tag}>\n`; }
    const known = scalar(plain, ''), said = known === undefined ? serializationOf(current(), v) : undefined;
    // How deep a type goes may be its own matter; nothing goes deeper than the whole.
    if (said !== undefined && said.depth > 0 && depth >= 0) depth = said.depth - 1;
    if (known !== undefined && v instanceof PSObject && v.literal !== undefined && v.typeNames !== undefined) return `${this.typeNames(v, indent)}${indent}<ToString>${escape(v.literal)}</ToString>\n${indent}${known}\n`;
    if (known !== undefined) return `${indent}${known}\n${this.members('MS', noteMembers(bag), depth, indent)}`;
    if (plain instanceof Dictionary) {
      const entries = depth < 0 ? [] : [...plain.entries.values()];
      return `${this.typeNames(v, indent)}${indent}<DCT>\n${entries.map((e) => `${inner}<En>\n${this.value(e.key, depth - 1, 'Key', `${inner}  `)}\n${this.value(e.value, depth - 1, 'Value', `${inner}  `)}\n${inner}</En>\n`).join('')}${indent}</DCT>\n`;
    }
    if (plain instanceof PSCredential) return `${this.typeNames(v, indent)}${indent}<ToString>System.Management.Automation.PSCredential</ToString>\n${this.members('Props', [['UserName', plain.userName], ['Password', plain.password]], depth, indent)}`;
    if (isEnumerable(plain)) return `${this.typeNames(v, indent)}${indent}<LST>\n${[...enumerate(plain)].map((x) => `${this.value(x, depth - 1, undefined, inner)}\n`).join('')}${indent}</LST>\n`;
    const isCustom = plain instanceof PSObject, text = isCustom ? '' : `${indent}<ToString>${escape(toText(plain))}</ToString>\n`;
    if (depth < 0) return `${this.typeNames(v, indent)}${text}`;
    const properties = listProperties(v).filter((p) => p.memberType !== 'PropertySet' && (said?.only === undefined || said.only.some((n) => fold(n) === fold(p.name)))).map((p): [string, Value] => { try { return [p.name, p.get()]; } catch { return [p.name, null]; } });
    const added = new Set(bag?.shape.names ?? []);
    const own = isCustom ? [] : properties.filter(([n]) => !added.has(n)), notes = isCustom ? properties : properties.filter(([n]) => added.has(n));
    return `${this.typeNames(v, indent)}${text}${this.members('Props', own, depth, indent)}${this.members('MS', notes, depth, indent)}`;
  }
  private members(tag: string, list: readonly (readonly [string, Value])[], depth: number, indent: string): string {
    return list.length === 0 ? '' : `${indent}<${tag}>\n${list.map(([n, v]) => `${this.value(v, depth - 1, n, `${indent}  `)}\n`).join('')}${indent}</${tag}>\n`;
  }
  private typeNames(v: Value, indent: string): string {
    const names = v instanceof OrderedDictionary ? ['System.Collections.Specialized.OrderedDictionary', 'System.Object'] : [...typeNames(v)], key = names.join('\n'), known = this.types.get(key);
    if (known !== undefined) return `${indent}<TNRef RefId="${known}" />\n`;
    const id = this.types.size;
    this.types.set(key, id);
    return `${indent}<TN RefId="${id}">\n${names.map((t) => `${indent}  <T>${escape(t)}</T>\n`).join('')}${indent}</TN>\n`;
  }
}
const noteMembers = (bag: PSObject | undefined): (readonly [string, Value])[] => (bag?.shape.names ?? []).flatMap((name, i) => (bag?.shape.kinds[i] === 'NoteProperty' ? [[name, bag.get(name)] as const] : []));

/** An object whose type is written as text (Update-TypeData -SerializationMethod String). */
function asText(v: Value, n: string): string | undefined {
  const said = serializationOf(current(), v);
  if (said?.isText !== true) return undefined;
  const held = said.source === undefined ? v : direct(v, said.source);
  return `<S${n}>${escape(held === MISSING ? '' : toText(held))}</S>`;
}
/** A value that is one element; undefined for everything that needs an object. */
function scalar(v: Value, n: string): string | undefined {
  if (v === null || v === undefined) return `<Nil${n} />`;
  if (typeof v === 'string') return `<S${n}>${escape(v)}</S>`;
  if (typeof v === 'boolean') return `<B${n}>${v ? 'true' : 'false'}</B>`;
  if (isNumber(v)) { const tag = NUMBER_TAGS[typeOf(v).name] ?? 'D'; return `<${tag}${n}>${numberToString(v)}</${tag}>`; }
  if (v instanceof Char) return `<C${n}>${v.code}</C>`;
  if (v instanceof DateTime) return `<DT${n}>${formatValue(v, 'o')}</DT>`;
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
