import type { Clock } from './clock.ts';

export interface Credentials { readonly user: string; readonly password: string }

/**
 * How to say who we are. Secrets come from a callback at the moment they are needed, so that none is kept here.
 * Further kinds (Negotiate, NTLM; both bound to a connection, sma-rest-api.md 1.5) join this union.
 */
export type Authentication =
  | { readonly kind: 'basic'; readonly credentials: (signal?: AbortSignal) => Credentials | Promise<Credentials> }
  | { readonly kind: 'none' };

/** Which server certificates this connection accepts. There is no "accept all", here or anywhere. */
export type TlsTrust =
  /** What the system (Node's roots, SSL_CERT_FILE, NODE_EXTRA_CA_CERTS) trusts, with the host name checked. */
  | { readonly kind: 'system' }
  /** Exactly this certificate, whatever its name, issuer and dates: by PEM or by SHA-256 fingerprint. */
  | { readonly kind: 'pinned'; readonly certificate: string }
  /** Certificates issued by these authorities (PEM), with the host name checked. */
  | { readonly kind: 'authorities'; readonly pem: string };

/** Milliseconds a phase may take. */
export interface Timeouts {
  /** Name look-up, TCP and TLS together. Default 10,000. */
  readonly connect?: number;
  /** From the request sent to the answer's headers. Default 60,000. */
  readonly response?: number;
  /**
   * From a question (GET, HEAD) to the answer's headers, connection included, until this client has had its first answer: an
   * address behind which nothing answers is told soon. Default 20,000, enough for an IIS that has to wake its application; where
   * `connect` or `response` is given, their sum.
   */
  readonly firstAnswer?: number;
  /** Silence between two pieces of an answer's body. Default 30,000. */
  readonly idle?: number;
}

export interface RetryOptions {
  /** How often a safe request is sent at most; default 4. */
  readonly attempts?: number;
  /** The first wait in milliseconds; each doubles it, with jitter. Default 250. */
  readonly firstDelay?: number;
  /** The longest wait. Default 8,000. */
  readonly maxDelay?: number;
}

export interface SmaClientOptions {
  /** `https://host`, `https://host:port`, or a full root with the tenant's GUID (sma-rest-api.md 8.1 rule 1). */
  readonly url: string;
  readonly authentication: Authentication;
  /** Default `{ kind: 'system' }`. */
  readonly trust?: TlsTrust;
  readonly timeouts?: Timeouts;
  readonly retry?: RetryOptions;
  /** Send MERGE as POST with X-HTTP-Method, for proxies that refuse unknown verbs. */
  readonly tunnelMerge?: boolean;
  /** Plain HTTP sends the password readable over the network; refused for other hosts than loopback unless true. */
  readonly allowPlainHttp?: boolean;
  /** The largest answer accepted, in bytes. Default 256 MB. */
  readonly maxResponseBytes?: number;
  /** Follow jobs by the push stream where the server offers one. Default true. */
  readonly useEvents?: boolean;
  readonly clock?: Clock;
}
