/**
 * The account that runbooks run under, where it is another one than the service's (sma-rest-api.md section 6: the service account of the
 * worker). The service keeps its database, its keys and its certificate to itself; a runbook has the rights of that account alone.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { ServiceStartError } from '../startError.ts';

export interface WorkerAccount { readonly name: string; readonly uid: number; readonly gid: number; readonly home: string }

/** What is known of the machine; tests say otherwise. */
export interface AccountFacts {
  readonly platform: NodeJS.Platform;
  /** The service's own. */
  readonly own: { readonly uid: number; readonly username: string };
  /** Undefined where there is no such account. */
  readonly find: (name: string) => WorkerAccount | undefined;
}

const NAME = /^[a-z_][\w.@-]*\$?$/i;

/** The facts of this machine: accounts as `id` and `getent` know them, those of a directory too. */
export function machineAccounts(): AccountFacts {
  const { uid, username } = userInfo();
  return { platform: process.platform, own: { uid, username }, find };
}
function find(name: string): WorkerAccount | undefined {
  const ask = (program: string, ...args: readonly string[]): string => execFileSync(program, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const uid = Number(ask('id', '-u', name)), gid = Number(ask('id', '-g', name));
    let home: string | undefined;
    // There is no getent on macOS.
    try { home = ask('getent', 'passwd', name).split(':')[5]; } catch { home = readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith(`${name}:`))?.split(':')[5]; }
    return Number.isInteger(uid) && Number.isInteger(gid) ? { name, uid, gid, home: home === undefined || home === '' ? '/' : home } : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where it is the service's own account. Fails with `WorkerAccount`: no such account, or one this service may not use. */
export function workerAccount(name: string, { platform, own, find: known }: AccountFacts = machineAccounts()): WorkerAccount | undefined {
  const refuse = (why: string): never => { throw new ServiceStartError('WorkerAccount', `Runbooks cannot run under the account '${name}': ${why}`); };
  if (platform === 'win32') return refuse('on Windows a service runs its runbooks under its own account. Run the service itself under that account.');
  const found = NAME.test(name) ? known(name) : undefined;
  if (found === undefined) return refuse('there is no such account on this machine. Correct the name, or make the account ("useradd --system").');
  if (found.uid === own.uid) return undefined;
  if (own.uid !== 0) return refuse(`only root may start processes of another account, and the service runs as '${own.username}'. Start the service as root, or as '${name}' itself.`);
  return found;
}

/** Fails with `WorkerAccount` where the account may not use the programs of the worker. */
export function checkAccess(account: WorkerAccount, program: string, script: string): void {
  const closed = closedTo(account, program, script);
  if (closed !== undefined) throw new ServiceStartError('WorkerAccount', `Runbooks cannot run under the account '${account.name}': it may not use ${closed}. Install the product where that account may read it, every folder above it too ("chmod o+rx").`);
}

/** Which of the two the account may not use: a program, or a file or folder that it is to read; undefined where it may use both. */
export function closedTo({ uid, gid }: WorkerAccount, program: string, path: string): string | undefined {
  const looked = spawnSync(program, ['-e', 'require("node:fs").accessSync(process.argv[1], 4)', path], { uid, gid, cwd: '/', env: { ELECTRON_RUN_AS_NODE: '1' }, stdio: 'ignore', timeout: 30_000 });
  return looked.status === 0 ? undefined : looked.error === undefined ? path : program;
}

/** Its environment: the paths of another account's files say nothing here, and its temporary folder may be closed. */
export function accountEnvironment({ name, home }: WorkerAccount, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TMPDIR: _tmpdir, TMP: _tmp, TEMP: _temp, XDG_CACHE_HOME: _xdg, SMA_RUNBOOKS_CACHE: _cache, ...rest } = environment;
  return { ...rest, HOME: home, USER: name, LOGNAME: name, USERNAME: name };
}

/** Lets the account go through the data folder, whose files stay closed to it, to what is its own to read in there. */
export function letThrough(dataFolder: string, { gid }: WorkerAccount): void {
  chownSync(dataFolder, process.getuid?.() ?? 0, gid);
  chmodSync(dataFolder, 0o710);
}
