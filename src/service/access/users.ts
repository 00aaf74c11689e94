/**
 * Who may use the API. Passwords are kept as scrypt hashes; since scrypt is slow on purpose, a password that was
 * right once is remembered for this process as a digest with a random key, so that only the first request pays. The
 * digest never leaves the process, which is why a plain hash of key and text is enough.
 */
import { hash as digest, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Role } from './roles.ts';

/** A user; without a password somebody whom a reverse proxy signs in. */
export interface UserRecord { readonly name: string; readonly role: Role; readonly password?: PasswordHash }
/** Names, as they were set up. */
export interface UserNews { readonly added: readonly string[]; readonly changed: readonly string[]; readonly removed: readonly string[] }
export interface PasswordHash { readonly salt: Uint8Array; readonly hash: Uint8Array }

/** Characters of a name: as many as what says who changed something last has room for (sma-rest-api.md 2.3.2). */
export const MOST_OF_NAME = 512;

const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
/** scrypt takes 16 MB and some tens of milliseconds: a flood of wrong passwords waits here instead of filling memory. */
const PARALLEL_CHECKS = 4;

const derive = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, SCRYPT, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

/**
 * A password as it is compared (RFC 8265, 4.2, OpaqueString, which RFC 7617 asks for): letters with marks are the same composed or not, as
 * keyboards of macOS and of others give them, and all blanks are one.
 */
const prepared = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** What a password may have been kept as: prepared, or by earlier versions as it came. */
const forms = (password: string): readonly string[] => [...new Set([prepared(password), password])];

/** Hashes a password for keeping. */
export async function hashUser(name: string, password: string, role: Role = 'admin'): Promise<UserRecord> {
  const salt = randomBytes(16);
  return { name, role, password: { salt, hash: await derive(prepared(password), salt) } };
}

/**
 * What a name is compared by. Windows compares account names without case, and so do the clients that send DOMAIN\user; letters with marks are
 * the same whether they come composed or not (macOS and some proxies take them apart).
 */
export const userKey = (name: string): string => name.normalize('NFC').toLowerCase();

export class UserTable {
  readonly #users = new Map<string, UserRecord>();
  readonly #proofKey = randomBytes(32).toString('hex');
  readonly #proven = new Map<string, Buffer>();
  readonly #nobody: PasswordHash = { salt: randomBytes(16), hash: randomBytes(HASH_BYTES) };
  readonly #waiting: (() => void)[] = [];
  #checking = 0;

  constructor(users: readonly UserRecord[]) {
    this.replace(users);
  }

  /** Other users from now on; where two have a name, the first counts. Everybody proves a password anew. @returns who is another than before */
  replace(users: readonly UserRecord[]): UserNews {
    const before = new Map(this.#users);
    this.#users.clear();
    this.#proven.clear();
    for (const user of users.toReversed()) {
      const key = userKey(user.name), known = before.get(key);
      this.#users.set(key, known !== undefined && isSame(known, user) ? known : user);
    }
    const now = [...this.#users], names = (some: readonly (readonly [string, UserRecord])[]): readonly string[] => some.map(([, { name }]) => name);
    return {
      added: names(now.filter(([key]) => !before.has(key))), changed: names(now.filter(([key, user]) => before.has(key) && before.get(key) !== user)),
      removed: names([...before].filter(([key]) => !this.#users.has(key))),
    };
  }

  /** What stands for a user until the password, the role or the name is changed, or the user removed; undefined: no user. */
  recordOf(name: string): object | undefined {
    return this.#users.get(userKey(name));
  }

  roleOf(name: string): Role | undefined {
    return this.#users.get(userKey(name))?.role;
  }

  /** The name as it was set up. */
  nameOf(name: string): string | undefined {
    return this.#users.get(userKey(name))?.name;
  }

  get size(): number {
    return this.#users.size;
  }

  /** The user's name where this password was right before; at once, and without a word of why not. */
  recall(name: string, password: string): string | undefined {
    const key = userKey(name);
    const proven = this.#proven.get(key);
    return proven !== undefined && timingSafeEqual(proven, this.#proofOf(key, password)) ? this.#users.get(key)?.name : undefined;
  }

  /** The user's name as it was set up, or undefined. Takes the same time for an unknown name as for a wrong password. */
  async verify(name: string, password: string): Promise<string | undefined> {
    const key = userKey(name);
    const user = this.#users.get(key);
    const recalled = this.recall(name, password);
    if (recalled !== undefined) return recalled;
    const kept = user?.password ?? this.#nobody;
    let isRight = false;
    // Each form, also where the first was right or there is no such user: the time tells nothing.
    for (const form of forms(password)) isRight = timingSafeEqual(await this.#derive(form, kept.salt), kept.hash) || isRight;
    // The user may have been replaced while the password was looked at.
    if (!isRight || user?.password === undefined || this.#users.get(key) !== user) return undefined;
    this.#proven.set(key, this.#proofOf(key, password));
    return user.name;
  }

  /** What stands for a name and a password in memory, without telling them; only for as long as this table lives. */
  proof(name: string, password: string): string {
    return this.#proofOf(userKey(name), password).toString('base64');
  }

  #proofOf(key: string, password: string): Buffer {
    return digest('sha256', `${this.#proofKey}${key.length}:${key}${prepared(password)}`, 'buffer');
  }

  async #derive(password: string, salt: Uint8Array): Promise<Buffer> {
    if (this.#checking >= PARALLEL_CHECKS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#checking += 1;
    try {
      return await derive(password, salt);
    } finally {
      this.#checking -= 1;
      this.#waiting.shift()?.();
    }
  }
}

const bytesOf = ({ password }: UserRecord): string => (password === undefined ? '' : Buffer.concat([password.salt, password.hash]).toString('hex'));
const isSame = (one: UserRecord, other: UserRecord): boolean => one.name === other.name && one.role === other.role && bytesOf(one) === bytesOf(other);
