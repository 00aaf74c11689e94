import { isUtf8 } from 'node:buffer';

/**
 * RFC 7617: user and password, separated by the first colon, in base64. UTF-8, and where it is not that the code page of western Windows, in
 * which clients of .NET Framework and Windows PowerShell send them. Undefined where it is no such header.
 */
export function parseBasic(header: string | undefined): { readonly name: string; readonly password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, 'base64'), text = isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes);
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The challenge of a 401 reply. */
export const BASIC_CHALLENGE = 'Basic realm="SMA", charset="UTF-8"';
