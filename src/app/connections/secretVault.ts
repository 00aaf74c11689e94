import type { SecretStorage } from 'vscode';
import type { DisposableLike } from '../disposable.ts';
import { Disposable } from '../disposable.ts';
import type { SecretMask } from '../mask.ts';

/** Passwords by connection, in the editor's encrypted storage alone; every one that passes is masked in the log. */
export class SecretVault extends Disposable {
  readonly #storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>;
  readonly #mask: SecretMask;
  readonly #masked = new Map<string, DisposableLike>();

  constructor(storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>, mask: SecretMask) {
    super();
    this.#storage = storage;
    this.#mask = mask;
  }

  async password(connectionId: string, user: string): Promise<string | undefined> {
    const password = await this.#storage.get(keyOf(connectionId));
    if (password !== undefined) this.#hide(connectionId, password, user);
    return password;
  }

  async store(connectionId: string, user: string, password: string): Promise<void> {
    this.#hide(connectionId, password, user);
    await this.#storage.store(keyOf(connectionId), password);
  }

  async forget(connectionId: string): Promise<void> {
    await this.#storage.delete(keyOf(connectionId));
  }

  #hide(connectionId: string, password: string, user: string): void {
    const former = this.#masked.get(connectionId);
    this.#masked.set(connectionId, this.own(this.#mask.add(password, user)));
    if (former !== undefined) this.release(former);
  }
}

const keyOf = (connectionId: string): string => `connection.${connectionId}.password`;
