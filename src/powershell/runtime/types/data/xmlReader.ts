/** System.Xml.XmlReader: a document read forward, node by node. It is parsed when the first node is asked for. */
import { XmlTextError, parseXml } from '../../convert/parseXml.ts';
import { xmlText } from '../../convert/xmlBytes.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { innerXml, outerXml } from '../../convert/writeXml.ts';
import { netThrow } from '../../errors/raise.ts';
import { FilePortError } from '../../host.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { XML_KINDS, XmlNode } from '../../values/xml.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { TextSink } from '../io/textSink.ts';
import { func, laterType, method } from '../netType.ts';
import type { AnyType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { enumType } from '../system/enums.ts';
import { T, named } from '../t.ts';

const XML = 'System.Xml.';
interface Step { readonly node: XmlNode; readonly depth: number; readonly isEnd: boolean }
const readState = enumType(`${XML}ReadState`, ['Initial', 'Interactive', 'Error', 'EndOfFile', 'Closed']);
const types = { reader: named<XmlReader>(`${XML}XmlReader`, [], { base: TextSink.type, interfaces: ['System.IDisposable'] }) };
const conformance = enumType(`${XML}ConformanceLevel`, ['Auto', 'Fragment', 'Document']), processing = enumType(`${XML}DtdProcessing`, ['Prohibit', 'Ignore', 'Parse']);

class Settings extends NetObject { ignoreWhitespace = false; ignoreComments = false; ignoreProcessingInstructions = false; readonly others = new Map<string, Value>(); }
class XmlReader extends TextSink {
  private readonly source: () => string;
  private readonly settings: Settings;
  private steps: Step[] | undefined;
  private index = -1;
  /** The attribute it stands on, or less than zero. */
  private attribute = -1;
  private isDone = false;
  constructor(text: () => string, settings = new Settings(), type: AnyType = types.reader) { super(type as never, ''); this.source = text; this.settings = settings; }
  private walked(): Step[] {
    if (this.steps !== undefined) return this.steps;
    const document = new XmlNode('Document', '#document'), steps: Step[] = [];
    try { parseXml(this.source(), document, document, !this.settings.ignoreWhitespace); } catch (e) {
      if (e instanceof XmlTextError) return netThrow(e.type, e.message, [['LineNumber', e.line], ['LinePosition', e.position]]);
      throw e;
    }
    const walk = (node: XmlNode, depth: number): void => {
      for (const c of node.children) {
        if ((c.kind === 'Comment' && this.settings.ignoreComments) || (c.kind === 'ProcessingInstruction' && this.settings.ignoreProcessingInstructions)) continue;
        steps.push({ node: c, depth, isEnd: false });
        if (c.kind !== 'Element' || (c.isEmpty && c.children.length === 0)) continue;
        walk(c, depth + 1);
        steps.push({ node: c, depth, isEnd: true });
      }
    };
    walk(document, 0);
    return (this.steps = steps);
  }
  private get step(): Step | undefined { return this.isDone ? undefined : this.steps?.[this.index]; }
  get node(): XmlNode | undefined { const { step } = this; return this.attribute < 0 ? step?.node : step?.node.attributes[this.attribute]; }
  get isEnd(): boolean { return this.step?.isEnd === true; }
  get isEmptyElement(): boolean { const { step } = this; return this.attribute < 0 && step?.node.kind === 'Element' && step.node.isEmpty && step.node.children.length === 0; }
  get depth(): number { return (this.step?.depth ?? 0) + (this.attribute < 0 ? 0 : 1); }
  override get atEnd(): boolean { return this.isDone; }
  get kind(): number {
    const { node } = this;
    return node === undefined ? 0 : this.isEnd && this.attribute < 0 ? 15 : node.kind === 'Text' && node.value.trim() === '' ? 13 : XML_KINDS[node.kind];
  }
  get state(): number { return this.steps === undefined ? 0 : this.isDone ? 3 : 1; }
  get attributes(): readonly XmlNode[] { const { step } = this; return step?.isEnd === false ? step.node.attributes : []; }
  read(): boolean {
    const steps = this.walked();
    this.attribute = -1;
    if (!this.isDone) this.index++;
    this.isDone = this.index >= steps.length;
    return !this.isDone;
  }
  get value(): string { const { node } = this; return node === undefined || node.kind === 'Element' ? '' : node.value; }
  find(name: string): XmlNode | undefined { return this.attributes.find((a) => a.name === name); }
  toAttribute(at: number): boolean { if (at < 0 || at >= this.attributes.length) return false; this.attribute = at; return true; }
  nextAttribute(): boolean { return this.toAttribute(this.attribute + 1); }
  toElement(): boolean { const was = this.attribute >= 0; this.attribute = -1; return was; }
  /** Onto the next content: past blanks, comments, instructions and the declaration. */
  moveToContent(): number {
    this.attribute = -1;
    if (this.steps === undefined && !this.read()) return 0;
    while (!this.isDone && ![1, 3, 4, 15].includes(this.kind)) this.read();
    return this.kind;
  }
  isStart(name?: string): boolean { return this.moveToContent() === 1 && (name === undefined || this.node?.name === name); }
  following(name: string): boolean { while (this.read()) if (this.kind === 1 && this.node?.name === name) return true; return false; }
  descendant(name: string): boolean {
    const from = this.step;
    if (this.steps !== undefined && (from === undefined || from.isEnd || this.isEmptyElement)) return false;
    while (this.read()) { if (from !== undefined && this.isEnd && this.node === from.node) return false; if (this.kind === 1 && this.node?.name === name) return true; }
    return false;
  }
  sibling(name: string): boolean {
    const depth = this.step?.depth ?? 0;
    this.skip();
    while (!this.isDone && (this.step?.depth ?? 0) >= depth && !(this.isEnd && this.step?.depth === depth - 1)) { if (this.kind === 1 && this.step?.depth === depth && this.node?.name === name) return true; this.skip(); }
    return false;
  }
  /** Past the node and all in it. */
  skip(): void {
    const from = this.step;
    if (from !== undefined && !from.isEnd && from.node.kind === 'Element' && !this.isEmptyElement) while (this.read() && !(this.isEnd && this.node === from.node)) { /* inside */ }
    this.read();
  }
  private expect(what: string): XmlNode {
    const { node } = this;
    if (this.moveToContent() !== 1 || node === undefined) return netThrow(`${XML}XmlException`, `'${KIND_NAMES[this.kind] ?? 'None'}' is an invalid XmlNodeType.`);
    void what;
    return this.node ?? node;
  }
  startElement(name?: string): void {
    const node = this.expect('element');
    if (name !== undefined && node.name !== name) netThrow(`${XML}XmlException`, `Element '${name}' was not found.`);
    this.read();
  }
  endElement(): void { if (this.moveToContent() !== 15) netThrow(`${XML}XmlException`, `'${KIND_NAMES[this.kind] ?? 'None'}' is an invalid XmlNodeType.`); this.read(); }
  elementText(): string {
    const node = this.expect('element');
    if (node.children.some((c) => c.kind === 'Element')) netThrow(`${XML}XmlException`, "'Element' is an invalid XmlNodeType.");
    this.skip();
    return node.innerText;
  }
  xml(outer: boolean): string {
    const { node } = this;
    if (node === undefined || this.isEnd) return '';
    const made = outer ? outerXml(node) : innerXml(node);
    this.skip();
    return made;
  }
  /** What XmlDocument.Load reads: all that is left. */
  override readToEnd(): string { if (this.steps === undefined) return this.source(); const made = this.xml(true); this.isDone = true; return made; }
  override close(): void { this.isDone = true; this.steps ??= []; }
}
const KIND_NAMES: Readonly<Record<number, string>> = { 0: 'None', 1: 'Element', 3: 'Text', 15: 'EndElement', 8: 'Comment', 17: 'XmlDeclaration' };
function ofFile(path: string): Uint8Array {
  const { files } = current().host;
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  const full = files.resolve(current().workingDirectory.path, path);
  try { return files.read(full); } catch (e) { if (e instanceof FilePortError) return netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`, [['FileName', full]]); throw e; }
}
const textOf = (source: Value): (() => string) => {
  if (source instanceof XmlReader) return () => source.readToEnd();
  if (source instanceof TextSink) return () => source.readToEnd();
  if (source instanceof ByteStream) return () => xmlText(source.read(source.length));
  if (source instanceof XmlNode) return () => outerXml(source);
  const bytes = ofFile(toText(source));
  return () => xmlText(bytes);
};
const sources = [T.String, TextSink.type, ByteStream.type] as const;
const settingsType = named<Settings>(`${XML}XmlReaderSettings`);
const flag = (name: 'ignoreWhitespace' | 'ignoreComments' | 'ignoreProcessingInstructions') => [T.Boolean, (s: Settings) => s[name], (s: Settings, v: Value) => { s[name] = convertTo(v, T.Boolean) === true; }] as const;
const kept = (name: string, type: AnyType | undefined, otherwise: Value) => [type, (s: Settings) => s.others.get(name) ?? otherwise, (s: Settings, v: Value) => { s.others.set(name, type === undefined ? v : convertTo(v, type)); }] as const;
laterType<Settings>(settingsType, () => ({
  create: [func([], () => new Settings())],
  props: { IgnoreWhitespace: flag('ignoreWhitespace'), IgnoreComments: flag('ignoreComments'), IgnoreProcessingInstructions: flag('ignoreProcessingInstructions'), CloseInput: kept('CloseInput', T.Boolean, false), Async: kept('Async', T.Boolean, false), CheckCharacters: kept('CheckCharacters', T.Boolean, true), DtdProcessing: kept('DtdProcessing', processing, new EnumValue(processing, 0)), ConformanceLevel: kept('ConformanceLevel', conformance, new EnumValue(conformance, 2)), XmlResolver: kept('XmlResolver', undefined, null) },
}), Settings);
const nodeKind = (value: number): Value => { const type = lookupType(`${XML}XmlNodeType`); return type === undefined ? value : new EnumValue(type as never, value); };
laterType<XmlReader>(types.reader, () => ({
  statics: { Create: sources.flatMap((s) => [func([s], (from) => new XmlReader(textOf(from as Value)), types.reader), func([s, settingsType], (from, options) => new XmlReader(textOf(from as Value), options), types.reader)]) },
  props: {
    NodeType: [undefined, (r) => nodeKind(r.kind)], Name: [T.String, (r) => nameOf(r.node)], LocalName: [T.String, (r) => (nameOf(r.node) === '' ? '' : r.node?.localName ?? '')], Prefix: [T.String, (r) => r.node?.prefix ?? ''], NamespaceURI: [T.String, (r) => r.node?.namespaceUri ?? ''], Value: [T.String, (r) => r.value], HasValue: [T.Boolean, (r) => r.node !== undefined && r.node.kind !== 'Element'],
    Depth: [T.Int32, (r) => r.depth], IsEmptyElement: [T.Boolean, (r) => r.isEmptyElement], AttributeCount: [T.Int32, (r) => r.attributes.length], HasAttributes: [T.Boolean, (r) => r.attributes.length > 0], EOF: [T.Boolean, (r) => r.atEnd], ReadState: [readState, (r) => new EnumValue(readState, r.state)], BaseURI: [T.String, () => ''],
  },
  index: { get: (r, i) => (typeof i === 'number' ? r.attributes[i]?.value ?? null : r.find(toText(i))?.value ?? null) },
  methods: {
    Read: [method([], (r) => r.read(), T.Boolean)], GetAttribute: [method([T.String], (r, n) => r.find(n)?.value ?? null, T.String), method([T.Int32], (r, i) => r.attributes[i]?.value ?? netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'i')"), T.String)],
    MoveToAttribute: [method([T.String], (r, n) => r.toAttribute(r.attributes.findIndex((a) => a.name === n)), T.Boolean), method([T.Int32], (r, i) => { r.toAttribute(i); }, T.Void)], MoveToFirstAttribute: [method([], (r) => r.toAttribute(0), T.Boolean)], MoveToNextAttribute: [method([], (r) => r.nextAttribute(), T.Boolean)],
    MoveToElement: [method([], (r) => r.toElement(), T.Boolean)], MoveToContent: [method([], (r) => nodeKind(r.moveToContent()))], IsStartElement: [method([], (r) => r.isStart(), T.Boolean), method([T.String], (r, n) => r.isStart(n), T.Boolean)],
    ReadToFollowing: [method([T.String], (r, n) => r.following(n), T.Boolean)], ReadToDescendant: [method([T.String], (r, n) => r.descendant(n), T.Boolean)], ReadToNextSibling: [method([T.String], (r, n) => r.sibling(n), T.Boolean)], Skip: [method([], (r) => { r.skip(); }, T.Void)],
    ReadStartElement: [method([], (r) => { r.startElement(); }, T.Void), method([T.String], (r, n) => { r.startElement(n); }, T.Void)], ReadEndElement: [method([], (r) => { r.endElement(); }, T.Void)],
    ReadElementContentAsString: [method([], (r) => r.elementText(), T.String)], ReadElementString: [method([], (r) => r.elementText(), T.String)], ReadElementContentAsInt: [method([], (r) => convertTo(r.elementText(), T.Int32), T.Int32)], ReadElementContentAsBoolean: [method([], (r) => /^(?:true|1)$/.test(r.elementText().trim()), T.Boolean)],
    ReadElementContentAsDouble: [method([], (r) => convertTo(r.elementText(), T.Double), T.Double)], ReadContentAsString: [method([], (r) => { const text = r.value; r.read(); return text; }, T.String)], ReadString: [method([], (r) => { if (r.kind === 1) { const text = r.node?.innerText ?? ''; r.read(); return text; } return r.value; }, T.String)],
    ReadInnerXml: [method([], (r) => r.xml(false), T.String)], ReadOuterXml: [method([], (r) => r.xml(true), T.String)], ReadSubtree: [method([], (r) => { const { node } = r; return new XmlReader(() => (node === undefined ? '' : outerXml(node))); }, types.reader)],
    Close: [method([], (r) => { r.close(); }, T.Void)], Dispose: [method([], (r) => { r.close(); }, T.Void)],
  },
}), XmlReader);
const nameOf = (node: XmlNode | undefined): string => (node === undefined || node.name.startsWith('#') ? '' : node.name);
const textReader = named<XmlReader>(`${XML}XmlTextReader`, [], { base: types.reader }), nodeReader = named<XmlReader>(`${XML}XmlNodeReader`, [], { base: types.reader });
laterType<XmlReader>(textReader, () => ({ create: sources.map((s) => func([s], (from) => new XmlReader(textOf(from as Value), new Settings(), textReader))), props: { WhitespaceHandling: [T.String, () => 'All', () => undefined], Namespaces: [T.Boolean, () => true, () => undefined] } }));
laterType<XmlReader>(nodeReader, () => ({ create: [func([T.Object], (node) => new XmlReader(textOf(node), new Settings(), nodeReader))] }));
