/** The tree as steps for the machine: what comes next is one after the other, branches name the step they go to. */
import { holds } from './charSet.ts';
import type { CharSet, Place, RegexNode } from './node.ts';

type Test = (code: number) => boolean;
/** A class as a quick question: answers for the first 256 characters are kept. */
function testOf(set: CharSet, ignoreCase: boolean): Test {
  const low = new Uint8Array(256);
  return (code) => {
    if (code > 255) return holds(set, code, ignoreCase);
    if (low[code] === 0) low[code] = holds(set, code, ignoreCase) ? 1 : 2;
    return low[code] === 1;
  };
}
/** Registers hold counters, positions and heights of the machine's stack; the machine undoes them when it goes back. */
export type Step =
  | { readonly op: 'text'; readonly text: string; readonly ignoreCase: boolean; readonly back: boolean }
  | { readonly op: 'set'; readonly test: Test; readonly back: boolean }
  /** A loop over one character. */
  | { readonly op: 'run'; readonly test: Test; readonly back: boolean; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly op: 'place'; readonly at: Place }
  | { readonly op: 'again'; readonly slot: number; readonly ignoreCase: boolean; readonly back: boolean }
  | { readonly op: 'jump'; to: number }
  /** Goes on with the next step; `to` is tried when that fails. */
  | { readonly op: 'fork'; to: number }
  | { readonly op: 'mark'; readonly register: number }
  | { readonly op: 'capture'; readonly register: number; readonly slot: number; readonly off: number }
  | { readonly op: 'loopStart'; readonly register: number }
  | { readonly op: 'loop'; readonly register: number; readonly min: number; readonly max: number; readonly lazy: boolean; to: number }
  /** Keeps the height of the stack and the position. */
  | { readonly op: 'enter'; readonly register: number }
  /** Forgets the branches since `enter`; `rewind` goes back to its position. */
  | { readonly op: 'leave'; readonly register: number; readonly rewind: boolean }
  /** Takes back all since `enter`, its own branch included, and fails. */
  | { readonly op: 'refuse'; readonly register: number }
  | { readonly op: 'ifGroup'; readonly slot: number; to: number }
  | { readonly op: 'done' };
export interface Program { readonly steps: readonly Step[]; readonly registers: number }

export function programOf(root: RegexNode): Program {
  const writer = new Writer();
  writer.node(root);
  writer.steps.push({ op: 'done' });
  return { steps: writer.steps, registers: writer.registers };
}
class Writer {
  readonly steps: Step[] = [];
  registers = 0;
  private register(count = 1): number { const at = this.registers; this.registers += count; return at; }
  private jump(op: 'jump' | 'fork'): { to: number } { const step = { op, to: 0 }; this.steps.push(step); return step; }
  private here(step: { to: number }): void { step.to = this.steps.length; }
  node(n: RegexNode): void {
    switch (n.kind) {
      case 'empty': return;
      case 'text': case 'set': this.steps.push(n.kind === 'text' ? { op: 'text', text: n.text, ignoreCase: n.ignoreCase, back: n.back } : { op: 'set', test: testOf(n.set, n.ignoreCase), back: n.back }); return;
      case 'place': this.steps.push({ op: 'place', at: n.at }); return;
      case 'again': this.steps.push({ op: 'again', slot: n.slot, ignoreCase: n.ignoreCase, back: n.back }); return;
      case 'list': for (const item of n.back ? n.items.toReversed() : n.items) this.node(item); return;
      case 'either': this.either(n.items); return;
      case 'capture': {
        const register = this.register();
        this.steps.push({ op: 'mark', register });
        this.node(n.body);
        this.steps.push({ op: 'capture', register, slot: n.slot, off: n.off });
        return;
      }
      case 'atomic': this.apart(n.body, false); return;
      case 'look': if (n.negative) this.refused(n.body); else this.apart(n.body, true); return;
      case 'loop': this.loop(n); return;
      case 'ifGroup': {
        const step = { op: 'ifGroup' as const, slot: n.slot, to: 0 };
        this.steps.push(step);
        this.node(n.yes);
        const end = this.jump('jump');
        this.here(step);
        this.node(n.no);
        this.here(end);
        return;
      }
      case 'ifMatch': {
        const register = this.register(2);
        this.steps.push({ op: 'enter', register });
        const no = this.jump('fork');
        this.node(n.test);
        this.steps.push({ op: 'leave', register, rewind: true });
        this.node(n.yes);
        const end = this.jump('jump');
        this.here(no);
        this.node(n.no);
        this.here(end);
      }
    }
  }
  private either(items: readonly RegexNode[]): void {
    const ends: { to: number }[] = [];
    for (const [i, item] of items.entries()) {
      const fork = i < items.length - 1 ? this.jump('fork') : undefined;
      this.node(item);
      if (fork === undefined) continue;
      ends.push(this.jump('jump'));
      this.here(fork);
    }
    for (const end of ends) this.here(end);
  }
  private apart(body: RegexNode, rewind: boolean): void {
    const register = this.register(2);
    this.steps.push({ op: 'enter', register });
    this.node(body);
    this.steps.push({ op: 'leave', register, rewind });
  }
  private refused(body: RegexNode): void {
    const register = this.register(2);
    this.steps.push({ op: 'enter', register });
    const on = this.jump('fork');
    this.node(body);
    this.steps.push({ op: 'refuse', register });
    this.here(on);
  }
  private loop(n: Extract<RegexNode, { kind: 'loop' }>): void {
    const { body, min, max, lazy } = n;
    if (body.kind === 'set' || (body.kind === 'text' && body.text.length === 1)) {
      const set: CharSet = body.kind === 'set' ? body.set : { negate: false, own: [body.text.charCodeAt(0), body.text.charCodeAt(0)], fixed: [], hasCategory: false };
      this.steps.push({ op: 'run', test: testOf(set, body.ignoreCase), back: body.back, min, max, lazy });
      return;
    }
    const register = this.register(2);
    this.steps.push({ op: 'loopStart', register });
    const at = this.steps.length, step = { op: 'loop' as const, register, min, max, lazy, to: 0 };
    this.steps.push(step);
    this.node(body);
    this.steps.push({ op: 'jump', to: at });
    this.here(step);
  }
}
