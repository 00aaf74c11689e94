/**
 * The service as a process of its own. Reads one line of settings (settings.ts), prints one line of JSON when it
 * is ready or cannot start, logs JSON lines on standard error, and ends gracefully on SIGTERM, SIGINT, SIGHUP, when the
 * parent disconnects or writes a line `stop`, or when standard input closes (the parent died) and nobody holds it (holders.ts).
 */
import { Console } from 'node:console';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Holders } from './holders.ts';
import { describeError, jsonLineLogger, type Logger } from './log.ts';
import { startService } from './server.ts';
import { parseSettings, type FailedLine, type ReadyLine, type ServiceSettings } from './settings.ts';
import { ServiceStartError } from './startError.ts';
import type { RunningService, TransportOptions, WorkerOptions } from './options.ts';
import { PRODUCT_VERSION } from './version.ts';

/** A program that embeds the service, as an editor does, is itself ended after a few seconds. */
const EMBEDDED_DRAIN_MILLISECONDS = 1_000;
/** For an end after a fault. */
const FAILED_END_MILLISECONDS = 15_000;
/** What a parent writes to end the service, whoever holds it. */
const STOP = 'stop\n';
/** What jobs have where the parent has gone without that word, killed most likely: its successor waits already. What needs longer is begun again, from its checkpoint. */
const ORPHANED_DRAIN_MILLISECONDS = 2_000;
const SETTINGS_LIMIT = 1024 * 1024;

/** Runs until the service is closed; gives the exit code. */
export async function runServiceProcess(args: readonly string[]): Promise<number> {
  // Standard output carries the one line; what a library prints goes with the log.
  globalThis.console = new Console(process.stderr);
  // A parent that is gone reads no more: that ends its pipes, not this process in the middle of its work.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  let logger: Logger = jsonLineLogger((line) => process.stderr.write(line));
  try {
    const { line, input } = await readSettingsLine(args);
    const settings = parseSettings(line);
    const holders = settings.lingerSeconds === undefined ? undefined : new Holders(settings.lingerSeconds * 1000);
    logger = jsonLineLogger((text) => {
      process.stderr.write(text);
      holders?.tell(text);
    }, settings.logLevel);
    const service = await startService({ ...toOptions(settings), logger, ...(holders === undefined ? {} : { holders }) });
    const ready: ReadyLine = {
      type: 'ready', url: service.url, origin: service.origin, port: service.port, pid: process.pid, version: PRODUCT_VERSION,
      certificateFingerprint: service.certificateFingerprint ?? null, certificatePem: service.certificatePem ?? null, loss: service.loss ?? null,
    };
    process.stdout.write(`${JSON.stringify(ready)}\n`);
    endInDisorder(service, logger);
    endWithParent(service, input, settings.outliveParent === true, logger, holders);
    await service.closed;
    return service.failure === undefined && process.exitCode === undefined ? 0 : 1;
  } catch (error) {
    logger.log('error', 'The service could not start', { error: describeError(error) });
    const failed: FailedLine = ServiceStartError.is(error)
      ? { type: 'failed', code: error.code, message: error.message }
      : { type: 'failed', code: 'Internal', message: 'The service could not start because of an internal error; its log has the details.' };
    process.stdout.write(`${JSON.stringify(failed)}\n`);
    return 1;
  }
}

function toOptions(settings: ServiceSettings): Parameters<typeof startService>[0] {
  const { transport, worker, drainSeconds, logLevel: _level, outliveParent, lingerSeconds: _linger, host, port, serverVersion, maxDatabaseBytes, maxConnections, scheduleTimeZone, missedRuns, proxy, debugging, drainBySetting, ...rest } = settings;
  const kind: TransportOptions = transport === undefined || transport === 'generated' ? { kind: 'generated' } : transport === 'http' ? { kind: 'http' } : { kind: 'files', ...transport };
  return {
    ...rest,
    transport: kind,
    ...(proxy === undefined ? {} : { proxy: { secret: proxy.secret, ...(proxy.defaultRole === undefined ? {} : { defaultRole: proxy.defaultRole }) } }),
    ...(debugging === undefined ? {} : { debugging }),
    ...(drainBySetting === undefined ? {} : { drainBySetting }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(serverVersion === undefined ? {} : { serverVersion }),
    schedules: { ...(scheduleTimeZone === undefined ? {} : { timeZone: scheduleTimeZone }), ...(missedRuns === undefined ? {} : { missedRuns }) },
    ...(maxDatabaseBytes === undefined ? {} : { maxDatabaseBytes }),
    ...(maxConnections === undefined ? {} : { limits: { connections: maxConnections, connectionsPerAddress: Math.ceil(maxConnections / 2) } }),
    ...(worker === undefined ? {} : { worker: worker === false ? false : workerOptions(worker) }),
    ...(drainSeconds !== undefined ? { drainMilliseconds: drainSeconds * 1000 } : outliveParent === true ? {} : { drainMilliseconds: EMBEDDED_DRAIN_MILLISECONDS }),
  };
}

function workerOptions({ script, engine, powerShellPath, nativeCommands, account }: Exclude<ServiceSettings['worker'], false | undefined>): WorkerOptions {
  const args = [...(engine === undefined ? [] : ['--engine', engine]), ...(powerShellPath === undefined || powerShellPath === '' ? [] : ['--powershell', powerShellPath]), ...(nativeCommands === true ? ['--native-commands'] : [])];
  return { ...(script === undefined ? {} : { script }), ...(args.length === 0 ? {} : { arguments: args }), ...(account === undefined ? {} : { account }) };
}

/** The first line of standard input, or of the descriptor after `--settings-fd`. */
function readSettingsLine(args: readonly string[]): Promise<{ readonly line: string; readonly input: Readable }> {
  const flag = args.indexOf('--settings-fd');
  const descriptor = flag < 0 ? 0 : Number(args[flag + 1]);
  if (!Number.isInteger(descriptor)) throw new ServiceStartError('InvalidSettings', '--settings-fd must be followed by the number of a file descriptor.');
  const input = descriptor === 0 ? process.stdin : createReadStream('', { fd: descriptor });
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    const done = (text: Buffer): void => {
      input.off('data', onData).off('end', onEnd).off('error', reject);
      resolve({ line: text.toString('utf8'), input });
    };
    const onEnd = (): void => done(held);
    const onData = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      const end = held.indexOf(10);
      if (end >= 0) {
        done(held.subarray(0, end));
        // What came with it is read later, with the rest.
        input.pause();
        if (end + 1 < held.length) input.unshift(held.subarray(end + 1));
      } else if (held.length > SETTINGS_LIMIT) reject(new ServiceStartError('InvalidSettings', 'The settings are longer than one megabyte.'));
    };
    input.on('data', onData).on('end', onEnd).on('error', reject);
  });
}

/** A fault of ours that nobody has caught: told in the log as everything is, and what is stored is closed well; going on would build upon it. */
function endInDisorder(service: RunningService, logger: Logger): void {
  const fail = (fault: unknown): void => {
    logger.log('error', 'The service has failed and ends', { error: describeError(fault) });
    process.exitCode = 1;
    setTimeout(() => process.exit(1), FAILED_END_MILLISECONDS).unref();
    void service.stop().catch(() => undefined);
  };
  // Rejections come here too.
  process.on('uncaughtException', fail);
}

function endWithParent(service: RunningService, input: Readable, outliveParent: boolean, logger: Logger, holders: Holders | undefined): void {
  const stop = (reason: string, most?: number) => (): void => {
    logger.log('info', 'Ending', { reason });
    service.stop(most).catch((error: unknown) => logger.log('error', 'The service did not end cleanly', { error: describeError(error) }));
  };
  let signals = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal)();
      // The second time the person means it.
      if ((signals += 1) > 1) service.hurry();
    });
  }
  // A terminal that is closed says it to everybody in it, its shell perhaps once more, and some service managers behind SIGTERM: never in a hurry.
  process.on('SIGHUP', stop('SIGHUP'));
  process.on('disconnect', stop('the parent disconnected'));
  if (outliveParent) {
    input.destroy();
    return;
  }
  const left = (reason: string) => (): void => (holders === undefined ? stop(reason, ORPHANED_DRAIN_MILLISECONDS)() : holders.parentGone(reason));
  void holders?.deserted.then((reason) => stop(reason)());
  if (input.readableEnded) left('standard input closed')();
  let word = '';
  input.on('data', (chunk: Buffer) => {
    word = (word + chunk.toString('utf8')).slice(-STOP.length);
    if (word === STOP) stop('it was asked to')();
  });
  input.on('end', left('standard input closed')).on('error', left('standard input failed')).resume();
}
