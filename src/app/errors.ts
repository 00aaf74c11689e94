import type { CommandArguments, CommandId } from './ids.ts';

/** The editor's own command that shows the Problems panel. */
export const PROBLEMS_PANEL = 'workbench.actions.view.problems';
/** The editor's own page where a folder is trusted. */
export const TRUST_EDITOR = 'workbench.trust.manage';

/** The editor's own question for a folder. */
export const OPEN_FOLDER = 'vscode.openFolder';

/** The one thing to do about an error, offered as a button beside "Show Log". */
export interface ErrorAction<K extends CommandId = CommandId> {
  readonly label: string;
  readonly command: K | typeof PROBLEMS_PANEL | typeof TRUST_EDITOR | typeof OPEN_FOLDER;
  readonly arguments?: CommandArguments[K];
}

export type AppErrorCode =
  | 'NoFolder' | 'NoFile' | 'NoRunbook' | 'NoActiveEditor' | 'BadName' | 'Exists' | 'SyntaxErrors' | 'NotPublished' | 'NoDraft' | 'NotSaved'
  | 'ServiceMissing' | 'ServiceTimeout' | 'ServiceEnded' | 'ServiceRefused' | 'ServiceSpawn' | 'ServiceStopped' | 'SecretLost' | 'Disposed'
  | 'BadParameter' | 'BadAnswer' | 'Gone' | 'CannotRename' | 'NotConnected' | 'NotInUse' | 'NotTrusted';

/** Marks the errors below: a part of the extension that is loaded later has these classes a second time. */
const MARK = Symbol.for('smaAppError');

/** A failure whose message is one sentence for a person: what failed, on what, and what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly [MARK] = true;
  readonly code: AppErrorCode;
  readonly action: ErrorAction | undefined;
  /** Another thing to do. */
  readonly alternative: ErrorAction | undefined;
  /** What it is about, where only the last word on that is worth a message: a runbook that is not in order. */
  readonly about: string | undefined;

  constructor(code: AppErrorCode, message: string, options: { readonly cause?: unknown; readonly action?: ErrorAction; readonly alternative?: ErrorAction; readonly about?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.action = options.action;
    this.alternative = options.alternative;
    this.about = options.about;
  }

  static is(error: unknown, code?: AppErrorCode): error is AppError {
    return error instanceof Error && MARK in error && (code === undefined || (error as AppError).code === code);
  }
}

/** The user pressed Escape or a Cancel button: nothing is said, nothing is logged above debug. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('Cancelled.');
  }
}

/** True for every way in which something ends because somebody wanted it to. */
export function isCancellation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  // `Canceled` is the name of the editor's own CancellationError; `Aborted` the client's code.
  return error.name === 'CancelledError' || error.name === 'AbortError' || error.name === 'Canceled' || code === 'Aborted';
}

/** The error and all it was caused by, one a line, with the outermost stack: for the log. */
export function describeCauses(error: unknown): string {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  const visit = (current: unknown, depth: number): void => {
    if (current === undefined || current === null || seen.has(current) || depth > 8) return;
    seen.add(current);
    const indent = '  '.repeat(depth);
    if (!(current instanceof Error)) {
      lines.push(`${indent}${typeof current === 'string' ? current : JSON.stringify(current)}`);
      return;
    }
    const code: unknown = 'code' in current ? current.code : undefined;
    const serverText: unknown = 'serverText' in current ? current.serverText : undefined;
    lines.push(`${indent}${current.name}${typeof code === 'string' ? ` (${code})` : ''}: ${current.message}`);
    if (typeof serverText === 'string' && serverText !== '') lines.push(`${indent}  server said: ${serverText}`);
    for (const frame of (current.stack ?? '').split('\n').slice(1, depth === 0 ? 9 : 3)) lines.push(`${indent}  ${frame.trim()}`);
    if (current instanceof AggregateError) for (const inner of current.errors) visit(inner, depth + 1);
    visit(current.cause, depth + 1);
  };
  visit(error, 0);
  return lines.join('\n');
}
