/** System.Xml.Linq: XElement, XDocument, XAttribute, over the XML nodes of System.Xml. */
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { XmlTextError, parseXml } from '../../convert/parseXml.ts';
import { indentedXml, outerXml } from '../../convert/writeXml.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { Record } from '../../values/misc.ts';
import { XmlNode } from '../../values/xml.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { func, laterType, method, netType, rest } from '../netType.ts';
import type { NetType, Overload } from '../netType.ts';
import { T, named } from '../t.ts';

const LINQ = 'System.Xml.Linq.';
const element = named<XItem>(`${LINQ}XElement`), document = named<XItem>(`${LINQ}XDocument`), attribute = named<XItem>(`${LINQ}XAttribute`), textType = named<XItem>(`${LINQ}XText`), comment = named<XItem>(`${LINQ}XComment`), nameType = named<Record>(`${LINQ}XName`);
const TYPES: Kinds = { Element: element, Document: document, Attribute: attribute, Text: textType, CDATA: textType, Comment: comment };
interface Kinds { readonly [kind: string]: NetType<XItem> }
/** A node seen the way LINQ to XML names its members; the same node is always the same object. */
export class XItem extends NetObject {
  override readonly netType: NetType;
  readonly node: XmlNode;
  constructor(node: XmlNode) { super(); this.netType = TYPES[node.kind] ?? element; this.node = node; }
}
const items = new WeakMap<XmlNode, XItem>();
function item(node: XmlNode): XItem { let made = items.get(node); if (made === undefined) items.set(node, (made = new XItem(node))); return made; }
const orNull = (node: XmlNode | undefined): Value => (node === undefined ? null : item(node));
const elements = (n: XmlNode): XmlNode[] => n.children.filter((c) => c.kind === 'Element');
const below = (n: XmlNode): XmlNode[] => elements(n).flatMap((c) => [c, ...below(c)]);
const nameOf = (v: Value): string => toText(v).replace(/^\{[^}]*\}/, '');
const called = (nodes: readonly XmlNode[], name?: Value): XItem[] => nodes.filter((n) => name === undefined || n.localName === nameOf(name)).map(item);
const xName = (n: XmlNode): Value => new Record(nameType, [['LocalName', n.localName], ['NamespaceName', n.namespaceUri]]);
laterType<Record>(nameType, () => ({ text: (r) => { const uri = toText(r.fields.get('NamespaceName')); return `${uri === '' ? '' : `{${uri}}`}${toText(r.fields.get('LocalName'))}`; }, methods: { ToString: [method([], (r) => toText(r), T.String)] }, statics: { Get: [func([T.String], (s) => new Record(nameType as unknown as NetType, [['LocalName', nameOf(s)], ['NamespaceName', /^\{([^}]*)\}/.exec(s)?.[1] ?? '']]))] } }));
function parsed(text: string): XmlNode {
  const d = new XmlNode('Document', '#document');
  try { parseXml(text, d, d, false); } catch (e) { if (e instanceof XmlTextError) return netThrow(e.type, e.message); throw e; }
  return d;
}
const root = (d: XmlNode): XItem => { const found = d.documentElement; if (found === undefined) return netThrow('System.Xml.XmlException', 'Root element is missing.'); found.detach(); return item(found); };
function add(n: XmlNode, content: Value): void {
  for (const c of toItems(content)) {
    if (c === null || c === undefined) continue;
    if (!(c instanceof XItem)) { n.insert(new XmlNode('Text', '#text', toText(c)), n.children.length); continue; }
    if (c.node.kind === 'Attribute') n.setAttribute(c.node.name, c.node.value, c.node.namespaceUri);
    else n.insert(c.node.parent === undefined ? c.node : c.node.clone(true), n.children.length);
  }
}
function newElement(name: Value, content: readonly Value[]): XItem { const n = new XmlNode('Element', nameOf(name), '', /^\{([^}]*)\}/.exec(toText(name))?.[1] ?? ''); for (const c of content) add(n, c); return item(n); }
const written = (n: XmlNode): string => (n.kind === 'Attribute' ? `${n.name}="${n.value}"` : n.kind === 'Element' || n.kind === 'Document' ? indentedXml(n) : outerXml(n));
function readFile(path: string): XmlNode { return parsed(current().readLines(path).join('\n')); }
function save(x: XItem, path: string): void { const { files } = current().host; files?.write(files.resolve(current().workingDirectory.path, path), new TextEncoder().encode(`<?xml version="1.0" encoding="utf-8"?>\n${written(x.node)}`), false); }
const text: readonly Overload<XItem>[] = [method([], (x) => written(x.node), T.String), method([T.Object], (x) => outerXml(x.node), T.String)];
const tree: Readonly<{ [name: string]: readonly Overload<XItem>[] }> = {
  Element: [method([T.Object], (x, n) => called(elements(x.node), n)[0] ?? null)], Elements: [method([], (x) => called(elements(x.node))), method([T.Object], (x, n) => called(elements(x.node), n))], Descendants: [method([], (x) => called(below(x.node))), method([T.Object], (x, n) => called(below(x.node), n))],
  Nodes: [method([], (x) => x.node.children.map(item))], Add: [method([rest(T.Object)], (x, c) => { for (const one of c) add(x.node, one); }, T.Void)], RemoveNodes: [method([], (x) => { for (const c of x.node.children.slice()) c.detach(); }, T.Void)], Save: [method([T.String], (x, p) => save(x, p), T.Void)], ToString: text,
};
laterType<XItem>(element, () => ({
  text: (x) => written(x.node), create: [func([T.Object, rest(T.Object)], (n, c) => (n instanceof XItem ? item(n.node.clone(true)) : newElement(n, c)))],
  props: { Name: [undefined, (x) => xName(x.node)], Value: [T.String, (x) => x.node.innerText, (x, v) => { x.node.innerText = toText(v); }], HasElements: [T.Boolean, (x) => elements(x.node).length > 0], HasAttributes: [T.Boolean, (x) => x.node.attributes.length > 0], IsEmpty: [T.Boolean, (x) => x.node.children.length === 0], Parent: [undefined, (x) => (x.node.parent?.kind === 'Element' ? item(x.node.parent) : null)], FirstAttribute: [undefined, (x) => orNull(x.node.attributes[0])], FirstNode: [undefined, (x) => orNull(x.node.children[0])], LastNode: [undefined, (x) => orNull(x.node.children.at(-1))], NodeType: [T.String, () => 'Element'] },
  methods: {
    ...tree, DescendantsAndSelf: [method([], (x) => [x, ...called(below(x.node))])], Attribute: [method([T.Object], (x, n) => orNull(x.node.attributes.find((a) => a.localName === nameOf(n))))], Attributes: [method([], (x) => x.node.attributes.map(item)), method([T.Object], (x, n) => called(x.node.attributes, n))],
    SetAttributeValue: [method([T.Object, T.Object], (x, n, v) => { if (v === null) x.node.attributes = x.node.attributes.filter((a) => a.localName !== nameOf(n)); else x.node.setAttribute(nameOf(n), toText(v)); }, T.Void)], SetElementValue: [method([T.Object, T.Object], (x, n, v) => { const known = elements(x.node).find((c) => c.localName === nameOf(n)); if (v === null) known?.detach(); else if (known !== undefined) known.innerText = toText(v); else add(x.node, newElement(n, [v])); }, T.Void)],
    SetValue: [method([T.Object], (x, v) => { x.node.innerText = toText(v); }, T.Void)], Remove: [method([], (x) => x.node.detach(), T.Void)], RemoveAttributes: [method([], (x) => { x.node.attributes = []; }, T.Void)], Ancestors: [method([], (x) => { const out: XItem[] = []; for (let p = x.node.parent; p?.kind === 'Element'; p = p.parent) out.push(item(p)); return out; })], ReplaceWith: [method([T.Object], (x, o) => { const { parent } = x.node; if (parent !== undefined && o instanceof XItem) { parent.insert(o.node, parent.children.indexOf(x.node)); x.node.detach(); } }, T.Void)],
  },
  statics: { Parse: [func([T.String], (s) => root(parsed(s))), func([T.String, T.Object], (s) => root(parsed(s)))], Load: [func([T.String], (p) => root(readFile(p)))] },
  convert: [{ from: T.String, convert: (s: string) => root(parsed(s)) }],
}));
laterType<XItem>(document, () => ({
  text: (x) => written(x.node), create: [func([rest(T.Object)], (c) => { const d = new XmlNode('Document', '#document'); for (const one of c) add(d, one); return item(d); })], props: { Root: [undefined, (x) => orNull(x.node.documentElement)], NodeType: [T.String, () => 'Document'] }, methods: tree,
  statics: { Parse: [func([T.String], (s) => item(parsed(s)))], Load: [func([T.String], (p) => item(readFile(p)))] }, convert: [{ from: T.String, convert: (s: string) => item(parsed(s)) }],
}));
laterType<XItem>(attribute, () => ({ text: (x) => written(x.node), create: [func([T.Object, T.Object], (n, v) => item(new XmlNode('Attribute', nameOf(n), toText(v))))], props: { Name: [undefined, (x) => xName(x.node)], Value: [T.String, (x) => x.node.value, (x, v) => { x.node.value = toText(v); }], NextAttribute: [undefined, () => null], NodeType: [T.String, () => 'Attribute'] }, methods: { Remove: [method([], (x) => { const p = x.node.parent; if (p !== undefined) p.attributes = p.attributes.filter((a) => a !== x.node); }, T.Void)], SetValue: [method([T.Object], (x, v) => { x.node.value = toText(v); }, T.Void)], ToString: text } }));
for (const [type, kind] of [[textType, 'Text'], [comment, 'Comment']] as const) netType<XItem>(type, { text: (x) => written(x.node), create: [func([T.String], (s) => item(new XmlNode(kind, kind === 'Text' ? '#text' : '#comment', s)))], props: { Value: [T.String, (x) => x.node.value, (x, v) => { x.node.value = toText(v); }] }, methods: { Remove: [method([], (x) => x.node.detach(), T.Void)], ToString: text } });
