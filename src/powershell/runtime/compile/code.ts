/** The shapes of compiled code. Everything known at compile time is in the closure. */
import type { Frame } from '../run/frame.ts';
import type { Value } from '../values/value.ts';

/** An expression: gives its value. */
export type Eval = (f: Frame) => Value;
/** A statement: gives how it ended. */
export type Exec = (f: Frame) => Completion;

/** How a statement ended. Labels are in the frame. */
export type Completion = 0 | 1 | 2 | 3 | 4;
export const NORMAL = 0, BREAK = 1, CONTINUE = 2, RETURN = 3, EXIT = 4;
