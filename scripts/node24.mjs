// Runs a script under Node 24: this process's own Node where it is new enough, else the one of the npm
// registry, kept once per user outside the checkout (design.md section 8). Usage: node scripts/node24.mjs FILE [ARG ...]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const NODE_VERSION = '24.21.0';

/** The per-user folder for what is large: SMA_RUNBOOKS_CACHE, else XDG_CACHE_HOME, else ~/.cache. */
export const cacheDir = () =>
  process.env.SMA_RUNBOOKS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sma-runbooks');

/** The path of a Node 24 or newer; installs one from npm on first use. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'win' }[process.platform];
  const name = `node-${platform}-${process.arch}`;
  const dir = join(cacheDir(), 'node');
  const node = join(dir, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (works(node)) return node;
  process.stderr.write(`Fetching Node ${NODE_VERSION} from npm (once per user, about 60 MB) ...\n`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: NODE_VERSION } }));
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: dir, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32',
  });
  if (!works(node)) throw new Error(`Node 24 could not be had from npm (${name}@${NODE_VERSION}). Install Node 24 or newer and try again.`);
  return node;
}

const works = (node) => existsSync(node) && spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout?.startsWith('v24');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const child = spawn(node24(), process.argv.slice(2), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
