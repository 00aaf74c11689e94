/** One task, done in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseBodyXml } from '../../odata/read/bodyDocument.ts';
import { ODataError } from '../../odata/errors.ts';
import { checkDatabase } from './check.ts';
import { foldLog } from './fold.ts';
import { answerQueries } from './queries.ts';
import type { ThreadTask } from './threads.ts';

/** Answers with the task's result: an ExaminedScript, a ParsedXml, a ModuleAnswer, or a CheckedDatabase. Queries are answered until the thread is ended. */
export async function runThread(): Promise<void> {
  const task = workerData as ThreadTask;
  switch (task.task) {
    case 'script': parentPort?.postMessage((await import('../scripts/examineScript.ts')).examineScript(task.text, task.name)); break;
    case 'xml': parentPort?.postMessage(parsed(task.text)); break;
    case 'check': parentPort?.postMessage({ damage: checkDatabase(task.path) } satisfies CheckedDatabase); break;
    case 'module': parentPort?.postMessage((await import('../modules/readModule.ts')).readModule(task.bytes, task.folder)); break;
    case 'fold': foldLog(task.path); break;
    case 'queries': answerQueries(task); break;
  }
}

/** What a check of the database found. */
export interface CheckedDatabase { readonly damage: string | undefined }

/** What became of an XML body: its root, or what is wrong with it. Errors lose their class on their way between threads. */
export type ParsedXml = { readonly root: ReturnType<typeof parseBodyXml> } | { readonly code: ODataError['code']; readonly status: number; readonly message: string };

function parsed(text: string): ParsedXml {
  try {
    return { root: parseBodyXml(text) };
  } catch (error) {
    if (!ODataError.is(error)) throw error;
    return { code: error.code, status: error.status, message: error.message };
  }
}
