/** One change to the data: a transaction, who makes it, when, and what is to happen once it is stored. */
import type { Logger } from '../log.ts';
import type { Ticker } from '../clock.ts';
import type { QuickReader } from '../store/quickReader.ts';
import type { LentFiles } from '../store/lent/lentFiles.ts';
import type { SideReader } from '../store/sideReader.ts';
import type { Durability, Reader, Store, Writer } from '../store/store.ts';

export interface Author {
  readonly user: string;
  /** Ties an audit row to the log. */
  readonly requestId: string;
}

/** The service's own hand, for what no request asked for. */
export const SERVICE_AUTHOR: Author = { user: 'SMA service', requestId: '-' };

export interface Change extends Author {
  readonly db: Writer;
  /** The time of this change; later than that of every change before it. */
  readonly now: string;
  /** Runs `effect` when the transaction is stored; never when it is not. */
  afterwards(effect: () => void): void;
}

/** How handlers read and change the data: alone, or as part of a larger change that is stored as one. */
export interface ChangePort {
  readonly ticker: Ticker;
  /** For questions of one statement; not inside of a change, which sees what is not stored yet. */
  readonly quick?: QuickReader;
  /** For what takes long; not inside of a change either. */
  readonly side?: SideReader;
  /** For what is large and may be read slowly. */
  readonly lent?: LentFiles;
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  make<T>(author: Author, work: (change: Change) => Promise<T>, durability?: Durability): Promise<T>;
}

/** Changes inside another one: the same transaction, which sees what was done before and is stored or undone whole. */
export class NestedChanges implements ChangePort {
  readonly ticker: Ticker;
  readonly #outer: Change;

  constructor(outer: Change, ticker: Ticker) {
    this.#outer = outer;
    this.ticker = ticker;
  }

  read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return work(this.#outer.db);
  }

  make<T>(author: Author, work: (change: Change) => Promise<T>): Promise<T> {
    const { user, requestId } = author;
    return work({ user, requestId, db: this.#outer.db, now: this.ticker.now(), afterwards: (effect) => this.#outer.afterwards(effect) });
  }
}

export class Changes implements ChangePort {
  readonly #store: Store;
  readonly #ticker: Ticker;
  readonly #logger: Logger;

  constructor(store: Store, ticker: Ticker, logger: Logger) {
    this.#store = store;
    this.#ticker = ticker;
    this.#logger = logger;
  }

  get ticker(): Ticker {
    return this.#ticker;
  }
  get quick(): QuickReader {
    return this.#store.quick;
  }
  get side(): SideReader {
    return this.#store.side;
  }
  get lent(): LentFiles {
    return this.#store.lent;
  }

  read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#store.read(work);
  }

  /** Runs `work` in one transaction, then its effects. */
  make<T>(author: Author, work: (change: Change) => Promise<T>, durability: Durability = 'Full'): Promise<T> {
    const effects: (() => void)[] = [];
    const { user, requestId } = author;
    return this.#store.write((db) => work({
      user, requestId, db, now: this.#ticker.now(), afterwards: (effect) => { effects.push(effect); },
    }), durability, () => this.#run(effects, requestId));
  }

  /** While the disk is still busy with it: a job may begin before its client is told that it will. */
  #run(effects: readonly (() => void)[], requestId: string): void {
    for (const effect of effects) {
      try {
        effect();
      } catch (error) {
        // The change is stored: the caller must not be told otherwise because a listener failed.
        this.#logger.log('error', 'A listener failed after a change was stored', { requestId, error: String(error) });
      }
    }
  }
}

/** Notes who changed what: one row for every write. Secrets never go into `detail`. */
export async function audit(change: Change, action: string, target: string, detail?: string): Promise<void> {
  await change.db.insertInto('audit').values({
    time: change.now, user_name: change.user, request_id: change.requestId, action, target, detail: detail ?? null,
  }).execute();
}
