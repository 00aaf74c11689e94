/** RFC 7617: user and password, separated by the first colon, UTF-8, in base64. Undefined where it is not that. */
export function parseBasic(header: string | undefined): { readonly name: string; readonly password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The challenge of a 401 reply. */
export const BASIC_CHALLENGE = 'Basic realm="SMA", charset="UTF-8"';
