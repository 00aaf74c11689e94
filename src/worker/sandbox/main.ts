/**
 * A sandbox process (SMA's word): one runbook job, then it ends. This main thread does no runbook work. It talks to the
 * worker in JSON lines, answers the engine thread's questions, takes stop, and watches the memory of the process.
 */
import { enableCompileCache } from 'node:module';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import { LineReader, encodeLine } from '../lineFraming.ts';
import { engineEntry } from '../entryPoints.ts';
import type { EngineThreadData } from './engineThreadData.ts';
import type { FromEngine, ToEngine } from './engineLink.ts';
import { MemoryWatch } from './memoryWatch.ts';
import { recordsPrefix } from './protocol.ts';
import type { SandboxToWorker, WorkerToSandbox } from './protocol.ts';
import { SharedState } from './sharedState.ts';
import { readSandboxSettings } from './settings.ts';

const settings = readSandboxSettings(process.env);
if (settings.cacheDirectory !== undefined) enableCompileCache(settings.cacheDirectory);

const shared = new SharedState();
const { port1: port, port2: enginePort } = new MessageChannel();
const threadData: EngineThreadData = { port: enginePort, shared: shared.buffer };
// A thread has a compile cache of its own, and it must be on before the engine is loaded (a third of its loading time).
const cache = settings.cacheDirectory === undefined ? '' : `require('node:module').enableCompileCache(${JSON.stringify(settings.cacheDirectory)});`;
const engine = new Worker(`${cache}require(${JSON.stringify(engineEntry())});`, {
  eval: true,
  workerData: threadData,
  transferList: [enginePort],
  // Output of console.log in a library must not get between the JSON lines.
  stdout: true,
  stderr: true,
  resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb, stackSizeMb: settings.stackMb },
});
engine.stdout.pipe(process.stderr);
engine.stderr.pipe(process.stderr);

let jobId = '';
let ended = false;
const memory = new MemoryWatch(settings.processMemoryMb, () => fail(`The runbook used more than the ${settings.processMemoryMb} MB of memory that a job may use, and was ended.`));

/** Writes one message; the worker always reads, and the window of records bounds what is under way. */
function send(message: SandboxToWorker): void {
  process.stdout.write(encodeLine(message));
}

/** The last message; the process ends when it is out. */
function finish(message: Extract<SandboxToWorker, { type: 'finished' }>): void {
  if (ended) return;
  ended = true;
  memory.dispose();
  process.stdout.write(encodeLine(message), () => process.exit(0));
}

const counts = { errors: 0, warnings: 0 };
const fail = (exception: string): void => {
  finish({ type: 'finished', jobId, status: shared.stopAsked ? 'Stopped' : 'Failed', exception, errorCount: counts.errors, warningCount: counts.warnings });
};

function onEngineMessage(message: FromEngine): void {
  switch (message.type) {
    case 'prepared':
      send({ type: 'prepared' });
      return;
    case 'records':
      counts.errors = message.errors;
      counts.warnings = message.warnings;
      process.stdout.write(`${recordsPrefix(jobId, message.batch, message.errors, message.warnings)}${message.records}}\n`);
      return;
    case 'asset':
      // The engine waits for each answer, so one number is enough to tell them apart.
      send({ type: 'asset', request: ++assetRequest, jobId, asset: message.asset });
      return;
    case 'finished':
      finish({ type: 'finished', jobId, ...message.outcome });
  }
}
let assetRequest = 0;

const toEngine = (message: ToEngine): void => {
  port.postMessage(message);
  shared.wake();
};

function onWorkerMessage(message: WorkerToSandbox): void {
  switch (message.type) {
    case 'run':
      jobId = message.job.jobId;
      // Said before anything of the script runs: a sandbox that dies without this word has done nothing.
      send({ type: 'running', jobId });
      toEngine({ type: 'run', job: message.job });
      memory.start();
      return;
    case 'acknowledge':
      shared.acknowledge(message.batch);
      return;
    case 'asset':
      if (message.request === assetRequest) toEngine({ type: 'asset', reply: message.reply });
      return;
    case 'stop':
      shared.askStop();
  }
}

port.on('message', onEngineMessage);
engine.on('error', (error: Error & { code?: string }) => {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fail(`The runbook ran out of memory: it reached the limit of ${settings.memoryMb} MB and was ended.`);
  else fail(`The sandbox failed with an internal error: ${error.stack ?? error.message}`);
});
engine.on('exit', (code) => {
  // What the thread said last may still be in the port.
  for (let left = take(); left !== undefined; left = take()) onEngineMessage(left.message);
  fail(`The engine ended with code ${code} before the runbook did.`);
});
const take = (): { readonly message: FromEngine } | undefined => receiveMessageOnPort(port);

const reader = new LineReader((line) => onWorkerMessage(JSON.parse(line.toString('utf8')) as WorkerToSandbox));
process.stdin.on('data', (chunk: Buffer) => reader.push(chunk));
// The worker is gone: nothing may go on running that nobody can see or stop.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
// Ctrl+C in a terminal reaches the whole process group; whoever started the sandbox decides what it means.
process.on('SIGINT', () => {});
