/** Which of the things that were done have come through a checkpoint since: told by when, so that a checkpoint costs the same however much was done before it. */
import type { CommandAst } from '../../../powershell/index.ts';

/** Grows with each thing that is done, in the order in which a body's ways are followed. */
export interface Timed { readonly when: number }
export interface Point extends Timed { readonly node: CommandAst }
/** What a state tells: the last checkpoint on the ways to it. */
export interface Passing { readonly point: Point | undefined }

export const hasPassed = (one: Timed, { point }: Passing): boolean => point !== undefined && one.when < point.when;

/** Where two ways come together. */
export class Joined implements Passing {
  readonly point: Point | undefined;
  readonly #now: () => number;

  constructor(a: Passing, b: Passing, now: () => number) {
    this.point = (a.point?.when ?? -1) > (b.point?.when ?? -1) ? a.point : b.point;
    this.#now = now;
  }

  /** What only one way has; without a checkpoint behind it there it is as if done now, since the other way's is none for it. */
  from<T extends Timed>(one: T, side: Passing): T {
    return hasPassed(one, side) || !hasPassed(one, this) ? one : { ...one, when: this.#now() };
  }
}
