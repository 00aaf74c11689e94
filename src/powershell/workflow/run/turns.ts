import type { Fiber } from './fiber.ts';

/** The fibers of a run, in the order they began; they take turns. Ended ones are dropped now and then, so that ten thousand branches cost what they should. */
export class Turns implements Iterable<Fiber> {
  private list: Fiber[] = [];
  private ended = 0;
  private next = 0;
  get size(): number { return this.list.length - this.ended; }
  add(fiber: Fiber): void { this.list.push(fiber); }
  /** The fiber has ended. */
  remove(fiber: Fiber): void {
    if (fiber.isDone) return;
    fiber.isDone = true;
    this.ended += 1;
    if (this.ended < 64 || this.ended * 2 < this.list.length) return;
    this.next = this.list.slice(0, this.next).filter((f) => !f.isDone).length;
    this.list = this.list.filter((f) => !f.isDone);
    this.ended = 0;
  }
  /** The next one that may go on, behind the one that had its turn. */
  take(mayGo: (fiber: Fiber) => boolean): Fiber | undefined {
    const { list } = this, count = list.length;
    for (let i = 0; i < count; i++) {
      const at = (this.next + i) % count, fiber = list[at] as Fiber;
      if (fiber.isDone || !mayGo(fiber)) continue;
      this.next = (at + 1) % count;
      return fiber;
    }
    return undefined;
  }
  /** Those that have not ended. */
  all(): Fiber[] { return this.list.filter((f) => !f.isDone); }
  [Symbol.iterator](): Iterator<Fiber> { return this.all()[Symbol.iterator](); }
}
