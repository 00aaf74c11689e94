/** One stage of a pipeline: takes objects by `write`, pushes its own output to the next. */
import { Writer } from './writers.ts';

export abstract class Stage extends Writer {
  abstract begin(): void;
  abstract end(): void;
  /** Whether it wrote an error of its own: what `$?` tells after the pipeline. */
  get failed(): boolean { return false; }
  /** Always called once, also after errors. */
  abstract dispose(): void;
}
