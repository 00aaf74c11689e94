import { Disposable } from '../../app/disposable.ts';

const WAIT = 40;
const LARGEST = 128 * 1024;

/**
 * Gathers small pieces of text and passes them on together: each piece alone would be a message between processes, and
 * a runbook can write a hundred thousand lines.
 */
export class TextBatch extends Disposable {
  readonly #write: (text: string) => void;
  #pieces: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (text: string) => void) {
    super();
    this.#write = write;
  }

  add(text: string): void {
    if (text === '' || this.isDisposed) return;
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length >= LARGEST) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WAIT);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pieces.length === 0 || this.isDisposed) return;
    const text = this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    this.#write(text);
  }

  override dispose(): void {
    this.flush();
    super.dispose();
  }
}
