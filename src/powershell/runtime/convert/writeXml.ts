/** Nodes as XML text: as they are (OuterXml), or laid out (XmlDocument.Save, an indenting writer). */
import type { XmlNode } from '../values/xml.ts';

/** What XML has no letter for is written by its number. */
// oxlint-disable-next-line no-control-regex -- Control characters are what is escaped.
export const escapeText = (t: string): string => t.replace(/[&<>\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`));
export const escapeAttribute = (t: string): string => escapeText(t).replace(/["\n\r\t]/g, (c) => (c === '"' ? '&quot;' : c === '\n' ? '&#xA;' : c === '\r' ? '&#xD;' : '&#x9;'));

/** The namespaces that are declared where a node is written. */
interface Scope { readonly default: string; readonly prefixes: ReadonlyMap<string, string> }
const NOTHING: Scope = { default: '', prefixes: new Map() };
interface Opened { readonly text: string; readonly inside: Scope }

/** `OuterXml`: whole by itself, so that namespaces declared further out are declared again where they are used. */
export function outerXml(n: XmlNode, scope: Scope = NOTHING): string {
  switch (n.kind) {
    case 'Element': {
      const { text, inside } = opening(n, scope);
      return n.children.length === 0 && n.isEmpty ? `${text} />` : `${text}>${innerXml(n, inside)}</${n.name}>`;
    }
    case 'Document': case 'DocumentFragment': return innerXml(n, scope);
    case 'Attribute': return `${n.name}="${escapeAttribute(n.value)}"`;
    case 'Text': return escapeText(n.value);
    case 'CDATA': return `<![CDATA[${n.value}]]>`;
    case 'Comment': return `<!--${n.value}-->`;
    case 'ProcessingInstruction': case 'XmlDeclaration': return `<?${n.name} ${n.value}?>`;
    default: return n.value;
  }
}
export function innerXml(n: XmlNode, scope: Scope = NOTHING): string {
  let text = '';
  for (const c of n.children) text += outerXml(c, scope);
  return text;
}
/** Neither a prefix nor a namespace but the one around it, which most elements are without. */
function isPlain(n: XmlNode, scope: Scope): boolean {
  if (n.namespaceUri !== '' || scope.default !== '' || n.name.includes(':')) return false;
  for (const a of n.attributes) if (a.name === 'xmlns' || a.name.includes(':')) return false;
  return true;
}
/** The start tag: attributes as they stand, then the namespaces that are missing, the last one first (XmlTextWriter.WriteEndStartTag). */
function opening(n: XmlNode, scope: Scope): Opened {
  if (isPlain(n, scope)) {
    let text = `<${n.name}`;
    for (const a of n.attributes) text += ` ${outerXml(a)}`;
    return { text, inside: scope };
  }
  const prefixes = new Map(scope.prefixes), missing: string[] = [], own = new Map<string, string>();
  let byDefault: string | undefined;
  for (const a of n.attributes) {
    if (a.name === 'xmlns') byDefault = a.value;
    else if (a.prefix === 'xmlns') { own.set(a.localName, a.value); prefixes.set(a.localName, a.value); }
  }
  for (const named of [n, ...n.attributes]) {
    const { prefix, namespaceUri } = named;
    if (prefix === '' || prefix === 'xmlns' || prefix === 'xml' || namespaceUri === '' || prefixes.get(prefix) === namespaceUri || own.has(prefix)) continue;
    prefixes.set(prefix, namespaceUri);
    missing.unshift(` xmlns:${prefix}="${escapeAttribute(namespaceUri)}"`);
  }
  const inherited = n.prefix === '' ? n.namespaceUri : scope.default;
  if (byDefault === undefined && inherited !== scope.default) missing.push(` xmlns="${escapeAttribute(inherited)}"`);
  return { text: `<${n.name}${n.attributes.map((a) => ` ${outerXml(a)}`).join('')}${missing.join('')}`, inside: { default: byDefault === undefined || n.prefix === '' ? inherited : byDefault, prefixes } };
}

/** Laid out with an indent a level; elements with text inside stay on one line. */
export function indentedXml(n: XmlNode, indent = '  ', newLine = '\n'): string {
  const lay = (node: XmlNode, depth: number, scope: Scope): string => {
    const pad = indent.repeat(depth), inside = node.children.filter((c) => c.kind !== 'Whitespace');
    if (node.kind !== 'Element' || inside.some((c) => c.kind === 'Text' || c.kind === 'CDATA')) return pad + outerXml(node, scope);
    const opened = opening(node, scope);
    if (inside.length === 0) return pad + (node.isEmpty ? `${opened.text} />` : `${opened.text}>${newLine}${pad}</${node.name}>`);
    return `${pad}${opened.text}>${newLine}${inside.map((c) => lay(c, depth + 1, opened.inside)).join(newLine)}${newLine}${pad}</${node.name}>`;
  };
  const top = n.kind === 'Document' || n.kind === 'DocumentFragment' ? n.children.filter((c) => c.kind !== 'Whitespace') : [n];
  return top.map((c) => lay(c, 0, NOTHING)).join(newLine);
}
