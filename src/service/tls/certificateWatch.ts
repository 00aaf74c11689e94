/**
 * The certificate while the service runs, for months perhaps: that it nears its end is told, and one that clients refuse already is made anew where it is the
 * service's own. Files of an operator that hold another one are taken, as what renews them (ACME clients) leaves them.
 */
import { describeError, type Logger } from '../log.ts';
import { errorCode } from '../files.ts';
import { outOfTime, type TlsIdentity } from './certificate.ts';

/** Between two looks. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Before its end. */
const TOLD_DAYS = 30;

export interface CertificateWatchOptions {
  readonly identity: TlsIdentity;
  /** The one that there is to be now: of the operator's files, or the service's own, made anew where its time is over. */
  readonly read: () => TlsIdentity | Promise<TlsIdentity>;
  /** Whether the service made it; then it is read only where clients refuse the one that it has, since they have trusted that. */
  readonly isOwn: boolean;
  /** Connections from now on are to have it. */
  readonly use: (identity: TlsIdentity) => void;
  readonly now: () => number;
  readonly logger: Logger;
}

export class CertificateWatch {
  readonly #options: CertificateWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #identity: TlsIdentity;
  /** What was said last, so that it is said once. */
  #told: string | undefined;
  #looking: Promise<void> | undefined;

  constructor(options: CertificateWatchOptions, milliseconds = HOUR) {
    this.#options = options;
    this.#identity = options.identity;
    // That it is out of time at the start, the start has told.
    this.#told = outOfTime(options.identity, options.now());
    this.#timer = setInterval(() => void this.look(), milliseconds).unref();
  }

  /** The one that connections have. */
  get identity(): TlsIdentity {
    return this.#identity;
  }

  /** Looks now. Never fails. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => { this.#looking = undefined; });
    return this.#looking;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { isOwn, read, use, now, logger } = this.#options, before = outOfTime(this.#identity, now());
    if (!isOwn || before !== undefined) {
      try {
        const found = await read();
        if (found.fingerprint !== this.#identity.fingerprint && outOfTime(found, now()) === undefined) {
          use(found);
          this.#identity = found;
          this.#told = undefined;
          logger.log(isOwn ? 'warn' : 'info', isOwn ? `Clients do not trust the certificate of the service any more: ${before ?? ''}. Another one was made, which they must trust now.` : 'Another certificate was given to the service; connections have it from now on.', { fingerprint: found.fingerprint, validTo: found.validTo.toISOString() });
        }
      } catch (error) {
        this.#tell(`unread ${errorCode(error) ?? ''}`, 'warn', 'The certificate of the service could not be read again; it goes on with the one that it has', { error: describeError(error) });
        return;
      }
    }
    const { validTo } = this.#identity, why = outOfTime(this.#identity, now());
    const wayOut = isOwn ? 'the service makes another one then, or at a start before, which clients must trust' : 'put another one in the place of its files, which the service takes within an hour';
    if (why !== undefined) this.#tell(why, 'error', `Clients do not trust the certificate of the service: ${why}.`);
    else if (validTo.getTime() - now() < TOLD_DAYS * DAY) this.#tell('nearing', 'warn', `The certificate of the service ends on ${validTo.toISOString().slice(0, 10)}: ${wayOut}.`);
    else this.#told = undefined;
  }

  #tell(what: string, level: 'warn' | 'error', message: string, more: Readonly<Record<string, string>> = {}): void {
    if (this.#told === what) return;
    this.#told = what;
    this.#options.logger.log(level, message, more);
  }
}
