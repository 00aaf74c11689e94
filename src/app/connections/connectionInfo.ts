import { isLoopback } from '../../client/root.ts';

/** What is remembered of a connection, in the editor's global state. Nothing here is secret. */
export interface ServerInfoRecord {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly user: string;
  /** The certificate the user was shown and agreed to (PEM), where the system does not trust it by itself. */
  readonly pinnedCertificate?: string;
}
export type ConnectionInfo = ({ readonly kind: 'server' } & ServerInfoRecord) | { readonly kind: 'local'; readonly id: typeof LOCAL_ID; readonly name: string };

/** The connection that is always there. */
export const LOCAL_ID = 'local';
export const LOCAL_INFO: ConnectionInfo = { kind: 'local', id: LOCAL_ID, name: 'Local Service' };

/** Reads what an earlier session (or an earlier version) left; what makes no sense is dropped, never guessed. */
export function readServerRecords(stored: unknown): ServerInfoRecord[] {
  if (!Array.isArray(stored)) return [];
  const records: ServerInfoRecord[] = [];
  for (const item of stored as readonly unknown[]) {
    if (typeof item !== 'object' || item === null) continue;
    const { id, name, url, user, pinnedCertificate } = item as Record<string, unknown>;
    if (typeof id !== 'string' || id === '' || id === LOCAL_ID || typeof url !== 'string' || typeof user !== 'string') continue;
    if (records.some((other) => other.id === id)) continue;
    records.push({ id, url, user, name: typeof name === 'string' && name !== '' ? name : hostOf(url), ...(typeof pinnedCertificate === 'string' ? { pinnedCertificate } : {}) });
  }
  return records;
}

/** Whether two records lead to the same service as the same user. */
const isSameServer = (one: Pick<ServerInfoRecord, 'url' | 'user'>, other: Pick<ServerInfoRecord, 'url' | 'user'>): boolean =>
  rootOf(one.url) === rootOf(other.url) && one.user.toLowerCase() === other.user.toLowerCase();

/** Without the subscription's id that every address of SMA ends with (sma-rest-api.md 1.1), given or not. */
const rootOf = (url: string): string => `${hostOf(url)}${URL.canParse(url) ? new URL(url).pathname.replace(/\/?(00000000-0000-0000-0000-000000000000)?\/?$/, '') : ''}`;

/** One server and user is one connection: what to say about a second one. */
export function checkNewServer(server: Pick<ServerInfoRecord, 'url' | 'user'>, others: readonly ConnectionInfo[]): string | undefined {
  const known = others.find((other) => other.kind === 'server' && isSameServer(other, server));
  return known === undefined ? undefined : `This server is among your connections already with this user, as ${known.name}. Use that one, or type another user.`;
}

/** What a server is called: as its address, and with the user where another one has that name. */
export function nameOfServer({ url, user }: Pick<ServerInfoRecord, 'url' | 'user'>, others: readonly Pick<ConnectionInfo, 'name'>[]): string {
  const host = hostOf(url);
  return others.some(({ name }) => name === host) ? `${host} (${user})` : host;
}

/** The host and port of a URL, to name a connection by; of plain HTTP the scheme too, which is another server than the one over HTTPS. */
export function hostOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return protocol === 'http:' ? `http://${host}` : host;
  } catch {
    return url;
  }
}

/**
 * What is wrong with the address a user typed, as one sentence; undefined where it can be used. SMA listens on HTTPS
 * (sma-rest-api.md 1.1); a password never goes over plain HTTP to another machine, nor into the address itself.
 */
export function checkServerUrl(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'Type the address of the SMA web service, for example https://sma01.example.com:9090.';
  if (!/^https?:\/\//i.test(trimmed)) return 'The address must begin with https://, for example https://sma01.example.com:9090.';
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return 'This is not an address. It looks like https://sma01.example.com:9090.';
  }
  if (url.username !== '' || url.password !== '') return 'Leave user name and password out of the address; they are asked for next.';
  if (url.search !== '' || url.hash !== '') return 'Leave out everything from ? or # on.';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'Use https://: over plain HTTP the password could be read on the network.';
  return undefined;
}
