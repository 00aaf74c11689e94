import { basename } from 'node:path';
import * as vscode from 'vscode';
import { debugType } from '../../app/ids.ts';
import type { TestEvent } from '../../powershell/testing/protocol.ts';
import type { StartSandbox } from '../../project/tests/index.ts';

/** The custom event in which our debug adapter tells of tests. */
const EVENT = 'smaTest';

/** Tests that run under the debugger: each in a debug session of its own, whose adapter tells what becomes of it. */
export const debugSandbox = (run: vscode.TestRun): StartSandbox => (plan, onEvent) => {
  const [item] = plan.items, { promise, resolve } = Promise.withResolvers<{ readonly status: string; readonly exception: string | null }>();
  let session: vscode.DebugSession | undefined, isStopped = false;
  const id = `${Date.now()}-${Math.random()}`, isOurs = (one: vscode.DebugSession): boolean => one.type === debugType && one.configuration['testId'] === id;
  const listening = [
    vscode.debug.onDidStartDebugSession((one) => {
      if (!isOurs(one)) return;
      session = one;
      if (isStopped) void vscode.debug.stopDebugging(one);
    }),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session: from, event, body }) => { if (event === EVENT && isOurs(from)) onEvent(body as TestEvent); }),
    vscode.debug.onDidTerminateDebugSession((one) => { if (isOurs(one)) end('Stopped', 'The debugger was stopped.'); }),
  ];
  const end = (status: string, exception: string | null): void => {
    for (const one of listening) one.dispose();
    resolve({ status, exception });
  };
  if (item === undefined) end('Completed', null);
  else {
    const program = item.path, configuration: vscode.DebugConfiguration = { type: debugType, request: 'launch', name: `Debug ${basename(program)}`, program, parameters: {}, tests: plan, testId: id };
    vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(vscode.Uri.file(program)), configuration, { testRun: run })
      .then((isRunning) => { if (!isRunning) end('Failed', 'The debugger did not start.'); }, (error: unknown) => end('Failed', error instanceof Error ? error.message : String(error)));
  }
  return {
    done: promise,
    stop() {
      isStopped = true;
      if (session !== undefined) void vscode.debug.stopDebugging(session);
    },
  };
};
