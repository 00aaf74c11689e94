/** The debug adapter as a program of its own, for tests that talk to it over pipes. Its sandboxes are the built ones. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CheckpointStore } from '../../src/features/debug/adapter/checkpoints.ts';
import { RunbookDebugSession } from '../../src/features/debug/adapter/session.ts';
import type { runInSandbox } from '../../src/worker/runInSandbox.ts';

const folder = process.env['SMA_TEST_WORKER'] ?? '';
const { runInSandbox: run } = createRequire(import.meta.url)(join(folder, 'runInSandbox.cjs')) as { runInSandbox: typeof runInSandbox };
/** What an editor has open and not saved, as the test says it. */
const open = JSON.parse(process.env['SMA_TEST_OPEN'] ?? '{}') as Readonly<Record<string, string>>;
const session = new RunbookDebugSession({ run, openText: (path) => open[path], checkpoints: new CheckpointStore() });
session.start(process.stdin, process.stdout);
