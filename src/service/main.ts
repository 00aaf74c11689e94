/** The entry of the service's own program; what it does is in process.ts, and of its threads in threads/runThread.ts. */
import { isMainThread } from 'node:worker_threads';
import type { FailedLine } from './settings.ts';

async function run(): Promise<number> {
  // Looked at before anything that needs it is loaded: an old host gets a sentence, not a stack.
  if (process.getBuiltinModule('node:sqlite') === undefined) {
    const failed: FailedLine = { type: 'failed', code: 'RuntimeTooOld', message: `Node ${process.versions.node} has no SQLite built in. Update VS Code, or run the service with Node 22.16 or newer.` };
    process.stdout.write(`${JSON.stringify(failed)}\n`);
    return 1;
  }
  const { runServiceProcess } = await import('./process.ts');
  return runServiceProcess(process.argv.slice(2));
}

if (isMainThread) {
  void run().then((code) => {
    // The one line on standard output must be out before the process is.
    process.stdout.write('', () => process.exit(code));
  });
} else {
  void import('./threads/runThread.ts').then(({ runThread }) => runThread());
}
