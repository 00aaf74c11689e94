/** System.Xml: XmlDocument and its nodes, node lists, XPath, namespaces. */
import { raiseCast } from '../../convert/castError.ts';
import { parseXml, namespaceOf, XmlTextError } from '../../convert/parseXml.ts';
import { indentedXml, innerXml, outerXml } from '../../convert/writeXml.ts';
import { selectNodes } from '../../convert/xpath.ts';
import { XPathTextError } from '../../convert/xpathError.ts';
import { toText } from '../../convert/toText.ts';
import { xmlText } from '../../convert/xmlBytes.ts';
import { exception, netThrow } from '../../errors/raise.ts';
import { FilePortError } from '../../host.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Enumerator } from '../../values/lists.ts';
import { namespaceManager } from './xmlNamespaces.ts';
import { XML_KINDS, XmlNamespaceManager, XmlNode, XmlNodeList, XmlSink, xmlTypes } from '../../values/xml.ts';
import type { XmlKind } from '../../values/xml.ts';
import { Record } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { from, func, laterType, method, netType } from '../netType.ts';
import type { NetType, TypeTable } from '../netType.ts';
import { T, named } from '../t.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { ENCODINGS } from '../text/text.ts';
import { TextSink } from '../io/textSink.ts';

const S = 'System.Xml.';
const nodeKind = enumType(`${S}XmlNodeType`, [['None', 0], ...Object.entries(XML_KINDS), ['EntityReference', 5], ['Entity', 6], ['Notation', 12], ['SignificantWhitespace', 14], ['EndElement', 15], ['EndEntity', 16]]);
const node = named<XmlNode>(`${S}XmlNode`, [], { interfaces: ['System.ICloneable', 'System.Collections.IEnumerable'] }), linked = named<XmlNode>(`${S}XmlLinkedNode`, [], { base: node }), data = named<XmlNode>(`${S}XmlCharacterData`, [], { base: linked });
const ofKind = (kind: XmlKind, name: string, base: NetType<XmlNode>, aliases: readonly string[] = []): NetType<XmlNode> => { const type = named<XmlNode>(`${S}${name}`, aliases, { base }); xmlTypes.set(kind, type); return type; };
const element = ofKind('Element', 'XmlElement', linked), attribute = ofKind('Attribute', 'XmlAttribute', node), document = ofKind('Document', 'XmlDocument', node, ['xml']);
for (const [kind, name] of [['Text', 'XmlText'], ['CDATA', 'XmlCDataSection'], ['Comment', 'XmlComment'], ['Whitespace', 'XmlWhitespace']] as const) ofKind(kind, name, data);
for (const [kind, name] of [['ProcessingInstruction', 'XmlProcessingInstruction'], ['XmlDeclaration', 'XmlDeclaration'], ['DocumentType', 'XmlDocumentType']] as const) ofKind(kind, name, linked);
ofKind('DocumentFragment', 'XmlDocumentFragment', node);
const nodeList = named<XmlNodeList>(`${S}XmlNodeList`), childList = named<XmlNodeList>(`${S}XmlChildNodes`, [], { base: nodeList }), pathList = named<XmlNodeList>(`${S}XPathNodeList`, [], { base: nodeList }), tagList = named<XmlNodeList>(`${S}XmlElementList`, [], { base: nodeList }), attributeList = named<XmlNodeList>(`${S}XmlAttributeCollection`);
const list = (type: NetType<XmlNodeList>, nodes: () => readonly XmlNode[]): Value => new XmlNodeList(type, nodes);

const ownerOf = (n: XmlNode): XmlNode | undefined => (n.kind === 'Document' ? n : n.owner);
/** Runs the XML reader; its error is .NET's XmlException. */
function reading(work: () => void): void {
  try { work(); } catch (e) {
    if (!(e instanceof XmlTextError)) throw e;
    netThrow(e.type, e.message, e.type === 'System.Xml.XmlException' ? [['LineNumber', e.line], ['LinePosition', e.position]] : []);
  }
}
function loadInto(doc: XmlNode, text: string): void {
  const fresh = new XmlNode('Document', '#document');
  reading(() => parseXml(text, fresh, doc, doc.preserveWhitespace, 'Loader'));
  doc.children = fresh.children;
  for (const c of doc.children) c.parent = doc;
}
function loadFile(doc: XmlNode, path: string): void {
  const { files } = current().host;
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  const full = files.resolve(current().workingDirectory.path, path);
  let bytes: Uint8Array;
  try { bytes = files.read(full); } catch (e) { if (e instanceof FilePortError) return netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`, [['FileName', full]]); throw e; }
  loadBytes(doc, bytes);
}
function loadBytes(doc: XmlNode, bytes: Uint8Array): void { reading(() => { loadInto(doc, xmlText(bytes)); }); }
const savedText = (doc: XmlNode): string => (doc.preserveWhitespace ? outerXml(doc) : indentedXml(doc));
/** As the declaration says it, with the mark of that encoding; without a declaration UTF-8 without one (XmlDocument.TextEncoding). */
function savedBytes(doc: XmlNode): Uint8Array {
  const declared = /encoding="([^"]*)"/.exec(doc.children[0]?.kind === 'XmlDeclaration' ? doc.children[0].value : '')?.[1]?.toLowerCase();
  if (declared === 'utf-16' || declared === 'unicode') return ENCODINGS.Unicode.encode(`\ufeff${savedText(doc)}`);
  // What the encoding does not have is written by its number.
  if (declared === 'iso-8859-1') return ENCODINGS.Latin1.encode(savedText(doc).replaceAll(/[^\0-\u00FF]/gu, (c) => `&#x${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()};`));
  return new TextEncoder().encode((declared === 'utf-8' ? '\ufeff' : '') + savedText(doc));
}
function saveTo(doc: XmlNode, target: Value): void {
  if (target instanceof XmlSink) { target.save(doc); return; }
  if (target instanceof TextSink) {
    // The encoding is that of the writer, whatever the document says.
    const [first] = doc.children, standalone = / standalone="[^"]*"/.exec(first?.kind === 'XmlDeclaration' ? first.value : '')?.[0] ?? '', text = savedText(doc).replace(/^<\?xml [^>]*\?>\n?/, '');
    target.write(`<?xml version="1.0" encoding="${target.netType.name === 'System.IO.StringWriter' ? 'utf-16' : 'utf-8'}"${standalone}?>${doc.preserveWhitespace ? '' : '\n'}${text}`);
    return;
  }
  if (target instanceof ByteStream) { target.write(savedBytes(doc)); return; }
  const { files } = current().host;
  if (files === undefined) netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  else files.write(files.resolve(current().workingDirectory.path, toText(target)), savedBytes(doc), false);
}
const select = (n: XmlNode, path: string, m?: unknown): readonly XmlNode[] => {
  try { return selectNodes(n, path, m instanceof XmlNamespaceManager ? m.uris : undefined); } catch (e) { if (e instanceof XPathTextError) return netThrow('System.Xml.XPath.XPathException', e.message); throw e; }
};
const made = (n: XmlNode, doc: XmlNode): XmlNode => { n.owner = doc; return n; };
const index = (n: XmlNode, child: XmlNode | null): number => { if (child == null) return -1; const at = n.children.indexOf(child); return at < 0 ? netThrow('System.ArgumentException', 'The reference node is not a child of this node.') : at; };
const put = (n: XmlNode, child: XmlNode, at: number): XmlNode => {
  if (n.kind === 'Document' && child.kind === 'Element' && n.documentElement !== undefined && n.documentElement !== child) netThrow('System.InvalidOperationException', 'This document already has a \'DocumentElement\' node.');
  if (child.owner !== undefined && ownerOf(n) !== undefined && ownerOf(child) !== ownerOf(n)) netThrow('System.ArgumentException', 'The node to be inserted is from a different document context.');
  return n.insert(child, at);
};
const sibling = (n: XmlNode, by: number): XmlNode | null => { const all = n.parent?.children ?? [], at = all.indexOf(n); return at < 0 ? null : all[at + by] ?? null; };
const byTag = (n: XmlNode, name: string): XmlNode[] => n.children.flatMap((c) => [...(c.kind === 'Element' && (name === '*' || c.name === name) ? [c] : []), ...byTag(c, name)]);
const inside = (n: XmlNode, text: string): void => { const box = new XmlNode('DocumentFragment', '#document-fragment'); box.parent = n; reading(() => parseXml(text, box, ownerOf(n) ?? n, true, 'Loader')); if (n.kind === 'Attribute') { n.value = box.innerText; return; } n.children = []; n.insert(box, 0); };

/** What nodes hold of their machinery: nobody asks for more of it than that it is there. */
const part = (name: string): Record => { const type = named<Record>(`${S}${name}`); laterType<Record>(type, () => ({ text: () => type.name })); return new Record(type, []); };
const schemaNames = { name: part('XmlName'), info: part('Schema.XmlSchemaInfo'), schemas: part('Schema.XmlSchemaSet'), implementation: part('XmlImplementation'), table: part('NameTable') };

/** The prefix that a namespace has where the node stands; empty where it has none. */
function prefixOf(n: XmlNode, uri: string): string {
  for (let up: XmlNode | undefined = n; up !== undefined; up = up.parent) for (const a of up.attributes) if (a.prefix === 'xmlns' && a.value === uri && namespaceOf(n, a.localName) === uri) return a.localName;
  return '';
}
/** The elements of attribute collections: an empty one says nothing of it. */
const owners = new WeakMap<XmlNodeList, XmlNode>();
const attributesOf = (n: XmlNode): XmlNodeList => { const made = new XmlNodeList(attributeList, () => n.attributes); owners.set(made, n); return made; };
const owner = (l: XmlNodeList): XmlNode => owners.get(l) ?? l.nodes()[0]?.parent ?? netThrow('System.InvalidOperationException', 'The element of this collection is not known.');
/** Takes the attribute itself into the element, at its end or its beginning, in place of another of its name. */
function joined(n: XmlNode, a: XmlNode, first = false): XmlNode {
  const others = n.attributes.filter((x) => x !== a && x.name !== a.name);
  n.attributes = first ? [a, ...others] : [...others, a];
  a.parent = n;
  return a;
}
/** What is in a node: an attribute's value is a text within it. (Its InnerText and InnerXml can be set only, as XmlAttribute declares them.) */
const within = (n: XmlNode): readonly XmlNode[] => (n.kind === 'Attribute' && n.value !== '' ? [new XmlNode('Text', '#text', n.value)] : n.children);
laterType<XmlNode>(node, () => ({
  // The first child element of a name; a node is one thing, too.
  index: { get: (n, i) => (typeof i === 'string' ? n.children.find((c) => c.kind === 'Element' && c.name === i) ?? null : i === 0 || i === -1 ? n : null) },
  props: {
    Name: [T.String, (n) => n.name], LocalName: [T.String, (n) => n.localName], NamespaceURI: [T.String, (n) => n.namespaceUri], Prefix: [T.String, (n) => n.prefix], NodeType: [nodeKind, (n) => new EnumValue(nodeKind, XML_KINDS[n.kind])], ParentNode: [undefined, (n) => (n.kind === 'Attribute' ? null : n.parent ?? null)], OwnerDocument: [undefined, (n) => (n.kind === 'Document' ? null : n.owner ?? null)],
    Value: [T.String, (n) => (n.kind === 'Element' || n.kind === 'Document' ? null : n.value), (n, v) => { n.value = toText(v); }], InnerText: [T.String, (n) => (n.kind === 'Attribute' ? null : n.innerText), (n, v) => { n.innerText = toText(v); }], InnerXml: [T.String, (n) => (n.kind === 'Attribute' ? null : innerXml(n)), (n, v) => { if (n.kind === 'Document') loadInto(n, toText(v)); else inside(n, toText(v)); }], OuterXml: [T.String, outerXml],
    ChildNodes: [undefined, (n) => list(childList, () => within(n))], FirstChild: [undefined, (n) => within(n)[0] ?? null], LastChild: [undefined, (n) => within(n).at(-1) ?? null], NextSibling: [undefined, (n) => sibling(n, 1)], PreviousSibling: [undefined, (n) => sibling(n, -1)], HasChildNodes: [T.Boolean, (n) => within(n).length > 0], Attributes: [undefined, (n) => (n.kind === 'Element' ? attributesOf(n) : null)], IsReadOnly: [T.Boolean, () => false], BaseURI: [T.String, () => ''], PreviousText: [undefined, (n) => { const before = sibling(n, -1); return before?.kind === 'Text' ? before : null; }],
    SchemaInfo: [undefined, (n) => (n.kind === 'Element' || n.kind === 'Attribute' ? schemaNames.name : schemaNames.info)],
  },
  methods: {
    SelectNodes: [method([T.String], (n, p) => { const found = select(n, p); return list(pathList, () => found); }), method([T.String, namespaceManager], (n, p, m) => { const found = select(n, p, m); return list(pathList, () => found); })], SelectSingleNode: [method([T.String], (n, p) => select(n, p)[0] ?? null), method([T.String, namespaceManager], (n, p, m) => select(n, p, m)[0] ?? null)],
    AppendChild: [method([node], (n, c) => put(n, c, n.children.length))], PrependChild: [method([node], (n, c) => put(n, c, 0))], InsertBefore: [method([node, node], (n, c, r) => put(n, c, r == null ? n.children.length : index(n, r)))], InsertAfter: [method([node, node], (n, c, r) => put(n, c, index(n, r) + 1))],
    RemoveChild: [method([node], (n, c) => { index(n, c); c.detach(); return c; })], ReplaceChild: [method([node, node], (n, fresh, old) => { const at = index(n, old); old.detach(); put(n, fresh, at); return old; })], RemoveAll: [method([], (n) => { n.children = []; n.attributes = []; }, T.Void)], CloneNode: [method([T.Boolean], (n, deep) => n.clone(deep))], Clone: [method([], (n) => n.clone(true))],
    Item: [method([T.String], (n, name) => n.children.find((c) => c.kind === 'Element' && c.name === name) ?? null), method([T.String, T.String], (n, name, uri) => n.children.find((c) => c.kind === 'Element' && c.localName === name && c.namespaceUri === (uri ?? '')) ?? null)],
    GetPrefixOfNamespace: [method([T.String], prefixOf, T.String)], Supports: [method([T.String, T.String], (_, feature, version) => /^xml$/i.test(feature) && (version == null || version === '1.0' || version === '2.0'), T.Boolean)], GetNamespaceOfPrefix: [method([T.String], (n, p) => namespaceOf(n, p), T.String)], GetEnumerator: [method([], (n) => new Enumerator(n.children))], Normalize: [method([], () => undefined, T.Void)], ToString: [method([], (n) => n.localName, T.String)], WriteTo: [method([T.Object], (n, w) => { if (w instanceof XmlSink) w.writeNode(n); }, T.Void)], WriteContentTo: [method([T.Object], (n, w) => { if (w instanceof XmlSink) for (const c of n.children) w.writeNode(c); }, T.Void)],
  },
}));
/** The part of a text that a count of its letters is: no place may be behind its end. */
function piece(n: XmlNode, offset: number, count: number): readonly [from: number, to: number] {
  if (offset < 0 || offset > n.value.length || count < 0) netThrow('System.ArgumentOutOfRangeException', 'Index was out of range. Must be non-negative and less than or equal to the size of the collection.');
  return [offset, Math.min(n.value.length, offset + count)];
}
function replaced(n: XmlNode, [from, to]: readonly [number, number], text: string): void { n.value = n.value.slice(0, from) + text + n.value.slice(to); }
laterType<XmlNode>(data, () => ({
  props: { Data: [T.String, (n) => n.value, (n, v) => { n.value = toText(v); }], Length: [T.Int32, (n) => n.value.length] },
  methods: {
    AppendData: [method([T.String], (n, text) => { n.value += text ?? ''; }, T.Void)], InsertData: [method([T.Int32, T.String], (n, at, text) => { replaced(n, piece(n, at, 0), text ?? ''); }, T.Void)], DeleteData: [method([T.Int32, T.Int32], (n, at, count) => { replaced(n, piece(n, at, count), ''); }, T.Void)],
    ReplaceData: [method([T.Int32, T.Int32, T.String], (n, at, count, text) => { replaced(n, piece(n, at, count), text ?? ''); }, T.Void)], Substring: [method([T.Int32, T.Int32], (n, at, count) => n.value.slice(...piece(n, at, count)), T.String)],
  },
}));
laterType<XmlNode>(attribute, () => ({ props: { OwnerElement: [undefined, (n) => n.parent ?? null], Specified: [T.Boolean, () => true] } }));
const spaced = (n: XmlNode, name: string, uri: string): XmlNode | undefined => n.attributes.find((a) => a.localName === name && a.namespaceUri === (uri ?? ''));
const inSpace = (n: XmlNode, name: string, uri: string): boolean => (name === '*' || n.localName === name) && (uri === '*' || n.namespaceUri === (uri ?? ''));
/** Takes an attribute away and gives it; null where there is none. */
function dropped(n: XmlNode, attribute: XmlNode | undefined): XmlNode | null {
  if (attribute === undefined || !n.attributes.includes(attribute)) return null;
  n.attributes = n.attributes.filter((a) => a !== attribute);
  attribute.parent = undefined;
  return attribute;
}
laterType<XmlNode>(element, () => ({
  props: { IsEmpty: [T.Boolean, (n) => n.isEmpty && n.children.length === 0, (n, v) => { n.isEmpty = v === true; }], HasAttributes: [T.Boolean, (n) => n.attributes.length > 0] },
  methods: {
    GetAttribute: [method([T.String], (n, a) => n.attribute(a)?.value ?? '', T.String), method([T.String, T.String], (n, a, uri) => spaced(n, a, uri)?.value ?? '', T.String)], SetAttribute: [method([T.String, T.String], (n, a, v) => { n.setAttribute(a, v ?? ''); }, T.Void), method([T.String, T.String, T.String], (n, a, uri, v) => { n.setAttribute(a, v ?? '', uri ?? ''); return v; })], HasAttribute: [method([T.String], (n, a) => n.attribute(a) !== undefined, T.Boolean), method([T.String, T.String], (n, a, uri) => spaced(n, a, uri) !== undefined, T.Boolean)], RemoveAttribute: [method([T.String], (n, a) => { n.attributes = n.attributes.filter((x) => x.name !== a); }, T.Void), method([T.String, T.String], (n, a, uri) => { dropped(n, spaced(n, a, uri)); }, T.Void)],
    RemoveAttributeNode: [method([attribute], (n, a) => dropped(n, a)), method([T.String, T.String], (n, a, uri) => dropped(n, spaced(n, a, uri)))], RemoveAttributeAt: [method([T.Int32], (n, i) => dropped(n, n.attributes[i]))],
    GetAttributeNode: [method([T.String], (n, a) => n.attribute(a) ?? null), method([T.String, T.String], (n, a, uri) => spaced(n, a, uri) ?? null)], SetAttributeNode: [method([T.String, T.String], (n, a, uri) => spaced(n, a, uri) ?? n.setAttribute(a, '', uri ?? '')), method([attribute], (n, a) => { n.attributes = [...n.attributes.filter((x) => x.name !== a.name), a]; a.parent = n; return null; })], RemoveAllAttributes: [method([], (n) => { n.attributes = []; }, T.Void)], GetElementsByTagName: [method([T.String], (n, t) => list(tagList, () => byTag(n, t))), method([T.String, T.String], (n, t, uri) => list(tagList, () => byTag(n, '*').filter((x) => inSpace(x, t, uri))))],
  },
}));
const newElement = (d: XmlNode, name: string, uri: string): XmlNode => { if (!/^[\p{L}_:][\p{L}\p{N}._:-]*$/u.test(name ?? '')) netThrow(name === '' || name == null ? 'System.ArgumentException' : 'System.Xml.XmlException', name === '' || name == null ? 'The local name for elements or attributes cannot be null or an empty string.' : `The '${/[^\p{L}\p{N}._:-]/u.exec(name)?.[0] ?? name[0] ?? ''}' character, hexadecimal value 0x${(/[^\p{L}\p{N}._:-]/u.exec(name)?.[0] ?? name).charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}, cannot be included in a name.`); return made(new XmlNode('Element', name, '', uri), d); };
/** A node by the name of its kind, as XmlNodeType has it or in lower case. */
function newNode(d: XmlNode, kind: string, name: string, uri: string): XmlNode {
  switch (kind.toLowerCase()) {
    case 'element': return newElement(d, name, uri ?? '');
    case 'attribute': return made(new XmlNode('Attribute', name, '', uri ?? ''), d);
    case 'text': return made(new XmlNode('Text', '#text'), d);
    case 'cdata': case 'cdatasection': return made(new XmlNode('CDATA', '#cdata-section'), d);
    case 'comment': return made(new XmlNode('Comment', '#comment'), d);
    case 'documentfragment': return made(new XmlNode('DocumentFragment', '#document-fragment'), d);
    case 'processinginstruction': return made(new XmlNode('ProcessingInstruction', name), d);
    default: return netThrow('System.ArgumentException', 'The string was not in a correct format.');
  }
}
laterType<XmlNode>(document, () => ({
  create: [func([], () => new XmlNode('Document', '#document'))],
  props: { DocumentElement: [undefined, (d) => d.documentElement ?? null], Implementation: [undefined, () => schemaNames.implementation], Schemas: [undefined, () => schemaNames.schemas], NameTable: [undefined, () => schemaNames.table], PreserveWhitespace: [T.Boolean, (d) => d.preserveWhitespace, (d, v) => { d.preserveWhitespace = v === true; }], DocumentType: [undefined, (d) => d.children.find((c) => c.kind === 'DocumentType') ?? null] },
  methods: {
    LoadXml: [method([T.String], (d, t) => loadInto(d, t), T.Void)], Load: [method([TextSink.type], (d, r) => reading(() => { loadInto(d, r.readToEnd()); }), T.Void), method([ByteStream.type], (d, s) => loadBytes(d, s.read(s.length)), T.Void), method([T.String], (d, p) => loadFile(d, p), T.Void)], Save: [method([T.Object], (d, t) => saveTo(d, t), T.Void)],
    CreateElement: [method([T.String], (d, n) => newElement(d, n, '')), method([T.String, T.String], (d, n, uri) => newElement(d, n, uri ?? '')), method([T.String, T.String, T.String], (d, p, n, uri) => newElement(d, p == null || p === '' ? n : `${p}:${n}`, uri ?? ''))], CreateAttribute: [method([T.String], (d, n) => made(new XmlNode('Attribute', n), d)), method([T.String, T.String], (d, n, uri) => made(new XmlNode('Attribute', n, '', uri ?? ''), d)), method([T.String, T.String, T.String], (d, p, n, uri) => made(new XmlNode('Attribute', p == null || p === '' ? n : `${p}:${n}`, '', uri ?? ''), d))],
    CreateTextNode: [method([T.String], (d, t) => made(new XmlNode('Text', '#text', t), d))], CreateCDataSection: [method([T.String], (d, t) => made(new XmlNode('CDATA', '#cdata-section', t), d))], CreateComment: [method([T.String], (d, t) => made(new XmlNode('Comment', '#comment', t), d))], CreateDocumentFragment: [method([], (d) => made(new XmlNode('DocumentFragment', '#document-fragment'), d))], CreateProcessingInstruction: [method([T.String, T.String], (d, n, t) => made(new XmlNode('ProcessingInstruction', n, t), d))],
    CreateXmlDeclaration: [method([T.String, T.String, T.String], (d, v, e, s) => made(new XmlNode('XmlDeclaration', 'xml', `version="${v}"${e == null || e === '' ? '' : ` encoding="${e}"`}${s == null || s === '' ? '' : ` standalone="${s}"`}`), d))], CreateNode: [method([nodeKind, T.String, T.String, T.String], (d, k, p, n, uri) => newNode(d, toText(k), p == null || p === '' ? n : `${p}:${n}`, uri)), method([T.String, T.String, T.String], newNode), method([nodeKind, T.String, T.String], (d, k, n, uri) => newNode(d, toText(k), n, uri))], CreateWhitespace: [method([T.String], (d, t) => made(new XmlNode('Whitespace', '#whitespace', t), d))],
    ImportNode: [method([node, T.Boolean], (d, n, deep) => { const copy = n.clone(deep), own = (x: XmlNode): void => { x.owner = d; x.attributes.forEach(own); x.children.forEach(own); }; own(copy); return copy; })], GetElementsByTagName: [method([T.String], (d, t) => list(tagList, () => byTag(d, t))), method([T.String, T.String], (d, t, uri) => list(tagList, () => byTag(d, '*').filter((x) => inSpace(x, t, uri))))], GetElementById: [method([T.String], () => null)],
  },
  convert: [
    from(T.String, (text: string) => fromText(text, text)), from(node, (n: XmlNode) => { const d = new XmlNode('Document', '#document'); d.preserveWhitespace = true; parseXml(outerXml(n), d, d, true); return d; }),
    from(T.Array, (lines: Value[]) => fromText(lines.map(toText).join('\n'), lines.map(toText).join(' '))),
  ],
}));
/** A document from text (LanguagePrimitives.ConvertToXml); what is wrong is told of the value as it is shown. */
function fromText(text: string, shown: string): XmlNode {
  const made = new XmlNode('Document', '#document');
  try { parseXml(text, made, made, false, 'Auto'); } catch (e) {
    if (!(e instanceof XmlTextError)) throw e;
    return raiseCast(`Cannot convert value "${shown}" to type "System.Xml.XmlDocument". Error: "${e.message}"`, 'InvalidCastToXmlDocument', exception(e.type, e.message));
  }
  return made;
}
const declared = (name: string) => (n: XmlNode): string => new RegExp(`${name}=["']([^"']*)`).exec(n.value)?.[1] ?? '';
laterType<XmlNode>(xmlTypes.get('XmlDeclaration') as unknown as NetType<XmlNode>, () => ({ props: { Version: [T.String, declared('version')], Encoding: [T.String, declared('encoding'), (n, v) => { const e = toText(v); n.value = /encoding=/.test(n.value) ? n.value.replace(/encoding=["'][^"']*["']/, `encoding="${e}"`) : `${n.value} encoding="${e}"`; }], Standalone: [T.String, declared('standalone')] } }));
const at = (l: XmlNodeList, i: Value): Value => (typeof i === 'number' ? l.nodes()[i < 0 ? i + l.nodes().length : i] : l.nodes().find((n) => n.name === toText(i))) ?? null;
const listing: TypeTable<XmlNodeList> = {
  enumerate: (l) => l.nodes(), index: { get: at }, props: { Count: [T.Int32, (l) => l.nodes().length] },
  methods: { ToString: [method([], (l) => toText(l as Value), T.String)], Item: [method([T.Int32], (l, i) => at(l, i))], GetEnumerator: [method([], (l) => new Enumerator(l.nodes()))] },
};
netType<XmlNodeList>(nodeList, listing);
laterType<XmlNodeList>(attributeList, () => ({
  ...listing, methods: { ...listing.methods, GetNamedItem: [method([T.String], (l, n) => at(l, n))], Append: [method([attribute], (l, a) => joined(owner(l), a))], Prepend: [method([attribute], (l, a) => joined(owner(l), a, true))], SetNamedItem: [method([attribute], (l, a) => { const n = owner(l), old = n.attribute(a.name) ?? null; joined(n, a); return old; })], Remove: [method([attribute], (_, a) => { const p = a.parent; if (p !== undefined) p.attributes = p.attributes.filter((x) => x !== a); return a; })], RemoveNamedItem: [method([T.String], (l, n) => { const a = l.nodes().find((x) => x.name === n), p = a?.parent; if (p !== undefined) p.attributes = p.attributes.filter((x) => x !== a); return a ?? null; })] },
}));
named(`${S}XmlNameTable`);
