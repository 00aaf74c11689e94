/** One script, examined in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { examineScript } from '../domain/script.ts';
import type { ScriptThreadData } from './scriptReader.ts';

/** Answers with the script's ExaminedScript. */
export function runScriptThread(): void {
  const { text, name } = workerData as ScriptThreadData;
  parentPort?.postMessage(examineScript(text, name));
}
