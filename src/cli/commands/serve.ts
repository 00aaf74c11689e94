import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isLoopback } from '../../client/root.ts';
import { CliError } from '../cliError.ts';
import type { CommandInput, CommandSpec } from '../command.ts';
import { readPassword } from '../connection.ts';
import { ENGINE_OPTIONS, NATIVE_OPTION, readEngine } from '../engineOptions.ts';
import { ExitCode } from '../exitCodes.ts';
import { writeLine } from '../io.ts';
import { ServiceProcess, type ServiceSettings } from '../serviceProcess.ts';
import { dataFolder } from './dataFolder.ts';

/** What running requests and jobs get at the end where the server's setting says nothing; the second Ctrl+C does not wait for them. */
const DRAIN_SECONDS = 10;

/** `sma serve`. */
export const serveCommand: CommandSpec = {
  name: 'serve',
  summary: 'run the SMA web service here, with its database and worker',
  positionals: [],
  options: [
    { name: 'host', value: 'ADDRESS', help: 'the address to listen on; 127.0.0.1 if not given' },
    { name: 'port', value: 'NUMBER', help: 'the port; a free one if not given' },
    { name: 'data', value: 'FOLDER', help: 'where the database, its key and the certificate are; made when missing' },
    { name: 'tls-cert', value: 'FILE', help: 'the certificate chain in PEM form; one is made for this machine if not given' },
    { name: 'tls-key', value: 'FILE', help: 'its private key in PEM form' },
    { name: 'http', help: 'without TLS; only on a loopback address' },
    { name: 'user', value: 'NAME', environment: 'SMA_USER', help: 'who may use it; "sma" if not given' },
    { name: 'password-file', value: 'FILE', environment: 'SMA_PASSWORD_FILE', help: 'a file whose first line is the password; or SMA_PASSWORD; one is made and kept in the data folder if not given' },
    { name: 'proxy-secret-file', value: 'FILE', help: 'a file whose first line is the secret by which a reverse proxy that signs people in proves itself' },
    { name: 'max-connections', value: 'NUMBER', help: 'clients that may be connected at a time, half of them from one address; 4096 if not given' },
    { name: 'time-zone', value: 'NAME', help: 'in which daily schedules keep their hour, such as Europe/Berlin; UTC if not given' },
    { name: 'missed-runs', value: 'runOnce|skip', help: 'what becomes of runs of schedules that were due while the service did not run; "runOnce" if not given' },
    { name: 'server-version', value: '2012R2|2016', help: 'whose metadata is shown: "2012R2" if not given; "2016", which 2019 to 2025 have too, adds RunbookType and RunbookWorker' },
    ...ENGINE_OPTIONS('builtIn'),
    NATIVE_OPTION,
    { name: 'debugging', help: 'lets administrators attach the debugger of their editor to running jobs; each time is kept in the audit' },
    { name: 'worker-account', value: 'NAME', help: 'the account that runbooks run under, as root only; the account of this process if not given' },
    { name: 'verbose', short: 'v', help: 'log every request and each job, and all of a failed start; otherwise warnings and errors only' },
  ],
  notes: [
    'When it is ready it prints one line of JSON with url, pid, user, and the files with password and certificate. Its log goes to standard error, one JSON object a line. Ctrl+C or SIGTERM ends it after running requests and jobs had time to finish: ten seconds, for jobs what the setting DrainTimeInSeconds says where an administrator has set it.',
  ],
  exitCodes: [ExitCode.connection],
  exitMeanings: [
    [ExitCode.ok, 'it was ended by Ctrl+C, SIGTERM or SIGHUP, in good order: that is how a server ends'],
    [ExitCode.connection, 'it could not start, or ended by itself: its database is damaged or gone, say'],
    [ExitCode.interrupted, 'ended by Ctrl+C or SIGTERM before it was ready, or by a second one before it was done'],
  ],
  examples: ['serve', 'serve --host 0.0.0.0 --port 9090 --data /var/lib/sma --tls-cert cert.pem --tls-key key.pem --password-file /run/secrets/sma'],
  run: async (input) => {
    const { options, io, signal } = input;
    const folder = dataFolder(input);
    // Everything on the command line is looked at before anything is made or started.
    // As in an address.
    const host = options.text('host')?.replace(/^\[(.*)\]$/, '$1');
    const transport = readTransport(input, host);
    const user = readUser(options.text('user') ?? io.environment['SMA_USER'] ?? 'sma');
    const port = readPort(options.text('port'));
    const maxConnections = readCount(options.text('max-connections'), 'max-connections');
    const scheduleTimeZone = readTimeZone(options.text('time-zone'));
    const missedRuns = readChoice(options.text('missed-runs'), 'missed-runs', ['runOnce', 'skip']);
    const serverVersion = readChoice(options.text('server-version'), 'server-version', ['2012R2', '2016']);
    const { password, file: passwordFile, isNew } = await findPassword(input, folder);
    const proxy = await readProxy(input);
    const engine = readEngine(input, 'serve'), nativeCommands = options.has('native-commands'), account = options.text('worker-account');

    const settings: ServiceSettings = {
      dataFolder: folder, users: [{ name: user, password }], transport, ...(serverVersion === undefined ? {} : { serverVersion }), logLevel: options.has('verbose') ? 'debug' : 'warn', drainSeconds: DRAIN_SECONDS, drainBySetting: true, ...(options.has('debugging') ? { debugging: true } : {}),
      ...(engine === undefined && !nativeCommands && account === undefined ? {} : { worker: { ...(account === undefined ? {} : { account }), ...(engine === undefined ? {} : { engine: engine.engine, ...(engine.path === undefined ? {} : { powerShellPath: engine.path }) }), ...(nativeCommands ? { nativeCommands } : {}) } }),
      ...(maxConnections === undefined ? {} : { maxConnections }), ...(scheduleTimeZone === undefined ? {} : { scheduleTimeZone }), ...(missedRuns === undefined ? {} : { missedRuns }),
      ...(proxy === undefined ? {} : { proxy }), ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }),
    };
    await using service = new ServiceProcess(settings, io.stderr, options.has('verbose'));
    const onAbort = (): void => service.end();
    signal.addEventListener('abort', onAbort, { once: true });
    const ready = await service.ready.catch((error: unknown) => {
      // Ctrl+C reaches the service too, and ends it in the middle of its start.
      if (signal.aborted) return undefined;
      throw error;
    });
    if (ready === undefined) return ExitCode.interrupted;
    // Only now: the service has made the folder, and it is its own.
    if (isNew && passwordFile !== null) await keepPassword(passwordFile, password);
    let certificateFile: string | null = null;
    if (transport === 'generated' && ready.certificatePem !== null) {
      certificateFile = join(folder, 'certificate.pem');
      await keepCertificate(certificateFile, ready.certificatePem);
    }
    await writeLine(io.stdout, JSON.stringify({ url: ready.url, pid: ready.pid, port: ready.port, user, passwordFile, certificateFile, certificateFingerprint: ready.certificateFingerprint }));

    const code = await service.exited;
    signal.removeEventListener('abort', onAbort);
    if (code === 0 || (code === null && signal.aborted)) return ExitCode.ok;
    throw new CliError(ExitCode.connection, code === null ? 'The service was killed from outside. What it had stored is safe; start it again.' : `The service ended by itself (exit code ${code}); its log above has the reason.`);
  },
};

function readTransport({ options, io }: CommandInput, host: string | undefined): ServiceSettings['transport'] {
  const certificate = options.text('tls-cert');
  const key = options.text('tls-key');
  if (options.has('http')) {
    if (certificate !== undefined || key !== undefined) throw new CliError(ExitCode.usage, '--http goes without TLS; leave out --tls-cert and --tls-key, or --http.', 'serve');
    if (host !== undefined && !isLoopback(host)) {
      throw new CliError(ExitCode.usage, `--http on ${host} would send passwords over the network in the clear; leave out --http, or listen on 127.0.0.1.`, 'serve');
    }
    return 'http';
  }
  if (certificate === undefined && key === undefined) return 'generated';
  if (certificate === undefined || key === undefined) throw new CliError(ExitCode.usage, '--tls-cert and --tls-key belong together; give both.', 'serve');
  return { certificateFile: resolve(io.cwd, certificate), keyFile: resolve(io.cwd, key) };
}

/** A colon would end the name in a Basic authorization (RFC 7617 section 2), so nobody could ever log on. */
function readUser(name: string): string {
  if (name === '') throw new CliError(ExitCode.usage, '--user needs a name.', 'serve');
  if (name.includes(':')) throw new CliError(ExitCode.usage, `The user name "${name}" holds a colon, which Basic authentication cannot carry; choose another with --user.`, 'serve');
  return name;
}

/** At least as long as the service wants it. */
async function readProxy({ options, io }: CommandInput): Promise<{ readonly secret: string } | undefined> {
  const file = options.text('proxy-secret-file');
  if (file === undefined) return undefined;
  const secret = await readPassword(file, io, 'secret');
  if (secret.length < 16) throw new CliError(ExitCode.usage, `The secret in ${file} is shorter than 16 characters; make a longer one.`, 'serve');
  return { secret };
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new CliError(ExitCode.usage, '--port needs a number from 0 to 65535 (0 takes a free one).', 'serve');
  return Number(text);
}

function readCount(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new CliError(ExitCode.usage, `--${option} needs a number, 1 or more.`, 'serve');
  return Number(text);
}

function readChoice<const T extends string>(text: string | undefined, option: string, choices: readonly T[]): T | undefined {
  const found = choices.find((one) => one.toLowerCase() === text?.toLowerCase());
  if (text !== undefined && found === undefined) throw new CliError(ExitCode.usage, `--${option} is ${choices.join(' or ')}, not '${text}'.`, 'serve');
  return found;
}

function readTimeZone(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new CliError(ExitCode.usage, `There is no time zone '${name}'. Name one such as UTC or Europe/Berlin.`, 'serve');
  }
}

/** A given password, or one made at the first start and kept beside the database, readable by its owner alone. */
async function findPassword({ options, io }: CommandInput, folder: string): Promise<{ readonly password: string; readonly file: string | null; readonly isNew: boolean }> {
  const fromEnvironment = io.environment['SMA_PASSWORD'];
  // Not for the processes that are started from here, whichever password is taken.
  delete process.env['SMA_PASSWORD'];
  const given = options.text('password-file') ?? io.environment['SMA_PASSWORD_FILE'];
  if (given !== undefined && given !== '') return { password: await readPassword(given, io), file: resolve(io.cwd, given), isNew: false };
  if (fromEnvironment !== undefined && fromEnvironment !== '') return { password: fromEnvironment, file: null, isNew: false };
  const file = join(folder, 'password');
  // An empty one is what a start without room on the disk has left.
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0 ? { password: await readPassword(file, io), file, isNew: false } : { password: randomBytes(24).toString('base64url'), file, isNew: true };
}

/** The service has it in a file of its own; this copy is for clients to trust. */
async function keepCertificate(file: string, pem: string): Promise<void> {
  if (await readFile(file, 'utf8').catch(() => '') === pem) return;
  try {
    await writeFile(file, pem);
  } catch (error) {
    throw new CliError(ExitCode.connection, `The certificate could not be kept in ${file} (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}); make that file yours, or remove it.`);
  }
}

async function keepPassword(file: string, password: string): Promise<void> {
  try {
    const { writePrivateFile } = await import('../../service/files.ts');
    writePrivateFile(file, `${password}\n`);
  } catch (error) {
    throw new CliError(ExitCode.connection, `The password could not be kept in ${file} (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}); give one with --password-file.`, 'serve');
  }
}
