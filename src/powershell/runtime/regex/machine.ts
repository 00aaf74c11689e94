/**
 * Runs a program: for what JavaScript's expressions cannot say (right to left, balancing groups, conditionals, all captures of a
 * group, a time limit). It goes back along a stack of its own, so that no text is too long for it; entries are three numbers:
 * a branch, or how a register or a capture was before.
 */
import { isWordChar } from './charSet.ts';
import type { Program } from './program.ts';

/** What an entry is; DATA belongs to the entry above it. */
const BRANCH = 0, REGISTER = 1, TAKEN = 2, GIVEN = 3, GREEDY = 4, LAZY = 5, AGAIN = 6, DATA = 7;
/** Captures by slot: start and end of each, in the order they were made. */
export type Captures = readonly (readonly number[])[];
const folded = (text: string): string => { const upper = text.toUpperCase(); return upper.length === text.length ? upper : text; };
const isWordAt = (text: string, at: number): boolean => at >= 0 && at < text.length && isWordChar(text.charAt(at));

/** One attempt at a time; `patience` is asked now and then and throws when time is over. */
export class Machine {
  private readonly program: Program;
  private readonly text: string;
  private readonly scanStart: number;
  private readonly patience: () => void;
  private readonly caps: number[][];
  private readonly regs: number[];
  private stack: number[] = [];
  private count = 0;
  constructor(program: Program, slots: number, text: string, scanStart: number, patience: () => void) {
    this.program = program;
    this.text = text;
    this.scanStart = scanStart;
    this.patience = patience;
    this.caps = Array.from({ length: slots }, () => []);
    this.regs = Array.from({ length: program.registers }, () => 0);
  }
  /** The captures of a match that begins at a place; undefined where there is none. The whole match is slot 0. */
  at(start: number): Captures | undefined {
    for (const cap of this.caps) cap.length = 0;
    this.stack = [];
    const end = this.run(start);
    if (end < 0) return undefined;
    this.caps[0] = [Math.min(start, end), Math.max(start, end)];
    return this.caps;
  }
  private set(register: number, value: number): void { this.stack.push(register, this.regs[register] ?? 0, REGISTER); this.regs[register] = value; }
  private run(start: number): number {
    const { steps } = this.program, { text, regs, caps } = this;
    let pc = 0, pos = start;
    for (;;) {
      if ((++this.count & 0xfff) === 0) this.patience();
      const step = steps[pc++];
      let ok = true;
      switch (step?.op) {
        case undefined: case 'done': return pos;
        case 'text': {
          const length = step.text.length, from = step.back ? pos - length : pos, piece = from < 0 ? '' : text.slice(from, from + length);
          ok = step.ignoreCase ? folded(piece) === folded(step.text) : piece === step.text;
          if (ok) pos = step.back ? from : pos + length;
          break;
        }
        case 'set': {
          const at = step.back ? pos - 1 : pos;
          ok = at >= 0 && at < text.length && step.test(text.charCodeAt(at));
          if (ok) pos = step.back ? at : pos + 1;
          break;
        }
        case 'run': {
          const { test } = step, by = step.back ? -1 : 1, shift = step.back ? -1 : 0, room = step.back ? pos : text.length - pos;
          const least = step.min, most = Math.min(step.lazy ? least : step.max, room);
          let n = 0;
          while (n < most && test(text.charCodeAt(pos + n * by + shift))) n += 1;
          ok = n >= least;
          if (!ok) break;
          if (step.lazy) { if (step.max > least) this.stack.push(pos + n * by, step.max - n, DATA, pc, pc - 1, LAZY); } else if (n > least) this.stack.push(pos + least * by, by, DATA, pos + n * by, pc, GREEDY);
          pos += n * by;
          break;
        }
        case 'place': ok = this.place(step.at, pos); break;
        case 'again': {
          const cap = caps[step.slot] ?? [], n = cap.length;
          ok = n > 0;
          if (!ok) break;
          const held = text.slice(cap[n - 2], cap[n - 1]), from = step.back ? pos - held.length : pos, piece = from < 0 ? '' : text.slice(from, from + held.length);
          ok = from >= 0 && (step.ignoreCase ? folded(piece) === folded(held) : piece === held);
          if (ok) pos = step.back ? from : pos + held.length;
          break;
        }
        case 'jump': pc = step.to; break;
        case 'fork': this.stack.push(step.to, pos, BRANCH); break;
        case 'mark': this.set(step.register, pos); break;
        case 'capture': ok = this.capture(step.slot, step.off, regs[step.register] ?? 0, pos); break;
        case 'loopStart': this.set(step.register, 0); this.set(step.register + 1, -1); break;
        case 'loop': {
          const done = regs[step.register] ?? 0;
          if (done >= step.min && (done >= step.max || regs[step.register + 1] === pos)) { pc = step.to; break; }
          if (done < step.min || !step.lazy) {
            if (done >= step.min) this.stack.push(step.to, pos, BRANCH);
            this.set(step.register, done + 1);
            this.set(step.register + 1, pos);
            break;
          }
          // The body is tried when what follows fails.
          this.stack.push(pc - 1, pos, AGAIN);
          pc = step.to;
          break;
        }
        case 'enter': { const height = this.stack.length; this.set(step.register, height); this.set(step.register + 1, pos); break; }
        case 'leave': if (step.rewind) pos = regs[step.register + 1] ?? 0; this.forget(regs[step.register] ?? 0); break;
        case 'refuse': this.takeBack(regs[step.register] ?? 0); ok = false; break;
        case 'ifGroup': if ((caps[step.slot] ?? []).length === 0) pc = step.to; break;
      }
      if (ok) continue;
      const stack = this.stack;
      for (;;) {
        if (stack.length === 0) return -1;
        const kind = stack.pop() ?? 0, b = stack.pop() ?? 0, a = stack.pop() ?? 0;
        if (kind === BRANCH) { pc = a; pos = b; break; }
        if (kind === AGAIN) {
          const loop = steps[a];
          pc = a + 1; pos = b;
          if (loop?.op === 'loop') { this.set(loop.register, (regs[loop.register] ?? 0) + 1); this.set(loop.register + 1, pos); }
          break;
        }
        if (kind === GREEDY) {
          // a: the longest still to be given up, b: the step that follows
          stack.pop();
          const by = stack.pop() ?? 1, least = stack.pop() ?? 0;
          pos = a - by; pc = b;
          if (pos !== least) stack.push(least, by, DATA, pos, b, GREEDY);
          break;
        }
        if (kind === LAZY) {
          stack.pop();
          const left = stack.pop() ?? 0, from = stack.pop() ?? 0, one = steps[b];
          if (one?.op !== 'run' || left <= 0) continue;
          const at = one.back ? from - 1 : from;
          if (at < 0 || at >= text.length || !one.test(text.charCodeAt(at))) continue;
          pos = one.back ? from - 1 : from + 1; pc = a;
          stack.push(pos, left - 1, DATA, a, b, LAZY);
          break;
        }
        this.undo(kind, a, b);
      }
    }
  }
  private undo(kind: number, a: number, b: number): void {
    if (kind === REGISTER) this.regs[a] = b;
    else if (kind === TAKEN) { const cap = this.caps[a]; if (cap !== undefined) cap.length -= 2; } else if (kind === GIVEN) { this.stack.length -= 2; this.caps[a]?.push(this.stack.pop() ?? 0, b); }
  }
  private capture(slot: number, off: number, from: number, to: number): boolean {
    let start = Math.min(from, to), end = Math.max(from, to);
    if (off >= 0) {
      const cap = this.caps[off] ?? [], lastEnd = cap.at(-1), lastStart = cap.at(-2);
      if (lastEnd === undefined || lastStart === undefined) return false;
      // What is kept lies between the capture that is taken away and this one.
      if (slot >= 0) { if (start >= lastEnd) { end = start; start = lastEnd; } else if (end <= lastStart) start = end; else { start = Math.max(start, lastStart); end = Math.min(end, lastEnd); } }
      cap.length -= 2;
      this.stack.push(lastStart, 0, DATA, off, lastEnd, GIVEN);
    }
    if (slot >= 0) { this.caps[slot]?.push(start, end); this.stack.push(slot, 0, TAKEN); }
    return true;
  }
  private place(at: string, pos: number): boolean {
    const { text } = this;
    switch (at) {
      case 'start': return pos === 0;
      case 'end': return pos === text.length;
      case 'lastLineEnd': return pos === text.length || (pos === text.length - 1 && text.charCodeAt(pos) === 10);
      case 'lineStart': return pos === 0 || text.charCodeAt(pos - 1) === 10;
      case 'lineEnd': return pos === text.length || text.charCodeAt(pos) === 10;
      case 'scanStart': return pos === this.scanStart;
      default: return (isWordAt(text, pos - 1) !== isWordAt(text, pos)) === (at === 'boundary');
    }
  }
  /** Drops the branches above a height and keeps how to undo. */
  private forget(height: number): void {
    const { stack } = this;
    let to = height;
    for (let i = height; i < stack.length; i += 3) {
      const size = stack[i + 2] === DATA ? 6 : 3, kind = stack[i + size - 1];
      if (kind === REGISTER || kind === TAKEN || kind === GIVEN) for (let k = 0; k < size; k++) stack[to++] = stack[i + k] ?? 0;
      i += size - 3;
    }
    stack.length = to;
  }
  private takeBack(height: number): void {
    const { stack } = this;
    while (stack.length > height) {
      const kind = stack.pop() ?? 0, b = stack.pop() ?? 0, a = stack.pop() ?? 0;
      if (kind === GREEDY || kind === LAZY) stack.length -= 3;
      else this.undo(kind, a, b);
    }
  }
}
