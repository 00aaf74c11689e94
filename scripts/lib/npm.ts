import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cleanNpmEnv, NPM_PATIENCE, registryNode } from '../node24.mjs';
import { root } from './paths.ts';
import { run } from './processes.ts';
import { SetUpError, step } from './progress.ts';

/** Runs npm in a folder. Throws SetUpError with the end of npm's own words when it fails. */
export async function npm(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, timeLimit = 600_000): Promise<void> {
  const { code, output, timedOut } = await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error', ...NPM_PATIENCE], {
    cwd, timeLimit, env: { ...cleanNpmEnv(), ...env },
  });
  if (code === 0) return;
  const words = output.split('\n').filter((line) => /\w/.test(line.replace('npm error', ''))).slice(0, 12).join('\n');
  throw new SetUpError(`npm ${args.join(' ')} in ${cwd} ${timedOut ? `did not end within ${timeLimit / 1000} s` : `failed (exit code ${code})`}.\n${words}\n`
    + 'Check that npm reaches its registry (npm ping) and that the disk has room, then run the same command again.');
}

/** The environment in which npm and what it compiles use the registry's Node 24. */
export function npmOnNode24(): NodeJS.ProcessEnv {
  const { node, root: nodedir } = registryNode();
  return { PATH: dirname(node) + delimiter + (process.env['PATH'] ?? ''), npm_config_nodedir: nodedir };
}

interface Lock {
  packages?: Record<string, { version?: string; optional?: boolean; link?: boolean }>;
}

const HIDDEN_LOCK = 'node_modules/.package-lock.json';

/**
 * Whether node_modules is what package-lock.json says. npm writes the hidden lock last, so a broken install has none. A copy, a
 * cleaner or a full disk may have taken packages away since: each is looked for.
 */
export function dependenciesAreThere(folder: string): boolean {
  try {
    const read = (file: string): Lock => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Lock;
    const wanted = read('package-lock.json').packages ?? {};
    const there = read(HIDDEN_LOCK).packages ?? {};
    return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional === true || there[path]?.version === entry.version)
      && Object.keys(there).every((path) => existsSync(join(folder, path, 'package.json')));
  } catch {
    return false;
  }
}

/** The project's own dependencies, exactly as locked. Does nothing when they are there. */
export async function ensureDependencies(): Promise<void> {
  if (dependenciesAreThere(root)) return;
  // npm believes it, and would not look whether the packages are there.
  rmSync(join(root, HIDDEN_LOCK), { force: true });
  // No install script is needed: every native part used here comes as a ready package. Not `npm ci`, which refuses
  // a lock file that lacks an optional package of another platform; this keeps to the lock just as well.
  await step('Dependencies: npm install', () => npm(root, ['install', '--no-save', '--ignore-scripts']), () => 'Dependencies installed');
}
