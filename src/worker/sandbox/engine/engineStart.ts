/**
 * The engine's thread, under way before anything else of a sandbox is loaded: making a thread takes as long as making a process, so the
 * main thread reads the rest of its code meanwhile. main.ts imports this file first.
 */
import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { engineEntry } from '../../processes/entryPoints.ts';
import type { EngineThreadData } from './engineThreadData.ts';
import { engineScript } from './loadEngine.ts';
import { readAhead } from './readAhead.ts';
import { readSandboxSettings } from '../settings.ts';
import { SharedState } from './sharedState.ts';

export const settings = readSandboxSettings(process.env);
export const shared = new SharedState();
const { port1, port2 } = new MessageChannel(), entry = engineEntry(), script = engineScript(entry, settings.cacheDirectory);
/** This thread's end of the channel to the engine's. */
export const port: MessagePort = port1;

/** A thread that runs the engine over `workerData`. */
export function startEngine(workerData: EngineThreadData, transferred: MessagePort): Worker {
  const ahead = settings.cacheDirectory === undefined || !entry.endsWith('.cjs') ? undefined : readAhead(entry, settings.cacheDirectory);
  const thread = new Worker(script, {
    eval: true,
    workerData: { ...workerData, code: ahead?.data } satisfies EngineThreadData,
    transferList: [transferred],
    // Output of console.log in a library must not get between the JSON lines.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb, stackSizeMb: settings.stackMb },
  });
  ahead?.read();
  for (const output of [thread.stdout, thread.stderr]) output.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  return thread;
}
export const engine = startEngine({ port: port2, shared: shared.buffer, role: 'job', engine: settings.powerShell.engine, nativeCommands: settings.nativeCommands }, port2);
