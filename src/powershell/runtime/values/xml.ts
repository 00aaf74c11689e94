/** XML documents as System.Xml has them: one class of node, told apart by its kind. */
import type { NetType } from '../types/netType.ts';
import { DynamicObject } from './dynamic.ts';
import { fold } from './folding.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

export const XML_KINDS = { Element: 1, Attribute: 2, Text: 3, CDATA: 4, ProcessingInstruction: 7, Comment: 8, Document: 9, DocumentType: 10, DocumentFragment: 11, Whitespace: 13, XmlDeclaration: 17 } as const;
export type XmlKind = keyof typeof XML_KINDS;
/** The types by kind; filled by types/xml.ts. */
export const xmlTypes = new Map<XmlKind, NetType>();

const LINKED = 'PreviousSibling NextSibling', REST = 'ChildNodes Attributes OwnerDocument FirstChild LastChild HasChildNodes NamespaceURI Prefix IsReadOnly OuterXml InnerXml SchemaInfo BaseURI';
/** The properties of each class of nodes in the order of its declaration: its own, then those of its bases that it leaves as they are. */
const LISTED = {
  Element: 'Name LocalName NamespaceURI Prefix NodeType ParentNode OwnerDocument IsEmpty Attributes HasAttributes SchemaInfo InnerXml InnerText NextSibling PreviousSibling Value ChildNodes FirstChild LastChild HasChildNodes IsReadOnly OuterXml BaseURI PreviousText',
  Document: 'NodeType ParentNode DocumentType Implementation Name LocalName DocumentElement OwnerDocument Schemas XmlResolver NameTable PreserveWhitespace IsReadOnly InnerText InnerXml SchemaInfo BaseURI Value ChildNodes PreviousSibling NextSibling Attributes FirstChild LastChild HasChildNodes NamespaceURI Prefix OuterXml PreviousText',
  Attribute: 'ParentNode Name LocalName NamespaceURI Prefix NodeType OwnerDocument Value SchemaInfo InnerText Specified OwnerElement InnerXml BaseURI ChildNodes PreviousSibling NextSibling Attributes FirstChild LastChild HasChildNodes IsReadOnly OuterXml PreviousText',
  Text: `Name LocalName NodeType ParentNode Value PreviousText InnerText Data Length ${LINKED} ${REST}`, CDATA: `Name LocalName NodeType ParentNode PreviousText Value InnerText Data Length ${LINKED} ${REST}`,
  XmlDeclaration: `Version Encoding Standalone Value InnerText Name LocalName NodeType ${LINKED} ParentNode ${REST} PreviousText`,
  Comment: `Name LocalName NodeType Value InnerText Data Length ${LINKED} ParentNode ${REST} PreviousText`,
} as const;
export class XmlNode extends DynamicObject {
  override get isAdapted(): boolean { return true; }
  override readonly netType: NetType;
  readonly kind: XmlKind;
  /** With its prefix. */
  readonly name: string;
  namespaceUri: string;
  value: string;
  parent: XmlNode | undefined;
  owner: XmlNode | undefined;
  children: XmlNode[] = [];
  attributes: XmlNode[] = [];
  /** Elements: written as `<a />` while there is nothing inside. */
  isEmpty = true;
  /** Documents: blanks between elements are kept. */
  preserveWhitespace = false;
  constructor(kind: XmlKind, name: string, value = '', namespaceUri = '') { super(); this.netType = xmlTypes.get(kind) as NetType; this.kind = kind; this.name = name; this.value = value; this.namespaceUri = namespaceUri; }
  get prefix(): string { const at = this.name.indexOf(':'); return at > 0 && this.kind !== 'ProcessingInstruction' ? this.name.slice(0, at) : ''; }
  get localName(): string { const { prefix } = this; return prefix === '' ? this.name : this.name.slice(prefix.length + 1); }
  get documentElement(): XmlNode | undefined { return this.children.find((c) => c.kind === 'Element'); }
  get innerText(): string {
    if (this.kind === 'Element' || this.kind === 'Document' || this.kind === 'DocumentFragment') return this.children.length === 1 && this.children[0]?.kind === 'Text' ? this.children[0].value : this.children.map((c) => (c.kind === 'Comment' || c.kind === 'ProcessingInstruction' || c.kind === 'XmlDeclaration' ? '' : c.innerText)).join('');
    return this.value;
  }
  set innerText(text: string) {
    if (this.kind !== 'Element' && this.kind !== 'DocumentFragment') { this.value = text; return; }
    for (const c of this.children) c.parent = undefined;
    this.children = [];
    if (text !== '') this.insert(new XmlNode('Text', '#text', text), 0);
    this.isEmpty = false;
  }
  /** Puts a node (a fragment's nodes) before a position; it leaves where it was. */
  insert(node: XmlNode, at: number): XmlNode {
    const nodes = node.kind === 'DocumentFragment' ? node.children : [node];
    let i = at;
    for (const n of Array.from(nodes)) {
      const before = n.parent === this ? this.children.indexOf(n) : -1;
      n.detach();
      if (before >= 0 && before < i) i -= 1;
      n.parent = this;
      this.children.splice(i++, 0, n);
    }
    this.isEmpty = false;
    return node;
  }
  detach(): void { const p = this.parent; if (p !== undefined) p.children = p.children.filter((c) => c !== this); this.parent = undefined; }
  attribute(name: string): XmlNode | undefined { return this.attributes.find((a) => a.name === name); }
  setAttribute(name: string, value: string, uri = ''): XmlNode {
    const known = this.attribute(name);
    if (known !== undefined) { known.value = value; return known; }
    const made = new XmlNode('Attribute', name, value, uri);
    made.parent = this;
    made.owner = this.owner;
    this.attributes.push(made);
    return made;
  }
  clone(deep: boolean): XmlNode {
    const made = new XmlNode(this.kind, this.name, this.value, this.namespaceUri);
    made.owner = this.owner;
    made.isEmpty = this.isEmpty;
    made.preserveWhitespace = this.preserveWhitespace;
    for (const a of this.attributes) made.setAttribute(a.name, a.value, a.namespaceUri);
    if (deep) for (const c of this.children) { const copy = c.clone(true); copy.parent = made; made.children.push(copy); }
    return made;
  }
  /** Attributes, then children but blanks, of a name without its prefix and without regard to case (XmlNodeAdapter.FindNodes). */
  private named(folded: string): XmlNode[] {
    const found: XmlNode[] = [];
    for (const n of this.attributes) if (fold(n.localName) === folded) found.push(n);
    for (const n of this.children) if (n.kind !== 'Whitespace' && fold(n.localName) === folded) found.push(n);
    return found;
  }
  override property(folded: string): Value | undefined {
    const found = this.named(folded);
    return found.length === 0 ? undefined : found.length === 1 ? simplified(found[0] as XmlNode) : found.map(simplified);
  }
  override typeNames(): readonly string[] { return ((LISTED as Readonly<Record<string, string | undefined>>)[this.kind] ?? LISTED.Comment).split(' '); }
  override propertyNames(): readonly string[] {
    const names = new Map<string, string>();
    for (const n of [...this.attributes, ...this.children]) if (n.kind !== 'Whitespace' && !names.has(fold(n.localName))) names.set(fold(n.localName), n.localName);
    return [...names.values()];
  }
  override isSettable(folded: string): boolean { const [only, ...more] = this.named(folded); return only !== undefined && more.length === 0 && only.isLeaf; }
  /** In a namespace the node's type has it, and its name, in its own (XmlNodeAdapter.GetTypeNameHierarchy). */
  override ownTypeName(): string | undefined { return this.namespaceUri === '' ? undefined : `${this.netType.name}#${this.namespaceUri}#${this.localName}`; }
  /** Whether it has a text and nothing else. */
  private get isLeaf(): boolean { return this.kind === 'Attribute' || this.kind === 'Text' || (this.attributes.length === 0 && (this.children.length === 0 || (this.children.length === 1 && this.children[0]?.kind === 'Text'))); }
  /** Texts are assigned to the only node of the name, and where that has nothing but a text; throws XmlSetError (XmlNodeAdapter.PropertySet). */
  override assign(folded: string, value: Value): boolean {
    const [only, ...more] = this.named(folded);
    if (only === undefined || typeof value !== 'string') return false;
    if (more.length > 0 || !only.isLeaf) throw new XmlSetError(only.localName, more.length > 0 ? 'MoreThanOneNode' : only.attributes.length > 0 ? 'NodeWithAttributes' : 'UnknownNodeType');
    only.innerText = value;
    return true;
  }
}
/** A property of a node that no text can be assigned to. */
export class XmlSetError extends Error {
  readonly code = 'XmlSetError';
  readonly restriction: 'MoreThanOneNode' | 'NodeWithAttributes' | 'UnknownNodeType';
  constructor(name: string, restriction: XmlSetError['restriction']) { super(`Cannot set "${name}" because only strings can be used as values to set XmlNode properties.`); this.restriction = restriction; }
}
/** What a property of a node gives: text where there is nothing but text (PowerShell's XML adapter). */
function simplified(n: XmlNode): Value {
  if (n.kind === 'Attribute' || n.kind === 'Text') return n.value;
  if (n.attributes.length > 0) return n;
  if (n.children.length === 0 || (n.children.length === 1 && n.children[0]?.kind === 'Text')) return n.innerText;
  return n;
}
/** A writer of XML that takes nodes: XmlDocument.Save and WriteTo. */
export abstract class XmlSink extends NetObject {
  abstract writeNode(n: XmlNode): void;
  /** A whole document: its declaration is the writer's own. */
  abstract save(document: XmlNode): void;
}
/** XmlNodeList, XmlAttributeCollection. */
export class XmlNodeList extends NetObject {
  readonly nodes: () => readonly XmlNode[];
  override readonly netType: NetType;
  constructor(netType: NetType, nodes: () => readonly XmlNode[]) { super(); this.netType = netType; this.nodes = nodes; }
}
export const XML_URI = 'http://www.w3.org/XML/1998/namespace', XMLNS_URI = 'http://www.w3.org/2000/xmlns/';
/** Prefixes for XPath: what holds now, and what was declared in which scope. */
export class XmlNamespaceManager extends NetObject {
  readonly uris: Map<string, string> = new Map();
  readonly nameTable: Value;
  private readonly scopes: Map<string, string>[] = [new Map()];
  constructor(nameTable: Value = null) { super(); this.nameTable = nameTable; }
  get scope(): Map<string, string> { return this.scopes.at(-1) as Map<string, string>; }
  push(): void { this.scopes.push(new Map()); }
  /** False where there is no scope to leave. */
  pop(): boolean {
    if (this.scopes.length === 1) return false;
    this.scopes.pop();
    this.renew();
    return true;
  }
  remove(prefix: string): void {
    this.scope.delete(prefix);
    this.renew();
  }
  private renew(): void {
    this.uris.clear();
    for (const scope of this.scopes) for (const [prefix, uri] of scope) this.uris.set(prefix, uri);
  }
}
