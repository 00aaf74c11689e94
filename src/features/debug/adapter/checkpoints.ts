/** Checkpoints that debugged workflows have taken, by file, for as long as the editor runs: a later run may go on from one. */
import type { SavedCheckpoint } from '../../../worker/protocol.ts';

export interface KeptCheckpoint {
  /** From 1, in the run that took it. */
  readonly number: number;
  readonly line: number;
  readonly time: Date;
}
interface Kept extends KeptCheckpoint { readonly saved: SavedCheckpoint; readonly text: string }
/** States may be large: more than these of one run are not kept, and the oldest go first. */
const MOST = 50;

export class CheckpointStore {
  private readonly byFile = new Map<string, Kept[]>();

  /** A run begins: what an earlier one has taken is gone, up to the checkpoint that this one goes on from. */
  begin(file: string, from: number): void {
    this.byFile.set(file, (this.byFile.get(file) ?? []).filter(({ number }) => number <= from));
  }
  add(file: string, one: Omit<Kept, 'number'>): KeptCheckpoint {
    const list = this.byFile.get(file) ?? [], made = { ...one, number: (list.at(-1)?.number ?? 0) + 1 };
    this.byFile.set(file, [...list, made].slice(-MOST));
    return made;
  }
  /** The newest first. */
  of(file: string): readonly KeptCheckpoint[] {
    return (this.byFile.get(file) ?? []).toReversed();
  }
  /** The state to go on from. Throws where it is gone, or was taken of another text. */
  take(file: string, number: number, text: string): SavedCheckpoint {
    const found = this.byFile.get(file)?.find((one) => one.number === number);
    if (found === undefined) throw new Error(`Checkpoint ${number} is not there any more. Debug the runbook from its beginning.`);
    if (found.text !== text) throw new Error(`The runbook was changed since checkpoint ${number} was taken. Undo the change, or debug it from its beginning.`);
    return found.saved;
  }
}
