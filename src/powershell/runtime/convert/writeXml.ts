/** Nodes as XML text: as they are (OuterXml), or laid out (XmlDocument.Save, an indenting writer). */
import type { XmlNode } from '../values/xml.ts';

export const escapeText = (t: string): string => t.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
export const escapeAttribute = (t: string): string => escapeText(t).replace(/["\n\r\t]/g, (c) => (c === '"' ? '&quot;' : c === '\n' ? '&#xA;' : c === '\r' ? '&#xD;' : '&#x9;'));

/** `OuterXml`. */
export function outerXml(n: XmlNode): string {
  switch (n.kind) {
    case 'Element': return n.children.length === 0 && n.isEmpty ? `${opening(n)} />` : `${opening(n)}>${innerXml(n)}</${n.name}>`;
    case 'Document': case 'DocumentFragment': return innerXml(n);
    case 'Attribute': return `${n.name}="${escapeAttribute(n.value)}"`;
    case 'Text': return escapeText(n.value);
    case 'CDATA': return `<![CDATA[${n.value}]]>`;
    case 'Comment': return `<!--${n.value}-->`;
    case 'ProcessingInstruction': case 'XmlDeclaration': return `<?${n.name}${n.value === '' ? '' : ` ${n.value}`}?>`;
    default: return n.value;
  }
}
export const innerXml = (n: XmlNode): string => n.children.map(outerXml).join('');
const opening = (n: XmlNode): string => `<${n.name}${n.attributes.map((a) => ` ${outerXml(a)}`).join('')}`;

/** Laid out with an indent a level; elements with text inside stay on one line. */
export function indentedXml(n: XmlNode, indent = '  ', newLine = '\n'): string {
  const lay = (node: XmlNode, depth: number): string => {
    const pad = indent.repeat(depth), inside = node.children.filter((c) => c.kind !== 'Whitespace');
    if (node.kind !== 'Element' || inside.length === 0 || inside.some((c) => c.kind === 'Text' || c.kind === 'CDATA')) return pad + (node.kind === 'Element' && inside.length === 0 ? (node.isEmpty ? `${opening(node)} />` : `${opening(node)}>${newLine}${pad}</${node.name}>`) : outerXml(node));
    return `${pad}${opening(node)}>${newLine}${inside.map((c) => lay(c, depth + 1)).join(newLine)}${newLine}${pad}</${node.name}>`;
  };
  const top = n.kind === 'Document' || n.kind === 'DocumentFragment' ? n.children.filter((c) => c.kind !== 'Whitespace') : [n];
  return top.map((c) => lay(c, 0)).join(newLine);
}
