/** Format and type files as XML: their elements, and what is wrong with them. */
import { XmlTextError, parseXml } from '../../runtime/convert/parseXml.ts';
import { XmlNode } from '../../runtime/values/xml.ts';

/** A file that cannot be used; the message is PowerShell's. */
export class FileError extends Error { readonly code = 'FileError'; }

/** The root of a file. Throws FileError where it is no XML, or another file. */
export function rooted(text: string, file: string, name: string): XmlNode {
  const document = new XmlNode('Document', '#document');
  try { parseXml(text, document, document, false); } catch (e) {
    if (!(e instanceof XmlTextError)) throw e;
    throw new FileError(`Error in file ${file}: ${e.message}`);
  }
  const root = document.documentElement;
  if (root === undefined || root.localName !== name) throw new FileError(`Error at XPath /${root?.localName ?? ''} in file ${file}: Node ${name} is missing.`);
  return root;
}
export const elements = (node: XmlNode | undefined, name?: string): XmlNode[] => (node?.children ?? []).filter((c) => c.kind === 'Element' && (name === undefined || c.localName === name));
export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined => elements(node, name)[0];
/** The text of a child, without blanks around it; empty where it is not there. */
export const textAt = (node: XmlNode | undefined, name: string): string => child(node, name)?.innerText.trim() ?? '';
/** `<Wrap/>` and `<Wrap>true</Wrap>` say yes. */
export const truth = (node: XmlNode | undefined): boolean => { const text = node?.innerText.trim().toLowerCase() ?? ''; return text === '' || text === 'true'; };
/** Where a node stands: `Configuration/ViewDefinitions/View[2]`. */
export function path(node: XmlNode): string {
  const { parent } = node;
  if (parent === undefined || parent.kind === 'Document') return `/${node.localName}`;
  const same = elements(parent, node.localName);
  return `${path(parent)}/${node.localName}${same.length > 1 ? `[${same.indexOf(node) + 1}]` : ''}`;
}
