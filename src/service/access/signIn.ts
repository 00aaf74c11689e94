/** Who sends a request: Basic authentication with guessing slowed down and failures told in the log. */
import type { Logger } from '../log.ts';
import { parseBasic } from './basicAuthentication.ts';
import { LOCKED_AFTER, type Lockout } from './lockout.ts';
import { LoginThrottle } from './loginThrottle.ts';
import type { UserTable } from './users.ts';

/** Who sent it is gone: nobody knows whether the password was right. */
const ABANDONED = Symbol('abandoned');
/** The user's name; undefined where the password is wrong. */
type Outcome = string | undefined | typeof ABANDONED;

/** Where a request comes from, and what its lines in the log have. */
export interface Caller { readonly address: string; readonly requestId: string }
interface Given { readonly name: string; readonly password: string }

export class SignIn {
  readonly #users: UserTable;
  readonly #logger: Logger;
  readonly #throttle: LoginThrottle;
  readonly #lockout: Lockout;
  /** Attempts that are looked at now. Requests with the same name and password learn from one of them: a client that begins with many at once is no guesser. */
  readonly #open = new Map<string, Promise<Outcome>>();

  constructor(users: UserTable, logger: Logger, lockout: Lockout, throttle = new LoginThrottle()) {
    this.#lockout = lockout;
    this.#users = users;
    this.#logger = logger;
    this.#throttle = throttle;
  }

  /**
   * The user's name, or undefined: no header, another scheme, an unknown name, a wrong password (which takes the same
   * time as an unknown name). Fails with TooManyRequests while somebody guesses at this name from this address, and with
   * LoginLocked for a while after too many guesses; who was let in before is let in all the same.
   */
  check(header: string | undefined, caller: Caller, signal: () => AbortSignal): string | undefined | Promise<string | undefined> {
    const given = parseBasic(header);
    if (given === undefined) return undefined;
    return this.#users.recall(given.name, given.password) ?? this.#join(given, caller, signal());
  }

  async #join(given: Given, caller: Caller, signal: AbortSignal): Promise<string | undefined> {
    const key = `${caller.address} ${this.#users.proof(given.name, given.password)}`;
    for (let open = this.#open.get(key); open !== undefined; open = this.#open.get(key)) {
      const outcome = await open;
      if (outcome !== ABANDONED) return outcome;
      if (signal.aborted) return undefined;
    }
    const attempt = this.#try(given, caller, signal).finally(() => this.#open.delete(key));
    this.#open.set(key, attempt);
    const outcome = await attempt;
    return outcome === ABANDONED ? undefined : outcome;
  }

  async #try(given: Given, { address, requestId }: Caller, signal: AbortSignal): Promise<Outcome> {
    this.#lockout.check(given.name, address);
    const attempt = await this.#throttle.enter(given.name, address, signal);
    if (signal.aborted) {
      attempt.abandoned();
      return ABANDONED;
    }
    try {
      // Those who waited for their turn meanwhile.
      this.#lockout.check(given.name, address);
    } catch (error) {
      attempt.abandoned();
      throw error;
    }
    const user = await this.#verify(given, requestId);
    if (user !== undefined) {
      attempt.succeeded();
      return user;
    }
    const failures = attempt.failed();
    if (failures >= LOCKED_AFTER) {
      this.#lockout.lock(given.name, address, requestId);
      this.#throttle.forget(given.name, address);
    }
    this.#logger.log('warn', 'A login failed', { requestId, user: given.name.slice(0, 128), address, failures });
    return undefined;
  }

  async #verify({ name, password }: Given, requestId: string): Promise<string | undefined> {
    try {
      return await this.#users.verify(name, password);
    } catch (error) {
      // Hashing wants memory; without it nobody new gets in, and the throttle must not be left waiting.
      this.#logger.log('error', 'A password could not be checked', { requestId, error: String(error) });
      return undefined;
    }
  }
}
