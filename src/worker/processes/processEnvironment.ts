/**
 * What a process that runs runbooks may know of its parent's environment. A runbook reads all of its own environment
 * (`$env:X`), so only names that are known to be harmless are handed on: passwords and tokens are often kept there.
 */
import { join } from 'node:path';
import { userDataFolder } from './userDataFolder.ts';

/** Names as they are; Windows does not tell their case apart, so they compare without it there. */
const HANDED_ON: readonly string[] = [
  'PATH', 'HOME', 'USERPROFILE', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ', 'SystemRoot', 'windir', 'COMPUTERNAME', 'USERNAME', 'USER',
  'LOGNAME', 'HOSTNAME', 'NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE',
  // Where Windows finds programs, and where the user's caches are.
  'SystemDrive', 'ComSpec', 'PATHEXT', 'LOCALAPPDATA', 'XDG_CACHE_HOME',
  // Where a PowerShell finds its modules there.
  'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432', 'ProgramData', 'ALLUSERSPROFILE', 'APPDATA', 'CommonProgramFiles', 'CommonProgramFiles(x86)',
  'PUBLIC', 'USERDOMAIN', 'HOMEDRIVE', 'HOMEPATH', 'PROCESSOR_ARCHITECTURE', 'NUMBER_OF_PROCESSORS', 'OS',
];
/** How the internet is reached. An address with a password in it stays here. */
const PROXIES: readonly string[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
/** For the worker only: where compiled code is kept (sandbox/settings.ts). */
const WORKER_ONLY: readonly string[] = ['SMA_RUNBOOKS_CACHE'];
/** For sandboxes only: the modules that a service tells its worker of, or those of a person who runs a script. */
const SANDBOX_ONLY: readonly string[] = ['PSModulePath'];

/**
 * Where a runbook finds modules, and reads that it does (`$env:PSModulePath.Split(';')`), when neither a service nor the person's own shell
 * says so: a folder of the person's for this product. The folders of a PowerShell are none: what is in them needs that PowerShell.
 * `around`: the environment that `made` is a part of.
 */
export function withModulePath(made: NodeJS.ProcessEnv, around: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): NodeJS.ProcessEnv {
  const isGiven = Object.entries(made).some(([name, value]) => (platform === 'win32' ? name.toUpperCase() === 'PSMODULEPATH' : name === 'PSModulePath') && value !== undefined && value !== '');
  return isGiven ? made : { ...made, PSModulePath: join(userDataFolder(around, platform), 'Modules') };
}

/** The part of `environment` that a worker or (without what only the worker needs) a sandbox gets. */
export function handedOn(environment: NodeJS.ProcessEnv, to: 'worker' | 'sandbox', platform: NodeJS.Platform = process.platform): NodeJS.ProcessEnv {
  const form = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const names = new Set([...HANDED_ON, ...(to === 'worker' ? WORKER_ONLY : SANDBOX_ONLY)].map(form));
  const isProxy = (name: string, value: string | undefined): boolean => PROXIES.includes(name.toUpperCase()) && value?.includes('@') !== true;
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => names.has(form(name)) || form(name).startsWith('LC_') || isProxy(name, value)));
}
