// npm start [-- --browser]: everything from a fresh clone to a VS Code window with the extension on sample runbooks.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackaged } from './lib/build.ts';
import { freePort, installVsix, startServer, type Profile } from './lib/codeServer.ts';
import { findDesktop, installInDesktop, openDesktop } from './lib/desktop.ts';
import { ensureHost } from './lib/host.ts';
import { ensureDependencies } from './lib/npm.ts';
import { root } from './lib/paths.ts';
import { endAll, start } from './lib/processes.ts';
import { main, say, seconds, SetUpError, step } from './lib/progress.ts';
import { which } from './lib/system.ts';

/** Fixed, because what a browser keeps for a window (passwords, layout) belongs to its address. */
const PORT = 8124;

const began = performance.now();
const home = resolve(process.env['SMA_START_HOME'] ?? join(root, '.try'));
const folder = join(home, 'runbooks');

/** The sample folder, copied once: from then on it is the user's. */
function copySamples(): void {
  if (existsSync(folder)) return;
  const part = `${folder}.part-${process.pid}`;
  mkdirSync(home, { recursive: true });
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

function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : which('xdg-open');
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (command && display && !process.env['CI']) start(command, [url], { stdio: 'ignore' }).unref();
}

async function inBrowser(vsix: string, ended: Promise<void>): Promise<number> {
  const host = await ensureHost();
  const profile = { data: join(home, 'browser'), extensions: join(home, 'browser-extensions') };
  await installOnce(profile, vsix, () => installVsix(host, profile, vsix));
  const wished = Number(process.env['PORT'] ?? PORT);
  const port = await freePort(wished);
  if (port === undefined) say(`  !!   Port ${wished} is taken (another npm start?), so another one is used; passwords saved under ${wished} are not seen there.`);
  const server = await startServer({ ...profile, host, folder, port: port ?? 0 });
  say(`\nVS Code is open at  ${server.url}/  (ready in ${seconds(began)})\nRunbooks to play with: ${relative(root, folder)}\nCtrl+C ends it.`);
  openBrowser(`${server.url}/`);
  const died = new Promise<string>((settle) => server.child.once('exit', () => settle('died')));
  const why = await Promise.race([ended, died]);
  if (why === 'died') throw new SetUpError('The VS Code server ended by itself. Start it again with npm start -- --browser.');
  say('\nEnding ...');
  await server.stop();
  return 0;
}

function readOptions(): { browser?: boolean; help?: boolean } {
  try {
    return parseArgs({ options: { browser: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
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
  let ending = false;
  const ended = endWanted().then(() => {
    ending = true;
  });
  const work = async (): Promise<number> => {
    await ensureDependencies();
    const vsix = await step('Building and packing the extension', ensurePackaged, (file) => `Extension packed: ${relative(root, file)}`);
    copySamples();
    const desktop = values.browser ? { none: '' } : await findDesktop();
    if ('none' in desktop) {
      if (desktop.none) say(`  --   VS Code opens in the browser: ${desktop.none}.`);
      return inBrowser(vsix, ended);
    }
    const profile = { data: join(home, 'desktop'), extensions: join(home, 'desktop-extensions') };
    await installOnce(profile, vsix, () => installInDesktop(desktop, profile, vsix));
    const window = openDesktop(desktop, profile, folder);
    say(`\nVS Code ${desktop.version} is open (ready in ${seconds(began)}).\nRunbooks to play with: ${relative(root, folder)}\nCtrl+C, or closing the window, ends it.`);
    await Promise.race([ended, window.closed]);
    await window.stop();
    return 0;
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
