/**
 * The few numbers that the two threads of a sandbox share. The engine thread is blocked or busy while a job runs, so
 * it cannot take messages: it looks at these numbers at its tolls and sleeps on the wake counter.
 */

/** What was asked of the running job. */
export const STOP_NONE = 0;
/** The job is to stop. */
export const STOP_ASKED = 1;
/** This script is, by the runbook that started it: that one runs on, and who debugs it may stop in the finally blocks. */
export const STOP_SCRIPT = 2;

const WAKE = 0;
const STOP = 1;
const ACKNOWLEDGED = 2;
const CHECKPOINT = 3;
const SUSPEND = 4;
const DEBUG = 5;
const LENGTH = 8;

/** Both threads hold one of these over the same memory. */
export class SharedState {
  readonly buffer: SharedArrayBuffer;
  private readonly numbers: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(LENGTH * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.numbers = new Int32Array(buffer);
  }

  /** Main thread: something has changed (a message was posted, a number set); the engine thread looks again. */
  wake(): void {
    Atomics.add(this.numbers, WAKE, 1);
    Atomics.notify(this.numbers, WAKE);
  }

  /** Engine thread: the counter to wait on. Read it before looking at the port and the flags, or a wake is lost. */
  get wakeCount(): number {
    return Atomics.load(this.numbers, WAKE);
  }

  /** Engine thread: sleeps until the counter has left `seen`, at most `milliseconds` (may be Infinity). */
  waitForWake(seen: number, milliseconds: number): void {
    Atomics.wait(this.numbers, WAKE, seen, milliseconds);
  }

  askStop(): void {
    Atomics.store(this.numbers, STOP, STOP_ASKED);
    this.wake();
  }

  /** Main thread: one script beside the job is to stop. */
  askScriptStop(): void {
    Atomics.compareExchange(this.numbers, STOP, STOP_NONE, STOP_SCRIPT);
    this.wake();
  }

  /** Whether the whole job is to stop. */
  get jobStopAsked(): boolean {
    return Atomics.load(this.numbers, STOP) === STOP_ASKED;
  }

  get stopAsked(): boolean {
    return Atomics.load(this.numbers, STOP) !== STOP_NONE;
  }

  /** A suspend was asked for: the job ends behind its next checkpoint. */
  askSuspend(): void {
    Atomics.store(this.numbers, SUSPEND, 1);
  }

  /** Main thread, before the next script of a thread that runs several. */
  forgetSuspend(): void {
    Atomics.store(this.numbers, SUSPEND, 0);
  }

  get suspendAsked(): boolean {
    return Atomics.load(this.numbers, SUSPEND) !== 0;
  }

  /** A request for the debugger was posted. */
  debugPosted(): void {
    Atomics.add(this.numbers, DEBUG, 1);
    this.wake();
  }

  /** How many requests for the debugger were posted so far. */
  get debugCount(): number {
    return Atomics.load(this.numbers, DEBUG);
  }

  checkpointStored(number: number): void {
    Atomics.store(this.numbers, CHECKPOINT, number);
    this.wake();
  }

  get storedCheckpoint(): number {
    return Atomics.load(this.numbers, CHECKPOINT);
  }

  acknowledge(batch: number): void {
    Atomics.store(this.numbers, ACKNOWLEDGED, batch);
    this.wake();
  }

  get acknowledged(): number {
    return Atomics.load(this.numbers, ACKNOWLEDGED);
  }
}
