/**
 * The worker process: the service starts it and talks to it in JSON lines on stdin and stdout (protocol.ts). It ends
 * when it was drained, and at once, with all its sandboxes, when the service is gone.
 */
import { LineReader, encodeLine } from './wire/lineFraming.ts';
import type { ServiceToWorker } from './protocol.ts';
import { RunbookWorker } from './worker.ts';
import { WorkerOptionError, parseWorkerOptions } from './workerOptions.ts';
import type { WorkerOptions } from './workerOptions.ts';

const LINE_FEED = Buffer.from('\n');

function readOptions(): WorkerOptions {
  try {
    return parseWorkerOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof WorkerOptionError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

const worker = new RunbookWorker(readOptions(), {
  send: (message) => { process.stdout.write(encodeLine(message)); },
  sendLine: (line) => {
    process.stdout.cork();
    process.stdout.write(line);
    process.stdout.write(LINE_FEED);
    process.stdout.uncork();
  },
});

const reader = new LineReader((line) => worker.receive(JSON.parse(line.toString('utf8')) as ServiceToWorker));
process.stdin.on('data', (chunk: Buffer) => reader.push(chunk));

const end = (code: number): void => {
  worker.dispose();
  process.exit(code);
};
process.stdin.on('end', () => end(0));
process.stdin.on('error', () => end(1));
process.stdout.on('error', () => end(1));
// Ctrl+C in a terminal, its end and a service manager reach the whole process group; the service decides what they mean (drain, then end). When it is gone, its pipe ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
// One job's trouble must never take the others with it; what gets here is a mistake of the worker, and the service hears of it.
process.on('uncaughtException', (error) => {
  process.stdout.write(encodeLine({ type: 'log', level: 'error', message: `Internal error of the worker: ${error.stack ?? error.message}` }));
});
void worker.drained.then(() => process.stdout.write('', () => end(0)));
