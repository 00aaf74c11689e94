/** The body of an answer as text, and as the text of an error (WebRequestPSCmdlet.FormatErrorMessage). */
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import { indentedXml } from '../../runtime/convert/writeXml.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import { decodeText } from '../items/fileSystem/encodings.ts';

/** By the charset of its type. */
export function bodyText(body: Uint8Array, type: string): string {
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1]?.toLowerCase();
  return decodeText(body, charset === undefined || !/^(utf-8|utf-16|utf-32|us-ascii|iso-8859-1|utf-16be)$/.test(charset) ? undefined : charset);
}
const isXml = (type: string): boolean => /^application\/(?:xml|xml-external-parsed-entity|xml-dtd)$|\+xml$/i.test(type);
const isJson = (type: string): boolean => /^(?:application|text)\/(?:json|x-javascript|javascript)$/i.test(type);

/** JSON and XML laid out on lines of their own, all else without its tags. */
export function errorBody(text: string, contentType: string): string {
  const type = contentType.replace(/;.*$/s, '').trim();
  if (isJson(type)) {
    const laid = indentedJson(text);
    if (laid !== undefined) return `\n${laid}`;
  }
  const xml = isXml(type) ? lookupType('System.Xml.XmlDocument') : undefined, document = xml === undefined ? FAILED : convertOrFail(text, xml);
  if (document instanceof XmlNode) {
    document.children.splice(0, document.children[0]?.kind === 'XmlDeclaration' ? 1 : 0);
    return `\n${indentedXml(document)}`;
  }
  return text.replace(/<[^>]*>/g, '');
}
/** What .NET's writer of JSON escapes: everything beyond ASCII, and what means something in HTML. */
const escaped = (text: string): string =>
  `"${text.replace(/[^ !#-%(-*,-;=?-[\]-_a-z{-~]/g, (c) => ({ '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\' })[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;
/** Laid out with two blanks a level, numbers as they are written; undefined where it is no JSON. */
function indentedJson(text: string): string | undefined {
  try { JSON.parse(text); } catch { return undefined; }
  let out = '', depth = 0, isNew = false;
  const line = (): string => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const closes = token === '}' || token === ']';
    if (closes) depth--;
    if (closes ? !isNew : isNew) out += line();
    isNew = token === '{' || token === '[';
    if (isNew) depth++;
    out += token.startsWith('"') ? escaped(JSON.parse(token) as string) : token;
    if (token === ',') out += line();
    else if (token === ':') out += ' ';
  }
  return out;
}
