/** Files of tests in a folder of their own, run by the engine of a sandbox in this process. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { readFromDisk, runTests, type StartSandbox, type TestRequest, type TestRun } from '../../../../src/project/tests/index.ts';
import { EngineLink } from '../../../../src/worker/sandbox/engine/engineLink.ts';
import type { FromEngine } from '../../../../src/worker/sandbox/engine/messages.ts';
import { SharedState } from '../../../../src/worker/sandbox/engine/sharedState.ts';
import { runTests as runPlan } from '../../../../src/worker/sandbox/tests/runTests.ts';

/** The same code as in the thread of a sandbox, with nobody to ask. */
export const inThisProcess: StartSandbox = (tests, onEvent) => {
  const { port1, port2 } = new MessageChannel(), link = new EngineLink(port2, new SharedState());
  const { status, exception } = runPlan({
    jobId: '00000000-0000-0000-0000-000000000001', runbookId: '', runbookName: 'tests', runbookVersionId: '', runbookType: 'PowerShellScript', script: '', parameters: [],
    isTest: false, logVerbose: false, logProgress: true, logDebug: false, attempt: 0, keepAllStreams: true, width: 120,
  }, tests, link);
  const take = (): { readonly message: FromEngine } | undefined => receiveMessageOnPort(port1);
  for (let got = take(); got !== undefined; got = take()) if (got.message.type === 'testEvent') onEvent(got.message.event);
  port1.close();
  port2.close();
  return { done: Promise.resolve({ status, exception }), stop: () => {} };
};

const folders: string[] = [];
/** A folder with files; `cleanUp` takes it away. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sma-tests-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
export function cleanUp(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
/** Runs files of a folder. */
export const runIn = async (folder: string, names: readonly string[], more: Partial<TestRequest> = {}, start: StartSandbox = inThisProcess): Promise<TestRun> =>
  await runTests({ files: names.map((name) => ({ path: join(folder, name) })), ...more }, { start, read: readFromDisk, signal: new AbortController().signal });
/** `passed name` a test, and what is wrong behind those that failed. */
export const told = ({ results, problems }: TestRun): string[] => [
  ...problems.map(({ message, line, column }) => `broken ${line}:${column}: ${message}`),
  ...results.map(({ outcome, path, problems: [first], reason }) => `${outcome} ${path.join(' › ')}${first === undefined ? '' : ` ${first.line}:${first.column}: ${first.message}`}${reason === undefined ? '' : ` (${reason})`}`),
];
/** One file of tests, written and run: `told`. */
export async function tellOf(files: Readonly<Record<string, string>>, name: string, more: Partial<TestRequest> = {}): Promise<string[]> {
  assert.ok(name in files);
  return told(await runIn(folderWith(files), [name], more));
}
