// The VS Code that tests run in and that `npm start` opens where there is no desktop VS Code: the npm package
// code-server, which holds the workbench and the real extension host. Kept once per user, outside the checkout.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, registryNode } from '../node24.mjs';
import { alive, withLock } from './lock.ts';
import { npm, npmOnNode24 } from './npm.ts';
import { isEnding } from './processes.ts';
import { say, step } from './progress.ts';
import { installCommand, installPackages, missingBuildTools } from './system.ts';

const VERSION = '4.139.1';

export interface VsCodeHost {
  /** code-server's entry script. */
  readonly entry: string;
  /** The Node 24 it runs on. */
  readonly node: string;
  /** False when the logger could not be compiled: output channels then look empty. */
  readonly outputPanel: boolean;
}

/** Parts of the workbench that nothing here uses, about 280 MB. */
const needless = [
  'node_modules/@github', 'node_modules/@microsoft/mxc-sdk',
  ...['copilot', 'mermaid-markdown-features', 'microsoft-authentication', 'github-authentication', 'github'].map((name) => `extensions/${name}`),
];

const workbench = (dir: string): string => join(dir, 'node_modules/code-server/lib/vscode');
const logger = (dir: string): string => join(workbench(dir), 'node_modules/@vscode/spdlog/build/Release/spdlog.node');

function isWritable(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs the host on first use; quick when it is there. Throws SetUpError when npm cannot fetch it. */
export async function ensureHost(): Promise<VsCodeHost> {
  const dir = join(cacheDir(), `code-server-${VERSION}`);
  // What another user set up can be used as it is, and only not be completed.
  const isForeign = existsSync(dir) && !isWritable(dirname(dir));
  if (!existsSync(logger(dir)) && !isForeign) {
    const waiting = (): void => say('  ...  another process is setting up the VS Code host, waiting for it');
    await withLock(`${dir}.lock`, waiting, () => setUp(dir));
  }
  const outputPanel = existsSync(logger(dir));
  if (!outputPanel) {
    const missing = missingBuildTools();
    const why = isForeign ? `the part that fills it was not compiled, and ${dir} belongs to another user. To have it, name a folder of yours with SMA_RUNBOOKS_CACHE`
      : missing.length > 0 ? `there is no C++ compiler. To have it: ${installCommand(missing)}` : 'the part that fills it could not be compiled (see above). To have it, mend that';
    say(`  !!   VS Code's Output panel stays empty, because ${why}, then run this again.`);
  }
  return { entry: join(dir, 'node_modules/code-server/out/node/entry.js'), node: registryNode().node, outputPanel };
}

async function setUp(dir: string): Promise<void> {
  const missing = missingBuildTools();
  if (missing.length > 0) await installPackages(missing);
  if (existsSync(dir)) return compile(dir);
  removeBroken(dir);
  const part = `${dir}.part-${process.pid}`;
  await step('VS Code host: fetching code-server from npm (once per user, about 500 MB on disk)', async () => {
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, 'package.json'), JSON.stringify({ private: true, dependencies: { 'code-server': VERSION } }));
    const env = npmOnNode24();
    // No install scripts: they would compile parts that nothing here uses and that need more system packages.
    await npm(part, ['install', '--ignore-scripts'], env);
    await npm(workbench(part), ['install', '--omit=dev', '--ignore-scripts'], env);
    await npm(join(workbench(part), 'extensions'), ['install', '--omit=dev', '--ignore-scripts'], env);
    for (const each of needless) rmSync(join(workbench(part), each), { recursive: true, force: true });
  }, () => 'VS Code host fetched');
  await compile(part);
  renameSync(part, dir);
}

/** Compiles the logger, which writes the files that the Output panel shows, and the small watchdog. */
async function compile(dir: string): Promise<void> {
  if (existsSync(logger(dir)) || missingBuildTools().length > 0) return;
  try {
    await step('VS Code host: compiling its logger', () =>
      npm(workbench(dir), ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], npmOnNode24()), () => 'VS Code host compiled');
  } catch (error) {
    // Ctrl+C: no window is to be opened any more.
    if (isEnding()) throw error;
    say(`  !!   The logger of the VS Code host could not be compiled.\n${(error as Error).message}`);
  }
}

/** Removes what a killed set-up left behind. */
function removeBroken(dir: string): void {
  const start = `code-server-${VERSION}.part-`;
  for (const name of readdirSync(join(dir, '..')).filter((each) => each.startsWith(start))) {
    if (!alive(Number(name.slice(start.length)))) rmSync(join(dir, '..', name), { recursive: true, force: true });
  }
}
