/**
 * The database of the service: one file in write-ahead mode, one connection that writes and one that reads, so
 * that readers never wait for a writer and always see whole transactions.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, Kysely, type Transaction } from 'kysely';
import { smaError } from '../../sma/errors.ts';
import { openedWith, type SecretCipher } from '../secrets/cipher.ts';
import { ServiceStartError } from '../startError.ts';
import type { CheckedDatabase } from '../threads/runThread.ts';
import { ThreadQueue } from '../threads/threads.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { damaged } from './files/integrity.ts';
import { isEnding, type FolderLock } from './files/lock.ts';
import { BUSY_MILLISECONDS, openDatabase, type OpenedDatabase, type Opening, type StoreOptions } from './files/openDatabase.ts';
import { PlaceWatch } from './files/place.ts';
import { rescued } from './files/rescue.ts';
import { lackOfRoom } from './files/roomToRewrite.ts';
import { freeSpace } from './freeSpace.ts';
import type { CommitMark } from './log/commitMark.ts';
import { LentFiles } from './lent/lentFiles.ts';
import { LogFolding } from './log/logFolding.ts';
import { LogSync } from './log/logSync.ts';
import { QuickReader } from './quickReader.ts';
import type { Tables } from './schema/tables.ts';
import { SideReader } from './sideReader.ts';
import { sqliteFailure } from './sqliteFailure.ts';

export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/**
 * `Full` survives a loss of power: what a client was told is done stays done. `Normal` survives the end of the
 * process: enough for stream records, whose sender lives on the same machine and would be lost with it. `Soon` does that too
 * and is on its way to the disk: nobody waits for it, and a loss of power takes back the last moments only.
 */
export type Durability = 'Full' | 'Soon' | 'Normal';

/** More than a service gives its jobs at its end. */
const ENDING_MILLISECONDS = 20_000;
const ENDING_PAUSE = 100;
/** To empty the log, with that pause: our own thread may be folding it. */
const EMPTYING_TRIES = 20;

/** What opens sealed values, as soon as the key file was read. */
interface Vault { cipher: SecretCipher | undefined }
const opened = ({ cipher }: Vault, sealed: string, owner: string): string | undefined => (cipher === undefined ? undefined : openedWith(cipher, sealed, owner));

export class Store {
  readonly path: string;
  readonly opening: Opening;
  /** For single statements. */
  readonly quick: QuickReader;
  /** For what takes long. */
  readonly side: SideReader;
  /** For what is large and may be read slowly. */
  readonly lent: LentFiles;
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
  readonly #vault: Vault;

  private constructor({ path, opening, watching, reading, writing, lock, mark }: OpenedDatabase, milliseconds: number, vault: Vault) {
    this.path = path;
    this.#vault = vault;
    this.opening = opening;
    this.#watching = watching;
    this.#reader = new Kysely<Tables>({ dialect: new NodeSqliteDialect(reading, { mode: 'read', milliseconds }) });
    this.#writer = new Kysely<Tables>({ dialect: new NodeSqliteDialect(writing, { mode: 'write', milliseconds }) });
    this.quick = new QuickReader(watching, this.#reader);
    this.side = new SideReader(path, undefined, () => vault.cipher?.keys);
    this.lent = new LentFiles(dirname(path));
    this.#versionQuery = watching.prepare('pragma data_version');
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

  /** Opens or makes the database. Fails as `openDatabase` does. */
  static open(options: StoreOptions): Store {
    const vault: Vault = { cipher: undefined };
    return new Store(openDatabase(options, (sealed, owner) => opened(vault, sealed, owner)), options.busyMilliseconds ?? BUSY_MILLISECONDS, vault);
  }

  /** Has those who read see sealed values opened; until then they are null. */
  unseal(cipher: SecretCipher): void {
    this.#vault.cipher = cipher;
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
      // What changes nothing is not counted.
      if (this.#mark.changes() !== before) counted = this.#mark.count();
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
    else {
      if (durability === 'Soon') this.#log.soon();
      this.#mark.note();
    }
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

  /** What is missing to `rewrite`, in words; undefined where there is room. */
  lackOfRoom(): string | undefined {
    const { pages, free, pageBytes } = freeSpace(this.#watching);
    return lackOfRoom(this.path, (pages - free) * pageBytes);
  }

  /**
   * Writes the whole file anew, and empties the log: what was overwritten or deleted is nowhere in it any more, not in free parts of pages
   * either (https://sqlite.org/lang_vacuum.html). Nobody is served meanwhile. Fails as SQLite does, where the disk is too full above all.
   * @returns false where another program reads from the log, and keeps it from being emptied
   */
  async rewrite(): Promise<boolean> {
    this.#refuseDisplaced();
    return this.#writer.connection().execute(async (connection) => {
      const ask = async (statement: string): Promise<unknown> => (await connection.executeQuery<Readonly<Record<string, unknown>>>(CompiledQuery.raw(statement))).rows[0]?.['busy'];
      // The copy may be larger than the memory.
      await ask('pragma temp_store = file');
      try {
        await ask('vacuum');
      } finally {
        await ask('pragma temp_store = memory');
      }
      for (let left = EMPTYING_TRIES; left > 0; left--) {
        if (await ask('pragma wal_checkpoint(truncate)') === 0) return true;
        await sleep(ENDING_PAUSE);
      }
      return false;
    });
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
