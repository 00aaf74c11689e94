/** A worker as a child process: protocol lines on its pipes, its standard error in our log. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readLine } from '../../worker/wire/checkpointLine.ts';
import { encodeLine, LineReader } from '../../worker/wire/lineFraming.ts';
import { workerEntry } from '../../worker/processes/entryPoints.ts';
import { handedOn } from '../../worker/processes/processEnvironment.ts';
import type { ServiceToWorker, WorkerToService } from '../../worker/protocol.ts';
import type { Logger } from '../log.ts';
import type { WorkerOptions } from '../options.ts';
import { accountEnvironment } from './workerAccount.ts';

/** For a process that takes nothing any more to end. */
const LAST_WORDS_MILLISECONDS = 10_000;

export interface WorkerLink {
  readonly pid: number | undefined;
  send(message: ServiceToWorker): void;
  /** Ends the process at once. */
  kill(): void;
}

export interface WorkerEvents {
  message(message: WorkerToService): void;
  /** The process is gone, or never came to be; `reason` is for the log. Told once. */
  ended(reason: string): void;
}

/** Starts a worker. Its messages arrive in order. */
export function startWorkerProcess(options: WorkerOptions, events: WorkerEvents, logger: Logger): WorkerLink {
  const { runAs } = options;
  const child = spawn(options.program ?? process.execPath, [...(options.programArguments ?? []), options.script ?? workerEntry(), ...(options.arguments ?? [])], {
    // In VS Code this program is Electron, which runs as Node when told so.
    env: { ...(runAs === undefined ? handedOn(process.env, 'worker') : accountEnvironment(runAs, handedOn(process.env, 'worker'))), ELECTRON_RUN_AS_NODE: '1', ...(options.modulePath === undefined ? {} : { PSModulePath: options.modulePath }) },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // Other groups of the service's account do not go with it.
    ...(runAs === undefined ? {} : { uid: runAs.uid, gid: runAs.gid, cwd: '/' }),
  });
  let over = false;
  const end = (reason: string): void => {
    if (over) return;
    over = true;
    child.kill('SIGKILL');
    events.ended(reason);
  };
  const reader = new LineReader((line) => {
    if (!over) events.message(readLine(line));
  });
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      reader.push(chunk);
    } catch (error) {
      end(`it sent what is not the protocol (${error instanceof Error ? error.message : String(error)})`);
    }
  });
  // Most often it has just ended by itself, and its last words are still on their way: 'close' comes behind them.
  child.stdin.on('error', (error) => { setTimeout(() => end(`its input failed (${error.message})`), LAST_WORDS_MILLISECONDS).unref(); });
  logLines(child, logger);
  child.on('error', (error) => end(`it could not be started (${error.message})`));
  // 'close' comes after the last byte of its output: everything it reported has been read.
  child.on('close', (code, signal) => end(signal === null ? `it ended with code ${code ?? 0}` : `it was ended by ${signal}`));
  return {
    pid: child.pid,
    send: (message) => { if (!over && child.stdin.writable) child.stdin.write(encodeLine(message)); },
    kill: () => { child.kill('SIGKILL'); },
  };
}

function logLines(child: ChildProcess, logger: Logger): void {
  const reader = new LineReader((line) => logger.log('warn', 'Worker', { text: line.toString('utf8').slice(0, 2_000) }), 1024 * 1024);
  child.stderr?.on('data', (chunk: Buffer) => {
    try {
      reader.push(chunk);
    } catch {
      logger.log('warn', 'The worker wrote an endless line on its standard error');
    }
  });
}
