import { odataError } from '../../odata/errors.ts';
import type { RequestHeaders } from './message.ts';
import type { Role } from '../access/roles.ts';

/** What a body may have for one purpose, and how more is refused. */
export interface BodyLimit { readonly bytes: number; /** It may have more than bodies in general. */ readonly isLarger?: boolean; error(): Error }

/** A request as the handlers see it: limits checked, method resolved, user known. */
export interface ServiceRequest {
  readonly requestId: string;
  /** After `X-HTTP-Method`. */
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly headers: RequestHeaders;
  /** The authenticated user. */
  readonly user: string;
  /** What the user may do. */
  readonly role: Role;
  /** `https://host:port` as the client addressed the service. */
  readonly origin: string;
  /** In a change set: the addresses of what its earlier requests made, by their Content-ID. */
  readonly made?: ReadonlyMap<string, string>;
  /** For replies that go on: aborts when the user is not who was let in any more: the password or the role was changed, or the user removed. */
  readonly dismissed: () => AbortSignal;
  /** Aborts when the client has gone away. */
  readonly signal: AbortSignal;
  /** The whole body. Fails with BodyTooLarge as soon as it is too large, with `most` as soon as it is too large for that. */
  body(most?: BodyLimit): Promise<Uint8Array>;
}

/** The origin clients are to use: the host that the request is for where it is one, else the address the service listens on; with the scheme of a proxy that has one. */
export function originOf(host: string | undefined, own: string, scheme = own.slice(0, own.indexOf(':'))): string {
  return host !== undefined && isHost(host) ? `${scheme}://${host}` : own;
}

/** The host that a target names itself, `http://host/path`: it counts, and not the header (RFC 9112, 3.2.2). Undefined where it is a path. */
export const authorityOf = (target: string): string | undefined => (target.startsWith('/') ? undefined : /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1]);

/** Whether a target that names its host names a scheme of this protocol: what is asked of another one, a proxy would fetch. */
export const isOfHttp = (target: string): boolean => /^https?:\/\//i.test(target);

/** A name or an address, with or without a port. */
export function isHost(text: string): boolean {
  const match = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?$/.exec(text);
  return match !== null && Number(match[1] ?? 0) <= MOST_PORT;
}
const MOST_PORT = 65_535;

/** Methods that a client may put in `X-HTTP-Method` of a POST (sma-rest-api.md 8.1 rule 6). */
const OVERRIDES: ReadonlySet<string> = new Set(['MERGE', 'PATCH', 'PUT', 'DELETE']);

/** The method that is meant. Fails with MethodOverride. */
export function methodOf(method: string, wished: string | undefined): string {
  if (wished === undefined) return method;
  if (method !== 'POST' || !OVERRIDES.has(wished.toUpperCase())) throw odataError('MethodOverride', wished.slice(0, 60));
  return wished.toUpperCase();
}
