/**
 * XML text to nodes. This reader takes what is plain and takes it quickly; all else (declarations of document types, entities, what is broken) is the
 * careful reader's, which has .NET's words and places.
 */
import { XMLNS_URI, XML_URI, XmlNode } from '../values/xml.ts';
import { nameTable } from '../values/nameTable.ts';
import { readXmlCarefully } from './xmlCarefully.ts';

/**
 * As an XmlReader reads; as XmlDocument.Load and LoadXml do, which leave line ends and attributes as they are written (Loader); or as PowerShell's
 * conversion to [xml] does, which takes what begins like a fragment too (Auto).
 */
export type XmlMode = 'Reader' | 'Loader' | 'Auto';
/** Text that is no sound XML; `message` ends with line and position where there is one. */
export class XmlTextError extends Error {
  readonly code = 'XmlTextError';
  readonly line: number;
  readonly position: number;
  /** The exception of .NET. */
  readonly type: string;
  constructor(message: string, place: readonly [line: number, position: number] | undefined, type = 'System.Xml.XmlException') {
    super(place === undefined ? message : `${message} Line ${place[0]}, position ${place[1]}.`);
    [this.line, this.position] = place ?? [0, 0];
    this.type = type;
  }
}
/** What is thrown where a text is not plain; nobody sees it. */
const NOT_PLAIN = new XmlTextError('not plain', undefined);
const ENTITIES: Readonly<Record<string, string>> = nameTable({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" });
/**
 * Letters that are in no XML, and halves of pairs. A pattern with classes of characters is made where it is used: it takes a part of a millisecond,
 * which every start of a sandbox would pay.
 */
// oxlint-disable-next-line no-control-regex -- Control characters are what is looked for.
const unfit = (text: string): boolean => /[\0-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]|\p{Cs}/u.test(text);
const DECLARATION = /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"([\w.-]*)"|'([\w.-]*)'))?(?: standalone=(?:"(yes|no)"|'(yes|no)'))?\s*\?>/;
let namePattern: RegExp | undefined;

/** Fills a document (or an element, for InnerXml) from text. */
export function parseXml(text: string, target: XmlNode, document: XmlNode, preserveWhitespace: boolean, mode: XmlMode = 'Reader'): void {
  try {
    if (unfit(text)) throw NOT_PLAIN;
    new Reader(mode === 'Loader' ? text : text.replace(/\r\n?/g, '\n'), target, document, preserveWhitespace, mode).read();
  } catch (error) {
    if (error !== NOT_PLAIN) throw error;
    target.children = [];
    readXmlCarefully(text, target, document, preserveWhitespace, mode, (prefix) => namespaceOf(target, prefix));
  }
}
const NO_SCOPE: ReadonlyMap<string, string> = new Map();
class Reader {
  private at = 0;
  private readonly text: string;
  private readonly root: XmlNode;
  private readonly document: XmlNode;
  private readonly preserve: boolean;
  private readonly isLoader: boolean;
  constructor(text: string, root: XmlNode, document: XmlNode, preserve: boolean, mode: XmlMode) { this.text = text; this.root = root; this.document = document; this.preserve = preserve; this.isLoader = mode === 'Loader'; }
  private refuse(): never { throw NOT_PLAIN; }
  private name(): string {
    // Most names are of plain letters and digits, which need no pattern.
    let at = this.at;
    for (let c = this.text.charCodeAt(at); (c > 96 && c < 123) || (c > 64 && c < 91) || (at > this.at && ((c > 47 && c < 58) || c === 45 || c === 95)); c = this.text.charCodeAt(at)) at += 1;
    const end = this.text.charCodeAt(at);
    if (at > this.at && (end === 32 || end === 61 || end === 62 || end === 47)) { const plain = this.text.slice(this.at, at); this.at = at; return plain; }
    const pattern = (namePattern ??= /[\p{L}_][\p{L}\p{M}\p{N}._-]*(?::[\p{L}_][\p{L}\p{M}\p{N}._-]*)?/uy);
    pattern.lastIndex = this.at;
    const m = pattern.exec(this.text) ?? this.refuse();
    this.at += m[0].length;
    return m[0];
  }
  private blanks(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 32 && c !== 10 && c !== 9 && c !== 13) return;
      this.at += 1;
    }
  }
  private until(end: string): string {
    const to = this.text.indexOf(end, this.at);
    if (to < 0) this.refuse();
    const part = this.text.slice(this.at, to);
    this.at = to + end.length;
    return part;
  }
  private add(parent: XmlNode, node: XmlNode): void { node.parent = parent; node.owner = this.document; parent.children.push(node); parent.isEmpty = false; }
  read(): void {
    const { text } = this, isDocument = this.root.kind === 'Document', open: XmlNode[] = [this.root];
    this.declaration();
    while (this.at < text.length) {
      const parent = open.at(-1) as XmlNode;
      if (text[this.at] !== '<') { this.characters(parent, isDocument && open.length === 1); continue; }
      if (text.startsWith('<!--', this.at)) this.comment(parent);
      else if (text.startsWith('<![CDATA[', this.at) && !(isDocument && open.length === 1)) { this.at += 9; this.add(parent, new XmlNode('CDATA', '#cdata-section', this.until(']]>'))); } else if (text.startsWith('<?', this.at)) this.instruction(parent);
      else if (text.startsWith('<!', this.at)) this.refuse();
      else if (text.startsWith('</', this.at)) this.close(open);
      else {
        if (isDocument && open.length === 1 && this.root.documentElement !== undefined) this.refuse();
        const made = this.element(parent);
        if (!made.isEmpty) open.push(made);
      }
    }
    if (open.length > 1 || (isDocument && this.root.documentElement === undefined)) this.refuse();
  }
  private declaration(): void {
    if (!this.text.startsWith('<?xml')) return;
    const found = DECLARATION.exec(this.text) ?? this.refuse(), encoding = found[1] ?? found[2], standalone = found[3] ?? found[4];
    this.at = found[0].length;
    this.add(this.root, new XmlNode('XmlDeclaration', 'xml', `version="1.0"${encoding === undefined ? '' : ` encoding="${encoding}"`}${standalone === undefined ? '' : ` standalone="${standalone}"`}`));
  }
  private comment(parent: XmlNode): void {
    this.at += 4;
    const text = this.until('-->');
    if (text.includes('--') || text.endsWith('-')) this.refuse();
    this.add(parent, new XmlNode('Comment', '#comment', text));
  }
  private characters(parent: XmlNode, isTop: boolean): void {
    const from = this.at, next = this.text.indexOf('<', from);
    this.at = next < 0 ? this.text.length : next;
    const raw = this.text.slice(from, this.at), isPlain = raw.charCodeAt(0) > 32 && !raw.includes('&'), blank = !isPlain && /^[ \n\t\r]*$/.test(raw);
    if ((isTop && !blank) || raw.includes(']]>')) this.refuse();
    if (blank) { if (this.preserve) this.add(parent, new XmlNode('Whitespace', '#whitespace', raw)); return; }
    const text = isPlain ? raw : this.decoded(raw);
    // Blanks by their numbers are blanks or text, as the reader is.
    if ((!isPlain || raw.charCodeAt(0) > 127) && /^\s*$/.test(text)) this.refuse();
    this.add(parent, new XmlNode('Text', '#text', text));
  }
  private decoded(raw: string): string {
    return raw.includes('&') ? raw.replace(/&(?:#x([0-9a-fA-F]{1,4})|#(\d{1,4})|(\w+));|&/g, (_m, hex: string | undefined, digits: string | undefined, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name] ?? this.refuse();
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      return code >= 0xd800 || Number.isNaN(code) ? this.refuse() : String.fromCharCode(code);
    }) : raw;
  }
  private instruction(parent: XmlNode): void {
    this.at += 2;
    const name = this.name(), body = this.until('?>');
    if (/^xml$/i.test(name) || name.includes(':') || !/^(?:$|[ \n\t\r])/.test(body)) this.refuse();
    this.add(parent, new XmlNode('ProcessingInstruction', name, body.replace(/^[ \n\t\r]+/, '')));
  }
  private close(open: XmlNode[]): void {
    this.at += 2;
    const name = this.name(), top = open.at(-1) as XmlNode;
    this.blanks();
    if (open.length === 1 || top.name !== name || this.text[this.at] !== '>') this.refuse();
    this.at += 1;
    open.pop();
  }
  private element(parent: XmlNode): XmlNode {
    this.at += 1;
    const made = new XmlNode('Element', this.name());
    this.add(parent, made);
    for (;;) {
      const before = this.at;
      this.blanks();
      const c = this.text[this.at];
      if (c === '>') { this.at += 1; made.isEmpty = false; break; }
      if (c === '/' && this.text[this.at + 1] === '>') { this.at += 2; break; }
      if (before === this.at || c === undefined) this.refuse();
      this.attribute(made);
    }
    const scope = this.scopeOf(made, parent);
    made.namespaceUri = this.uriIn(scope, made.prefix);
    for (const a of made.attributes) a.namespaceUri = a.name === 'xmlns' || a.prefix === 'xmlns' ? XMLNS_URI : a.prefix === '' ? '' : this.uriIn(scope, a.prefix);
    // Two prefixes may stand for one namespace.
    if (made.attributes.length > 1 && made.attributes.some((a, i) => a.prefix !== '' && made.attributes.some((b, j) => j > i && b.localName === a.localName && b.namespaceUri === a.namespaceUri))) this.refuse();
    return made;
  }
  /** The prefixes that are declared where an element stands: a walk up to the root for each element would be the square of the depth. */
  private readonly scopes = new Map<XmlNode, ReadonlyMap<string, string>>();
  private scopeOf(made: XmlNode, parent: XmlNode): ReadonlyMap<string, string> {
    const outer = this.scopes.get(parent) ?? NO_SCOPE;
    if (made.attributes.length === 0) { if (outer !== NO_SCOPE) this.scopes.set(made, outer); return outer; }
    const declared = made.attributes.filter((a) => a.name === 'xmlns' || a.prefix === 'xmlns');
    const scope = declared.length === 0 ? outer : new Map([...outer, ...declared.map((a) => [a.name === 'xmlns' ? '' : a.localName, a.value] as const)]);
    this.scopes.set(made, scope);
    return scope;
  }
  /** What is not declared in the text may be around it, where a part of a document is read. */
  private uriIn(scope: ReadonlyMap<string, string>, prefix: string): string {
    const uri = prefix === 'xml' ? XML_URI : prefix === 'xmlns' ? '' : scope.get(prefix) ?? namespaceOf(this.root, prefix);
    return uri === '' && prefix !== '' ? this.refuse() : uri;
  }
  private attribute(element: XmlNode): void {
    const name = this.name();
    this.blanks();
    if (this.text[this.at] !== '=') this.refuse();
    this.at += 1;
    this.blanks();
    const quote = this.text[this.at] ?? '';
    if (quote !== '"' && quote !== "'") this.refuse();
    this.at += 1;
    const value = this.until(quote);
    if (value.includes('<') || (this.isLoader && /[\n\t\r]/.test(value)) || element.attribute(name) !== undefined || name === 'xml:space') this.refuse();
    const text = this.decoded(value.replace(/[\n\t]/g, ' '));
    if (name.startsWith('xmlns') && (name === 'xmlns:xml' || name === 'xmlns:xmlns' || (text === '' && name !== 'xmlns') || text === XML_URI || text === XMLNS_URI)) this.refuse();
    element.setAttribute(name, text).owner = this.document;
  }
}
/** The namespace a prefix stands for at a node; empty where there is none. */
export function namespaceOf(node: XmlNode | undefined, prefix: string): string {
  if (prefix === 'xml') return XML_URI;
  for (let n = node; n !== undefined; n = n.parent) { const a = n.attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix}`); if (a !== undefined) return a.value; }
  return '';
}
