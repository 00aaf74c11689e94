// npm start [-- --browser]: everything from a fresh clone to a VS Code window with the extension on sample runbooks.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFolder } from './node24.mjs';
import { ensurePackaged } from './lib/build.ts';
import { freePort, installVsix, startServer, type Profile, type RunningServer } from './lib/codeServer.ts';
import { findDesktop, installInDesktop, openDesktop } from './lib/desktop.ts';
import { ensureHost } from './lib/host.ts';
import { withLock } from './lib/lock.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { endAll, start } from './lib/processes.ts';
import { main, say, seconds, SetUpError, step } from './lib/progress.ts';
import { endOrphan, findRunning, keyOf, noteRunning, writePrivate } from './lib/running.ts';
import { which } from './lib/system.ts';

/** Fixed, because what a browser keeps for a window (passwords, layout) belongs to its address. */
const PORT = 8124;

const began = performance.now();
/** Beside the runbooks it holds VS Code's own data and the key to its window, so that it is its user's alone. */
const home = resolve(process.env['SMA_START_HOME'] || join(root, '.try'));
const folder = join(home, 'runbooks');

/** The sample folder, copied once: from then on it is the user's. */
function copySamples(): void {
  if (existsSync(folder)) return;
  const part = `${folder}.part-${process.pid}`;
  cpSync(join(root, 'media/samples'), part, { recursive: true });
  renameSync(part, folder);
}

/** Installs the packed extension unless this very package is installed already. */
async function installOnce(profile: Profile, vsix: string, install: () => Promise<void>): Promise<void> {
  const stamp = join(profile.extensions, 'installed.txt');
  const hash = createHash('sha256').update(readFileSync(vsix)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  await step('Installing the extension into a private VS Code profile', install, () => 'Extension installed');
  writeFileSync(stamp, hash);
}

/** Resolves when the user wants an end: Ctrl+C, a closed terminal, or the npm that started this is gone. */
function endWanted(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end());
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) end();
    }, 1000).unref();
  });
}

/** Shows a page in the user's browser. Not by its address: the key in it would stand in a command line, which others can read. */
function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : which('xdg-open');
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!command || !display || process.env['CI']) return;
  const page = join(home, 'open.html');
  writePrivate(page, `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${url}"><title>SMA Runbooks</title>\n`);
  start(command, [page], { stdio: 'ignore' }).unref();
}

function makeHome(): void {
  try {
    makeFolder(home);
    if (!statSync(home).isDirectory()) throw new Error('it is a file');
    chmodSync(home, 0o700);
  } catch (error) {
    throw new SetUpError(`The folder ${home} cannot be made or used (${(error as Error).message}). Name another one with SMA_START_HOME.`);
  }
}

/** The port that PORT names, or ours. */
function wishedPort(): number {
  const text = process.env['PORT'] ?? String(PORT);
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new SetUpError(`PORT is "${text}", which is not a port: a number from 0 to 65535 is wanted.`);
}

const runningFile = join(home, 'running.json');

/** A second npm start has nothing to do: two servers on one profile would overwrite each other's data. */
async function showRunning(): Promise<boolean> {
  const running = await findRunning(runningFile);
  if (running === undefined) return false;
  say(`\nVS Code is open already, at\n\n    ${running.entrance}\n\nby the npm start with process id ${running.pid}. To see what you changed in the extension, end that one with Ctrl+C and start again.`);
  openBrowser(running.entrance);
  return true;
}

async function openInBrowser(vsix: string): Promise<RunningServer> {
  const wished = wishedPort();
  const host = await ensureHost();
  const profile = { data: join(home, 'browser'), extensions: join(home, 'browser-extensions') };
  await installOnce(profile, vsix, () => installVsix(host, profile, vsix));
  if (await endOrphan(runningFile)) say('  ok   Ended the VS Code server of an npm start that was killed');
  const port = await freePort(wished);
  if (port === undefined) say(`  !!   Port ${wished} is taken by another program, so another one is used; passwords saved under ${wished} are not seen there.`);
  const server = await startServer({ ...profile, host, folder, port: port ?? 0, key: keyOf(join(home, 'browser.key')) });
  noteRunning(runningFile, server.entrance, server.child.pid);
  return server;
}

async function stayOpen(server: RunningServer, ended: Promise<void>): Promise<number> {
  say(`\nVS Code is open (ready in ${seconds(began)}). This address lets you in, and nobody else who does not have it:\n\n    ${server.entrance}\n\nRunbooks to play with: ${relative(root, folder)}\nCtrl+C ends it.`);
  openBrowser(server.entrance);
  const died = new Promise<string>((settle) => server.child.once('exit', () => settle('died')));
  const why = await Promise.race([ended, died]);
  if (why === 'died') throw new SetUpError('The VS Code server ended by itself. Start it again with npm start -- --browser.');
  say('\nEnding ...');
  rmSync(runningFile, { force: true });
  await server.stop();
  return 0;
}

function readOptions(): { browser?: boolean; help?: boolean } {
  try {
    return parseArgs({ options: { browser: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new SetUpError(`${(error as Error).message}\nnpm start -- --help tells the options.`);
  }
}

await main(async () => {
  const values = readOptions();
  if (values.help) {
    say('npm start [-- --browser]\n\nOpens VS Code with the extension on a copy of the sample runbooks.\n'
      + '  --browser   in the browser, even where there is a desktop VS Code\n'
      + `PORT=${PORT} sets the port of the browser's VS Code. SMA_START_HOME is the folder for the runbooks and\n`
      + 'VS Code\'s own data (.try), SMA_RUNBOOKS_CACHE the one for what is kept once per user.');
    return 0;
  }
  // Before anything that takes long.
  wishedPort();
  makeHome();
  let ending = false;
  const ended = endWanted().then(() => {
    ending = true;
  });
  // Two at once would pack and install over each other.
  const work = async (): Promise<number> => {
    const open = await withLock(join(home, 'start.lock'), () => say('  ...  another npm start is setting up, waiting for it'), setUp);
    return await open();
  };
  /** Everything up to the open window; gives what waits for its end. */
  const setUp = async (): Promise<() => Promise<number>> => {
    if (values.browser && await showRunning()) return () => Promise.resolve(0);
    await ensureDependencies();
    const vsix = await step('Building and packing the extension', ensurePackaged, (file) => `Extension packed: ${relative(root, file)}`);
    copySamples();
    const desktop = values.browser ? { none: '' } : await findDesktop();
    if ('none' in desktop) {
      if (desktop.none) say(`  --   VS Code opens in the browser: ${desktop.none}.`);
      if (await showRunning()) return () => Promise.resolve(0);
      const server = await openInBrowser(vsix);
      return () => stayOpen(server, ended);
    }
    const profile = { data: join(home, 'desktop'), extensions: join(home, 'desktop-extensions') };
    await installOnce(profile, vsix, () => installInDesktop(desktop, profile, vsix));
    const window = openDesktop(desktop, profile, folder);
    say(`\nVS Code ${desktop.version} is open (ready in ${seconds(began)}).\nRunbooks to play with: ${relative(root, folder)}\nCtrl+C, or closing the window, ends it.`);
    return async () => {
      await Promise.race([ended, window.closed]);
      await window.stop();
      return 0;
    };
  };
  // Ctrl+C during the set-up ends what it started; the next start takes up where this one broke off.
  const broken = ended.then(() => endAll());
  try {
    return await work();
  } catch (error) {
    if (!ending) throw error;
    return 130;
  } finally {
    await (ending ? broken : endAll());
  }
});
process.exit();
