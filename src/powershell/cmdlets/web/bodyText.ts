/** The body of an answer as text, and as the text of an error (WebRequestPSCmdlet.FormatErrorMessage). */
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import { indentedXml } from '../../runtime/convert/writeXml.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import type { WebResponse } from '../../runtime/host.ts';
import { decodeText, encodingOf } from '../items/fileSystem/encodings.ts';
import { ItemError } from '../items/providers/provider.ts';

export const headerOf = (response: Pick<WebResponse, 'headers'>, name: string): string | undefined => response.headers.find(([n]) => n.toLowerCase() === name)?.[1];

/** What a page or an XML document says of its own charset, within its first thousand letters (StreamHelper). */
const OWN_CHARSETS = [/<meta\s.*[^.><]*charset\s*=\s*["'\n]?([a-z].[^\s"'\n<>]*)[\s"'\n>]/is, /<\?xml\s.*[^.><]*encoding\s*=\s*["'\n]?([a-z].[^\s"'\n<>]*)[\s"'\n>]/is];
/** By the charset of its type; where that is none, by what the text says of itself, and UTF-8 else. */
export const bodyText = (body: Uint8Array, type: string): string => readBody(body, type).text;
/** The text with the charset it was read in. */
export function readBody(body: Uint8Array, type: string): { readonly text: string; readonly charset: string } {
  const given = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? '', named = decoderOf(given);
  if (named !== undefined) return { text: named(body), charset: given };
  const text = decodeText(body), start = text.slice(0, 1024), [own = ''] = OWN_CHARSETS.flatMap((pattern) => pattern.exec(start)?.[1] ?? []), decoded = decoderOf(own)?.(body);
  return decoded === undefined ? { text, charset: 'utf-8' } : { text: decoded, charset: own };
}
/** How bytes of a charset are read: those of the content cmdlets, and all that pages are written in. */
function decoderOf(charset: string): ((bytes: Uint8Array) => string) | undefined {
  if (charset === '') return undefined;
  try { encodingOf(charset); return (bytes) => decodeText(bytes, charset); } catch (error) { if (!(error instanceof ItemError)) throw error; }
  try { const decoder = new TextDecoder(charset); return (bytes) => decoder.decode(bytes); } catch { return undefined; }
}
/** The type of a Content-Type header without its parameters. */
export const mediaType = (header: string): string => header.replace(/;.*$/s, '').trim();
/** Whether an answer is text by its type; one without a type is not (ContentHelper.IsText). */
export const isText = (header: string): boolean => { const type = mediaType(header); return /^text\//i.test(type) || isXml(type) || isJson(type); };
const isXml = (type: string): boolean => /^application\/(?:xml|xml-external-parsed-entity|xml-dtd)$|\+xml$/i.test(type);
export const isJson = (type: string): boolean => /^(?:application|text)\/(?:json|x-javascript|javascript)$/i.test(type);

/** JSON and XML laid out on lines of their own, all else without its tags. */
export function errorBody(text: string, contentType: string): string {
  const type = mediaType(contentType);
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
