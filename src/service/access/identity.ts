/**
 * Who sends a request, and what they may do: a password (signIn.ts), or a reverse proxy that has signed the person in,
 * with Kerberos say, and proves itself by a secret that only it and the service know. Without that secret its header of a
 * name means nothing.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { smaError } from '../../sma/errors.ts';
import { describeError, type Logger } from '../log.ts';
import { nameOf, readForwarded, type Forwarded } from '../http/forwarded.ts';
import { ROLES, type Role } from './roles.ts';
import type { Caller, SignIn } from './signIn.ts';
import { MOST_OF_NAME, userKey, type UserNews, type UserRecord, type UserTable } from './users.ts';
import { readUsers, usersVersion } from './usersFile.ts';

export interface ProxyTrust {
  readonly secret: string;
  /** For people whom `sma users` does not know; undefined: they are refused. */
  readonly defaultRole?: Role;
}
export interface Person {
  readonly user: string;
  readonly role: Role;
  /** Where a reverse proxy has signed them in. */
  readonly forwarded?: Forwarded;
}

/** Set by the proxy, and taken out of what its own clients send. */
export const PROXY_SECRET_HEADER = 'x-sma-proxy-secret';
export const PROXY_USER_HEADER = 'x-remote-user';
const LOOK_MILLISECONDS = 1_000;

export interface IdentityOptions {
  /** Who may sign in with a password. */
  readonly table: UserTable;
  /** Those of the data folder alone, whom a reverse proxy may name. The settings name a user with a password: an account of that name elsewhere is somebody else. */
  readonly people: UserTable;
  readonly signIn: SignIn;
  readonly proxy: ProxyTrust | undefined;
  readonly dataFolder: string;
  /** Users that the program which starts the service names. */
  readonly given: readonly UserRecord[];
  readonly logger: Logger;
  /** Users were added, changed or removed while the service runs. */
  readonly changed?: (news: UserNews) => void;
}

export class Identity {
  readonly #options: IdentityOptions;
  readonly #secret: Buffer | undefined;
  #seen: string | undefined;
  #looked = Number.NEGATIVE_INFINITY;
  /** Of replies that go on. */
  readonly #watched = new Set<() => void>();
  /** Looks while there are any. */
  #timer: NodeJS.Timeout | undefined;

  constructor(options: IdentityOptions) {
    this.#options = options;
    this.#secret = options.proxy === undefined ? undefined : digest(options.proxy.secret);
    this.#seen = usersVersion(options.dataFolder);
  }

  /**
   * The person, or undefined: nobody has signed in. Fails with Forbidden for a person whom the proxy names and nobody
   * has let in, and TooManyRequests.
   */
  check(headers: IncomingHttpHeaders, { address, requestId }: Caller, signal: () => AbortSignal): Person | undefined | Promise<Person | undefined> {
    this.#refresh();
    const secret = headers[PROXY_SECRET_HEADER];
    if (typeof secret === 'string') return this.#fromProxy(secret, headers, { address, requestId });
    const user = this.#options.signIn.check(headers.authorization, { address, requestId }, signal);
    return typeof user === 'object' ? user.then((name) => this.#personOf(name)) : this.#personOf(user);
  }

  /**
   * For replies that go on: gives, when it is asked for, a signal that aborts as soon as the person who is let in now is so no more, since the
   * password or the role was changed, or the user removed; within two seconds. `over` has somebody call it when the reply has ended.
   */
  watch({ user, forwarded }: Person, over: (release: () => void) => void): () => AbortSignal {
    const { table, people } = this.#options;
    const users = forwarded === undefined ? table : people, record = users.recordOf(user);
    return () => {
      const ending = new AbortController();
      const look = (): void => { if (users.recordOf(user) !== record) ending.abort(); };
      look();
      this.#watched.add(look);
      this.#timer ??= setInterval(() => this.#refresh(), LOOK_MILLISECONDS).unref();
      over(() => {
        this.#watched.delete(look);
        if (this.#watched.size > 0) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      });
      return ending.signal;
    };
  }

  /**
   * What a person may do now in whose name something goes on, by the name alone. Where the name may mean two people (one with a password, one whom
   * a reverse proxy names), what both may; undefined: nobody of that name is let in any more.
   */
  roleOf(name: string): Role | undefined {
    this.#refresh();
    const { table, people, proxy } = this.#options;
    const roles = [table.roleOf(name), proxy === undefined ? undefined : people.roleOf(name) ?? proxy.defaultRole];
    // From the most rights to the fewest.
    return ROLES.findLast((role) => roles.includes(role));
  }

  #personOf(user: string | undefined): Person | undefined {
    // Who was removed while the password was looked at has no role any more.
    const role = user === undefined ? undefined : this.#options.table.roleOf(user);
    return user === undefined || role === undefined ? undefined : { user, role };
  }

  #fromProxy(secret: string, headers: IncomingHttpHeaders, caller: Caller): Person | undefined {
    const { proxy, people, given, logger } = this.#options;
    if (proxy === undefined || this.#secret === undefined || !timingSafeEqual(this.#secret, digest(secret))) {
      logger.log('warn', 'A reverse proxy without the right secret was refused', { ...caller });
      return undefined;
    }
    const sent = headers[PROXY_USER_HEADER];
    const name = typeof sent === 'string' ? nameOf(sent).normalize('NFC') : '';
    if (name.trim() === '' || name.length > MOST_OF_NAME) {
      logger.log('warn', 'A reverse proxy with the right secret named nobody', { ...caller });
      return undefined;
    }
    const role = people.roleOf(name) ?? proxy.defaultRole;
    if (role === undefined) {
      if (given.some((user) => userKey(user.name) === userKey(name))) logger.log('warn', 'A reverse proxy named the user of the settings, who signs in with the password alone; "sma users set" lets an account of that name in', { ...caller, user: name.slice(0, 128) });
      throw smaError('Forbidden', name);
    }
    return { user: people.nameOf(name) ?? name, role, forwarded: readForwarded(headers) };
  }

  /** Takes over a changed file of users; a damaged one changes nothing, and is told once. */
  #refresh(): void {
    const now = performance.now();
    if (now - this.#looked < LOOK_MILLISECONDS) return;
    this.#looked = now;
    const { dataFolder, table, people, given, logger } = this.#options;
    const version = usersVersion(dataFolder);
    if (version === this.#seen) return;
    this.#seen = version;
    try {
      const kept = readUsers(dataFolder);
      table.replace([...given, ...kept]);
      const news = people.replace(kept);
      tellEclipsed(given, kept, logger);
      logger.log('info', 'The users have changed', { users: people.size, added: news.added.join(', '), changed: news.changed.join(', '), removed: news.removed.join(', ') });
      this.#options.changed?.(news);
      for (const look of this.#watched) look();
    } catch (error) {
      logger.log('error', 'The file of users cannot be used; the users stay as they were', { error: describeError(error) });
    }
  }
}

/** Users of the file whose name is that of the settings' user: with a password they are the latter. */
export function tellEclipsed(given: readonly UserRecord[], kept: readonly UserRecord[], logger: Logger): void {
  for (const { name, role } of kept) {
    if (given.some((user) => userKey(user.name) === userKey(name))) logger.log('warn', 'The file of users names the user of the settings: with a password that user signs in as the settings say, and what the file says holds for who comes through a reverse proxy', { user: name, role });
  }
}

/** Of one length, so that the comparison tells nothing about the secret's. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
