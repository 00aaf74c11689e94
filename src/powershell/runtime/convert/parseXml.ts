/** XML text to nodes (XmlDocument.LoadXml), with .NET's error texts and places. */
import { XmlNode } from '../values/xml.ts';
import { nameTable } from '../values/nameTable.ts';

/** Text that is no sound XML; `message` ends with line and position. */
export class XmlTextError extends Error {
  readonly code = 'XmlTextError';
  readonly line: number;
  readonly position: number;
  constructor(message: string, text: string, at: number) {
    const before = text.slice(0, at), line = before.split('\n').length, position = at - before.lastIndexOf('\n');
    super(`${message} Line ${line}, position ${position}.`);
    this.line = line;
    this.position = position;
  }
}
let namePattern: RegExp | undefined;
const ENTITIES: Readonly<Record<string, string>> = nameTable({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" });
const XML = 'http://www.w3.org/XML/1998/namespace', XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Fills a document (or an element, for InnerXml) from text. */
export function parseXml(raw: string, target: XmlNode, document: XmlNode, preserveWhitespace: boolean): void {
  new Reader(raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), target, document, preserveWhitespace).read();
}
class Reader {
  private at = 0;
  private readonly text: string;
  private readonly root: XmlNode;
  private readonly document: XmlNode;
  private readonly preserve: boolean;
  constructor(text: string, root: XmlNode, document: XmlNode, preserve: boolean) { this.text = text; this.root = root; this.document = document; this.preserve = preserve; }
  private fail(message: string, at = this.at): never { throw new XmlTextError(message, this.text, at); }
  private name(): string {
    const pattern = (namePattern ??= /[\p{L}_:][\p{L}\p{M}\p{N}._:-]*/uy);
    pattern.lastIndex = this.at;
    const m = pattern.exec(this.text);
    if (m === null) return this.at >= this.text.length ? this.fail('Unexpected end of file has occurred.') : this.fail(`Name cannot begin with the '${this.text[this.at] ?? ''}' character, hexadecimal value 0x${(this.text.codePointAt(this.at) ?? 0).toString(16).toUpperCase().padStart(2, '0')}.`);
    this.at += m[0].length;
    return m[0];
  }
  private blanks(): void { while (/\s/.test(this.text[this.at] ?? '')) this.at += 1; }
  private until(end: string): string {
    const to = this.text.indexOf(end, this.at);
    if (to < 0) return this.fail('Unexpected end of file has occurred.', this.text.length);
    const part = this.text.slice(this.at, to);
    this.at = to + end.length;
    return part;
  }
  private add(parent: XmlNode, node: XmlNode): void { node.parent = parent; node.owner = this.document; parent.children.push(node); parent.isEmpty = false; }
  read(): void {
    const { text } = this, isDocument = this.root.kind === 'Document', open: XmlNode[] = [this.root];
    while (this.at < text.length) {
      const parent = open.at(-1) as XmlNode;
      if (text[this.at] !== '<') { this.characters(parent, isDocument && open.length === 1); continue; }
      if (text.startsWith('<!--', this.at)) { this.at += 4; this.add(parent, new XmlNode('Comment', '#comment', this.until('-->'))); } else if (text.startsWith('<![CDATA[', this.at)) { this.at += 9; this.add(parent, new XmlNode('CDATA', '#cdata-section', this.until(']]>'))); } else if (text.startsWith('<?', this.at)) this.instruction(parent);
      else if (text.startsWith('<!DOCTYPE', this.at)) this.doctype(parent);
      else if (text.startsWith('</', this.at)) this.close(open);
      else {
        if (isDocument && open.length === 1 && this.root.documentElement !== undefined) this.fail('There are multiple root elements.', this.at + 1);
        const made = this.element(parent);
        if (made.isEmpty) continue;
        open.push(made);
      }
    }
    if (open.length > 1) this.fail(`Unexpected end of file has occurred. The following elements are not closed: ${open.slice(1).reverse().map((e) => e.name).join(', ')}.`, text.length);
    if (isDocument && this.root.documentElement === undefined) this.fail('Root element is missing.', 0);
  }
  private characters(parent: XmlNode, isTop: boolean): void {
    const from = this.at, next = this.text.indexOf('<', from);
    this.at = next < 0 ? this.text.length : next;
    const raw = this.text.slice(from, this.at), blank = /^\s*$/.test(raw);
    if (isTop && !blank) this.fail('Data at the root level is invalid.', from + (/\S/.exec(raw)?.index ?? 0));
    if (blank) { if (this.preserve) this.add(parent, new XmlNode('Whitespace', '#whitespace', raw)); else if (!isTop && parent.isEmpty) parent.isEmpty = false; return; }
    this.add(parent, new XmlNode('Text', '#text', this.decoded(raw, from)));
  }
  private decoded(raw: string, from: number): string {
    return raw.includes('&') ? raw.replace(/&(#x[0-9a-f]+|#\d+|[\w:.-]+)?(;)?/gi, (_m, name: string | undefined, semicolon: string | undefined, offset: number) => {
      if (name === undefined || semicolon === undefined) return this.fail(name === undefined ? 'An error occurred while parsing EntityName.' : `'${this.text[from + offset + 1 + name.length] ?? ''}' is an unexpected token. The expected token is ';'.`, from + offset + 1 + (name?.length ?? 0));
      if (name.startsWith('#')) return String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
      return ENTITIES[name] ?? this.fail(`Reference to undeclared entity '${name}'.`, from + offset + 1);
    }) : raw;
  }
  private instruction(parent: XmlNode): void {
    const start = this.at;
    this.at += 2;
    const name = this.name(), body = this.until('?>').trimStart();
    if (name !== 'xml') { this.add(parent, new XmlNode('ProcessingInstruction', name, body)); return; }
    if (start !== 0) this.fail('Unexpected XML declaration. The XML declaration must be the first node in the document, and no whitespace characters are allowed to appear before it.', start + 2);
    this.add(parent, new XmlNode('XmlDeclaration', 'xml', body.trim()));
  }
  private doctype(parent: XmlNode): void {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.text.length; this.at++) { const c = this.text[this.at]; if (c === '[') depth += 1; else if (c === ']') depth -= 1; else if (c === '>' && depth === 0) break; }
    this.at += 1;
    this.add(parent, new XmlNode('DocumentType', /<!DOCTYPE\s+([^\s>[]+)/.exec(this.text.slice(start))?.[1] ?? '', this.text.slice(start, this.at)));
  }
  private close(open: XmlNode[]): void {
    const start = this.at + 2;
    this.at = start;
    const name = this.name(), top = open.at(-1) as XmlNode;
    if (open.length === 1) this.fail('Unexpected end tag.', start);
    if (top.name !== name) { const [line, position] = this.place(top); this.fail(`The '${top.name}' start tag on line ${line} position ${position} does not match the end tag of '${name}'.`, start); }
    this.blanks();
    if (this.text[this.at] !== '>') this.fail(`'${this.text[this.at] ?? ''}' is an unexpected token. The expected token is '>'.`);
    this.at += 1;
    open.pop();
  }
  private readonly starts = new Map<XmlNode, number>();
  private place(n: XmlNode): readonly [number, number] { const at = this.starts.get(n) ?? 0, before = this.text.slice(0, at); return [before.split('\n').length, at - before.lastIndexOf('\n')]; }
  private element(parent: XmlNode): XmlNode {
    const start = ++this.at, made = new XmlNode('Element', this.name());
    this.starts.set(made, start);
    this.add(parent, made);
    for (;;) {
      const before = this.at;
      this.blanks();
      const c = this.text[this.at];
      if (c === undefined) this.fail(`Unexpected end of file has occurred. The following elements are not closed: ${made.name}.`, this.text.length);
      if (c === '>') { this.at += 1; made.isEmpty = false; break; }
      if (c === '/') { if (this.text[this.at + 1] !== '>') this.fail(`'${this.text[this.at + 1] ?? ''}' is an unexpected token. The expected token is '>'.`, this.at + 1); this.at += 2; break; }
      if (before === this.at) this.fail(`'${c}' is an unexpected token. Expecting white space.`);
      this.attribute(made);
    }
    const scope = this.scopeOf(made, parent);
    made.namespaceUri = this.uriIn(scope, made.prefix);
    for (const a of made.attributes) a.namespaceUri = a.name === 'xmlns' || a.prefix === 'xmlns' ? XMLNS : a.prefix === '' ? '' : this.uriIn(scope, a.prefix);
    return made;
  }
  /** The prefixes that are declared where an element stands: a walk up to the root for each element would be the square of the depth. */
  private readonly scopes = new Map<XmlNode, ReadonlyMap<string, string>>();
  private scopeOf(made: XmlNode, parent: XmlNode): ReadonlyMap<string, string> {
    const outer = this.scopes.get(parent) ?? new Map<string, string>(), declared = made.attributes.filter((a) => a.name === 'xmlns' || a.prefix === 'xmlns');
    const scope = declared.length === 0 ? outer : new Map([...outer, ...declared.map((a) => [a.name === 'xmlns' ? '' : a.localName, a.value] as const)]);
    this.scopes.set(made, scope);
    return scope;
  }
  /** What is not declared in the text may be around it, where a part of a document is read. */
  private uriIn(scope: ReadonlyMap<string, string>, prefix: string): string { return prefix === 'xml' ? XML : scope.get(prefix) ?? namespaceOf(this.root, prefix); }
  private attribute(element: XmlNode): void {
    const start = this.at, name = this.name();
    this.blanks();
    if (this.text[this.at] !== '=') this.fail(`'${this.text[this.at] ?? ''}' is an unexpected token. The expected token is '='.`);
    this.at += 1;
    this.blanks();
    const quote = this.text[this.at] ?? '';
    if (quote !== '"' && quote !== "'") this.fail(`'${quote}' is an unexpected token. The expected token is '"' or '''.`);
    this.at += 1;
    const from = this.at, value = this.until(quote), bad = value.indexOf('<');
    if (bad >= 0) this.fail("'<', hexadecimal value 0x3C, is an invalid attribute character.", from + bad);
    if (element.attribute(name) !== undefined) this.fail(`'${name}' is a duplicate attribute name.`, start);
    element.setAttribute(name, this.decoded(value.replace(/[\n\t]/g, ' '), from)).owner = this.document;
  }
}
/** The namespace a prefix stands for at a node; empty where there is none. */
export function namespaceOf(node: XmlNode | undefined, prefix: string): string {
  if (prefix === 'xml') return XML;
  for (let n = node; n !== undefined; n = n.parent) { const a = n.attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix}`); if (a !== undefined) return a.value; }
  return '';
}
