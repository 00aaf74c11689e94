/**
 * A sandbox process (SMA's word): one runbook job, then it ends. This main thread does no runbook work. It talks to the
 * worker in JSON lines, answers the engine thread's questions, takes stop, and watches the memory of the process.
 */
import { engine, port, settings, shared, startEngine } from './engine/engineStart.ts';
import { enableCompileCache } from 'node:module';
import { receiveMessageOnPort } from 'node:worker_threads';
import { LineReader, encodeLine } from '../wire/lineFraming.ts';
import type { FromEngine, PowerShellRequest, ToEngine } from './engine/messages.ts';
import { PowerShells } from '../powerShell/powerShells.ts';
import type { Talker } from '../powerShell/powerShells.ts';
import { MemoryWatch } from './memoryWatch.ts';
import type { JobUsage } from '../protocol.ts';
import { UsageReports } from './usageReports.ts';
import { checkpointLine } from '../wire/checkpointLine.ts';
import { recordsPrefix } from './protocol.ts';
import type { SandboxToWorker, WorkerToSandbox } from './protocol.ts';
import { Questions } from './engine/questions.ts';
import type { Asker } from './engine/questions.ts';
import { Programs } from './programs/programs.ts';
import { DebugRoutes } from './threads/debugRoutes.ts';
import type { DebugTarget } from './threads/debugRoutes.ts';
import { ScriptThreads } from './threads/scriptThreads.ts';

// For what this thread may load later (web, mail).
if (settings.cacheDirectory !== undefined) enableCompileCache(settings.cacheDirectory);
const threads: ScriptThreads = new ScriptThreads({ start: startEngine, engine: settings.powerShell.engine, nativeCommands: settings.nativeCommands, powerShell: (thread, request) => talk(thread, request), leave: (thread) => { powerShells.end(thread); programs.leave(thread); }, ask: (asker, ticket, question) => questions.ask(asker, ticket, question), debugging: () => debugging });
const programs = new Programs<Asker>(settings.nativeCommands, (id, runs) => send({ type: 'program', id, runs }));
const powerShells = new PowerShells(settings.powerShell);
if (settings.powerShell.prepare === true) powerShells.prepare();
const questions = new Questions({ askAsset: (request, asset) => send({ type: 'asset', request, jobId, asset }), threads, programs });

let jobId = '';
let ended = false;
const memory = new MemoryWatch(settings.processMemoryMb, () => fail(`The runbook used more than the ${settings.processMemoryMb} MB of memory that a job may use, and was ended.`), () => tellUsage());

/** Writes one message; the worker always reads, and the window of records bounds what is under way. */
function send(message: SandboxToWorker): void {
  process.stdout.write(encodeLine(message));
}

/** The last message; the process ends when it is out. */
function finish(message: Extract<SandboxToWorker, { type: 'finished' }>): void {
  if (ended) return;
  ended = true;
  memory.dispose();
  process.stdout.write(encodeLine({ ...message, usage: usage() }), isOver && threads.areGone ? () => process.exit(0) : endNow);
}

/**
 * Ends the process whatever its threads do. `process.exit` waits for each of them, and one that is inside a call of the system (a pipe that nobody
 * opens for writing, a disk that does not answer) ends for nobody: the process would live on.
 */
function endNow(): void {
  process.emit('exit', 0);
  process.kill(process.pid, 'SIGKILL');
}

/** What the whole process has used: engine, scripts of branches, and this thread. */
function usage(): JobUsage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuMilliseconds: Math.round((userCPUTime + systemCPUTime) / 1000), peakMemoryKb: maxRSS };
}

const reports = new UsageReports();
/** Nobody can ask a process that was killed: what it has used is told while it can. */
function tellUsage(): void {
  const used = reports.due(usage());
  if (used !== undefined) send({ type: 'usage', jobId, usage: used });
}

const counts = { errors: 0, warnings: 0 };
/** The runbook itself has ended; scripts beside it come to their ends. */
let isOver = false;
const fail = (exception: string): void => {
  if (isOver) return;
  finish({ type: 'finished', jobId, status: shared.stopAsked ? 'Stopped' : 'Failed', exception, errorCount: counts.errors, warningCount: counts.warnings });
};

function onEngineMessage(message: FromEngine): void {
  switch (message.type) {
    case 'prepared':
      rehearse();
      send({ type: 'prepared' });
      return;
    case 'records':
      counts.errors = message.errors;
      counts.warnings = message.warnings;
      process.stdout.write(`${recordsPrefix(jobId, message.batch, message.errors, message.warnings)}${message.records}}\n`);
      return;
    case 'question':
      questions.ask(jobEngine, message.ticket, message.question);
      return;
    case 'cancel':
      questions.cancel(jobEngine, message.ticket, message.gently);
      return;
    case 'suspend':
      threads.suspend(jobEngine, message.ticket);
      return;
    case 'powerShell':
      talk(jobEngine, message.request);
      return;
    case 'checkpoint': {
      process.stdout.write(checkpointLine(jobId, message));
      return;
    }
    case 'debugReply':
      debugging.replied(message.id, message.reply);
      return;
    case 'debugEvent':
      debugging.happened(engineDebugger, message.event);
      return;
    case 'testEvent':
      send(message);
      return;
    case 'finished':
      isOver = true;
      memory.dispose();
      threads.finish(() => finish({ type: 'finished', jobId, ...message.outcome }));
      return;
    default:
  }
}

const toEngine = (message: ToEngine): void => {
  port.postMessage(message);
  shared.wake();
};
const engineDebugger: DebugTarget = {
  debug(id, request) {
    port.postMessage({ type: 'debug', id, request } satisfies ToEngine);
    shared.debugPosted();
  },
};
const debugging = new DebugRoutes({ engine: engineDebugger, reply: (id, reply) => send({ type: 'debugReply', id, reply }), event: (event) => send({ type: 'debugEvent', event }) });
const jobEngine: Asker & Talker = {
  powerShell: (event) => toEngine({ type: 'powerShell', event }),
  answer: (ticket, answer) => toEngine({ type: 'answer', ticket, answer }),
  written: (ticket, records) => toEngine({ type: 'written', ticket, records }),
  saved: (ticket, state) => toEngine({ type: 'saved', ticket, state }),
};

/** The worker hears of the first, and has one prepared for later jobs. */
let toldOfPowerShell = false;
function talk(talker: Talker, request: PowerShellRequest): void {
  if (request.kind === 'open' && !toldOfPowerShell) {
    toldOfPowerShell = true;
    send({ type: 'usesPowerShell' });
  }
  powerShells.request(talker, request);
}

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
      questions.answerAsset(message.request, message.reply);
      return;
    case 'checkpointStored':
      shared.checkpointStored(message.number);
      return;
    case 'debug':
      debugging.request(message.id, message.request);
      return;
    case 'suspend':
      shared.askSuspend();
      return;
    case 'stop':
      shared.askStop();
      threads.stop();
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

/**
 * What the first message and the last one need is compiled before there is a job: the way to the engine, the use of the process. Whoever
 * started the sandbox has sent a line that says nothing (sandboxProcess.ts), for the way through the pipe.
 */
function rehearse(): void {
  for (let times = 0; times < 10; times++) {
    toEngine({ type: 'rehearsal' });
    usage();
  }
}

const reader = new LineReader((line) => onWorkerMessage(JSON.parse(line.toString('utf8')) as WorkerToSandbox));
process.stdin.on('data', (chunk: Buffer) => reader.push(chunk));
// The worker is gone: nothing may go on running that nobody can see or stop.
process.stdin.on('end', endNow);
process.stdin.on('error', endNow);
process.stdout.on('error', endNow);
// Ctrl+C in a terminal, its end and a service manager reach the whole process group; whoever started the sandbox decides what they mean.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
