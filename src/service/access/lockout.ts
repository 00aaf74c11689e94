/**
 * Locks a name out after too many wrong passwords, at the address where they came from: whoever guesses from elsewhere locks
 * nobody out but himself. Names that do not exist are locked just the same, so that a lock tells nothing. Those of users
 * that exist are kept in the data folder: they outlive a restart, and `sma users unlock` takes them back.
 */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { smaError } from '../../sma/errors.ts';
import type { Clock } from '../clock.ts';
import { errorCode, jsonOf, writePrivateFile } from '../files.ts';
import { describeError, type Logger } from '../log.ts';
import { MOST_OF_NAME, userKey } from './users.ts';
import { changingAccess } from './usersFile.ts';

/** Wrong passwords in a row. Slowed down as they are (loginThrottle.ts), so many take most of a minute. */
export const LOCKED_AFTER = 10;
const LOCKED_MINUTES = 15;
const MINUTE = 60_000;
const MOST_LOCKS = 5_000;
/** How often the file is looked at. */
const LOOK_MILLISECONDS = 1_000;
/** How long a command may have the file for itself: nobody is answered meanwhile. */
const KEEP_MILLISECONDS = 500;

export interface Lock { readonly name: string; readonly address: string; /** Milliseconds since 1970. */ readonly until: number }

const FileSchema = v.strictObject({ version: v.literal(1), locks: v.array(v.strictObject({ name: v.string(), address: v.string(), until: v.number() })) });

export const locksPath = (dataFolder: string): string => join(dataFolder, 'locked.json');

/** The locks that a data folder knows; none where it has no such file, undefined where that is damaged. */
export function readLocks(dataFolder: string): readonly Lock[] | undefined {
  try {
    const result = v.safeParse(FileSchema, jsonOf(readFileSync(locksPath(dataFolder), 'utf8')));
    return result.success ? result.output.locks : undefined;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return errorCode(error) === 'ENOENT' ? [] : undefined;
  }
}

/** Keeps these locks and no others. A running service takes that over within two seconds. */
export function writeLocks(dataFolder: string, locks: readonly Lock[]): void {
  if (locks.length === 0) rmSync(locksPath(dataFolder), { force: true });
  else writePrivateFile(locksPath(dataFolder), `${JSON.stringify({ version: 1, locks }, null, 2)}\n`);
}

export interface LockoutOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether there is such a user: only then a lock is kept. */
  readonly isUser: (name: string) => boolean;
}

export class Lockout {
  readonly #options: LockoutOptions;
  readonly #locks = new Map<string, Lock>();
  #seen: string | undefined;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(options: LockoutOptions) {
    this.#options = options;
    this.#take();
  }

  /** Fails with LoginLocked while the name is locked at the address. */
  check(name: string, address: string): void {
    this.#look();
    const key = keyOf(name, address);
    const lock = this.#locks.get(key);
    if (lock === undefined) return;
    const left = lock.until - this.#options.clock.wall();
    // Made while the clock was ahead: it begins now, and does not last until the clock gets there.
    if (left > LOCKED_MINUTES * MINUTE) this.lock(name, address);
    if (left <= 0) this.#locks.delete(key);
    else throw smaError('LoginLocked', Math.ceil(Math.min(left, LOCKED_MINUTES * MINUTE) / MINUTE));
  }

  /** Locks a name at an address from now on. */
  lock(name: string, address: string, requestId = '-'): void {
    const { clock, logger } = this.#options;
    const made = { name: name.slice(0, MOST_OF_NAME), address, until: clock.wall() + LOCKED_MINUTES * MINUTE };
    const add = (): void => {
      this.#drop();
      this.#locks.set(keyOf(name, address), made);
    };
    add();
    logger.log('warn', 'A user is locked out after too many wrong passwords', { requestId, user: name.slice(0, 128), address, minutes: LOCKED_MINUTES });
    if (this.#options.isUser(name)) this.#keep(add);
  }

  /** Those that are over; where that is not enough, those that end first. */
  #drop(): void {
    if (this.#locks.size < MOST_LOCKS) return;
    const now = this.#options.clock.wall();
    for (const [key, { until }] of this.#locks) if (until <= now) this.#locks.delete(key);
    const first = [...this.#locks].toSorted(([, a], [, b]) => a.until - b.until).slice(0, Math.max(0, this.#locks.size - MOST_LOCKS + 1));
    for (const [key] of first) this.#locks.delete(key);
  }

  /** What somebody else has written meanwhile, users that are unlocked, stays as it is. */
  #keep(add: () => void): void {
    const { dataFolder, clock, logger, isUser } = this.#options;
    try {
      changingAccess(dataFolder, () => {
        if (versionOf(dataFolder) !== this.#seen) this.#take();
        add();
        writeLocks(dataFolder, [...this.#locks.values()].filter(({ name, until }) => until > clock.wall() && isUser(name)));
        this.#seen = versionOf(dataFolder);
      }, KEEP_MILLISECONDS);
    } catch (error) {
      logger.log('error', 'A lock could not be written to the data folder; it holds until the service ends', { error: describeError(error) });
    }
  }

  /** Takes over what somebody else has written: users that are unlocked. */
  #look(): void {
    const now = performance.now();
    if (now - this.#looked < LOOK_MILLISECONDS) return;
    this.#looked = now;
    if (versionOf(this.#options.dataFolder) !== this.#seen) this.#take();
  }

  #take(): void {
    const { dataFolder, isUser, logger } = this.#options, kept = readLocks(dataFolder);
    this.#seen = versionOf(dataFolder);
    if (kept === undefined) {
      logger.log('warn', 'The file of who is locked out cannot be used: those of this process stay so, those of an earlier one are let in again. The next lock writes it anew', { file: locksPath(dataFolder) });
      return;
    }
    for (const [key, { name }] of this.#locks) if (isUser(name)) this.#locks.delete(key);
    for (const lock of kept) this.#locks.set(keyOf(lock.name, lock.address), lock);
  }
}

const keyOf = (name: string, address: string): string => `${address} ${userKey(name.slice(0, MOST_OF_NAME))}`;

function versionOf(dataFolder: string): string | undefined {
  const found = statSync(locksPath(dataFolder), { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.mtimeMs} ${found.size} ${found.ino}`;
}
