import type { Clock } from './clock.ts';
import type { WorkerAccount } from './dispatch/workerAccount.ts';
import type { Holders } from './holders.ts';
import type { ProxyTrust } from './access/identity.ts';
import type { UserRecord } from './access/users.ts';
import type { Logger } from './log.ts';
import type { ScheduleSettings } from './schedules/dueRuns.ts';

/** HTTPS with the certificate of the data folder, with given files, or plain HTTP (loopback only). */
export type TransportOptions =
  | { readonly kind: 'generated' }
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string }
  | { readonly kind: 'http' };

/** Which server's metadata is shown: 2012 R2, the default, has 15 Runbook properties, 2016 and later 17 (sma-rest-api.md 2.5). */
export type ServerVersion = '2012R2' | '2016';

export interface WorkerOptions {
  /** The worker's script; beside the service's own bundle when not given. */
  readonly script?: string;
  /** The program that runs it: this process's own when not given. */
  readonly program?: string;
  /** Arguments before the script (a test runs TypeScript with none, a debugger wants `--inspect`). */
  readonly programArguments?: readonly string[];
  /** The worker's own arguments (src/worker/workerOptions.ts). */
  readonly arguments?: readonly string[];
  /** The account runbooks run under; the service's own when not given. Only root may give another one (dispatch/workerAccount.ts). */
  readonly account?: string;
  /** What `account` stands for: set by the service. */
  readonly runAs?: WorkerAccount;
  /** Where jobs find modules: set by the service. */
  readonly modulePath?: string;
  /** Milliseconds without a heartbeat after which a worker's jobs are taken from it. */
  readonly leaseMilliseconds?: number;
  /** How long a job is held back when its output cannot be stored, before it is ended for that. */
  readonly storeMilliseconds?: number;
  /** First wait before a worker that died is started again; doubles up to 30 seconds. */
  readonly restartMilliseconds?: number;
}

/** What a client may make big, and how big. */
export interface Limits {
  readonly urlBytes: number;
  /** Names and values of all headers together. */
  readonly headerBytes: number;
  readonly bodyBytes: number;
  readonly headerMilliseconds: number;
  readonly requestMilliseconds: number;
  readonly eventConnections: number;
  /** Clients that are connected, in all and from one address. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** How long a client may leave what it asked for untaken. */
  readonly stalledMilliseconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  urlBytes: 16_384,
  headerBytes: 32_768,
  bodyBytes: 32 * 1024 * 1024,
  headerMilliseconds: 20_000,
  requestMilliseconds: 120_000,
  eventConnections: 1_000,
  connections: 4_096,
  connectionsPerAddress: 2_048,
  stalledMilliseconds: 60_000,
};

export interface ServiceOptions {
  /** The address to listen on; 127.0.0.1 when not given. */
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Where the database, its key and the certificate live. Made when missing. */
  readonly dataFolder: string;
  readonly transport?: TransportOptions;
  /** At least one, here or in the data folder (`sma users`): nobody gets in without a password. These are admins where they name no role. */
  readonly users: readonly ({ readonly name: string; readonly password: string } | UserRecord)[];
  /** A reverse proxy that signs people in. */
  readonly proxy?: ProxyTrust;
  readonly serverVersion?: ServerVersion;
  /** `false` runs no worker here: jobs wait as New. */
  readonly worker?: WorkerOptions | false;
  readonly limits?: Partial<Limits>;
  /** Milliseconds that running requests and jobs get when the service is stopped; 5 seconds when not given. */
  readonly drainMilliseconds?: number;
  /** Jobs get what the setting `DrainTimeInSeconds` says, where somebody has set it. */
  readonly drainBySetting?: boolean;
  /** The database refuses to grow beyond this many bytes. */
  readonly maxDatabaseBytes?: number;
  /** How often the certificate is looked at; for tests. */
  readonly certificatePollMilliseconds?: number;
  /** UTC and `runOnce` when not given; `pollMilliseconds` for tests. */
  readonly schedules?: Partial<ScheduleSettings> & { readonly pollMilliseconds?: number };
  /** Who keeps it from ending; without them there is no `/hold`. */
  readonly holders?: Holders;
  /** Lets admins attach a debugger to running jobs (`/debug`). */
  readonly debugging?: boolean;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

export type ServiceState = 'closed' | 'starting' | 'running' | 'draining';

export interface RunningService {
  /** `https://127.0.0.1:49152`, without a slash at the end. */
  readonly origin: string;
  /** The SMA root with its tenant segment and a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** To be pinned by clients; undefined over HTTP. */
  readonly certificatePem: string | undefined;
  readonly certificateFingerprint: string | undefined;
  /** What the end before this start has taken from the database, for the operator; the log has it too. */
  readonly loss: string | undefined;
  readonly state: ServiceState;
  /** Ends gracefully: no new requests, running ones finish, jobs drain, the database closes. Always the same promise. `most`: what jobs and requests get at most, in milliseconds, whatever is set. */
  stop(most?: number): Promise<void>;
  /** While it ends: waits for jobs no longer. */
  hurry(): void;
  /** Settles when the service is closed, however it came to that. */
  readonly closed: Promise<void>;
  /** Why it ended by itself; undefined where it was asked to. */
  readonly failure: string | undefined;
  [Symbol.asyncDispose](): Promise<void>;
}
