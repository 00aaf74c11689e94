/** Values as JSON text, as ConvertTo-Json writes it. */
import { current } from '../../runtime/run/current.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { ClassInstance, instanceProperties } from '../../runtime/compile/classes/instance.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { getMember } from '../../runtime/members/get.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { IPAddress } from '../../runtime/types/net/network.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Char } from '../../runtime/values/char.ts';
import { DateTime, DateTimeOffset } from '../../runtime/values/dateTime.ts';
import { Decimal } from '../../runtime/values/decimal.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { Guid } from '../../runtime/values/guid.ts';
import { DBNull, SwitchParameter, Uri } from '../../runtime/values/misc.ts';
import { Double, Single, SmallInteger, WideInteger } from '../../runtime/values/numbers.ts';
import { PSObject, ScriptMember, attachedMembers } from '../../runtime/values/psObject.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { doubleRoundTrip, singleRoundTrip } from '../../runtime/convert/numberText.ts';

export interface JsonWriteOptions {
  /** Levels of nesting that are written as objects; deeper ones become their text. */
  readonly depth: number;
  readonly compress: boolean;
  readonly enumsAsStrings?: boolean;
  readonly escape?: 'Default' | 'EscapeNonAscii' | 'EscapeHtml';
  /** Called once where something was deeper. */
  readonly onTruncated?: () => void;
}
/** A dictionary key that is no text. */
export class JsonKeyError extends Error {
  readonly code = 'JsonKeyError';
  readonly table: Dictionary;
  constructor(table: Dictionary) { super(`The type '${table.netType.name}' is not supported for serialization or deserialization of a dictionary. Keys must be strings.`); this.table = table; }
}

export function writeJson(value: Value, options: JsonWriteOptions): string {
  return new JsonWriter(options).write(value, 0, '');
}

class JsonWriter {
  private readonly options: JsonWriteOptions;
  private truncated = false;
  constructor(options: JsonWriteOptions) { this.options = options; }

  write(value: Value, depth: number, indent: string): string {
    const plain = value instanceof PSObject && value.base !== undefined ? value.base : value;
    const extra = value instanceof PSObject && value.base !== undefined && value.shape.names.length > 0 ? value : plain instanceof NetObject || Array.isArray(plain) ? attachedMembers(plain) : undefined;
    const text = this.scalar(plain), [ofType, held] = typeProperty(plain);
    // One inside a PSObject (it came through a pipeline, or members were added) shows the property PowerShell adds to its type, behind those of its own.
    if (plain instanceof Guid && ofType !== undefined && (value !== plain || extra !== undefined)) return this.object([['value', plain.text], ...(extra === undefined ? [] : addedTo(extra, value)), [ofType, held]], depth, indent);
    if (text !== undefined) return extra === undefined || typeof plain === 'string' || plain instanceof DateTime ? text : this.withExtra(text, addedTo(extra, value), depth, indent);
    if (depth > this.options.depth) {
      if (!this.truncated) { this.truncated = true; this.options.onTruncated?.(); }
      return this.quoted(toText(plain));
    }
    // Members that were added stand behind the entries.
    if (plain instanceof Dictionary) return this.object(extra === undefined ? pairsOf(plain) : [...pairsOf(plain), ...added(plain, extra)], depth, indent);
    // A node is what is in it.
    if (plain instanceof XmlNode) return this.array(within(plain), depth, indent);
    if (isEnumerable(plain)) {
      const array = this.array(enumerate(plain), depth, indent);
      return extra === undefined ? array : this.withExtra(array, notesOf(extra), depth, indent);
    }
    if (value instanceof PSObject && value.base === undefined && value.typeNames === undefined && !value.shape.kinds.some((kind) => kind !== 'NoteProperty')) return this.object(value.shape.names.map((name, i) => [name, value.slots[i] as Value] as const), depth, indent);
    if (plain instanceof ClassInstance) {
      // Hidden properties too; what scripts and types added stands behind.
      const own = derivedFirst(plain), known = new Set(own.map(([name]) => name.toLowerCase()));
      const more = extra === undefined && current().typeData.size === 0 ? [] : listProperties(value).filter((p) => p.memberType !== 'Property' && p.memberType !== 'PropertySet' && !known.has(p.name.toLowerCase()));
      return this.object([...own, ...more.map((p) => [p.name, read(p.get)] as const)], depth, indent);
    }
    const all = listProperties(value).filter((p) => p.memberType !== 'PropertySet');
    if (ofType !== undefined) {
      const own = all.filter((p) => p.memberType === 'Property' && p.name !== ofType), more = extra === undefined ? [] : addedTo(extra, value);
      return this.object([...own.map((p) => [p.name, read(p.get)] as const), ...more, ...(value === plain && extra === undefined ? [] : [[ofType, held] as const])], depth, indent);
    }
    // What the type itself has comes first.
    const ordered = value instanceof PSObject && value.base === undefined ? all : [...all.filter((p) => p.memberType === 'Property'), ...all.filter((p) => p.memberType !== 'Property')];
    return this.object(ordered.map((p) => [p.name, read(p.get)] as const), depth, indent);
  }

  private scalar(v: Value): string | undefined {
    if (v === null || v === undefined) return 'null';
    switch (typeof v) {
      case 'string': return this.quoted(v);
      case 'number': case 'bigint': case 'boolean': return String(v);
      default:
    }
    if (Array.isArray(v)) return undefined;
    if (v instanceof Double) return floating(v.value, doubleRoundTrip(v.value));
    if (v instanceof Single) return floating(v.value, singleRoundTrip(v.value));
    if (v instanceof SmallInteger || v instanceof WideInteger) return String(v.value);
    if (v instanceof Decimal) { const text = v.toString(); return text.includes('.') ? text : `${text}.0`; }
    if (v instanceof Char || v instanceof Guid) return this.quoted(toText(v));
    if (v instanceof Uri) return this.quoted(v.original);
    if (v instanceof DateTime || v instanceof DateTimeOffset) return this.quoted(isoDate(v));
    if (v instanceof EnumValue) return this.options.enumsAsStrings === true ? this.quoted(toText(v)) : String(v.exact);
    if (v instanceof SwitchParameter) return undefined;
    return v instanceof DBNull || v.netType?.name === 'System.Management.Automation.Language.NullString' ? 'null' : undefined;
  }

  private object(pairs: Iterable<readonly [string, Value]>, depth: number, indent: string): string {
    const inner = `${indent}  `, parts: string[] = [];
    for (const [name, value] of pairs) parts.push(`${this.quoted(name)}:${this.options.compress ? '' : ' '}${this.write(value, depth + 1, inner)}`);
    return this.joined('{', parts, '}', indent, inner);
  }
  private array(items: Iterable<Value>, depth: number, indent: string): string {
    const inner = `${indent}  `, parts: string[] = [];
    for (const item of items) parts.push(this.write(item, depth + 1, inner));
    return this.joined('[', parts, ']', indent, inner);
  }
  private joined(open: string, parts: readonly string[], close: string, indent: string, inner: string): string {
    if (parts.length === 0) return open + close;
    return this.options.compress ? open + parts.join(',') + close : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
  }
  /** A value that carries added members is written as an object with the value beside them. */
  private withExtra(text: string, extra: readonly (readonly [string, Value])[], depth: number, indent: string): string {
    if (extra.length === 0) return text;
    const inner = `${indent}  `, gap = this.options.compress ? '' : ' ';
    const parts = [`${this.quoted('value')}:${gap}${text}`];
    for (const [name, value] of extra) parts.push(`${this.quoted(name)}:${gap}${this.write(value, depth + 1, inner)}`);
    return this.joined('{', parts, '}', indent, inner);
  }

  private quoted(text: string): string {
    if (!SPECIAL.test(text)) return `"${text}"`;
    // JSON.stringify escapes lone surrogates and DEL-free text as Json.NET does; the rest is asked for by -EscapeHandling.
    const base = JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, hex);
    if (this.options.escape === 'EscapeNonAscii') return base.replace(/[\u007f-\uffff]/g, hex);
    return this.options.escape === 'EscapeHtml' ? base.slice(1, -1).replace(/[<>&'"]|\\"/g, (c) => hex(c.slice(-1))).replace(/^/, '"').concat('"') : base;
  }
}
/** What may need an escape. */
const SPECIAL = /[^ !#-%(-;=?-[\]-~]/;
const hex = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
const floating = (n: number, text: string): string => (Number.isFinite(n) ? (/[.E]/.test(text) ? text : `${text}.0`) : `"${text}"`);
const read = (get: () => Value): Value => { const v = get(); return v === undefined ? null : v; };

/** The property that PowerShell's types.ps1xml adds to a type of .NET, which only a PSObject shows; none for most (JsonObject.AppendPsProperties). */
export const typeProperty = (v: Value): readonly [name: string | undefined, value: Value] => (v instanceof Guid ? ['Guid', v.text] : v instanceof IPAddress ? ['IPAddressToString', v.toString()] : [undefined, null]);
const isScript = (extra: PSObject, name: string): boolean => extra.slots[extra.shape.slot(fold(name))] instanceof ScriptMember;
/** What was added to a value: of a script property what its script says of the value. */
const addedTo = (extra: PSObject, value: Value): (readonly [string, Value])[] => extra.shape.names.map((name) => [name, isScript(extra, name) ? getMember(value, name) : extra.get(name)] as const);
/** A collection tells of the notes on it alone. */
const notesOf = (extra: PSObject): (readonly [string, Value])[] => extra.shape.names.filter((name) => !isScript(extra, name)).map((name) => [name, extra.get(name)] as const);
function* added(table: Dictionary, extra: PSObject): Iterable<readonly [string, Value]> {
  for (const [name, value] of notesOf(extra)) if (!table.has(name)) yield [name, value];
}
/** What a class itself declares comes before what its base does. */
function derivedFirst(o: ClassInstance): (readonly [string, Value])[] {
  const height = (name: string): number => {
    let n = 0;
    for (let type = typeOf(o).base; type?.find('props', name) !== undefined; type = type.base) n++;
    return n;
  };
  return instanceProperties(o).map((p) => ({ pair: [p.name, read(p.get)] as const, at: height(p.name) })).sort((a, b) => a.at - b.at).map((x) => x.pair);
}
function* pairsOf(table: Dictionary): Iterable<readonly [string, Value]> {
  for (const { key, value } of table.entries.values()) {
    if (typeof key !== 'string') throw new JsonKeyError(table);
    yield [key, value];
  }
}
/** An attribute's value is a text within it. */
const within = (n: XmlNode): readonly XmlNode[] => (n.kind === 'Attribute' && n.value !== '' ? [new XmlNode('Text', '#text', n.value)] : n.children);
/** ISO 8601 with as many decimals as there are, and the zone where the value has one. */
function isoDate(v: DateTime | DateTimeOffset): string {
  return toText(invokeMember(v, 'ToString', [v instanceof DateTimeOffset ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"]));
}
