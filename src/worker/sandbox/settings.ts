/** How a worker tells a sandbox process its limits: in one environment variable, removed before a runbook can see them. */
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { EngineChoice } from '../powerShell/engines.ts';
import { handedOn, withModulePath } from '../processes/processEnvironment.ts';

export interface SandboxSettings {
  /** Limit of the engine's heap; above the engine's own growth guards. */
  readonly memoryMb: number;
  /** Limit of the whole process's resident size. */
  readonly processMemoryMb: number;
  /** Stack of the engine thread. */
  readonly stackMb: number;
  /** Where compiled code is kept between sandboxes; undefined for none. */
  readonly cacheDirectory: string | undefined;
  readonly powerShell: PowerShellSettings;
  /** Runbooks may run programs of this machine. */
  readonly nativeCommands: boolean;
}

export interface PowerShellSettings {
  readonly engine: EngineChoice;
  /** The program, by path or by a name on PATH; looked for where absent. */
  readonly path?: string;
  /** A process is started with the sandbox, before anything asks for it. */
  readonly prepare?: boolean;
  /** How long it may take until it answers. */
  readonly startSeconds?: number;
}

/**
 * The user's own cache folder, as the set-up uses it. Never a shared one: compiled code that another user can write would
 * run with this user's rights. Nor one of the folder one happens to be in: empty and relative variables do not count.
 */
function cacheDirectory(): string {
  const { SMA_RUNBOOKS_CACHE: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const absolute = [xdg, local].find((folder) => folder !== undefined && isAbsolute(folder)) ?? join(homedir() || userInfo().homedir, '.cache');
  return join(own !== undefined && isAbsolute(own) ? own : join(absolute, 'sma-runbooks'), 'compiled');
}

export const DEFAULT_SANDBOX_SETTINGS: SandboxSettings = { memoryMb: 512, processMemoryMb: 1024, stackMb: 64, cacheDirectory: cacheDirectory(), powerShell: { engine: 'builtIn' }, nativeCommands: false };

/**
 * How Node is told to run a sandbox. Room for young objects from the start: loading the engine and running a common job then need no
 * collection at all (a fifth of the start), and what a pipeline makes and forgets is not copied about.
 */
export const SANDBOX_FLAGS: readonly string[] = ['--disable-warning=ExperimentalWarning', '--min-semi-space-size=16'];

const NAME = 'SMA_SANDBOX';
/** Only for starting the process; a runbook that starts programs of its own must not hand them on. */
const INTERNAL = [NAME, 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE'];

/** The environment for a sandbox process, made from the worker's own. */
export function sandboxEnvironment(settings: SandboxSettings, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...withModulePath(handedOn(environment, 'sandbox'), environment), [NAME]: JSON.stringify(settings), ELECTRON_RUN_AS_NODE: '1' };
}

/** Reads the settings and removes what is internal from `environment`. */
export function readSandboxSettings(environment: NodeJS.ProcessEnv): SandboxSettings {
  const text = environment[NAME];
  for (const name of INTERNAL) delete environment[name];
  return text === undefined ? DEFAULT_SANDBOX_SETTINGS : { ...DEFAULT_SANDBOX_SETTINGS, ...(JSON.parse(text) as Partial<SandboxSettings>) };
}
