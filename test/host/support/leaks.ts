import * as vscode from 'vscode';
import { childrenOf } from './processes.ts';

/** What this host holds open at a moment, as far as an extension could have left it. */
export interface Held {
  readonly processes: readonly number[];
  /** Handles by kind, as Node names them. */
  readonly resources: ReadonlyMap<string, number>;
  /** Ours: the editor adds some of its own whenever it likes. */
  readonly commands: ReadonlySet<string>;
}

const WATCHED = /^(ProcessWrap|PipeWrap|TCPSocketWrap|TCPServerWrap|TLSWrap|FSEventWrap|StatWatcher|Timeout|Immediate|MessagePort|Worker)$/;

const BETWEEN_MILLISECONDS = 100;
/** So many looks in a row find nothing that has ended since the last one. */
const ALIKE = 10;
const AT_REST_MILLISECONDS = 15_000;

export async function held(): Promise<Held> {
  const resources = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) if (WATCHED.test(kind)) resources.set(kind, (resources.get(kind) ?? 0) + 1);
  return { resources, processes: childrenOf(process.pid, '.cjs'), commands: new Set((await vscode.commands.getCommands(true)).filter((id) => id.startsWith('sma.'))) };
}

/**
 * What is held once what ends has ended: the pipes of a process are closed some turns after it has gone, and who counted them
 * among what was there would not see as many new ones.
 */
export async function heldAtRest(): Promise<Held> {
  let last = await held();
  for (let alike = 0, began = Date.now(); alike < ALIKE && Date.now() - began < AT_REST_MILLISECONDS;) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MILLISECONDS));
    const now = await held();
    alike = leaks(now, last).length === 0 ? alike + 1 : 0;
    last = now;
  }
  return last;
}

/** What is held `now` and was not held before, one a line. Empty is what everybody hopes for. */
export function leaks(before: Held, now: Held): string[] {
  return [
    ...now.processes.filter((pid) => !before.processes.includes(pid)).map((pid) => `process ${pid}`),
    ...[...now.resources].filter(([kind, count]) => count > (before.resources.get(kind) ?? 0)).map(([kind, count]) => `${kind}: ${count - (before.resources.get(kind) ?? 0)}`),
    ...[...now.commands].filter((id) => !before.commands.has(id)).map((id) => `command ${id}`),
  ];
}
