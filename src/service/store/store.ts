/**
 * The database of the service: one file in write-ahead mode, one connection that writes and one that reads, so
 * that readers never wait for a writer and always see whole transactions.
 */
import { readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, Kysely, type Transaction } from 'kysely';
import { smaError } from '../../sma/errors.ts';
import { ensurePrivateFile, errorCode, makePrivateFolder, tightenFile } from '../files.ts';
import { ServiceStartError } from '../startError.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { defineCodeUnits } from './text/codeUnits.ts';
import { defineLetterCase } from './text/letterCase.ts';
import { CommitMark } from './log/commitMark.ts';
import { LogFolding } from './log/logFolding.ts';
import { keepWhatIsLeft } from './log/logLoss.ts';
import { LogSync } from './log/logSync.ts';
import { isEnding, lockFolder, type FolderLock } from './files/lock.ts';
import { damaged, lookFirst, refuseGone, refuseNoFile } from './files/integrity.ts';
import { migrate } from './schema/migrate.ts';
import { MIGRATIONS } from './schema/migrations.ts';
import { PlaceWatch } from './files/place.ts';
import { QuickReader } from './quickReader.ts';
import { SideReader } from './sideReader.ts';
import { rescued } from './files/rescue.ts';
import { sqliteFailure } from './sqliteFailure.ts';
import type { Tables } from './schema/tables.ts';
import { WorkTime } from './workTime.ts';
import type { CheckedDatabase } from '../threads/runThread.ts';
import { ThreadQueue } from '../threads/threads.ts';

export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/**
 * `Full` survives a loss of power: what a client was told is done stays done. `Normal` survives the end of the
 * process: enough for stream records, whose sender lives on the same machine and would be lost with it. `Soon` does that too
 * and is on its way to the disk: nobody waits for it, and a loss of power takes back the last moments only.
 */
export type Durability = 'Full' | 'Soon' | 'Normal';

export interface StoreOptions {
  readonly folder: string;
  readonly maxBytes?: number;
  /** Milliseconds to wait for another program that holds the database (a backup, say). */
  readonly busyMilliseconds?: number;
}

/** More than a service gives its jobs at its end. */
const ENDING_MILLISECONDS = 20_000;
const ENDING_PAUSE = 100;

/** For what is answered where everybody is served. */
const HELD_UP_MILLISECONDS = 2_000;

const PAGE_BYTES = 4096;
/** Pages of the log after which it is folded where everybody is served, and waits for it: where its thread (logFolding.ts) cannot. */
const FOLDED_PAGES = 20_000;

export class Store {
  readonly path: string;
  /** True where the database was made by this start. */
  readonly isNew: boolean;
  /** True where others than its owner may look into the data folder. */
  readonly isFolderOpen: boolean;
  /** True where the database is too large to be looked through before the start: then `check` does it. */
  readonly isUnchecked: boolean;
  /** What an unclean end has left unreadable or missing, for the operator. */
  readonly logDamage: string | undefined;
  /** For single statements. */
  readonly quick: QuickReader;
  /** For what takes long. */
  readonly side: SideReader;
  /** Never writes and has no transaction of its own, so that it sees what anybody has stored. */
  readonly #watching: DatabaseSync;
  readonly #versionQuery: StatementSync;
  readonly #reader: Reader;
  readonly #writer: Kysely<Tables>;
  readonly #lock: FolderLock;
  readonly #mark: CommitMark;
  readonly #log: LogSync;
  readonly #folding: LogFolding;
  readonly #place: PlaceWatch;
  /** Settles, with one sentence, when a file of the database is not where it was any more; never where all stays well. */
  readonly gone: Promise<string>;
  #isSuspect = false;

  private constructor(path: string, isNew: boolean, isUnchecked: boolean, isFolderOpen: boolean, logDamage: string | undefined, watching: DatabaseSync, reader: Reader, writer: Kysely<Tables>, lock: FolderLock, mark: CommitMark) {
    this.path = path;
    this.isNew = isNew;
    this.isUnchecked = isUnchecked;
    this.isFolderOpen = isFolderOpen;
    this.logDamage = logDamage;
    this.#watching = watching;
    this.quick = new QuickReader(watching, reader);
    this.side = new SideReader(path);
    this.#versionQuery = watching.prepare('pragma data_version');
    this.#reader = reader;
    this.#writer = writer;
    this.#lock = lock;
    this.#mark = mark;
    this.#log = new LogSync(`${path}-wal`, () => {
      const { committed } = mark;
      return () => mark.tell(committed);
    });
    this.#folding = new LogFolding(path);
    this.#place = new PlaceWatch([path, `${path}-wal`, lock.path]);
    this.gone = this.#place.displaced.then((displaced) => rescued(watching, path, displaced));
  }

  /**
   * Opens or makes the database. Fails with a ServiceStartError: `DatabaseLocked`, `DatabaseDamaged` (the file is
   * left as it is), `DatabaseNewer`, `DatabaseUnreadable`, `DiskFull`.
   */
  static open(options: StoreOptions): Store {
    const path = join(options.folder, 'sma.db');
    const busyMilliseconds = options.busyMilliseconds ?? 2_000;
    let lock: FolderLock | undefined;
    let mark: CommitMark | undefined;
    const opened: DatabaseSync[] = [];
    try {
      const isFolderOpen = makeFolder(options.folder);
      refuseNoFile(path);
      const isNew = !readdirSync(options.folder).includes('sma.db');
      lock = lockFolder(options.folder);
      // SQLite gives its log and its index the mode of the database: made first, it is never open to others, not even for a moment.
      if (isNew) {
        refuseGone(path);
        ensurePrivateFile(path);
      }
      const connect = (): DatabaseSync => {
        const database = new DatabaseSync(path, { timeout: busyMilliseconds, enableForeignKeyConstraints: true });
        opened.push(database);
        defineLetterCase(database);
        defineCodeUnits(database);
        new WorkTime(HELD_UP_MILLISECONDS).define(database);
        if (options.maxBytes !== undefined) database.exec(`pragma max_page_count = ${Math.max(1, Math.floor(options.maxBytes / PAGE_BYTES))}`);
        return database;
      };
      // A connection that may write folds the log into the database when it closes, even a damaged one: so another one looks first.
      const found = isNew ? undefined : lookFirst(path, MIGRATIONS, lock.lastRunEndedWell, opened);
      for (const end of ['', '-wal', '-shm', '-journal']) tightenFile(path + end);
      const damage = found === undefined ? undefined : keepWhatIsLeft(path, found.lost, new Date());
      const writing = connect();
      writing.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = ${FOLDED_PAGES}; pragma temp_store = memory`);
      migrate(writing, MIGRATIONS, path);
      mark = new CommitMark(path, writing);
      // From here on the log is synced by us (logSync.ts), and by SQLite before it is folded into the database.
      // And who waits for the lock lets the others work (dialect.ts).
      writing.exec('pragma synchronous = normal; pragma busy_timeout = 0');
      const reading = connect();
      reading.exec('pragma query_only = on; pragma temp_store = memory; pragma busy_timeout = 0');
      const watching = connect();
      // A connection opens the log with its first question. This one must have it, should the files lose their place (rescue.ts).
      watching.exec('pragma query_only = on; select 1 from sqlite_schema limit 1; pragma busy_timeout = 0');
      return new Store(path, isNew, found?.isLeftForLater === true, isFolderOpen, damage, watching,
        new Kysely<Tables>({ dialect: new NodeSqliteDialect(reading, { mode: 'read', milliseconds: busyMilliseconds }) }),
        new Kysely<Tables>({ dialect: new NodeSqliteDialect(writing, { mode: 'write', milliseconds: busyMilliseconds }) }), lock, mark);
    } catch (error) {
      mark?.close(false);
      for (const database of opened) if (database.isOpen) database.close();
      const failure = toStartError(error, path);
      // The next start, too, looks at everything first.
      lock?.release(ServiceStartError.is(failure, 'DatabaseDamaged'));
      throw failure;
    }
  }

  /**
   * Opens as `open` does, and waits where the service that has the folder is ending: one whose parent was killed, say, and that
   * lets its jobs finish. `waiting` is called once when it does.
   */
  static async openWhenFree(options: StoreOptions, waiting: () => void): Promise<Store> {
    const began = performance.now();
    for (let told = false; ; told = true) {
      try {
        return Store.open(options);
      } catch (error) {
        if (!ServiceStartError.is(error, 'DatabaseLocked') || !isEnding(options.folder) || performance.now() - began > ENDING_MILLISECONDS) throw error;
        if (!told) waiting();
        await sleep(ENDING_PAUSE);
      }
    }
  }

  /** False where the database or its folder is not where it was. */
  get isInPlace(): boolean {
    return this.#place.look() === undefined;
  }

  /** Says to who wants the folder that it will be free soon. */
  ending(): void {
    if (this.isInPlace) this.#lock.ending();
  }

  /** Another number whenever anybody, in this process or another, has stored something; NaN while that cannot be known. */
  version(): number {
    try {
      return Number(this.#versionQuery.get()?.['data_version']);
    } catch (error) {
      if (sqliteFailure(error) === 'Locked') return Number.NaN;
      throw error;
    }
  }

  /** All queries of `work` see one state of the database. */
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#reader.transaction().execute(work);
  }

  /**
   * One transaction: all of `work` or nothing; done when the promise is. `committed` is called as soon as others can see
   * it, which is a little before it is sure to outlive a loss of power. Fails with StorageDamaged where the database is not in its place.
   */
  async write<T>(work: (writer: Writer) => Promise<T>, durability: Durability = 'Full', committed: () => void = () => undefined): Promise<T> {
    this.#refuseDisplaced();
    let counted = (): void => undefined;
    const result = await this.#writer.transaction().execute(async (writer) => {
      const before = this.#mark.changes();
      const done = await work(writer);
      // Who waits for nothing is not told of anything, and what changes nothing is not counted.
      if (durability !== 'Normal' && this.#mark.changes() !== before) counted = this.#mark.count();
      return done;
    }).catch((error: unknown) => {
      if (sqliteFailure(error) === 'Full') this.#folding.fold();
      throw error;
    });
    counted();
    // Nobody is told of what went into a file that is gone.
    this.#refuseDisplaced();
    committed();
    this.#folding.committed();
    if (durability === 'Full') await this.#log.sync();
    else if (durability === 'Soon') this.#log.soon();
    return result;
  }

  /**
   * Looks through the whole database in a thread of its own while the service goes on. What is found is kept for the next start,
   * which looks before anything writes.
   * @returns what is wrong, in one sentence with the next step; undefined where all is well
   */
  async check(): Promise<string | undefined> {
    const { damage } = await new ThreadQueue<CheckedDatabase>().run({ task: 'check', path: this.path });
    if (damage === undefined) return undefined;
    this.#isSuspect = true;
    return damaged(this.path, damage, 'The service ends, so that no more is lost');
  }

  #refuseDisplaced(): void {
    if (this.#place.look() !== undefined) throw smaError('StorageDamaged', 'gone');
  }

  /** Folds the log into the database, unless that is gone, and lets the folder go. */
  async close(): Promise<void> {
    this.#place.stop();
    const displaced = this.#place.look();
    if (displaced !== undefined) await this.gone;
    await this.side.close();
    await this.#folding.close();
    await this.#log.close();
    this.#watching.close();
    await this.#reader.destroy();
    if (displaced?.path !== this.path) await this.#writer.connection().execute((connection) => connection.executeQuery(CompiledQuery.raw('pragma wal_checkpoint(truncate)'))).catch(() => undefined);
    await this.#writer.destroy();
    const isWell = !this.#isSuspect && displaced === undefined;
    this.#mark.close(isWell && (statSync(`${this.path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0);
    this.#lock.release(!isWell);
  }
}

function makeFolder(folder: string): boolean {
  try {
    return makePrivateFolder(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw error;
    throw new ServiceStartError('DatabaseUnreadable', `The data folder ${folder} cannot be made (${error instanceof Error ? error.message : String(error)}). Choose another data folder.`, { cause: error });
  }
}

function toStartError(error: unknown, path: string): unknown {
  if (ServiceStartError.is(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  switch (sqliteFailure(error)) {
    case 'Damaged': return new ServiceStartError('DatabaseDamaged', damaged(path, text), { cause: error });
    case 'Locked': return new ServiceStartError('DatabaseLocked', `Another program is using the database ${path}. Close it and try again.`, { cause: error });
    case 'Full': return new ServiceStartError('DiskFull', `There is no room left for the database ${path}. Free some disk space and try again.`, { cause: error });
    case undefined:
      if (errorCode(error) === 'ENOSPC') return new ServiceStartError('DiskFull', `There is no room left for the data folder of ${path}. Free some disk space and try again.`, { cause: error });
      return errorCode(error) === undefined ? error : unreadable(path, text, error);
    default: return hasRoom(path) ? unreadable(path, text, error) : new ServiceStartError('DiskFull', `There is too little room left beside the database ${path} to open it (${text}). Free some disk space and try again.`, { cause: error });
  }
}

/** SQLite needs 32 KB beside a database to open it, and calls it an error of the disk where they are not there. */
function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize >= 64 * 1024;
  } catch {
    return true;
  }
}

const unreadable = (path: string, text: string, cause: unknown): ServiceStartError =>
  new ServiceStartError('DatabaseUnreadable', `The database ${path} cannot be opened (${text}). Check the folder's permissions, or choose another data folder.`, { cause });
