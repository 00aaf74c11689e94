import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Ran {
  readonly code: number;
  /** Both standard output and standard error, in the order they came. Empty when passed through. */
  readonly output: string;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** After this many milliseconds the command and all its descendants are ended. */
  readonly timeLimit: number;
  /** Print what the command prints, instead of keeping it. */
  readonly passThrough?: boolean;
  /** Called with each chunk of kept output. */
  readonly onOutput?: (text: string) => void;
  /** Ends the command early. */
  readonly signal?: AbortSignal;
}

const running = new Set<ChildProcess>();

let ending = false;

/** True from `endAll` on: what fails then was ended, and is no fault to be worked around. */
export const isEnding = (): boolean => ending;

/** Ends every command that `run` and `start` have under way, with their descendants. */
export async function endAll(): Promise<void> {
  ending = true;
  await Promise.all([...running].map((child) => endTree(child)));
}

/** Starts a program whose whole tree `endTree` and `endAll` can end. On Windows `npm` and the like need a shell. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const shell = process.platform === 'win32' && !/\.exe$/i.test(command);
  // A group of its own: Ctrl+C in the terminal reaches this process alone, which then ends its children in order.
  const child = spawn(command, [...args], { shell, windowsHide: true, detached: process.platform !== 'win32', ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs a command to its end. Never throws for a bad exit code; a program that cannot be started gives code 127. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  const child = start(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.passThrough ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let timedOut = false;
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
    options.onOutput?.(chunk.toString());
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const end = (): void => void endTree(child);
  const limit = setTimeout(() => {
    timedOut = true;
    end();
  }, options.timeLimit);
  options.signal?.addEventListener('abort', end, { once: true });
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.once('exit', (exit) => {
      // Output still in the pipe arrives before `close`; a grandchild that holds the pipe must not keep us.
      const settle = (): void => resolve(exit ?? 1);
      child.once('close', settle);
      setTimeout(settle, 500).unref();
    });
  });
  clearTimeout(limit);
  options.signal?.removeEventListener('abort', end);
  return { code: timedOut ? 124 : code, output, timedOut };
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The id of the process that `start` began the group with. */
  readonly group: number;
  /** Tells a process from a later one with the same id. */
  readonly started: string;
}

/** All processes of the machine. */
function list(): ProcessEntry[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
      try {
        // "pid (name) state ppid ... starttime": the name may hold anything, so fields are counted after its last ")".
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return fields[0] === 'Z' ? [] : [{ pid: Number(name), parent: Number(fields[1]), group: Number(fields[2]), started: fields[19] ?? '' }];
      } catch {
        return [];
      }
    });
  }
  const ps = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,lstart='], { encoding: 'utf8' }).stdout ?? '';
  return ps.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*\S)/.exec(line);
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), group: Number(match[3]), started: match[4] ?? '' }] : [];
  });
}

/**
 * The process and everything it started that still hangs below it or, where what was between has ended, is in its group:
 * a service that waits for a window to come back, say.
 */
export function tree(pid: number): ProcessEntry[] {
  const all = list();
  const found = all.filter((entry) => entry.pid === pid || entry.group === pid);
  for (const parent of found) found.push(...all.filter((entry) => entry.parent === parent.pid && !found.includes(entry)));
  return found;
}

/**
 * Ends a process and all its descendants: asks the process itself first (SIGTERM), gives all of them `grace`
 * milliseconds to go, then kills what is left. Resolves when all are gone.
 */
export async function endTree(child: ChildProcess, grace = 6000): Promise<void> {
  const pid = child.pid;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode === null) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  await endProcesses(pid, grace, () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  });
}

/** What tells a process from a later one with the same id; undefined where there is none, and on Windows. */
export const startOf = (pid: number): string | undefined => (process.platform === 'win32' ? undefined : list().find((entry) => entry.pid === pid)?.started);

/** Ends what somebody else's `start` began and left behind, if it is still that process. Gives whether there was anything. */
export async function endLeftover(pid: number, started: string, grace = 6000): Promise<boolean> {
  if (startOf(pid) !== started) return false;
  await endProcesses(pid, grace, () => signal(pid, 'SIGTERM'));
  return true;
}

async function endProcesses(pid: number, grace: number, ask: () => void): Promise<void> {
  const known = new Map(tree(pid).map((entry) => [entry.pid, entry]));
  ask();
  const began = Date.now();
  for (let killed = false; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const now = list();
    // A child born meanwhile of any known process counts too, even if that process is gone by now.
    for (const entry of now) if (known.has(entry.parent) && entry.parent > 1) known.set(entry.pid, known.get(entry.pid) ?? entry);
    const left = now.filter((entry) => known.get(entry.pid)?.started === entry.started);
    if (left.length === 0) return;
    if (killed || Date.now() - began > grace) {
      killed = true;
      for (const entry of left) signal(entry.pid);
    }
  }
}

function signal(pid: number, how: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, how);
  } catch {
    // Gone in the meantime.
  }
}
