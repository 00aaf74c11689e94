/** Results as they come, in the order of files and cases: what is early waits for what stands before it. */
import type { TestProblem, TestResult } from './results.ts';
import type { TestListener } from './runTests.ts';

export interface OrderedSink {
  result(result: TestResult): void;
  problem(file: string, problem: TestProblem): void;
}
interface FileState {
  /** Cases that are still to be told, in their order; undefined where results come in order by themselves. */
  expected: { readonly name: string; readonly line: number }[] | undefined;
  early: TestResult[];
  readonly waiting: (() => void)[];
  ended: boolean;
}

export class InOrder implements TestListener {
  private readonly files: readonly string[];
  private readonly sink: OrderedSink;
  private readonly states: Map<string, FileState>;
  private at = 0;

  constructor(files: readonly string[], sink: OrderedSink) {
    this.files = files;
    this.sink = sink;
    this.states = new Map(files.map((file) => [file, { expected: undefined, early: [], waiting: [], ended: false }]));
  }
  expect(file: string, cases: readonly { readonly name: string; readonly line: number }[]): void {
    const state = this.states.get(file);
    if (state !== undefined) state.expected = [...cases];
  }
  result(result: TestResult): void {
    this.tell(result.file, (state) => {
      state.early.push(result);
      this.tellEarly(state);
    });
  }
  problem(file: string, problem: TestProblem): void {
    this.tell(file, () => this.sink.problem(file, problem));
  }
  end(file: string): void {
    const state = this.states.get(file);
    if (state !== undefined) state.ended = true;
    this.goOn();
  }
  /** Nothing more comes: the rest is told as it is. */
  finish(): void {
    for (const state of this.states.values()) state.ended = true;
    this.goOn();
  }
  private tell(file: string, work: (state: FileState) => void): void {
    const state = this.states.get(file);
    if (state === undefined) return;
    if (this.files[this.at] === file) work(state);
    else state.waiting.push(() => work(state));
  }
  private tellEarly(state: FileState): void {
    const { expected } = state;
    if (expected === undefined) { for (const result of state.early.splice(0)) this.sink.result(result); return; }
    for (let next = expected[0]; next !== undefined; next = expected[0]) {
      const { name, line } = next, found = state.early.findIndex((result) => result.line === line && result.path[0] === name), [result] = found < 0 ? [] : state.early.splice(found, 1);
      if (result === undefined) return;
      expected.shift();
      this.sink.result(result);
    }
  }
  /** The file that is told is through: the next one, with what waits of it. */
  private goOn(): void {
    for (let file = this.files[this.at]; file !== undefined; file = this.files[this.at]) {
      const state = this.states.get(file);
      if (state === undefined) return;
      for (const work of state.waiting.splice(0)) work();
      if (!state.ended) return;
      state.expected = undefined;
      this.tellEarly(state);
      this.at += 1;
    }
  }
}
