/** CLIXML to values. Objects of .NET come back as property bags whose type names begin with `Deserialized.`. */
import { XmlTextError, parseXml } from '../runtime/convert/parseXml.ts';
import { XmlNode } from '../runtime/values/xml.ts';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { current } from '../runtime/run/current.ts';
import { convertTo } from '../runtime/convert/convert.ts';
import type { AnyType } from '../runtime/types/netType.ts';
import { T } from '../runtime/types/t.ts';
import { Char } from '../runtime/values/char.ts';
import type { Dictionary } from '../runtime/values/dictionary.ts';
import { Hashtable, OrderedDictionary } from '../runtime/values/dictionary.ts';
import { ArrayList } from '../runtime/values/lists.ts';
import { PSCredential, SecureString } from '../runtime/values/misc.ts';
import { DeserializedObject, PSObject, ScriptMember, attachMembers } from '../runtime/values/psObject.ts';
import { TimeSpan } from '../runtime/values/timeSpan.ts';
import { bytesValue } from '../runtime/types/text/text.ts';
import { xmlTypes } from '../runtime/values/xml.ts';
import type { NetObject } from '../runtime/values/value.ts';
import type { Value } from '../runtime/values/value.ts';
import { ClixmlError } from './clixmlError.ts';
import { fromWithoutKey } from './secureText.ts';
import { nameTable } from '../runtime/values/nameTable.ts';

interface Node { readonly tag: string; readonly name: string | undefined; readonly ref: string | undefined; readonly children: readonly Node[]; readonly text: string }
/** Levels of objects that are read (InternalDeserializer.MaxDepthBelowTopLevel); a level is up to three elements. */
const DEEPEST = 50;
/** Made with the first document: what reads XML is loaded with it (esbuild.mjs). */
let parser: XMLParser | undefined;
const xmlParser = (): XMLParser => (parser ??= new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, trimValues: false, processEntities: true, maxNestedTags: 4 * DEEPEST }));
const CONVERTED: { readonly [tag: string]: AnyType } = nameTable({
  I64: T.Int64, Db: T.Double, Sg: T.Single, D: T.Decimal, By: T.Byte, SB: T.SByte, I16: T.Int16, U16: T.UInt16, U32: T.UInt32, U64: T.UInt64, DT: T.DateTime, G: T.Guid, URI: T.Uri, Version: T.Version,
});
/** As XmlConvert.DecodeName does: also the capital letter, and eight digits of a whole character. */
const unescape = (text: string): string => text.replace(/_[xX]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})_/g, (escape, hex: string) => { const point = Number.parseInt(hex, 16); return point <= 0x10_ff_ff ? String.fromCodePoint(point) : escape; });

/**
 * The values of a document. Throws ClixmlError. A value of an enum is its number with the name as text, as PowerShell has it; `enumsAsText`: the name
 * itself, for what another PowerShell answers in the place of a command here, whose callers compare with names.
 */
export function readClixml(text: string, enumsAsText = false): Value[] {
  const sound = XMLValidator.validate(text);
  if (sound !== true) throw new ClixmlError(unsound(text) ?? `${sound.err.msg} Line ${sound.err.line}.`);
  const root = elements(text).map(node).find((n) => n?.tag === 'Objs');
  if (root === undefined) throw new ClixmlError("Element 'Objs' with namespace name 'http://schemas.microsoft.com/powershell/2004/04' was not found.");
  const reader = new Reader(enumsAsText);
  return root.children.map((c) => reader.value(c));
}
function elements(text: string): unknown[] {
  try { return xmlParser().parse(text) as unknown[]; } catch (e) {
    throw new ClixmlError(/nested/i.test((e as Error).message) ? 'Serialized XML is nested too deeply.' : (e as Error).message);
  }
}
/** What .NET says of a text that is no XML. */
function unsound(text: string): string | undefined {
  const document = new XmlNode('Document', '#document');
  try { parseXml(text, document, document, false); } catch (error) {
    if (error instanceof XmlTextError) return error.message;
    throw error;
  }
  return undefined;
}
function node(raw: unknown): Node | undefined {
  const entry = raw as { readonly [tag: string]: unknown }, tag = Object.keys(entry).find((k) => k !== ':@');
  if (tag === undefined || tag === '#text' || tag.startsWith('?')) return undefined;
  const inner = entry[tag] as readonly unknown[], attributes = (entry[':@'] ?? {}) as { readonly [name: string]: string };
  return {
    tag, name: attributes['N'] === undefined ? undefined : unescape(attributes['N']), ref: attributes['RefId'], children: inner.map(node).filter((n) => n !== undefined),
    text: inner.map((x) => (x as { readonly '#text'?: string })['#text'] ?? '').join(''),
  };
}
class Reader {
  private readonly enumsAsText: boolean;
  constructor(enumsAsText: boolean) { this.enumsAsText = enumsAsText; }
  private readonly types = new Map<string, readonly string[]>();
  private readonly objects = new Map<string, Value>();
  value(n: Node): Value {
    switch (n.tag) {
      case 'Nil': return null;
      case 'XD': return convertTo(unescape(n.text), xmlTypes.get('Document') as AnyType);
      case 'S': return unescape(n.text);
      case 'B': return n.text === 'true';
      case 'I32': return Number(n.text);
      case 'C': return Char.of(Number(n.text));
      case 'TS': return span(n.text);
      case 'BA': return bytesValue(Buffer.from(n.text, 'base64'));
      case 'SS': return new SecureString(fromWithoutKey(n.text) ?? '');
      case 'SBK': return current().parseBlock(unescape(n.text));
      case 'Ref': return this.objects.get(n.ref ?? '') ?? null;
      case 'Obj': return this.object(n);
      default: { const type = CONVERTED[n.tag]; if (type === undefined) throw new ClixmlError(`${n.tag} XML tag is not recognized.`); return convertTo(unescape(n.text), type); }
    }
  }
  private object(n: Node): Value {
    const find = (...tags: string[]): Node | undefined => n.children.find((c) => tags.includes(c.tag));
    const declared = find('TN'), ref = find('TNRef');
    if (declared?.ref !== undefined) this.types.set(declared.ref, declared.children.map((c) => unescape(c.text)));
    const names = declared === undefined ? this.types.get(ref?.ref ?? '') ?? [] : declared.children.map((c) => unescape(c.text));
    const made = this.base(n, names);
    this.keep(n, made);
    const notes = [...find('Props')?.children ?? [], ...find('MS')?.children ?? []];
    if (names[0] === 'System.Management.Automation.PSCredential') {
      const [user, password] = ['UserName', 'Password'].map((name) => { const c = notes.find((x) => x.name === name); return c === undefined ? null : this.value(c); });
      return new PSCredential(typeof user === 'string' ? user : '', password instanceof SecureString ? password : new SecureString(''));
    }
    const carrier = made instanceof PSObject ? made : notes.length > 0 ? new PSObject(made) : undefined;
    for (const c of notes) if (c.name !== undefined) carrier?.set(c.name, this.value(c));
    return carrier ?? made;
  }
  /** What a reference finds: a collection may contain itself, and is known before its items are read. */
  private keep<V extends Value>(n: Node, made: V): V {
    if (n.ref !== undefined) this.objects.set(n.ref, made);
    return made;
  }
  /** A dictionary: letter case counts from the first key on that is there but for its case, and each key is one of its own once one is there as it is (PSDictionary in serialization.cs). */
  private table(n: Node, inside: Node, ordered: boolean): Dictionary {
    const part = (en: Node, name: string): Value => { const c = en.children.find((x) => x.name === name); return c === undefined ? null : this.value(c); };
    const keys = inside.children.map((en) => part(en, 'Key')), empty = (ignoreCase: boolean): Dictionary => (ordered ? new OrderedDictionary(ignoreCase) : new Hashtable(ignoreCase));
    const isWhole = (made: Dictionary): boolean => { for (const key of keys) made.set(key, null); return made.count === keys.length; };
    const ignoreCase = [true, false].find((one) => isWhole(empty(one))), made = this.keep(n, empty(ignoreCase ?? false));
    if (ignoreCase === undefined) made.comparer = () => ({});
    inside.children.forEach((en, i) => { made.set(keys[i] ?? null, part(en, 'Value')); });
    return made;
  }
  private base(n: Node, names: readonly string[]): Value {
    const inside = n.children.find((c) => ['LST', 'IE', 'STK', 'QUE', 'DCT'].includes(c.tag));
    if (inside?.tag === 'DCT') {
      const table = this.table(n, inside, /^(?:Deserialized\.)?System\.Collections\.Specialized\.OrderedDictionary$/.test(names[0] ?? ''));
      return told(table, names);
    }
    if (inside !== undefined) {
      const list = this.keep(n, new ArrayList([]));
      for (const c of inside.children) list.items.push(this.value(c));
      return told(list, names);
    }
    const simple = n.children.find((c) => !['TN', 'TNRef', 'ToString', 'Props', 'MS'].includes(c.tag)), text = n.children.find((c) => c.tag === 'ToString');
    const typeNames = names.map(deserialized);
    if (simple !== undefined && !/Enum/.test(names[1] ?? '')) {
      const value = this.value(simple);
      // An object around an object (help has them): the outer one says what it is.
      if (simple.tag === 'Obj' && value instanceof PSObject && names.length > 0) value.typeNames = typeNames;
      return value;
    }
    if (simple !== undefined && text !== undefined && !this.enumsAsText) {
      const number = new PSObject(this.value(simple));
      number.literal = unescape(text.text);
      number.typeNames = typeNames;
      number.define('Value', new ScriptMember('ScriptProperty', 'Value', { getter: current().parseBlock('$this.ToString()') }));
      return number;
    }
    // The name of an enum's value is what scripts compare with.
    const made = text === undefined ? new PSObject() : simple !== undefined ? new PSObject(unescape(text.text)) : new DeserializedObject();
    if (made instanceof DeserializedObject) made.text = unescape(text?.text ?? '');
    made.typeNames = typeNames;
    if (simple !== undefined) made.set('value__', this.value(simple));
    return made;
  }
}
const deserialized = (type: string): string => (type.startsWith('Deserialized.') ? type : `Deserialized.${type}`);
/** A collection that tells what it was. */
function told<C extends NetObject>(made: C, names: readonly string[]): C { if (names.length > 0) attachMembers(made).typeNames = names.map(deserialized); return made; }
/** An XML duration. */
function span(text: string): Value {
  const m = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/.exec(text);
  if (m === null) return convertTo(text, T.TimeSpan);
  const n = (i: number): bigint => BigInt(m[i] ?? '0'), ticks = (((n(2) * 24n + n(3)) * 60n + n(4)) * 60n + n(5)) * 10_000_000n + BigInt((m[6] ?? '').padEnd(7, '0').slice(0, 7));
  return new TimeSpan(m[1] === '-' ? -ticks : ticks);
}
