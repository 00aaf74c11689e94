/** One stage of a pipeline: takes objects by `write`, pushes its own output to the next. */
import { Writer } from './writers.ts';

export abstract class Stage extends Writer {
  abstract begin(): void;
  abstract end(): void;
  /** Always called once, also after errors. */
  abstract dispose(): void;
}
