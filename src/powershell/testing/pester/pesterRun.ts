/** The state of one file in Pester's words: the blocks around what runs, what was set up for them, what is chosen. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { CommandRuntime } from '../../runtime/run/pipeline/commandRuntime.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import { placeOf } from '../../runtime/run/source.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { fold } from '../../runtime/values/folding.ts';
import { like } from '../../runtime/operators/wildcard.ts';
import { Mocks } from '../mocks.ts';
import type { PesterFile, TestEvent, TestFailure, TestRecord } from '../protocol.ts';
import { describePath } from '../protocol.ts';
import { expandName } from './names.ts';
import type { TestData } from './names.ts';
import { TestDrive } from './testDrive.ts';
import { failureIn } from './failure.ts';

/** The file itself, a Describe or Context, or an It. */
export interface Block {
  readonly kind: 'file' | 'block' | 'test';
  /** Describe, Context or It; empty: the file. */
  readonly word: string;
  readonly name: string;
  readonly parent: Block | undefined;
  readonly tags: readonly string[];
  readonly isSkipped: boolean;
  /** What it was made for, of -ForEach. */
  readonly data: TestData | undefined;
  readonly beforeEach: ScriptBlock[];
  readonly afterEach: ScriptBlock[];
  readonly afterAll: ScriptBlock[];
  /** What kept its set-up from its end: no test in it can run. */
  broken: TestFailure | undefined;
  /** Where the set-up blocks stand that were found before the block's body ran. */
  readonly found: Set<number>;
}
/** Limits the time of what runs; the host ends it by a StopSignal. */
export interface TimeLimit { begin(milliseconds: number): void; /** Whether the time was over. */ end(): boolean }
export interface PesterParts {
  readonly file: PesterFile;
  readonly item: number;
  readonly tell: (event: TestEvent) => void;
  readonly limit: TimeLimit;
  /** What was written since the last call. */
  readonly takeRecords: () => readonly TestRecord[];
  /** Whether a script beside the test calls a command of that name. */
  readonly isCalled: (name: string) => boolean;
}

export class PesterRun {
  readonly parts: PesterParts;
  readonly mocks: Mocks;
  readonly drive: TestDrive;
  readonly failures: (TestFailure & { readonly path: readonly string[] })[] = [];
  block: Block;
  /** What the running test has found wrong and gone on from. */
  noted: TestFailure[] = [];
  private readonly only: ReadonlySet<number> | undefined;
  private readonly done: ReadonlySet<string>;

  constructor(session: Session, parts: PesterParts) {
    this.parts = parts;
    this.mocks = new Mocks(session, { isExpected: parts.isCalled, conditionsFirst: true });
    this.drive = new TestDrive(session, parts.file.testDrive);
    this.block = newBlock('', '', undefined, [], false);
    this.mocks.during = [this.block];
    this.only = parts.file.only === undefined ? undefined : new Set(parts.file.only);
    this.done = new Set(parts.file.done);
  }
  /** Names of the blocks that run, the outermost first. */
  get path(): readonly string[] { return pathOf(this.block); }
  /** A name in the innermost block, of data of its own, with its placeholders filled; `from`: where it is written. */
  named(name: string, data: TestData | undefined, from: Frame): string {
    const all: TestData[] = data === undefined ? [] : [data];
    for (let at: Block | undefined = this.block; at !== undefined; at = at.parent) if (at.data !== undefined) all.push(at.data);
    return expandName(name, { data: all, variable: (folded) => from.find(fold(folded)) });
  }
  /** Runs with a block as the innermost one. */
  within<R>(block: Block, run: () => R): R {
    const before = this.block, { during } = this.mocks;
    this.block = block;
    this.mocks.during = [...during, block];
    try { return run(); } finally {
      this.mocks.drop(block);
      this.block = before;
      this.mocks.during = during;
    }
  }
  /** Whether anything of a block of these lines is wanted. */
  mayHold(from: number, to: number): boolean {
    if (this.only === undefined) return true;
    for (const line of this.only) if (line >= from && line <= to) return true;
    return false;
  }
  /** Whether a test is to run. */
  isWanted(path: readonly string[], line: number, source: string, tags: readonly string[]): boolean {
    const { file } = this.parts, own = new Set(tags.map((tag) => tag.toLowerCase()));
    for (let at: Block | undefined = this.block; at !== undefined; at = at.parent) for (const tag of at.tags) own.add(tag.toLowerCase());
    const has = (tag: string): boolean => [...own].some((one) => like(one, tag));
    if (this.only !== undefined && source === file.path && !this.only.has(line)) return false;
    if (this.done.has(describePath(path))) return false;
    if (file.tags !== undefined && !file.tags.some(has)) return false;
    if (file.excludeTags?.some(has) === true) return false;
    return file.names === undefined || file.names.some((pattern) => like(path.join(' '), pattern));
  }
  tell(event: TestEvent): void { this.parts.tell(event); }
  /** Something is wrong with what runs, which goes on. */
  note(failure: TestFailure): void {
    if (this.block.kind === 'test') this.noted.push(failure); else this.failures.push({ ...failure, path: this.path });
  }
  /** Runs a part of a block; what ends it is the block's failure, and whatever else runs goes on. Gives the failure. */
  attempt(block: Block, f: Frame, work: () => void): TestFailure | undefined {
    const { session } = f, { depth, guarded } = session;
    try { work(); return undefined; } catch (e) {
      const failure = failureIn(e, f);
      if (failure === undefined) throw e;
      session.depth = depth;
      session.guarded = guarded;
      this.failures.push({ ...failure, path: pathOf(block) });
      return failure;
    }
  }
  /** Runs what must be before the tests of a block: where it fails, they all do. */
  setUp(block: Block, f: Frame, work: () => void): void {
    const failure = this.attempt(block, f, work);
    if (failure !== undefined) block.broken ??= { ...failure, message: `BeforeAll of ${block.kind === 'file' ? 'the file' : `'${block.name}'`} failed: ${failure.message}` };
  }
}
export const newBlock = (word: string, name: string, parent: Block | undefined, tags: readonly string[], isSkipped: boolean, data?: TestData): Block =>
  ({ word, kind: word === '' ? 'file' : word === 'It' ? 'test' : 'block', name, parent, tags, data, isSkipped: isSkipped || parent?.isSkipped === true, beforeEach: [], afterEach: [], afterAll: [], broken: parent?.broken, found: new Set() });
export function pathOf(block: Block | undefined): string[] {
  return block === undefined || block.kind === 'file' ? [] : [...pathOf(block.parent), block.name];
}
/** The file that runs in a session. */
export function pesterOf(ctx: CmdletContext): PesterRun {
  const run = ctx.session.caches.get('pester');
  return run instanceof PesterRun ? run : ctx.fail({ id: 'NoTestFile', category: 'InvalidOperation', message: `${ctx.commandName} belongs into a file of tests (NAME.Tests.ps1), and no such file runs here. Run it with 'sma test' or in the Test Explorer.` });
}
/** A command of Pester as the engine runs it. */
export function runtimeOf(ctx: CmdletContext): CommandRuntime {
  if (!(ctx instanceof CommandRuntime)) throw new Error('A command runs with its own side of the engine.');
  return ctx;
}
/** Where a command stands: its source, first and last line. */
export function linesOf(ctx: CmdletContext): { readonly source: string; readonly from: number; readonly to: number; readonly column: number } {
  const { position } = runtimeOf(ctx).invocation;
  if (position === undefined) return { source: '', from: 0, to: 0, column: 1 };
  const { line, column } = placeOf(position);
  return { source: position.source.file, from: line, column, to: placeOf({ ...position, start: position.end }).line };
}
