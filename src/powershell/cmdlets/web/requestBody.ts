/** What a web request carries: the body, its type and the words of the query (WebRequestPSCmdlet.FillRequestStream). */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { rawBytes } from '../../runtime/types/text/text.ts';
import { TypedArray } from '../../runtime/values/arrays.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import { getMember } from '../../runtime/members/get.ts';
import { encodeText } from '../items/fileSystem/encodings.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { FileItem } from '../items/fileSystem/fileTypes.ts';
import { ItemError } from '../items/providers/provider.ts';
import { fileToSend } from './webChecks.ts';
import type { WebArguments } from './send.ts';

export interface Body { readonly bytes: Uint8Array | undefined; readonly type: string | undefined; readonly query: string }
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const form = (d: Dictionary): string => [...d.entries.values()].map((e) => `${encodeURIComponent(toText(e.key)).replaceAll('%20', '+')}=${encodeURIComponent(toText(e.value)).replaceAll('%20', '+')}`).join('&');

/** The body of a request; `given` is the type that the script's headers name. */
export function requestBody(ctx: CmdletContext, p: WebArguments, method: string, given: string | undefined): Body {
  if (p.Form !== undefined) return multipart(ctx, p.Form);
  const type = p.ContentType ?? given ?? (method === 'POST' ? 'application/x-www-form-urlencoded' : undefined), body = unwrap(p.Body);
  const isSent = body !== null && body !== undefined && !(body instanceof Dictionary && method === 'GET');
  if (isSent || p.InFile !== undefined || method !== 'GET' || p.ContentType !== undefined) checkType(ctx, p, type);
  if (p.InFile !== undefined) return { bytes: portOf(ctx).read(fileToSend(ctx, p.InFile)), type, query: '' };
  // What has no content says so, but for GET, which some servers refuse with any.
  if (!isSent) return { bytes: method === 'GET' && p.ContentType === undefined ? undefined : new Uint8Array(), type, query: body instanceof Dictionary ? form(body) : '' };
  return { bytes: bytesOf(ctx, p, body, type), type, query: '' };
}
function bytesOf(ctx: CmdletContext, p: WebArguments, body: unknown, type: string | undefined): Uint8Array {
  if (body instanceof TypedArray && body.elementType.name === 'System.Byte') return rawBytes(body);
  if (body instanceof ByteStream) return body.read(body.length);
  if (body instanceof XmlNode) {
    const xml = toText(getMember(body, 'OuterXml')), encoding = /^<\?xml[^>]*\sencoding=["']([^"']+)/i.exec(xml)?.[1];
    return encodeText(xml, encoding, false);
  }
  const text = body instanceof Dictionary ? form(body) : toText(p.Body), charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type ?? '')?.[1];
  try { return encodeText(text, charset, false); } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    if (p.SkipHeaderValidation !== true) refuseType(ctx, type);
    return utf8(text);
  }
}
const refuseType = (ctx: CmdletContext, type: string | undefined): never => ctx.fail({ id: 'WebCmdletContentTypeException', category: 'InvalidArgument', target: type ?? null, exception: 'System.Management.Automation.ValidationMetadataException', message: 'The cmdlet cannot run because the -ContentType parameter is not a valid Content-Type header. Specify a valid Content-Type for -ContentType, then retry. To suppress header validation, supply the -SkipHeaderValidation parameter.' });
function checkType(ctx: CmdletContext, p: WebArguments, type: string | undefined): void {
  if (type !== undefined && type.trim() !== '' && p.SkipHeaderValidation !== true && !/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+\s*(?:;.*)?$/s.test(type.trim())) refuseType(ctx, type);
}

/** A name in a header of a part: alone where it is a word, in quotation marks else, and encoded where it is not ASCII (ContentDispositionHeaderValue.EncodeAndQuoteMime). */
function quoted(ctx: CmdletContext, name: string): string {
  const isQuoted = name.length > 1 && name.startsWith('"') && name.endsWith('"'), inner = isQuoted ? name.slice(1, -1) : name;
  if (inner.includes('"')) return ctx.fail({ id: 'System.ArgumentException', category: 'NotSpecified', exception: 'System.ArgumentException', message: `The format of value '${name}' is invalid.` });
  // oxlint-disable-next-line eslint/no-control-regex -- ASCII is what is meant
  if (!/^[\u0000-\u007f]*$/.test(inner)) return `"=?utf-8?B?${Buffer.from(inner, 'utf8').toString('base64')}?="`;
  return isQuoted || !isHeaderName(inner) ? `"${inner}"` : inner;
}
/** What RFC 5987 leaves as it is, and everything else as its bytes. */
const percent = (text: string): string => encodeURIComponent(text).replace(/[*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
/** The parts of a form: files, and everything else as text; a list is a part for each of its items. */
function multipart(ctx: CmdletContext, fields: Dictionary): Body {
  const boundary = Buffer.from(ctx.host.random.bytes(18)).toString('hex'), parts: Uint8Array[] = [];
  for (const e of fields.entries.values()) {
    const field = unwrap(e.value), values = typeof field === 'string' || field instanceof FileItem || field instanceof Dictionary ? [field] : toItems(field).map(unwrap);
    for (const value of values) {
      const place = `Content-Disposition: form-data; name=${quoted(ctx, toText(e.key))}`, about = value instanceof FileItem
        ? `${place}; filename=${quoted(ctx, value.name)}; filename*=utf-8''${percent(value.name)}\r\nContent-Type: application/octet-stream` : `Content-Type: text/plain; charset=utf-8\r\n${place}`;
      parts.push(utf8(`--${boundary}\r\n${about}\r\n\r\n`), value instanceof FileItem ? portOf(ctx).read(value.path) : utf8(toText(value)), utf8('\r\n'));
    }
  }
  parts.push(utf8(`--${boundary}--\r\n`));
  return { bytes: new Uint8Array(Buffer.concat(parts)), type: `multipart/form-data; boundary="${boundary}"`, query: '' };
}
/** Whether a text is a token, as the names of headers are (RFC 9110). */
export const isHeaderName = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name);
/** Headers that .NET reads as more than text, and refuses where they are none (HttpHeaders.Add). */
export function checkHeader(ctx: CmdletContext, name: string, value: string): void {
  const token = "[\\w!#$%&'*+.^`|~-]+", product = `(?:${token}(?:/${token})?|\\((?:[^()]|\\([^()]*\\))*\\))`;
  const isWell = /^user-agent$/i.test(name) ? new RegExp(`^\\s*(?:${product}(?:\\s+${product})*)?\\s*$`).test(value) : !/^if-(?:none-)?match$/i.test(name) || /^\s*(?:\*|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)\s*$/.test(value);
  if (!isHeaderName(name)) ctx.fail({ id: 'System.FormatException', category: 'NotSpecified', target: null, exception: 'System.FormatException', message: `The header name '${name}' has an invalid format.` });
  if (/[\r\n]/.test(value)) ctx.fail({ id: 'System.FormatException', category: 'NotSpecified', target: null, exception: 'System.FormatException', message: 'New-line characters are not allowed in header values.' });
  if (!isWell) ctx.fail({ id: 'System.FormatException', category: 'NotSpecified', target: null, exception: 'System.FormatException', message: `The format of value '${value}' is invalid.` });
}
