/**
 * What the service process is told: one JSON object, on one line, on standard input or a file descriptor. It holds
 * passwords, so it never travels as an argument or an environment variable, where other users could read it.
 */
import * as v from 'valibot';
import { ENGINES } from '../worker/powerShell/engines.ts';
import { ROLES } from './access/roles.ts';
import { MOST_OF_NAME } from './access/users.ts';
import { ServiceStartError } from './startError.ts';

const User = v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_OF_NAME)), password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)) });
const Positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const SettingsSchema = v.strictObject({
  dataFolder: v.pipe(v.string(), v.minLength(1)),
  users: v.array(User),
  /** A reverse proxy that signs people in and proves itself by this secret (README.md). */
  proxy: v.optional(v.strictObject({ secret: v.pipe(v.string(), v.minLength(16), v.maxLength(1024)), defaultRole: v.optional(v.picklist(ROLES)) })),
  host: v.optional(v.pipe(v.string(), v.minLength(1))),
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
  /** `generated` (default), `http` (loopback only), or the operator's two files. */
  transport: v.optional(v.union([v.literal('generated'), v.literal('http'), v.strictObject({ certificateFile: v.string(), keyFile: v.string() })])),
  serverVersion: v.optional(v.picklist(['2012R2', '2016'])),
  /** The worker's script, or false for none; beside this bundle when not given. */
  worker: v.optional(v.union([v.literal(false), v.strictObject({
    script: v.optional(v.string()),
    /** `builtIn` when not given: no other program is started for a runbook unless whoever runs the service says so. */
    engine: v.optional(v.picklist(ENGINES)),
    powerShellPath: v.optional(v.string()),
    /** Runbooks may run programs, with the rights of the account they run under. */
    nativeCommands: v.optional(v.boolean()),
    /** The account runbooks run under; only root may give another one than its own. */
    account: v.optional(v.pipe(v.string(), v.minLength(1))),
  })])),
  /** In which daily schedules keep their hour (`Europe/Berlin`; UTC when not given), and what becomes of runs that were slept through. */
  scheduleTimeZone: v.optional(v.string()),
  missedRuns: v.optional(v.picklist(['runOnce', 'skip'])),
  drainSeconds: v.optional(Positive),
  /** True: jobs get what `DrainTimeInSeconds` says at the end, where somebody has set it. */
  drainBySetting: v.optional(v.boolean()),
  maxDatabaseBytes: v.optional(Positive),
  /** Clients that may be connected at a time; half as many from one address, unless a proxy stands before them. */
  maxConnections: v.optional(Positive),
  logLevel: v.optional(v.picklist(['error', 'warn', 'info', 'debug'])),
  /** True: go on when standard input closes. By default that means that the parent is gone, and the service ends. */
  outliveParent: v.optional(v.boolean()),
  /** For an editor: windows hold the service by `GET /hold`, and it waits this long for one to come back when none is left. */
  lingerSeconds: v.optional(Positive),
  /** Admins may attach a debugger to running jobs (`/debug`). */
  debugging: v.optional(v.boolean()),
});
export type ServiceSettings = v.InferOutput<typeof SettingsSchema>;

/** Checks the settings line. Fails with `InvalidSettings` naming the setting; values are never repeated. */
export function parseSettings(text: string): ServiceSettings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServiceStartError('InvalidSettings', 'The settings are not one line of JSON.');
  }
  const result = v.safeParse(SettingsSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const where = v.getDotPath(issue) ?? 'the settings';
  const problem = issue.received === 'undefined' ? 'is missing' : issue.expected === 'never' ? 'is not known' : `is not valid: it must be ${issue.expected ?? 'of another form'}`;
  throw new ServiceStartError('InvalidSettings', `The setting ${where} ${problem}.`);
}

/** The one line on standard output when the service is ready. */
export interface ReadyLine {
  readonly type: 'ready';
  /** The SMA root with its tenant segment and a slash at the end. */
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  readonly version: string;
  readonly certificateFingerprint: string | null;
  readonly certificatePem: string | null;
  /** What the end before this start has taken from the database, in sentences for whoever looks after it; null where nothing is missing. */
  readonly loss: string | null;
}
/** The one line on standard output when it cannot start; the exit code is then 1. */
export interface FailedLine { readonly type: 'failed'; readonly code: string; readonly message: string }
