/** System.Xml.XmlWriter and its settings: to a StringBuilder, a text writer, a stream or a file. */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { StringBuilder } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
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
interface Open { readonly name: string; hasText: boolean; hasChild: boolean }
const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
const inAttribute = (text: string): string => escaped(text).replace(/"/g, '&quot;').replace(/\n/g, '&#xA;').replace(/\r/g, '&#xD;').replace(/\t/g, '&#x9;');
const webName = (e: Encoding): string => (e.encodingName === 'utf-16le' ? 'utf-16' : e.encodingName === 'ascii' ? 'us-ascii' : e.encodingName);
class XmlWriter extends NetObject {
  private text = '';
  private readonly open: Open[] = [];
  private inTag = false;
  private attribute: { readonly name: string; value: string } | undefined;
  private begun = false;
  private written = false;
  private isClosed = false;
  readonly settings: Settings;
  private readonly put: (text: string, last: boolean) => void;
  private readonly encodingName: string;
  constructor(settings: Settings, encodingName: string, put: (text: string, last: boolean) => void) { super(); this.settings = settings; this.encodingName = encodingName; this.put = put; }
  get state(): string { return this.isClosed ? 'Closed' : this.attribute !== undefined ? 'Attribute' : this.inTag ? 'Element' : this.open.length > 0 ? 'Content' : this.begun ? 'Prolog' : 'Start'; }
  declare(): void {
    if (this.begun) return;
    this.begun = true;
    if (!this.settings.omit) { this.text += `<?xml version="1.0" encoding="${this.encodingName}"?>`; this.written = true; }
  }
  private endTag(): void { this.endAttribute(); if (this.inTag) { this.text += '>'; this.inTag = false; } }
  endAttribute(): void { if (this.attribute === undefined) return; this.text += ` ${this.attribute.name}="${inAttribute(this.attribute.value)}"`; this.attribute = undefined; }
  private line(): void {
    const parent = this.open.at(-1);
    if (this.settings.indent && parent?.hasText !== true && this.written) this.text += this.settings.newLineChars + this.settings.indentChars.repeat(this.open.length);
    this.written = true;
  }
  startElement(name: string, namespace?: string, prefix?: string): void {
    if (name === '') netThrow('System.ArgumentException', "The empty string '' is not a valid local name.");
    this.declare();
    this.endTag();
    this.line();
    const parent = this.open.at(-1), full = prefix === undefined || prefix === '' ? name : `${prefix}:${name}`;
    if (parent !== undefined) parent.hasChild = true;
    this.text += `<${full}`;
    this.open.push({ name: full, hasText: false, hasChild: false });
    this.inTag = true;
    if (namespace !== undefined && namespace !== null && namespace !== '') this.startAttribute(prefix === undefined || prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace);
  }
  endElement(full = false): void {
    this.endAttribute();
    const last = this.open.pop();
    if (last === undefined) netThrow('System.InvalidOperationException', 'There was no XML start tag open.');
    if (this.inTag && !full) { this.text += ' />'; this.inTag = false; return; }
    this.endTag();
    if (last?.hasChild && !last.hasText) this.line();
    this.text += `</${last?.name ?? ''}>`;
  }
  startAttribute(name: string, value?: string): void {
    if (!this.inTag) netThrow('System.InvalidOperationException', `Token StartAttribute in state ${this.state} would result in an invalid XML document.`);
    this.endAttribute();
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
    this.text += raw ? text : escaped(text);
  }
  /** A comment, an instruction, a type: on a line of its own. */
  markup(text: string): void { this.declare(); this.endTag(); this.line(); const parent = this.open.at(-1); if (parent !== undefined) parent.hasChild = true; this.text += text; }
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
  const { files } = current().host, path = files?.resolve(current().location, toText(target as Value)) ?? '';
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  files.write(path, new Uint8Array(0), false);
  return new XmlWriter(kept, webName(kept.encoding), (text) => { if (text !== '') files.write(path, bytes(text), true); });
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
    WriteStartDocument: [method([], (w) => { w.declare(); }, T.Void), method([T.Boolean], (w) => { w.declare(); }, T.Void)], WriteEndDocument: [method([], (w) => { while (w.depth > 0) w.endElement(); }, T.Void)],
    WriteStartElement: [method([T.String], (w, n) => { w.startElement(n); }, T.Void), method([T.String, T.String], (w, n, ns) => { w.startElement(n, ns); }, T.Void), method([T.String, T.String, T.String], (w, p, n, ns) => { w.startElement(n, ns, p); }, T.Void)],
    WriteEndElement: [method([], (w) => { w.endElement(); }, T.Void)], WriteFullEndElement: [method([], (w) => { w.endElement(true); }, T.Void)], WriteStartAttribute: [method([T.String], (w, n) => { w.startAttribute(n); }, T.Void)], WriteEndAttribute: [method([], (w) => { w.endAttribute(); }, T.Void)],
    WriteAttributeString: [method([T.String, T.String], (w, n, v) => { w.startAttribute(n, v); }, T.Void), method([T.String, T.String, T.String], (w, n, _, v) => { w.startAttribute(n, v); }, T.Void), method([T.String, T.String, T.String, T.String], (w, p, n, _, v) => { w.startAttribute(p === '' ? n : `${p}:${n}`, v); }, T.Void)],
    WriteElementString: [method([T.String, T.String], (w, n, v) => { w.element(n, v); }, T.Void), method([T.String, T.String, T.String], (w, n, ns, v) => { w.element(n, v, ns); }, T.Void)],
    WriteString: [method([T.String], (w, s) => { w.string(s); }, T.Void)], WriteValue: [method([T.Object], (w, v) => { w.string(typeof v === 'boolean' ? String(v) : toText(v)); }, T.Void)], WriteRaw: [method([T.String], (w, s) => { w.string(s, true); }, T.Void)],
    WriteCData: [method([T.String], (w, s) => { w.string(`<![CDATA[${s}]]>`, true); }, T.Void)], WriteComment: [method([T.String], (w, s) => { w.markup(`<!--${s}-->`); }, T.Void)], WriteProcessingInstruction: [method([T.String, T.String], (w, n, s) => { w.markup(`<?${n} ${s}?>`); }, T.Void)],
    Flush: [method([], (w) => { w.flush(); }, T.Void)], Close: [method([], (w) => { w.close(); }, T.Void)], Dispose: [method([], (w) => { w.close(); }, T.Void)],
  },
  statics: { Create: [func([T.Object], (t) => create(t), writer), func([T.Object, settingsType], (t, s) => create(t, s), writer)] },
}), XmlWriter);
