import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import type { ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { describeCertificate, fingerprintOfPem, normalizeFingerprint } from './certificate.ts';
import { SmaClientError, UntrustedError } from '../errors.ts';
import { untrustedMessage } from './messages.ts';
import type { TlsTrust } from '../options.ts';

type Created = (error: Error | null, socket: Duplex) => void;

/**
 * An HTTPS agent that hands a connection out only after the server's certificate was accepted, so that nothing
 * (above all no password) is ever sent to a server that is not trusted. It decides itself, instead of leaving it to
 * `rejectUnauthorized`, because only then the presented certificate is still there to be shown to a person.
 */
export class TrustAgent extends HttpsAgent {
  readonly #trust: TlsTrust;
  readonly #pin: string | undefined;
  readonly #connectTimeout: number;

  constructor(trust: TlsTrust, connectTimeout: number, options: AgentOptions = {}) {
    super({ keepAlive: true, maxSockets: 8, ...options });
    this.#trust = trust;
    this.#pin = trust.kind === 'pinned' ? pinOf(trust.certificate) : undefined;
    this.#connectTimeout = connectTimeout;
  }

  /** TLS options for the request itself, for hosts (VS Code's proxy support) that put an agent of their own in our place: what cannot be checked there fails closed. */
  get requestTls(): ConnectionOptions {
    return this.#tlsOptions(true);
  }

  override createConnection(options: ClientRequestArgs, created?: Created): Duplex | null | undefined {
    const target = options as ConnectionOptions;
    const socket = connectTls({ ...target, ...this.#tlsOptions(false), rejectUnauthorized: false });
    const timer = setTimeout(() => {
      settle(new SmaClientError('Timeout', `No connection to ${target.host ?? ''}:${String(target.port)} within ${this.#connectTimeout / 1000} s; check the address, the network and the firewall.`));
    }, this.#connectTimeout);
    const onError = (error: Error): void => {
      settle(error);
    };
    const onSecure = (): void => {
      settle(this.#verdict(socket, `${target.host ?? ''}:${String(target.port)}`));
    };
    let settled = false;
    const settle = (error: Error | undefined): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      socket.removeListener('secureConnect', onSecure);
      if (error === undefined) {
        socket.removeListener('error', onError);
        created?.(null, socket);
      } else {
        // The error listener stays: a destroyed socket may still report.
        socket.destroy();
        created?.(error, socket);
      }
    };
    socket.on('error', onError);
    socket.once('secureConnect', onSecure);
    return undefined;
  }

  #tlsOptions(strict: boolean): ConnectionOptions {
    const minVersion = 'TLSv1.2';
    if (this.#trust.kind === 'authorities') return { minVersion, ca: this.#trust.pem };
    if (this.#trust.kind === 'pinned' && strict && this.#trust.certificate.includes('-----BEGIN')) {
      return {
        minVersion,
        ca: this.#trust.certificate,
        checkServerIdentity: (_host, certificate) => (certificate.fingerprint256 === this.#pin ? undefined : new Error('Not the pinned certificate.')),
      };
    }
    return { minVersion };
  }

  #verdict(socket: TLSSocket, where: string): UntrustedError | SmaClientError | undefined {
    if (this.#pin === undefined && socket.authorized) return undefined;
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) return new SmaClientError('NotSma', `${where} showed no certificate; check that it is the address of an SMA web service.`);
    const presented = describeCertificate(certificate);
    if (this.#pin !== undefined) {
      return presented.fingerprint === this.#pin ? undefined : new UntrustedError(untrustedMessage(where, presented, 'PIN_MISMATCH'), presented, 'PIN_MISMATCH');
    }
    const reason = reasonOf(socket.authorizationError);
    return new UntrustedError(untrustedMessage(where, presented, reason), presented, reason);
  }
}

/** Agents of one connection: the one that fits the root's scheme. */
export function createAgent(root: string, trust: TlsTrust, connectTimeout: number, options: AgentOptions = {}): HttpAgent | TrustAgent {
  return root.startsWith('https:') ? new TrustAgent(trust, connectTimeout, options) : new HttpAgent({ keepAlive: true, maxSockets: 8, ...options });
}

function pinOf(text: string): string {
  const pin = text.includes('-----BEGIN') ? fingerprintOfPem(text) : normalizeFingerprint(text);
  if (pin === undefined) throw new SmaClientError('BadOptions', 'The pinned certificate is neither a PEM certificate nor a SHA-256 fingerprint (64 hexadecimal digits); pin it again.');
  return pin;
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return typeof error === 'string' ? error : 'UNKNOWN';
}
