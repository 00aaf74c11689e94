import type { Connection } from '../../app/connections/connection.ts';
import { Disposable } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import type { Logger } from '../../app/log.ts';
import type { SmaApi } from '../../client/api.ts';
import { contentHash } from '../../project/contentHash.ts';
import type { RunbookRow } from './runbookModel.ts';

const KEY = 'publishedTexts';
/** Kept from window to window; the oldest go first. */
const MOST_KEPT = 2_000;
const READS_AT_ONCE = 4;

type Source = Pick<Connection, 'id' | 'client'>;
/** What lasts from window to window; the editor's own Memento. */
interface Memory { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> }

/**
 * What the published versions of a server say, as hashes: whether a file differs is seen without asking. A published version never
 * changes (sma-rest-api.md 3.4), so that each is read once, and one that was published from here not at all.
 */
export class PublishedTexts extends Disposable {
  readonly #memory: Memory;
  readonly #log: Logger;
  readonly #hashes: Map<string, string>;
  readonly #changed = this.own(new Emitter<void>());
  /** A hash became known. */
  readonly onDidChange = this.#changed.event;
  readonly #reading = new Set<string>();
  /** Could not be read; tried again with the next list. */
  #failed = new Set<string>();

  constructor(memory: Memory, log: Logger) {
    super();
    this.#memory = memory;
    this.#log = log;
    this.#hashes = new Map(entriesOf(memory.get(KEY)));
  }

  /** True where the file's text is known to be another than the published one. Line ends and a byte order mark make no difference. */
  differs({ id }: Pick<Connection, 'id'>, { local, server, state }: RunbookRow): boolean {
    if (state !== 'Published' || server?.publishedVersionId === null || server?.publishedVersionId === undefined || local?.hash === undefined) return false;
    const there = this.#hashes.get(keyOf(id, server.publishedVersionId));
    return there !== undefined && there !== short(local.hash);
  }

  /** This text was published as this version. */
  learn(connectionId: string, versionId: string, hash: string): void {
    this.#hashes.set(keyOf(connectionId, versionId), short(hash));
    this.#save();
  }

  /** The list was read anew: what could not be read before is tried again. */
  retry(): void {
    this.#failed = new Set();
  }

  /** Reads what is not known yet of these rows, a few at a time. */
  want(connection: Source, rows: readonly RunbookRow[]): void {
    const { id, client } = connection;
    if (client === undefined || this.isDisposed) return;
    for (const { local, server, state } of rows) {
      if (this.#reading.size >= READS_AT_ONCE) return;
      const versionId = server?.publishedVersionId;
      if (state !== 'Published' || local?.hash === undefined || versionId === undefined || versionId === null) continue;
      const key = keyOf(id, versionId);
      if (this.#hashes.has(key) || this.#reading.has(key) || this.#failed.has(key)) continue;
      this.#reading.add(key);
      void this.#read(client, key, versionId).then(() => this.want(connection, rows));
    }
  }

  async #read(client: SmaApi, key: string, versionId: string): Promise<void> {
    try {
      this.#hashes.set(key, short(contentHash((await client.versions.read(versionId)).text)));
    } catch (error) {
      this.#failed.add(key);
      this.#log.debug(`published version ${versionId}: ${String(error)}`);
      return;
    } finally {
      this.#reading.delete(key);
    }
    if (this.isDisposed) return;
    this.#changed.fire();
    if (this.#reading.size === 0) this.#save();
  }

  #save(): void {
    const kept = [...this.#hashes].slice(-MOST_KEPT);
    Promise.resolve(this.#memory.update(KEY, kept)).catch((error: unknown) => this.#log.debug(String(error)));
  }
}

const keyOf = (connectionId: string, versionId: string): string => `${connectionId}/${versionId}`;
/** Enough to tell two texts apart, and a quarter of the room. */
const short = (hash: string): string => hash.slice(0, 16);

function entriesOf(stored: unknown): [string, string][] {
  return Array.isArray(stored) ? stored.filter((entry): entry is [string, string] => Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string')) : [];
}
