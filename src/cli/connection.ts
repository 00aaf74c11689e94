/** Which server, and as whom: from options or the environment. The password never comes from the command line. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SmaApi } from '../client/api.ts';
import { fingerprintOfPem, normalizeFingerprint } from '../client/http/certificate.ts';
import { isSmaClientError } from '../client/errors.ts';
import type { TlsTrust } from '../client/options.ts';
import { CliError } from './cliError.ts';
import type { CommandInput, OptionSpec } from './command.ts';
import { ExitCode } from './exitCodes.ts';
import { writeLine, type Io } from './io.ts';
import { InputError, readSmallText } from './readInput.ts';

export const CONNECTION_OPTIONS: readonly OptionSpec[] = [
  { name: 'url', value: 'ADDRESS', environment: 'SMA_URL', help: 'the server: https://host (port 9090), https://host:port, or its full root' },
  { name: 'user', value: 'NAME', environment: 'SMA_USER', help: 'who you are there: DOMAIN\\user or user@domain' },
  { name: 'password-file', value: 'FILE', environment: 'SMA_PASSWORD_FILE', help: 'a file whose first line is the password; without it, the password itself in SMA_PASSWORD' },
  { name: 'ca', value: 'FILE', environment: 'SMA_CA', help: 'trust these PEM certificates, or, as sha256:FINGERPRINT, exactly one' },
];

/** What commands with a server end with where there is none to be had. */
export const UNREACHED: readonly [ExitCode, string] = [ExitCode.connection, 'no service: unreachable, not trusted, not let in, not an SMA server, or out of order (its disk is full)'];

/** Runs `work` with a client of the server that the options name, and lets go of it afterwards. */
export async function withClient<T>(input: CommandInput, command: string, work: (client: SmaApi) => Promise<T>): Promise<T> {
  const given = (name: string): string | undefined => input.options.text(name) ?? nonEmpty(input.io.environment[`SMA_${name.toUpperCase().replaceAll('-', '_')}`]);
  const missing = (name: string, how: string): CliError => new CliError(ExitCode.usage, `No ${name} is given: ${how}.`, command);

  const url = given('url');
  if (url === undefined) throw missing('server', 'use --url or SMA_URL');
  const user = given('user');
  if (user === undefined) throw missing('user', 'use --user or SMA_USER');
  const passwordFile = given('password-file');
  if (passwordFile === undefined && nonEmpty(input.io.environment['SMA_PASSWORD']) === undefined) throw missing('password', 'use --password-file, SMA_PASSWORD_FILE or SMA_PASSWORD');
  // Read before anything is sent, so that a bad file is an error of the command line; and once, for a pipe can be read only once.
  const password = passwordFile === undefined ? (input.io.environment['SMA_PASSWORD'] ?? '') : await readPassword(passwordFile, input.io);

  const ca = given('ca');
  // Loaded here, so that `sma run` need not load an HTTP library.
  const { createSmaClient } = await import('../client/index.ts');
  const client = createSmaClient({
    url,
    authentication: {
      kind: 'basic',
      credentials: () => ({ user, password }),
    },
    ...(ca === undefined ? {} : { trust: await readTrust(ca, input.io) }),
  });
  try {
    return await work(client);
  } catch (error) {
    // Any web server answers 404 or the like; whether it is an SMA at all, its service document tells.
    if (isSmaClientError(error, 'NotFound') || isSmaClientError(error, 'BadRequest')) await confirmSma(client, input.signal);
    throw error;
  } finally {
    client.dispose();
  }
}

/** Fails with code `NotSma` where something else answers there; what else goes wrong is left to the error that was first. */
async function confirmSma(client: SmaApi, signal: AbortSignal): Promise<void> {
  try {
    await client.probe(signal);
  } catch (error) {
    if (isSmaClientError(error, 'NotSma')) throw error;
  }
}

const MOST_PASSWORD = 1024;

/** The first line of a file; warns where others than its owner may read it. */
export async function readPassword(file: string, io: Io, what: 'password' | 'secret' = 'password'): Promise<string> {
  const path = resolve(io.cwd, file);
  const text = await readText(path, `${what} file`);
  if (io.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    await writeLine(io.stderr, `sma: the ${what} file ${file} can be read by others; "chmod 600 ${file}" keeps it to you.`);
  }
  const password = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  if (password === '') throw new CliError(ExitCode.usage, `The ${what} file ${file} is empty; its first line must be the ${what}.`);
  if (password.includes('\uFFFD')) throw new CliError(ExitCode.usage, `The first line of the ${what} file ${file} holds bytes that are no UTF-8 (letters in Latin-1, perhaps); save the file in UTF-8.`);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for (RFC 7617 section 2)
  if (/[\u0000-\u001f\u007f]/.test(password)) throw new CliError(ExitCode.usage, `The first line of the ${what} file ${file} holds a control character (a tab, perhaps), which ${what === 'secret' ? 'a header' : 'Basic authentication'} cannot carry; choose another ${what}.`);
  if (password.length > MOST_PASSWORD) throw new CliError(ExitCode.usage, `The first line of the ${what} file ${file} has ${password.length} characters, and is no ${what}.`);
  return password;
}

async function readTrust(ca: string, io: Io): Promise<TlsTrust> {
  if (/^sha-?256[:=]/i.test(ca)) {
    const fingerprint = normalizeFingerprint(ca);
    if (fingerprint === undefined) throw new CliError(ExitCode.usage, 'The fingerprint given to --ca is not SHA-256: it must have 64 hexadecimal digits.');
    return { kind: 'pinned', certificate: fingerprint };
  }
  const pem = await readText(resolve(io.cwd, ca), 'certificate file');
  if (fingerprintOfPem(pem) === undefined) throw new CliError(ExitCode.usage, `The file ${ca} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).`);
  return { kind: 'authorities', pem };
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readSmallText(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CliError(ExitCode.usage, `The ${what} ${path} cannot be read (${error instanceof InputError ? error.message : code === 'ENOENT' ? 'it does not exist' : code}).`);
  }
}

const nonEmpty = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text);
