/** Everything SMA itself refuses: one class, one catalogue with HTTP status, code and wording (sma-rest-api.md 5.5). */
import type { JobAction } from './jobStateMachine.ts';
import type { RunbookType } from './runbookType.ts';
import { seen } from './unseen.ts';

/** Characters of a name that is too long. */
const SHOWN = 40;

const CATALOGUE = {
  // The wording is the one clients know, also for a wrongly cased stream type (3.3).
  JobNotFound: { status: 404, message: (jobId: string) => `job id '${jobId}' not found` },
  NotFound: { status: 404, message: (type: string, key: string) => `There is no ${type} with the key ${key}.` },
  NothingThere: { status: 404, message: (address: string, navigation: string) => `${address} has no ${navigation}.` },
  RunbookNameInvalid: { status: 400, message: (problem: string) => problem },
  RunbookNameMissing: { status: 400, message: () => "The script contains no 'workflow' and the request names no runbook in its Slug header, so the runbook has no name." },
  RunbookNameTaken: { status: 409, message: (name: string) => `A runbook named '${name}' already exists. Use Edit to change it.` },
  RunbookNameMismatch: { status: 400, message: (name: string, workflow: string) => `The runbook is named '${name}' but its workflow is named '${workflow}'. A runbook cannot be renamed.` },
  RunbookNamedTwice: { status: 400, message: (name: string, workflow: string) => `The Slug header names the runbook '${name}', but its workflow is named '${workflow}'. Name both the same, or leave the header out.` },
  RunbookTypeMismatch: { status: 400, message: (name: string, type: string) => `The runbook '${name}' is a ${type}; its type cannot be changed.` },
  RunbookSyntax: { status: 400, message: (line: number, column: number, text: string) => `The runbook has a syntax error at line ${line}, column ${column}: ${text}` },
  ModuleTooLarge: { status: 413, message: (megabytes: number) => `The zip of a module may have ${megabytes} MB, and this one has more. Leave out what runbooks do not need of it (help in other languages, tests, other platforms), or install it on the computers of the workers.` },
  RunbookTooLarge: { status: 413, message: (megabytes: number) => `A runbook may have ${megabytes} MB at most; split it into several that call each other.` },
  RunbookNotText: { status: 400, message: (reason: string) => `The runbook cannot be read. ${reason}` },
  RunbookTooComplex: { status: 400, message: () => 'Reading the runbook needs more memory than the service allows; split it into several that call each other.' },
  DraftExists: { status: 409, message: (name: string) => `The runbook '${name}' already has a draft.` },
  NoDraft: { status: 404, message: (name: string) => `The runbook '${name}' has no draft. Use Edit to make one.` },
  NotPublished: { status: 400, message: (name: string) => `The runbook '${name}' has not been published.` },
  OnlyVersion: { status: 409, message: (name: string) => `This is the only version of the runbook '${name}'. Delete the runbook instead.` },
  PublishedVersionIsFixed: { status: 409, message: (name: string) => `A published version of the runbook '${name}' cannot be changed or deleted. Use Edit to make a draft.` },
  ParameterMissing: { status: 400, message: (name: string) => `The mandatory parameter '${name}' has no value.` },
  ParameterUnknown: { status: 400, message: (name: string, runbook: string) => `The runbook '${runbook}' has no parameter '${name}'.` },
  ParameterValueInvalid: { status: 400, message: (name: string, type: string) => `The value of the parameter '${name}' cannot be converted to ${type}.` },
  ParameterRepeated: { status: 400, message: (name: string) => `The parameter '${name}' is given more than once.` },
  JobActionNotAllowed: { status: 409, message: (action: JobAction, status: string, type?: RunbookType) => (type === 'PowerShellScript' && action !== 'Stop' ? `${action} is for workflows only: this job runs a PowerShell script, which has no checkpoints.` : `${action} is not possible while the job is ${status}.`) },
  NameTaken: { status: 409, message: (type: string, name: string) => `A ${type} named '${name}' already exists.` },
  PropertyRequired: { status: 400, message: (type: string, property: string) => `The property '${property}' of ${type} needs a value.` },
  PropertyTooLong: { status: 400, message: (type: string, property: string, limit: number, of?: string) => `The property '${property}' of ${type} takes at most ${limit} characters${of === undefined ? '' : `, and that of '${seen(of.slice(0, SHOWN))}${of.length > SHOWN ? '…' : ''}' has more`}.` },
  PropertyInvalid: { status: 400, message: (type: string, property: string, reason: string) => `The property '${property}' of ${type} is not valid: ${reason}` },
  EncryptionIsFixed: { status: 409, message: (name: string) => `Whether the variable '${name}' is encrypted cannot be changed after it was created.` },
  InUse: { status: 409, message: (type: string, name: string, users: string) => `The ${type} '${name}' is in use by ${users}.` },
  AlreadyLinked: { status: 409, message: (runbook: string, schedule: string) => `The runbook '${runbook}' is already started by the schedule '${schedule}'. Take that link away first.` },
  NotLinked: { status: 404, message: (runbook: string, schedule: string) => `The runbook '${runbook}' is not started by the schedule '${schedule}'.` },
  InvalidDateTime: { status: 400, message: (text: string) => `'${text}' is not a date and time.` },
  EtagMismatch: { status: 412, message: () => 'The content was changed by somebody else since it was read.' },
  Unauthorized: { status: 401, message: () => 'Sign in with a user name and password.' },
  LoginLocked: { status: 403, message: (minutes: number) => `Too many wrong passwords: this user cannot sign in from this address for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Wait, or have an administrator run "sma users unlock".` },
  Forbidden: { status: 403, message: (user: string) => `The user '${user}' is not a member of the group that may use this service.` },
  StarterUnknown: { status: 403, message: (starter: string | undefined) => `${starter === undefined ? 'It is not known who started this job' : `The user '${starter}', who started this job, may not use this service any more`}, and a job asks the web service in nobody else's name. Start it anew (what a schedule starts: link it anew), or give -Credential.` },
  NotAllowed: { status: 403, message: (user: string, role: string, method: string) => `The user '${user}' is ${role === 'operator' ? 'an operator, who starts and stops jobs' : 'a reader, who changes nothing'}; ${method} is not allowed here.` },
  BodyTooLarge: { status: 413, message: (limit: number) => `The request body is larger than ${limit} bytes.` },
  TooManyRequests: { status: 429, message: () => 'Too many requests. Try again later.' },
  TooManyConnections: { status: 503, message: () => 'The service has as many connections as it takes, in all or from your address. Close some, or try again later.' },
  Draining: { status: 503, message: () => 'The service is shutting down. Try again later.' },
  StorageFull: { status: 507, message: () => 'The disk of the service is full; nothing was changed. Make room on it, then try again.' },
  StorageLocked: { status: 503, message: () => 'Another program has locked the database of the service; nothing was changed. Close that program, or wait until it is done, then try again.' },
  StorageDamaged: { status: 503, message: (how: 'damaged' | 'gone' = 'damaged') => (how === 'gone'
    ? 'The database of the service was deleted, moved or replaced while it ran; nothing was changed. The service ends; its log tells which file and what to do.'
    : 'The database of the service is damaged; nothing was changed. Stop the service and restore a backup of its data folder; "sma doctor" tells what is damaged.') },
  StorageUnavailable: { status: 503, message: () => 'The database of the service is not available. Try again later.' },
  DebugNotPossible: { status: 409, message: (why: string) => why },
  DebugRequestInvalid: { status: 400, message: (problem: string) => `The request to the debugger is not understood: ${problem}.` },
  NotSupported: { status: 501, message: (what: string) => `This service does not support ${what}.` },
  Internal: { status: 500, message: () => 'An error occurred while processing this request.' },
} as const satisfies Record<string, { readonly status: number; readonly message: (...values: never[]) => string }>;

export type SmaErrorCode = keyof typeof CATALOGUE;

/** A refusal in SMA's own terms. `status` is what the web service answers, `code` what a program may test. */
export class SmaError extends Error {
  override readonly name = 'SmaError';
  readonly code: SmaErrorCode;
  readonly status: number;

  constructor(code: SmaErrorCode, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }

  static is(error: unknown, code?: SmaErrorCode): error is SmaError {
    return error instanceof SmaError && (code === undefined || error.code === code);
  }
}

/** Makes an error of the catalogue: `smaError('NoDraft', name)`. */
export function smaError<C extends SmaErrorCode>(code: C, ...values: Parameters<(typeof CATALOGUE)[C]['message']>): SmaError {
  const entry: { readonly status: number; readonly message: (...all: never[]) => string } = CATALOGUE[code];
  return new SmaError(code, entry.status, entry.message(...(values as never[])));
}

/** Every code, for tests and documentation. */
export const SMA_ERROR_CODES: readonly SmaErrorCode[] = Object.keys(CATALOGUE) as SmaErrorCode[];
export const statusOf = (code: SmaErrorCode): number => CATALOGUE[code].status;
