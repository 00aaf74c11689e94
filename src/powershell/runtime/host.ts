/**
 * The ports: everything the engine gets from outside, one small interface each, given when it is made. All of
 * them are synchronous; where the world is not, the host blocks the thread the engine runs on.
 */
import type { DebugPort } from './debug/protocol.ts';
import type { ErrorRecord } from './values/errorRecord.ts';
import type { Value } from './values/value.ts';

/** One record of a stream, in the order it was written. */
export type StreamRecord =
  | { readonly stream: 'Output'; readonly value: Value }
  | { readonly stream: 'Error'; readonly error: ErrorRecord }
  | { readonly stream: 'Warning' | 'Verbose' | 'Debug'; readonly text: string }
  | { readonly stream: 'Information'; readonly data: Value; readonly text: string; readonly tags: readonly string[]; readonly isHost: boolean }
  | ({ readonly stream: 'Progress' } & ProgressRecord);

export interface ProgressRecord {
  readonly activity: string;
  readonly status: string;
  readonly currentOperation: string;
  /** -1 where not given. */
  readonly percentComplete: number;
  readonly secondsRemaining: number;
  readonly activityId: number;
  readonly parentActivityId: number;
  readonly completed: boolean;
}

export interface RecordSink {
  write(record: StreamRecord): void;
  /** False where records of the stream are thrown away: then nobody need make them. Absent: all are kept. */
  keeps?(stream: StreamRecord['stream']): boolean;
}

export interface ClockPort {
  /** UTC, in ticks of .NET. */
  utcTicks(): bigint;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Minutes to add to UTC for local time at a UTC instant (milliseconds since 1970). */
  offsetMinutes(unixMs: number): number;
  readonly zoneId: string;
}
export interface RandomPort {
  bytes(count: number): Uint8Array;
}
export interface WaitPort {
  /** Blocks; gives true where a stop was asked for meanwhile. */
  sleep(milliseconds: number): boolean;
}
export interface StopPort {
  /** Read once every few thousand steps. */
  requested(): boolean;
  /** While a finally block runs a stop is not seen, neither by what the script does there nor where it waits. */
  hold?(held: boolean): void;
}

export interface FileEntry {
  readonly path: string;
  readonly name: string;
  readonly isDirectory: boolean;
  readonly size: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly accessedMs: number;
  readonly mode: number;
  readonly linkTarget: string | undefined;
  /** What it is, whatever name or link leads to it; not told where the system's numbers are too long to be exact (Windows). */
  readonly device?: number;
  readonly inode?: number;
  /** How many names the file has. */
  readonly names?: number;
}
/** Errors of the file system keep the code of the system (`ENOENT`, `EEXIST`, `EACCES` …). */
export class FilePortError extends Error {
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string, message: string) { super(message); this.code = code; this.path = path; }
  /** The system's words as .NET puts them (GetExceptionForIoErrno): `No space left on device : 'a.txt'`. A message of its own stays as it is. */
  get words(): string {
    // A copy names the file that could not be written itself.
    const found = /^E[A-Z0-9]+(?:: ([^,]+), |, ([^']+) '(.+)'$)/.exec(this.message), said = found?.[1] ?? found?.[2];
    return said === undefined ? this.message : `${said.charAt(0).toUpperCase()}${said.slice(1)} : '${found?.[3] ?? this.path}'`;
  }
}
/** A file holds more than a script may have in memory, or has no end. */
export class FileTooLargeError extends Error { readonly code = 'FileTooLarge'; constructor(path: string) { super(`'${path}' is larger than the memory that a job may use.`); } }
export interface FilePort {
  /** The entry, or undefined where there is nothing. */
  stat(path: string): FileEntry | undefined;
  list(path: string): readonly FileEntry[];
  /** All of a file. Throws FileTooLargeError, too. */
  read(path: string): Uint8Array;
  write(path: string, data: Uint8Array, append: boolean): void;
  makeDirectory(path: string): void;
  /** Directories only when empty, unless `recurse`. */
  remove(path: string, recurse: boolean): void;
  rename(from: string, to: string): void;
  copy(from: string, to: string): void;
  /** Makes a link at `path`: to a file or folder, which need not be there, or another name of a file. */
  link(kind: 'symbolic' | 'hard' | 'junction', target: string, path: string): void;
  setTimes(path: string, accessedMs: number, modifiedMs: number): void;
  setMode(path: string, mode: number): void;
  /** Bytes of the disk a path is on: all, and those that may still be used. Absent where nobody knows. */
  space?(path: string): { readonly total: number; readonly free: number };
  resolve(...parts: readonly string[]): string;
  readonly separator: '/' | '\\';
  readonly temporary: string;
  readonly home: string;
}

export interface WebRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
  /** For the whole of it; 0: as long as it takes. */
  readonly timeoutMs: number;
  /** Until the answer begins, and from one piece of it to the next. */
  readonly answerTimeoutMs?: number;
  readonly readTimeoutMs?: number;
  readonly maximumRedirection: number;
  readonly skipCertificateCheck: boolean;
  /** The client's own certificate with its key. */
  readonly certificate?: { readonly pfx: Uint8Array; readonly passphrase: string };
  /** Undefined: the one of the system. */
  readonly proxy?: WebProxy | 'none';
}
export interface WebProxy { readonly url: string; readonly userName?: string; readonly password?: string }
export interface WebResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}
/** A request that got no answer; the message is .NET's. */
export class WebPortError extends Error {
  readonly code = 'WebPortError';
  readonly reason: 'timeout' | 'stalled' | 'redirects' | 'certificate' | 'connection';
  /** What lay below it, in the words of .NET's inner exception. */
  readonly inner: WebFailure | undefined;
  constructor(reason: WebPortError['reason'], message: string, inner?: WebFailure) { super(message); this.reason = reason; this.inner = inner; }
}
/** The inner exception of a request that got no answer: the full name of its type, and its message. */
export interface WebFailure { readonly type: string; readonly message: string }
export interface WebPort { send(request: WebRequest): WebResponse }

export interface MailRequest {
  readonly server: string;
  readonly port: number;
  readonly useTls: boolean;
  readonly userName?: string;
  readonly password?: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly isHtml: boolean;
  readonly priority: 'normal' | 'low' | 'high';
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
  readonly notifications: readonly ('success' | 'failure' | 'delay' | 'never')[];
}
/** Why a mail was not sent, or not to everybody: codes and answers are the server's. */
export type MailFailure =
  | { readonly kind: 'recipients'; readonly refused: readonly { readonly address: string; readonly code: number; readonly response: string }[] }
  | { readonly kind: 'status'; readonly code: number; readonly response: string }
  | { readonly kind: 'connection' | 'secure' | 'other'; readonly message: string };
/** A mail that was not sent, or not to everybody. */
export class MailPortError extends Error {
  readonly code = 'MailPortError';
  readonly failure: MailFailure;
  constructor(failure: MailFailure) { super(failure.kind); this.failure = failure; }
}
export interface MailPort { send(request: MailRequest): void }

/** A TCP connection that is tried and let go at once. */
export interface ConnectRequest { readonly host: string; readonly family?: 4 | 6; /** All are tried at once; the first answer counts. None: the name alone is looked up. */ readonly ports: readonly number[]; readonly timeoutMs: number }
/** `code` is empty where there was a connection, else the system's word (ECONNREFUSED …); `absent`: no address of the family asked for. */
export type ConnectReply = { readonly kind: 'unresolved' } | { readonly kind: 'absent' } | { readonly kind: 'tried'; readonly address: string; /** All that the name has, where it alone was looked up. */ readonly addresses?: readonly string[]; readonly milliseconds: number; readonly code: string };
export interface NetworkPort { connect(request: ConnectRequest): ConnectReply }

/** The process the engine runs in, and what a script may do with others. */
export interface ProcessPort {
  readonly id: number;
  /** What the system tells of it. */
  own?(): ProcessEntry | undefined;
  /** Absent where native commands are off. */
  readonly programs?: ProgramPort;
  /** Where they are off: how to allow them, for a name that is a program here; undefined for another one. */
  whereOff?(name: string, directory: string): string | undefined;
}
export interface ProgramPort {
  /** The full path of the program that a name on PATH or a path stands for. */
  find(name: string, directory: string): string | undefined;
  /** Throws ProgramPortError. */
  start(start: ProgramStart): RunningProgram;
  /** All processes, or the one of that id. Throws ProgramPortError. */
  list(id?: number): readonly ProcessEntry[];
  /** Ends a process at once. Throws ProgramPortError. */
  kill(id: number): void;
}
/** Where a stream of a program comes from or goes to: the script, nowhere, a file. */
export type ProgramStream = 'pipe' | 'none' | { readonly file: string };
export interface ProgramStart {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly input: ProgramStream;
  readonly output: ProgramStream;
  readonly errors: ProgramStream;
  /** In place of the script's own. `fresh`: the one the process was started with. */
  readonly environment?: 'fresh';
  /** More variables for it. */
  readonly more?: Readonly<Record<string, string>>;
}
/** What a program has written since it was last asked, in that order. */
export interface ProgramNews { readonly output: readonly { readonly from: 'output' | 'errors'; readonly text: string }[]; /** Undefined while it runs. */ readonly exitCode: number | undefined }
export interface RunningProgram {
  readonly id: number;
  /** Hands over input, the last of it where `end`. Blocks until there is output, or more input is wanted, or (then it has `exitCode`) the program has ended. */
  exchange(input: string, end: boolean): ProgramNews;
  /** Undefined while it runs. */
  exitCode(): number | undefined;
  /** Nobody wants more of it: it is ended with what it has started. Never throws, and does nothing where it has ended. */
  end(): void;
}
/** A process of the machine; what the system does not tell is undefined. */
export interface ProcessEntry {
  readonly id: number;
  readonly name: string;
  readonly cpuSeconds: number | undefined;
  readonly workingSet: number;
  readonly virtualMemory: number;
  readonly privateMemory: number;
  readonly swappedMemory: number;
  readonly session: number;
  readonly startedMs: number | undefined;
  readonly path: string | undefined;
  readonly commandLine: string | undefined;
}
/** `code` is that of the system where it has one (`ENOENT`, `EPERM` …); the message is .NET's or the system's. */
export class ProgramPortError extends Error {
  readonly code: string;
  constructor(code: string, message: string) { super(message); this.code = code; }
}
/** Standard input and output of the process, where a script may have them. */
export interface ConsolePort {
  /** The next line; undefined at the end. Blocks. */
  readLine(): string | undefined;
  write(text: string): void;
}
export interface EnvironmentPort {
  get(name: string): string | undefined;
  set(name: string, value: string | undefined): void;
  names(): readonly string[];
  /** What scripts have set so far; absent where nobody can tell. */
  changes?(): EnvironmentChanges;
  readonly computerName: string;
  readonly userName: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly osDescription: string;
}

export type AssetKind = 'variable' | 'credential' | 'certificate' | 'connection';
/** The assets of the service: values are decoded; undefined where there is none of that name. */
export interface AssetPort {
  getVariable(name: string): { readonly value: Value } | undefined;
  /** Gives false where there is no such variable. */
  setVariable(name: string, value: Value): boolean;
  getCredential(name: string): { readonly userName: string; readonly password: string } | undefined;
  getCertificate(name: string): Value;
  getConnection(name: string): Value;
  /** What a person can do about the asset that was just found missing; absent or undefined: the words for an SMA service. */
  missingHint?(): string | undefined;
}

/**
 * Questions to the world that may be asked without waiting, so that branches of a workflow overlap. A ticket stands for
 * one that is under way.
 */
/** Variables of the environment that have other values than in the beginning; null where they are gone. */
export type EnvironmentChanges = readonly (readonly [name: string, value: string | null])[];
export interface OverlapPort {
  /**
   * Runs `work`. The n-th question it asks gets the n-th of `answers`; one beyond them is sent, and `work` is left by a
   * PendingSignal: then its ticket is given. Undefined: `work` ran to its end.
   */
  attempt(answers: readonly unknown[], work: () => void): number | undefined;
  /** Runs a script in a thread of its own; the request is workflow/script/request.ts as text, the answer its outcome as text. */
  script(request: string, /** What a debugger calls its thread. */ title: string): number;
  /** Nobody waits for it any more; a script is ended. */
  cancel(ticket: number): void;
  /** Asks a script to stop as a job is stopped: its finally blocks run, for some time, and it is answered when it has ended. */
  stop(ticket: number): void;
  /** A script that is a workflow's job is to end behind its next checkpoint. */
  suspend(ticket: number): void;
  /** Blocks until there is news of those tickets, the time (may be Infinity) is over, or a stop was asked for. News of others is kept for whoever asks for it. */
  wait(milliseconds: number, isWanted: (ticket: number) => boolean): { readonly stopped: boolean; readonly news: readonly OverlapNews[] };
}
export type OverlapNews =
  | { readonly kind: 'answer'; readonly ticket: number; readonly answer: unknown }
  /** What a script has written so far, as text. */
  | { readonly kind: 'records'; readonly ticket: number; readonly records: string }
  /** The state of a workflow's job, behind what it has written so far. */
  | { readonly kind: 'saved'; readonly ticket: number; readonly state: string };

/** Keeps the state of a workflow at its checkpoints. */
export interface CheckpointPort {
  /** Blocks until the state is safe: from then on the job goes on from here, whatever happens. */
  save(state: string): void;
  /** A suspend was asked for: the run ends behind its next checkpoint. */
  suspendAsked(): boolean;
}

/**
 * What a workflow can be asked for of the job that it is. As in Windows PowerShell a child does the work: the job that was handed out, and
 * was given a name, is its parent.
 */
export interface JobIdentity { readonly id: number; readonly name: string; readonly instance: Value; readonly parentId: number; readonly parentName: string }

/** A workflow that is a job of a script's own (-AsJob): who keeps its state, and whether it has been suspended. */
export interface WorkflowJob { readonly checkpoints: CheckpointPort; hasBegun: boolean; isSuspended: boolean; readonly identity?: JobIdentity }

/** A runbook of the service, by name: inline children are compiled in, and others can be started. */
export interface RunbookText { readonly name: string; readonly isWorkflow: boolean; readonly script: string; /** Its file, where it lies in another folder than the runbook that runs. */ readonly path?: string }
/** A request to the web service of SMA, below its root, and what it answers. */
export interface ServiceCall { readonly method: string; readonly path: string; readonly headers: readonly (readonly [string, string])[]; readonly body?: Uint8Array }
export interface ServiceAnswer { readonly status: number; readonly body: Uint8Array }
export interface RunbookPort {
  /** The published text; undefined where there is none of that name. */
  find(name: string): RunbookText | undefined;
  /** Starts a job of its own; gives its id, or why it cannot be started. */
  start(name: string, parameters: readonly (readonly [string, Value])[]): { readonly jobId: string } | { readonly refused: string };
  /** Stops, suspends or resumes a job; gives why it could not be. Absent where there is no service. */
  act?(jobId: string, action: 'Stop' | 'Suspend' | 'Resume'): string | undefined;
  /** What the service knows of runbooks and jobs, a page at a time; absent where there is no service. */
  query?(query: RunbookQuery): RunbookPage | { readonly refused: string };
  /** Has the web service of the job answer, in the name of whoever started the job; or why there is none. Absent where nobody can be asked. */
  web?(call: ServiceCall): ServiceAnswer | { readonly refused: string };
  /** Variables as the web service has them; absent where there is no service and nothing in its place. */
  readonly variables?: VariablePort;
}
export interface VariablePort {
  /** Those of these names, or all, a page at a time; the value of an encrypted one is null. */
  list(names: readonly string[], after?: string): RunbookPage | { readonly refused: string };
  /** Sets one, and makes it where there is none; gives why it could not. */
  put(name: string, value: Value, more: { readonly description: string | undefined; readonly isEncrypted: boolean }): string | undefined;
}
/** `after`: the `next` of the page before. An empty list of values asks for all. */
export type RunbookQuery =
  | { readonly of: 'runbooks'; readonly by: 'name' | 'id'; readonly values: readonly string[]; readonly after?: string }
  | { readonly of: 'jobs'; readonly by: 'id' | 'contextId' | 'runbookId' | 'runbookName'; readonly values: readonly string[]; readonly after?: string }
  | { readonly of: 'variables'; readonly by: 'name'; readonly values: readonly string[]; readonly after?: string }
  | { readonly of: 'records'; readonly jobId: string; readonly stream: string; /** ISO text, UTC; inclusive. */ readonly since: string; readonly after?: string };
export interface RunbookPage { readonly rows: readonly (readonly (readonly [string, Value])[])[]; readonly next: string | undefined }

/**
 * A real PowerShell beside the engine, in a process of its own, talked to in lines of JSON (host/README.md). It is started
 * when it is first needed and lives as long as the run.
 */
export interface PowerShellPort {
  /** `commands`: what the engine does not have is looked for there. `everything`: scripts run there, whole. */
  readonly use: 'commands' | 'everything';
  /**
   * Starts the process; its lines that begin with `mark` are messages. `workflows`: one that has them is wanted first. Says
   * why there is none where that is an error of the machine or its settings; `absent` is no error.
   */
  open(mark: string, workflows: boolean): { readonly kind: 'open' | 'absent' } | { readonly kind: 'failed'; readonly message: string };
  send(line: string): void;
  /** Blocks until there is something, at most as long; `stop` as often as it is asked where the run is to stop, unless `stopKnown`. */
  receive(milliseconds: number, stopKnown: boolean): PowerShellEvent;
  /** Ends the process; the next `open` starts another. */
  close(): void;
}
export type PowerShellEvent =
  | { readonly kind: 'message' | 'noise'; readonly text: string }
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'stop' | 'nothing' };

/** Limits of one run; reaching one ends the script with a clear error. */
export interface Budgets {
  /** Nested calls of functions and script blocks. */
  readonly callDepth: number;
  /** The largest single string, in UTF-16 units, and the largest array, in elements. */
  readonly stringLength: number;
  readonly arrayLength: number;
  /** Bytes of JavaScript heap; asked before something large grows. */
  readonly heapBytes: number;
}

export interface EngineHost {
  readonly records: RecordSink;
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly wait: WaitPort;
  readonly stop: StopPort;
  readonly environment: EnvironmentPort;
  readonly files?: FilePort;
  readonly web?: WebPort;
  readonly mail?: MailPort;
  readonly network?: NetworkPort;
  readonly process?: ProcessPort;
  readonly console?: ConsolePort;
  readonly powershell?: PowerShellPort;
  readonly assets?: AssetPort;
  readonly runbooks?: RunbookPort;
  readonly overlap?: OverlapPort;
  readonly checkpoints?: CheckpointPort;
  /** A debugger is there when the script begins. */
  readonly debug?: DebugPort;
  /** One may come while it runs. */
  readonly attach?: DebugPort;
  readonly budgets?: Partial<Budgets>;
  /** Width of formatted text. */
  readonly width?: number;
  /** The folder the script starts in; the file port's temporary folder where absent. */
  readonly directory?: string;
}
