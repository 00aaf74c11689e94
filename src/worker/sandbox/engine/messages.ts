/** What an engine thread of a sandbox and the process's main thread say to each other. */
import type { AssetReply, AssetRequest, SavedCheckpoint } from '../../protocol.ts';
import type { SandboxJob } from '../protocol.ts';
import type { DebugEvent, DebugReply, DebugRequest } from '../../../powershell/runtime/debug/protocol.ts';
import type { TestEvent } from '../../../powershell/testing/protocol.ts';
import type { ProcessNews } from '../../../powershell/host/process/powerShellProcess.ts';
import type { ConnectReply, ConnectRequest, EnvironmentChanges, MailRequest, PowerShellPort, WebRequest } from '../../../powershell/runtime/host.ts';
import type { MailReply } from '../ports/mailPort.ts';
import type { ProgramReply, ProgramRequest } from '../programs/messages.ts';
import type { WebReply } from '../ports/webPort.ts';

/** What the engine asks of the world and waits for. */
export type Question =
  | { readonly kind: 'asset'; readonly asset: AssetRequest }
  | { readonly kind: 'mail'; readonly mail: MailRequest }
  | { readonly kind: 'process'; readonly process: ProgramRequest }
  | { readonly kind: 'connect'; readonly connect: ConnectRequest }
  | { readonly kind: 'web'; readonly web: WebRequest }
  /** A script for a thread of its own (workflow/script/message.ts). */
  | { readonly kind: 'script'; readonly request: string; readonly title: string; /** What a debugger must not see there. */ readonly secrets: readonly string[]; /** Of whoever asks. */ readonly environment: EnvironmentChanges };
export interface Answers { readonly asset: AssetReply; readonly web: WebReply; readonly mail: MailReply; readonly process: ProgramReply; readonly connect: ConnectReply; /** The outcome as text. */ readonly script: string }

/** Main thread to engine thread. */
export type ToEngine =
  /** Nothing: the way to the engine is gone once before there is a job. */
  | { readonly type: 'rehearsal' }
  | { readonly type: 'run'; readonly job: SandboxJob }
  | { readonly type: 'debug'; readonly id: number; readonly request: DebugRequest }
  /** Only to threads that run scripts for another one. */
  | { readonly type: 'script'; readonly request: string; readonly secrets: readonly string[]; readonly environment: EnvironmentChanges; /** It may have scripts of its own in further threads. */ readonly overlaps: boolean }
  | { readonly type: 'answer'; readonly ticket: number; readonly answer: Answers[Question['kind']] }
  /** Of the PowerShell that this thread talks to. */
  | { readonly type: 'powerShell'; readonly event: PowerShellNews }
  /** What a script in another thread has written so far. */
  | { readonly type: 'written'; readonly ticket: number; readonly records: string }
  /** The state of a workflow's job that runs in another thread. */
  | { readonly type: 'saved'; readonly ticket: number; readonly state: string };

/** What comes of a PowerShell's process, and how `open` went. */
export type PowerShellNews = ProcessNews | { readonly kind: 'opened'; readonly result: ReturnType<PowerShellPort['open']> };
export type PowerShellRequest =
  | { readonly kind: 'open'; readonly mark: string; readonly workflows: boolean; readonly directory: string | undefined }
  | { readonly kind: 'line'; readonly text: string }
  /** So many characters were taken: more may come. */
  | { readonly kind: 'taken'; readonly characters: number }
  | { readonly kind: 'close' };

export type News = Extract<ToEngine, { readonly type: 'answer' | 'written' | 'saved' }>;

/** Engine thread to main thread. `records` is the JSON text of an array. */
export type FromEngine =
  | { readonly type: 'prepared' }
  | { readonly type: 'records'; readonly batch: number; readonly errors: number; readonly warnings: number; readonly records: string }
  | { readonly type: 'question'; readonly ticket: number; readonly question: Question }
  | { readonly type: 'cancel'; readonly ticket: number; readonly gently: boolean }
  /** The workflow's job behind the ticket is to suspend. */
  | { readonly type: 'suspend'; readonly ticket: number }
  | { readonly type: 'powerShell'; readonly request: PowerShellRequest }
  | ({ readonly type: 'checkpoint'; readonly number: number; readonly errors: number; readonly warnings: number } & SavedCheckpoint)
  /** A script in this thread has written something, or has ended; only from threads that run scripts for another one. */
  | { readonly type: 'written'; readonly records: string }
  | { readonly type: 'saved'; readonly state: string }
  | { readonly type: 'scriptEnded'; readonly outcome: string }
  | { readonly type: 'debugReply'; readonly id: number; readonly reply: DebugReply }
  | { readonly type: 'debugEvent'; readonly event: DebugEvent }
  | { readonly type: 'testEvent'; readonly event: TestEvent }
  | { readonly type: 'finished'; readonly outcome: JobOutcome };

export interface JobOutcome {
  readonly status: 'Completed' | 'Failed' | 'Stopped' | 'Suspended';
  readonly exception: string | null;
  readonly errorCount: number;
  readonly warningCount: number;
}
