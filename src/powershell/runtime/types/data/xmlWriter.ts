/** System.Xml.XmlWriter and its settings: to a StringBuilder, a text writer, a stream or a file. */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { StringBuilder } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import { XmlNode, XmlSink } from '../../values/xml.ts';
import type { Value } from '../../values/value.ts';
import { convertTo } from '../../convert/convert.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { TextSink } from '../io/textSink.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';
import { ENCODINGS, Encoding } from '../text/text.ts';

class Settings extends NetObject {
  indent = false;
  indentChars = '  ';
  newLineChars = '\n';
  omit = false;
  onAttributes = false;
  closeOutput = false;
  encoding: Encoding = ENCODINGS.UTF8;
}
interface Open {
  readonly name: string;
  hasText: boolean;
  hasChild: boolean;
  /** The namespaces that hold inside, and the declarations that its tag does not have yet: they stand behind its attributes. */
  byDefault: string;
  readonly prefixes: Map<string, string>;
  missing: string[];
}
const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
const inAttribute = (text: string): string => escaped(text).replace(/"/g, '&quot;').replace(/\n/g, '&#xA;').replace(/\r/g, '&#xD;').replace(/\t/g, '&#x9;');
const webName = (e: Encoding): string => (e.encodingName === 'utf-16le' ? 'utf-16' : e.encodingName === 'ascii' ? 'us-ascii' : e.encodingName);
class XmlWriter extends XmlSink {
  private text = '';
  private readonly open: Open[] = [];
  private inTag = false;
  private attribute: { readonly name: string; value: string } | undefined;
  private begun = false;
  protected written = false;
  private isClosed = false;
  readonly settings: Settings;
  readonly put: (text: string, last: boolean) => void;
  private readonly encodingName: string;
  constructor(settings: Settings, encodingName: string, put: (text: string, last: boolean) => void) { super(); this.settings = settings; this.encodingName = encodingName; this.put = put; }
  get state(): string { return this.isClosed ? 'Closed' : this.attribute !== undefined ? 'Attribute' : this.inTag ? 'Element' : this.open.length > 0 ? 'Content' : this.begun ? 'Prolog' : 'Start'; }
  protected emit(text: string): void { this.text += text; }
  /** What every writer of XmlWriter.Create does by itself; an XmlTextWriter waits until it is told. */
  declare(): void { if (!this.begun) this.startDocument(); }
  startDocument(standalone?: boolean): void {
    this.begun = true;
    if (this.settings.omit) return;
    this.emit(`<?xml version="1.0"${this.encodingName === '' ? '' : ` encoding="${this.encodingName}"`}${standalone === undefined ? '' : ` standalone="${standalone ? 'yes' : 'no'}"`}?>`);
    this.written = true;
  }
  /** The declaration of a document that is written as a node. */
  protected declaration(_text: string): void { this.declare(); }
  protected begin(): void { this.begun = true; }
  writeNode(n: XmlNode): void {
    switch (n.kind) {
      case 'Document': case 'DocumentFragment': for (const c of n.children) this.writeNode(c); break;
      case 'XmlDeclaration': this.declaration(n.value); break;
      case 'Element':
        this.startElement(n.localName, n.namespaceUri, n.prefix);
        for (const a of n.attributes) this.startAttribute(a.name, a.value, a.prefix, a.namespaceUri);
        for (const c of n.children) this.writeNode(c);
        this.endElement(n.children.length > 0 || !n.isEmpty);
        break;
      case 'Text': this.string(n.value); break;
      case 'CDATA': this.string(`<![CDATA[${n.value}]]>`, true); break;
      case 'Attribute': this.startAttribute(n.name, n.value, n.prefix, n.namespaceUri); break;
      case 'Comment': this.markup(`<!--${n.value}-->`); break;
      case 'ProcessingInstruction': this.markup(`<?${n.name} ${n.value}?>`); break;
      default: this.string(n.value, true);
    }
  }
  save(document: XmlNode): void {
    const [first, ...rest] = document.children, isDeclared = first?.kind === 'XmlDeclaration', standalone = / standalone="(yes|no)"/.exec(isDeclared ? first.value : '')?.[1];
    if (first === undefined) return;
    if (!this.begun) this.startDocument(standalone === undefined ? undefined : standalone === 'yes');
    for (const n of isDeclared ? rest : document.children) this.writeNode(n);
    this.flush();
  }
  private endTag(): void { this.endAttribute(); if (this.inTag) { this.emit(`${this.open.at(-1)?.missing.join('') ?? ''}>`); this.inTag = false; } }
  endAttribute(): void { if (this.attribute === undefined) return; this.emit(` ${this.attribute.name}="${inAttribute(this.attribute.value)}"`); this.attribute = undefined; }
  private line(): void {
    const parent = this.open.at(-1);
    if (this.settings.indent && parent?.hasText !== true && this.written) this.emit(this.settings.newLineChars + this.settings.indentChars.repeat(this.open.length));
    this.written = true;
  }
  startElement(name: string, namespace?: string, prefix?: string): void {
    if (name === '') netThrow('System.ArgumentException', "The empty string '' is not a valid local name.");
    this.declare();
    this.endTag();
    this.line();
    const parent = this.open.at(-1), prefixes = new Map(parent?.prefixes), missing: string[] = [], uri = namespace ?? undefined;
    let byDefault = parent?.byDefault ?? '', before = prefix ?? '';
    if (parent !== undefined) parent.hasChild = true;
    // Without a prefix the one that stands for the namespace already.
    if (uri !== undefined && prefix === undefined && uri !== byDefault) before = [...prefixes].find(([, known]) => known === uri)?.[0] ?? '';
    if (uri !== undefined && before !== '' && prefixes.get(before) !== uri) { prefixes.set(before, uri); missing.push(` xmlns:${before}="${inAttribute(uri)}"`); }
    if (uri !== undefined && before === '' && uri !== byDefault) { byDefault = uri; missing.push(` xmlns="${inAttribute(uri)}"`); }
    const full = before === '' ? name : `${before}:${name}`;
    this.emit(`<${full}`);
    this.open.push({ name: full, hasText: false, hasChild: false, byDefault, prefixes, missing });
    this.inTag = true;
  }
  endElement(full = false): void {
    this.endAttribute();
    const last = this.open.pop();
    if (last === undefined) return netThrow('System.InvalidOperationException', 'There was no XML start tag open.');
    if (this.inTag && !full) { this.emit(`${last.missing.join('')} />`); this.inTag = false; return; }
    if (this.inTag) { this.emit(`${last.missing.join('')}>`); this.inTag = false; }
    if ((last.hasChild || this.laysEmpty) && !last.hasText) this.line();
    this.emit(`</${last.name}>`);
  }
  /** Whether the end tag of an element with nothing inside stands on a line of its own. */
  protected get laysEmpty(): boolean { return false; }
  startAttribute(name: string, value?: string, prefix = '', namespace = ''): void {
    if (!this.inTag) netThrow('System.InvalidOperationException', `Token StartAttribute in state ${this.state} would result in an invalid XML document.`);
    this.endAttribute();
    const tag = this.open.at(-1), declared = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
    // What is declared by hand is not missing.
    if (tag !== undefined && declared !== undefined && value !== undefined) { tag.missing = tag.missing.filter((m) => !m.startsWith(` ${name}=`)); if (declared !== '') tag.prefixes.set(declared, value); }
    else if (tag !== undefined && prefix !== '' && prefix !== 'xml' && namespace !== '' && tag.prefixes.get(prefix) !== namespace) { tag.prefixes.set(prefix, namespace); tag.missing.unshift(` xmlns:${prefix}="${inAttribute(namespace)}"`); }
    this.attribute = { name, value: value ?? '' };
    if (value !== undefined) this.endAttribute();
  }
  string(text: string, raw = false): void {
    if (this.attribute !== undefined) { this.attribute.value += text; return; }
    if (this.open.length === 0 && !raw && text.trim() !== '') netThrow('System.InvalidOperationException', `Token Text in state ${this.begun ? 'Prolog' : 'Start'} would result in an invalid XML document.`);
    if (raw) this.begun = true;
    this.endTag();
    const parent = this.open.at(-1);
    if (parent !== undefined) parent.hasText = true;
    this.written = true;
    this.emit(raw ? text : escaped(text));
  }
  /** A comment, an instruction, a type: on a line of its own. */
  markup(text: string): void { this.declare(); this.endTag(); this.line(); const parent = this.open.at(-1); if (parent !== undefined) parent.hasChild = true; this.emit(text); }
  element(name: string, value: string | undefined, namespace?: string): void { this.startElement(name, namespace); if (value != null && value !== '') this.string(value); this.endElement(); }
  flush(last = false): void { if (last) this.endTag(); this.put(this.text, last); this.text = ''; }
  close(): void { if (this.isClosed) return; while (this.open.length > 0) this.endElement(); this.flush(true); this.isClosed = true; }
  get depth(): number { return this.open.length; }
}
function create(target: unknown, settings = new Settings()): XmlWriter {
  const kept = new Settings();
  Object.assign(kept, settings);
  if (target instanceof StringBuilder) return new XmlWriter(kept, 'utf-16', (text) => { target.append(text); });
  if (target instanceof TextSink) return new XmlWriter(kept, target.netType.name === 'System.IO.StringWriter' ? 'utf-16' : 'utf-8', (text, last) => { target.write(text); if (last) { target.flush(); if (kept.closeOutput) target.close(); } });
  let begun = false;
  const bytes = (text: string): Uint8Array => { const part = kept.encoding.encode(text); if (begun) return part; begun = true; return Uint8Array.from([...kept.encoding.preamble, ...part]); };
  if (target instanceof ByteStream) return new XmlWriter(kept, webName(kept.encoding), (text, last) => { if (text !== '') target.write(bytes(text)); if (last && kept.closeOutput) target.close(); });
  const { files } = current().host, path = files?.resolve(current().workingDirectory.path, toText(target as Value)) ?? '';
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  files.write(path, new Uint8Array(0), false);
  return new XmlWriter(kept, webName(kept.encoding), (text) => { if (text !== '') files.write(path, bytes(text), true); });
}
/** The older writer, which lays out as it is told and writes at once what goes to a text writer. */
class XmlTextWriter extends XmlWriter {
  indentation = 2;
  indentChar = ' ';
  private readonly sink: TextSink | undefined;
  constructor(target: TextSink | undefined, encodingName: string, put: (text: string, last: boolean) => void) { super(new Settings(), encodingName, put); this.sink = target; }
  layOut(): void { this.settings.indentChars = this.indentChar.repeat(this.indentation); }
  protected override emit(text: string): void { if (this.sink === undefined) super.emit(text); else this.sink.write(text); }
  override declare(): void { this.begin(); }
  protected override declaration(text: string): void {
    this.begin();
    this.emit(`<?xml ${text}?>`);
    this.written = true;
  }
  protected override get laysEmpty(): boolean { return this.settings.indent; }
}
/** Over a text writer, a stream or a file; the encoding is UTF-8 where none is given, and not told then. */
function textWriterOver(target: unknown, encoding?: unknown): XmlTextWriter {
  if (target == null) return netThrow('System.NullReferenceException', 'Object reference not set to an instance of an object.');
  if (target instanceof TextSink) return new XmlTextWriter(target, target.netType.name === 'System.IO.StringWriter' ? 'utf-16' : 'utf-8', (_, last) => { target.flush(); if (last) target.close(); });
  const made = create(target, Object.assign(new Settings(), { encoding: encoding instanceof Encoding ? encoding : ENCODINGS.UTF8, closeOutput: true }));
  return new XmlTextWriter(undefined, encoding instanceof Encoding ? webName(encoding) : '', made.put);
}
const S = 'System.Xml.', settingsType = named<Settings>(`${S}XmlWriterSettings`), writer = named<XmlWriter>(`${S}XmlWriter`, [], { interfaces: ['System.IDisposable'] });
const flag = (v: Value): boolean => convertTo(v, T.Boolean) === true;
laterType<Settings>(settingsType, () => ({
  create: [func([], () => new Settings())],
  props: {
    Encoding: [undefined, (s) => s.encoding, (s, v) => { if (v instanceof Encoding) s.encoding = v; }], OmitXmlDeclaration: [T.Boolean, (s) => s.omit, (s, v) => { s.omit = flag(v); }], Indent: [T.Boolean, (s) => s.indent, (s, v) => { s.indent = flag(v); }],
    IndentChars: [T.String, (s) => s.indentChars, (s, v) => { s.indentChars = toText(v); }], NewLineChars: [T.String, (s) => s.newLineChars, (s, v) => { s.newLineChars = toText(v); }], NewLineOnAttributes: [T.Boolean, (s) => s.onAttributes, (s, v) => { s.onAttributes = flag(v); }],
    CloseOutput: [T.Boolean, (s) => s.closeOutput, (s, v) => { s.closeOutput = flag(v); }], NewLineHandling: [T.String, () => 'Replace', () => undefined], ConformanceLevel: [T.String, () => 'Document', () => undefined], CheckCharacters: [T.Boolean, () => true, () => undefined], Async: [T.Boolean, () => false, () => undefined],
  },
}), Settings);
laterType<XmlWriter>(writer, () => ({
  props: { Settings: [settingsType, (w) => w.settings], WriteState: [T.String, (w) => w.state] },
  methods: {
    WriteStartDocument: [method([], (w) => { w.startDocument(); }, T.Void), method([T.Boolean], (w, alone) => { w.startDocument(alone); }, T.Void)], WriteNode: [method([T.Object, T.Boolean], (w, n) => { if (n instanceof XmlNode) w.writeNode(n); }, T.Void)], WriteEndDocument: [method([], (w) => { while (w.depth > 0) w.endElement(); }, T.Void)],
    WriteStartElement: [method([T.String], (w, n) => { w.startElement(n); }, T.Void), method([T.String, T.String], (w, n, ns) => { w.startElement(n, ns); }, T.Void), method([T.String, T.String, T.String], (w, p, n, ns) => { w.startElement(n, ns, p); }, T.Void)],
    WriteEndElement: [method([], (w) => { w.endElement(); }, T.Void)], WriteFullEndElement: [method([], (w) => { w.endElement(true); }, T.Void)], WriteStartAttribute: [method([T.String], (w, n) => { w.startAttribute(n); }, T.Void)], WriteEndAttribute: [method([], (w) => { w.endAttribute(); }, T.Void)],
    WriteAttributeString: [method([T.String, T.String], (w, n, v) => { w.startAttribute(n, v); }, T.Void), method([T.String, T.String, T.String], (w, n, _, v) => { w.startAttribute(n, v); }, T.Void), method([T.String, T.String, T.String, T.String], (w, p, n, ns, v) => { w.startAttribute(p == null || p === '' ? n : `${p}:${n}`, v, p ?? '', ns ?? ''); }, T.Void)],
    WriteElementString: [method([T.String, T.String], (w, n, v) => { w.element(n, v); }, T.Void), method([T.String, T.String, T.String], (w, n, ns, v) => { w.element(n, v, ns); }, T.Void)],
    WriteString: [method([T.String], (w, s) => { w.string(s); }, T.Void)], WriteValue: [method([T.Object], (w, v) => { w.string(typeof v === 'boolean' ? String(v) : toText(v)); }, T.Void)], WriteRaw: [method([T.String], (w, s) => { w.string(s, true); }, T.Void)],
    WriteCData: [method([T.String], (w, s) => { w.string(`<![CDATA[${s}]]>`, true); }, T.Void)], WriteComment: [method([T.String], (w, s) => { w.markup(`<!--${s}-->`); }, T.Void)], WriteProcessingInstruction: [method([T.String, T.String], (w, n, s) => { w.markup(`<?${n} ${s}?>`); }, T.Void)],
    Flush: [method([], (w) => { w.flush(); }, T.Void)], Close: [method([], (w) => { w.close(); }, T.Void)], Dispose: [method([], (w) => { w.close(); }, T.Void)],
  },
  statics: { Create: [func([T.Object], (t) => create(t), writer), func([T.Object, settingsType], (t, s) => create(t, s), writer)] },
}), XmlWriter);
const textWriter = named<XmlTextWriter>(`${S}XmlTextWriter`, [], { base: writer });
laterType<XmlTextWriter>(textWriter, () => ({
  create: [func([T.Object], (t) => textWriterOver(t)), func([T.Object, T.Object], (t, e) => textWriterOver(t, e))],
  props: {
    Formatting: [T.String, (w) => (w.settings.indent ? 'Indented' : 'None'), (w, v) => { w.settings.indent = /^(indented|1)$/i.test(toText(v)); w.layOut(); }], Indentation: [T.Int32, (w) => w.indentation, (w, v) => { w.indentation = Number(toText(v)); w.layOut(); }],
    IndentChar: [T.Char, (w) => w.indentChar, (w, v) => { w.indentChar = toText(v); w.layOut(); }], QuoteChar: [T.Char, () => '"', () => undefined], Namespaces: [T.Boolean, () => true, () => undefined],
  },
}), XmlTextWriter);
