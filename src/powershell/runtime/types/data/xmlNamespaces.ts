/** System.Xml.XmlNamespaceManager: prefixes in scopes, the inner one first. */
import { netThrow, nullArgument } from '../../errors/raise.ts';
import { GenericDictionary } from '../../values/dictionary.ts';
import { Enumerator } from '../../values/lists.ts';
import { XML_URI, XMLNS_URI, XmlNamespaceManager } from '../../values/xml.ts';
import { toText } from '../../convert/toText.ts';
import type { Value } from '../../values/value.ts';
import { genericType } from '../generic.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { enumType } from '../system/enums.ts';
import { T, named } from '../t.ts';

export const namespaceManager: NetType<XmlNamespaceManager> = named<XmlNamespaceManager>('System.Xml.XmlNamespaceManager', [], { interfaces: ['System.Xml.IXmlNamespaceResolver', 'System.Collections.IEnumerable'] });
const scopeType = enumType('System.Xml.XmlNamespaceScope', ['All', 'ExcludeXml', 'Local']);
function add(m: XmlNamespaceManager, prefix: string, uri: string): void {
  if (uri == null) nullArgument('uri');
  if (prefix == null) nullArgument('prefix');
  if (prefix === 'xmlns' || (prefix === 'xml' && uri !== XML_URI)) netThrow('System.ArgumentException', prefix === 'xml' ? 'Prefix "xml" is reserved for use by XML and can be mapped only to namespace name "http://www.w3.org/XML/1998/namespace".' : 'Prefix "xmlns" is reserved for use by XML.');
  m.uris.set(prefix, uri);
  m.scope.set(prefix, uri);
}
function inScope(m: XmlNamespaceManager, which: Value): GenericDictionary {
  const kind = toText(which), type = genericType('System.Collections.Generic.Dictionary', [T.String, T.String]) as NetType, made = new GenericDictionary(type, T.String, T.String);
  if (kind === 'All') made.set('xml', XML_URI);
  for (const [prefix, uri] of kind === 'Local' ? m.scope : m.uris) if (prefix !== '' || uri !== '' || kind === 'Local') made.set(prefix, uri);
  return made;
}
const prefixes = (m: XmlNamespaceManager): string[] => [...new Set(['', 'xmlns', 'xml', ...m.uris.keys()])];
const lookup = (m: XmlNamespaceManager, prefix: string): string | null => m.uris.get(prefix) ?? { '': '', xml: XML_URI, xmlns: XMLNS_URI }[prefix] ?? null;
laterType<XmlNamespaceManager>(namespaceManager, () => ({
  create: [func([T.Object], (table) => new XmlNamespaceManager(table))], enumerate: prefixes,
  props: { DefaultNamespace: [T.String, (m) => lookup(m, '')], NameTable: [undefined, (m) => m.nameTable] },
  methods: {
    AddNamespace: [method([T.String, T.String], add, T.Void)], HasNamespace: [method([T.String], (m, p) => m.scope.has(p), T.Boolean)], LookupNamespace: [method([T.String], lookup)],
    LookupPrefix: [method([T.String], (m, uri) => (uri === XML_URI ? 'xml' : uri === XMLNS_URI ? 'xmlns' : [...m.uris].findLast(([, u]) => u === uri)?.[0] ?? (uri === '' ? '' : null)))],
    RemoveNamespace: [method([T.String, T.String], (m, p, uri) => { if (m.scope.get(p) === uri) m.remove(p); }, T.Void)],
    PushScope: [method([], (m) => m.push(), T.Void)], PopScope: [method([], (m) => m.pop(), T.Boolean)], GetNamespacesInScope: [method([scopeType], inScope)], GetEnumerator: [method([], (m) => new Enumerator(prefixes(m)))],
  },
}), XmlNamespaceManager);
