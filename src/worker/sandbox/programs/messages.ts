/** What the engine thread asks of the programs that the main thread runs, and what it hears. */
import type { ProgramNews, ProgramStart } from '../../../powershell/runtime/host.ts';

export type ProgramRequest =
  | { readonly op: 'start'; readonly start: ProgramCall }
  /** Input for it; answered when there is output, room for more input (where this was not the last), or its end. */
  | { readonly op: 'exchange'; readonly program: number; readonly input: string; readonly end: boolean }
  | { readonly op: 'status'; readonly program: number }
  /** Never answered. */
  | { readonly op: 'end'; readonly program: number };
export interface ProgramCall extends Omit<ProgramStart, 'environment'> {
  /** Absent: the one the sandbox was started with. */
  readonly environment?: Readonly<Record<string, string>>;
}
export type ProgramReply =
  | { readonly kind: 'started'; readonly program: number; readonly id: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'news'; readonly news: ProgramNews };
