/** The numbers .NET's System.Random gives for a seed: Knuth's subtractive generator. */
const MAX = 2147483647;

export class SeededRandom {
  private readonly state: number[] = Array.from({ length: 56 }, () => 0);
  private next1 = 0;
  private next2 = 21;
  constructor(seed: number) {
    const { state } = this;
    let last = (161_803_398 - (seed === -2147483648 ? MAX : Math.abs(seed))) | 0, at = 0, step = 1;
    state[55] = last;
    for (let i = 1; i < 55; i++) {
      at = (at + 21) % 55;
      state[at] = step;
      step = (last - step) | 0;
      if (step < 0) step += MAX;
      last = state[at] ?? 0;
    }
    for (let round = 0; round < 4; round++) {
      for (let i = 1; i < 56; i++) {
        const mixed = ((state[i] ?? 0) - (state[1 + ((i + 30) % 55)] ?? 0)) | 0;
        state[i] = mixed < 0 ? mixed + MAX : mixed;
      }
    }
  }
  /** From 0 up to (not including) 2147483647. */
  next(): number {
    const { state } = this;
    this.next1 = this.next1 === 55 ? 1 : this.next1 + 1;
    this.next2 = this.next2 === 55 ? 1 : this.next2 + 1;
    let made = ((state[this.next1] ?? 0) - (state[this.next2] ?? 0)) | 0;
    if (made === MAX) made--;
    if (made < 0) made += MAX;
    state[this.next1] = made;
    return made;
  }
  /** From 0 up to (not including) 1. */
  nextDouble(): number { return this.next() * (1 / MAX); }
}
