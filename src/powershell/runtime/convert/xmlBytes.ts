/** The text of an XML document in bytes: by its byte order mark, else as its declaration says, else UTF-8 (XML 1.0, appendix F). */
import { XmlTextError } from './parseXml.ts';

/** So much of a document is looked at for its declaration. */
const HEAD = 256;

/** Throws XmlTextError where the declared encoding is not known. */
export function xmlText(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  const head = String.fromCharCode(...bytes.subarray(0, HEAD)), [before = '', encoding = ''] = /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(head) ?? [], at = before.length - encoding.length;
  if (/^(?:utf-16|unicode|utf-16le|utf-16be)$/i.test(encoding)) throw new XmlTextError('There is no Unicode byte order mark. Cannot switch to Unicode.', [1, at + 1]);
  let decoder = new TextDecoder();
  try { if (encoding !== '') decoder = new TextDecoder(encoding); } catch { throw new XmlTextError(`System does not support '${encoding}' encoding.`, [1, at + 1]); }
  return decoder.decode(bytes);
}
