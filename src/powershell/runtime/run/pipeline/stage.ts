/** One stage of a pipeline: takes objects by `write`, pushes its own output to the next. */
import { Writer } from './writers.ts';

export abstract class Stage extends Writer {
  /** Waits for its beginning: an object that comes earlier, of a stage before it that writes as it begins, makes it begin at once. */
  protected pending = true;
  /** Begins, once. */
  begin(): void {
    if (!this.pending) return;
    this.pending = false;
    this.onBegin();
  }
  protected abstract onBegin(): void;
  abstract end(): void;
  /** Whether it wrote an error of its own: what `$?` tells after the pipeline. */
  get failed(): boolean { return false; }
  /** Always called once, also after errors. */
  abstract dispose(): void;
}
