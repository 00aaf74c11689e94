import type { UserTable } from './users.ts';

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

/** The authenticated user's name, or undefined: no header, another scheme, an unknown name, a wrong password. */
export function authenticate(header: string | undefined, users: UserTable): Promise<string | undefined> {
  const given = parseBasic(header);
  return given === undefined ? Promise.resolve(undefined) : users.verify(given.name, given.password);
}
