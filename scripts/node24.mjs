// Runs a script under Node 24: this process's own Node where it is that version, else the one of the npm
// registry, kept once per user outside the checkout. Plain JavaScript without dependencies, because it is
// the first thing that runs on a fresh machine. Usage: node scripts/node24.mjs FILE [ARG ...]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, homedir, userInfo } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const NODE_VERSION = '24.21.0';

/** The user's home, also where HOME is set to nothing: the system knows it. */
export const homeDir = () => homedir() || userInfo().homedir;

/** The per-user folder for what is large: SMA_RUNBOOKS_CACHE, else XDG_CACHE_HOME (an absolute path, or it does not count), else ~/.cache. */
export const cacheDir = () => {
  const { SMA_RUNBOOKS_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  return own ? resolve(own) : join(shared && isAbsolute(shared) ? shared : join(homeDir(), '.cache'), 'sma-runbooks');
};

/** For npm: a registry that cannot be reached is tried again twice, and told in seconds instead of minutes. */
export const NPM_PATIENCE = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Makes a folder and those above it. One by one: Node's own recursive way never returns where nothing can be made, as in /proc. */
export const makeFolder = (dir) => {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    // Another process may have been faster.
    if (error.code !== 'EEXIST') throw error;
  }
};

/** The environment without what npm tells its scripts: an npm started with it must not think itself inside this checkout. */
export const cleanNpmEnv = (env = process.env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) =>
    !/^(npm_package_|npm_lifecycle_|npm_command$|npm_config_(local_prefix|global_prefix|prefix|node_gyp)$|INIT_CWD$)/i.test(name)));

const platform = { linux: 'linux', darwin: 'darwin', win32: 'win' }[process.platform];
const packageName = `node-${platform}-${process.arch}`;

/** Node 24 from the npm registry with its C headers: `node` is the program, `root` the folder for npm_config_nodedir. */
export function registryNode() {
  // The folder is complete or absent (it is renamed into place), so that looking is enough and costs nothing.
  const dir = join(cacheDir(), `node-${NODE_VERSION}`);
  const root = join(dir, 'node_modules', packageName);
  const node = join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) install(dir);
  return { node, root };
}

/** The path of a Node 24: this process's own, else the registry's, installed on first use. */
export function node24() {
  return process.versions.node.startsWith('24.') ? process.execPath : registryNode().node;
}

function install(dir) {
  const started = Date.now();
  process.stderr.write(`Fetching Node ${NODE_VERSION} from npm (once per user, about 60 MB) ...\n`);
  const part = `${dir}.part-${process.pid}`;
  try {
    rmSync(part, { recursive: true, force: true });
    makeFolder(part);
  } catch (error) {
    process.stderr.write(`${part} cannot be made (${error.code}). Make ${cacheDir()} a folder of yours that can be written, or name another with SMA_RUNBOOKS_CACHE, then try again.\n`);
    process.exit(1);
  }
  writeFileSync(join(part, 'package.json'), JSON.stringify({ private: true, dependencies: { [packageName]: NODE_VERSION } }));
  const npm = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier', ...NPM_PATIENCE], {
    cwd: part, env: cleanNpmEnv(), stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32', timeout: 600_000,
  });
  const node = join('node_modules', packageName, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const works = npm.status === 0 && spawnSync(join(part, node), ['-v'], { encoding: 'utf8' }).stdout?.trim() === `v${NODE_VERSION}`;
  if (!works) {
    rmSync(part, { recursive: true, force: true });
    process.stderr.write(`Node 24 could not be had from npm (${packageName}@${NODE_VERSION}; see above). Check that npm reaches its registry `
      + '(npm ping), or install Node 24 from https://nodejs.org, then try again.\n');
    process.exit(1);
  }
  try {
    renameSync(part, dir);
  } catch (error) {
    // Another process was first, which is as good; anything else is an error.
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(join(dir, node))) throw error;
  }
  process.stderr.write(`Node ${NODE_VERSION} ready, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // For all that is started from here: without a home some programs give up, and others make a folder ~ where they are.
  if (!process.env.HOME && process.platform !== 'win32') process.env.HOME = homeDir();
  const node = node24();
  // First on the PATH, so that npm and tools with `#!/usr/bin/env node` run on it as well.
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env });
  // In a terminal the child has the signal already and hears it twice; it must bear that.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm was killed and could not pass that on: what it started ends too.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || child.kill(), 1000).unref();
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
