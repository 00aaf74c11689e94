/** ErrorRecord and .NET exceptions as values, and what is thrown to carry them. */
import type { NetType } from '../types/netType.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** System.Management.Automation.ErrorCategory, in its order. */
export const ERROR_CATEGORIES = [
  'NotSpecified', 'OpenError', 'CloseError', 'DeviceError', 'DeadlockDetected', 'InvalidArgument', 'InvalidData', 'InvalidOperation',
  'InvalidResult', 'InvalidType', 'MetadataError', 'NotImplemented', 'NotInstalled', 'ObjectNotFound', 'OperationStopped',
  'OperationTimeout', 'SyntaxError', 'ParserError', 'PermissionDenied', 'ResourceBusy', 'ResourceExists', 'ResourceUnavailable',
  'ReadError', 'WriteError', 'FromStdErr', 'SecurityError', 'ProtocolError', 'ConnectionError', 'AuthenticationError',
  'LimitsExceeded', 'QuotaExceeded', 'NotEnabled',
] as const;
export type ErrorCategory = (typeof ERROR_CATEGORIES)[number];

/** Any .NET exception: its type comes from types/exceptions.ts, extra properties (`ParamName`, `Key` …) are `extra`. */
export class NetException extends NetObject {
  override readonly netType: NetType;
  message: string;
  inner: NetException | undefined;
  readonly extra: Map<string, Value>;
  /** What a script gives it. */
  helpLink: string | undefined = undefined;
  source: string | undefined = undefined;
  hResult: number | undefined = undefined;
  /** A throw statement made it. */
  wasThrown = false;
  /** .NET or the engine threw it, and it now travels inside of another. */
  wasInner = false;
  /** The record this exception travels in, once there is one. */
  errorRecord: ErrorRecord | undefined = undefined;
  constructor(netType: NetType, message: string, inner?: NetException, extra: Iterable<readonly [string, Value]> = []) {
    super();
    this.netType = netType;
    this.message = message;
    this.inner = inner;
    this.extra = new Map(extra);
  }
}

/** Where something happened: the text it is in and an offset range; line and column are worked out when asked for. */
export interface ScriptPosition {
  readonly source: ScriptSource;
  readonly start: number;
  readonly end: number;
}
/** A parsed text: a file, or a text without one (`file` empty). */
export interface ScriptSource {
  readonly text: string;
  readonly file: string;
  /** Line starts, made on first use by lineOf. */
  lines?: readonly number[];
}

export interface ErrorDetails { readonly message: string; readonly recommendedAction: string }

export class ErrorRecord extends NetObject {
  readonly exception: NetException;
  /** The id without the command's suffix. */
  readonly errorId: string;
  readonly category: ErrorCategory;
  targetObject: Value;
  activity = '';
  reason = '';
  targetName = '';
  targetType = '';
  details: ErrorDetails | undefined = undefined;
  /** The command that wrote it; its name ends the fully qualified id. */
  commandName = '';
  position: ScriptPosition | undefined = undefined;
  stackTrace = '';
  /** What a person can do about it; not part of PowerShell's message. */
  wayOut = '';
  /** What a command that is not there was called by; empty for all else. */
  invocationName = '';
  invocation: Value = null;
  /** It comes from outside of any command, and the one that passes it on leaves it so: no name ends its id (ErrorRecord.PreserveInvocationInfoOnce). */
  isOfNoCommand = false;
  /** The element of the command that binding failed on. */
  element: number | undefined = undefined;
  /** What the commands of its pipeline had taken when it was written. */
  iterations: readonly number[] = [];
  constructor(exception: NetException, errorId: string, category: ErrorCategory, targetObject: Value = null) {
    super();
    this.exception = exception;
    this.errorId = errorId;
    this.category = category;
    this.targetObject = targetObject;
  }
  /** Makes it an error of the command that it leaves: its call, its name at the end of the id, its activity (ErrorRecord.SetInvocationInfo). */
  belongsTo(invocation: { readonly iterations: readonly number[] } & NetObject, suffix: string, activity = suffix): void {
    this.invocation = invocation;
    this.iterations = invocation.iterations;
    this.commandName = suffix;
    this.activity = activity;
  }
  /** Another record of the same error, as it is now; `exception` takes the place of its own. */
  copy(exception: NetException = this.exception): ErrorRecord { return Object.assign(new ErrorRecord(exception, this.errorId, this.category, this.targetObject), this, { exception }); }
  get message(): string { return this.details?.message ?? this.exception.message; }
  get fullyQualifiedErrorId(): string { return this.commandName === '' ? this.errorId : this.errorId === '' ? this.commandName : `${this.errorId},${this.commandName}`; }
}

/**
 * What is thrown for a PowerShell error. A light object on purpose (an Error with a stack costs ten times as
 * much, engine-anchors): thrown only by errors/raise.ts.
 */
export class PowerShellError {
  readonly code = 'PowerShellError';
  readonly record: ErrorRecord;
  /** From a `throw` statement: ends the script unless caught, whatever the preference. */
  readonly isThrow: boolean;
  /** Somebody who debugs has seen it where it arose. */
  isShown = false;
  /** `-ErrorAction Stop` and ThrowTerminatingError: not asked again whether to continue. */
  suppressed = false;
  /** A throw of what has a record of its own: an exception of PowerShell's, or one that a bare `throw` passes on. */
  isOwn = false;
  /** Whatever wraps it: what would only go on failing. */
  isFatal = false;
  /** The function that ThrowTerminatingError ends: no statement inside of it takes the error. */
  ends: unknown = undefined;
  /** Already in `$Error`. */
  logged = false;
  /** Of a preference or `-ErrorAction` that says Stop: `catch [ActionPreferenceStopException]` takes it. */
  isPreferenceStop = false;
  /** Of a cmdlet that ran script code, or of one that ended itself: `catch [CmdletInvocationException]` takes it. */
  isOfCmdlet = false;
  /** Has left an advanced function, which wraps it as a cmdlet does: what it wraps is asked for later, and never passed on by itself. */
  isOfFunction = false;
  /** Has left a script block that a method ran: the method says so. */
  isOfBlock = false;
  /** Has left a block that runs in place: the command that runs it has not told so yet. */
  hasLeftBlock = false;
  /** A stage of the running pipeline has taken notice; the stages before it only see the pipeline end. */
  noticed = false;
  constructor(record: ErrorRecord, isThrow = false) { this.record = record; this.isThrow = isThrow; }
  get message(): string { return this.record.message; }
}
