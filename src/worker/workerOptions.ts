/** What a worker may use, with defaults; the service gives them on the worker's command line (none is a secret). */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { ENGINES } from './powerShell/engines.ts';
import { DEFAULT_SANDBOX_SETTINGS } from './sandbox/settings.ts';
import type { PowerShellSettings, SandboxSettings } from './sandbox/settings.ts';

export interface WorkerOptions {
  /** Jobs that run at once; SMA's own default is 30 per sandbox process (sma-rest-api.md section 6). */
  readonly capacity: number;
  /** Sandboxes kept prepared. */
  readonly prepared: number;
  readonly heartbeatMs: number;
  readonly stopGraceMs: number;
  /** Width of tables and lists in output. */
  readonly width: number;
  readonly sandbox: SandboxSettings;
}

export const DEFAULT_WORKER_OPTIONS: WorkerOptions = {
  capacity: 30, prepared: Math.max(2, Math.min(4, availableParallelism())), heartbeatMs: 5_000, stopGraceMs: 5_000, width: 120,
  sandbox: DEFAULT_SANDBOX_SETTINGS,
};

/** A worker's command line says something it cannot mean. */
export class WorkerOptionError extends Error {
  readonly code = 'WorkerOption';
}

/**
 * Reads `--capacity N --prepared N --memory-mb N --process-memory-mb N --stack-mb N --heartbeat-ms N --stop-grace-ms N
 * --cache-dir DIR --engine builtIn|auto|powershell --powershell PATH --native-commands`. Throws WorkerOptionError naming the option.
 */
export function parseWorkerOptions(args: readonly string[]): WorkerOptions {
  const { values } = parse(args);
  const number = (name: Exclude<keyof typeof values, 'native-commands'>, least: number, fallback: number): number => {
    const text = values[name];
    if (text === undefined) return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) throw new WorkerOptionError(`--${name} must be a whole number of at least ${least}, not "${text}".`);
    return value;
  };
  const base = DEFAULT_WORKER_OPTIONS;
  const memoryMb = number('memory-mb', 32, base.sandbox.memoryMb);
  return {
    capacity: number('capacity', 1, base.capacity),
    prepared: number('prepared', 0, base.prepared),
    heartbeatMs: number('heartbeat-ms', 10, base.heartbeatMs),
    stopGraceMs: number('stop-grace-ms', 0, base.stopGraceMs),
    width: base.width,
    sandbox: {
      memoryMb,
      processMemoryMb: number('process-memory-mb', 64, Math.max(base.sandbox.processMemoryMb, 2 * memoryMb)),
      stackMb: number('stack-mb', 1, base.sandbox.stackMb),
      cacheDirectory: values['cache-dir'] ?? base.sandbox.cacheDirectory,
      powerShell: powerShell(values.engine, values.powershell),
      nativeCommands: values['native-commands'] ?? base.sandbox.nativeCommands,
    },
  };
}

function powerShell(choice: string | undefined, path: string | undefined): PowerShellSettings {
  const engine = ENGINES.find((name) => name.toLowerCase() === (choice ?? 'builtIn').toLowerCase());
  if (engine === undefined) throw new WorkerOptionError(`--engine must be one of ${ENGINES.join(', ')}, not "${choice ?? ''}".`);
  return { engine, ...(path === undefined ? {} : { path }), ...(engine === 'powershell' ? { prepare: true } : {}) };
}

const text = { type: 'string' } as const;
function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args], strict: true, allowPositionals: false,
      options: {
        'capacity': text, 'prepared': text, 'memory-mb': text, 'process-memory-mb': text, 'stack-mb': text,
        'heartbeat-ms': text, 'stop-grace-ms': text, 'cache-dir': text, 'engine': text, 'powershell': text, 'native-commands': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new WorkerOptionError(error instanceof Error ? error.message : String(error));
  }
}
