/** The text form of secure strings: AES with a key (as PowerShell writes it), or the plain hexadecimal form without one on Unix. */
import { nodeCrypto } from '../runtime/nodeModules.ts';

const MARK = '76492d1116743f0423413b16050a5345';
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Hexadecimal UTF-16, which is what there is on systems without the data protection of Windows. */
export const withoutKey = (text: string): string => wide(text).toString('hex');
export function fromWithoutKey(text: string): string | undefined {
  return /^(?:[0-9a-f]{4})*$/i.test(text) ? Buffer.from(text, 'hex').toString('utf16le') : undefined;
}
/** The first pair that is not hexadecimal, in what is read as such: all of a text, behind the mark where it has one. An odd number of digits is refused before. */
export function notHex(text: string): string | undefined {
  const hex = text.startsWith(MARK) ? text.slice(MARK.length) : text;
  return hex.length % 2 > 0 ? undefined : hex.match(/[^]{1,2}/g)?.find((pair) => !/^[0-9a-f]{2}$/i.test(pair));
}
/** With a key of 16, 24 or 32 bytes; `iv` are 16 random bytes. */
export function withKey(text: string, key: Uint8Array, iv: Uint8Array): string {
  const cipher = nodeCrypto().createCipheriv(`aes-${key.length * 8}-cbc`, key, iv), data = Buffer.concat([cipher.update(wide(text)), cipher.final()]);
  return MARK + wide(`2|${Buffer.from(iv).toString('base64')}|${data.toString('hex')}`).toString('base64');
}
export function fromKey(text: string, key: Uint8Array): string | undefined {
  if (!text.startsWith(MARK)) return undefined;
  const [version, iv = '', data = ''] = Buffer.from(text.slice(MARK.length), 'base64').toString('utf16le').split('|');
  if (version !== '2') return undefined;
  try {
    const decipher = nodeCrypto().createDecipheriv(`aes-${key.length * 8}-cbc`, key, Buffer.from(iv, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'hex')), decipher.final()]).toString('utf16le');
  } catch {
    // A wrong key shows as padding that does not fit.
    return undefined;
  }
}
