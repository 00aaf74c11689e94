import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir, cleanNpmEnv } from '../node24.mjs';
import { newKey, openGate } from './gate.ts';
import type { VsCodeHost } from './host.ts';
import { endTree, run, start } from './processes.ts';
import { notInstalled, SetUpError } from './progress.ts';

/** Settings that keep a window quiet: no telemetry, no welcome page, no trust question, no look-ups on the internet. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  // The service's own port is nothing to forward or to count.
  'remote.autoForwardPorts': false,
};

/** Where one VS Code keeps everything of its own, apart from the user's. */
export interface Profile {
  readonly data: string;
  readonly extensions: string;
}

/** Writes the profile's settings on first use; what is there already is the user's and stays. */
export function prepareProfile(profile: Profile, settings: Readonly<Record<string, unknown>> = quietSettings): void {
  const user = join(profile.data, 'User');
  mkdirSync(user, { recursive: true });
  mkdirSync(profile.extensions, { recursive: true });
  if (!existsSync(join(user, 'settings.json'))) writeFileSync(join(user, 'settings.json'), JSON.stringify(settings, null, 2));
}

export interface ServerOptions extends Profile {
  readonly host: VsCodeHost;
  /** 0 for any free one. */
  readonly port: number;
  /** What a browser must bring to be let in; made anew where none is given. */
  readonly key?: string;
  /** The folder that the bare address opens. */
  readonly folder?: string;
  /** Asks whether folders are trusted, which it does not ask otherwise. */
  readonly asksForTrust?: boolean;
  /** Lets a page run extension tests. Toasts are not shown with it. */
  readonly testDriver?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly onOutput?: (text: string) => void;
}

export interface RunningServer {
  /** Where the server is, without the key. */
  readonly url: string;
  /** The address of the first page, with the key: what a person opens. */
  readonly entrance: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Ends the server and everything below it. */
  stop(): Promise<void>;
}

const profileArguments = (profile: Profile): string[] => [
  // Without a config file named, one is written into the user's home.
  '--config', join(profile.data, 'config.yaml'), '--user-data-dir', profile.data, '--extensions-dir', profile.extensions,
];

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  // Variables of a VS Code whose terminal this may be would make code-server talk to that one.
  const own = Object.entries(cleanNpmEnv()).filter(([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER_|PORT$|PASSWORD$|HASHED_PASSWORD$)/.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...more };
}

/** A port of 127.0.0.1 that is free now: the wished one, or any. */
export async function freePort(wished = 0): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined)).listen(wished, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/**
 * Starts code-server behind a gate on 127.0.0.1 (see gate.ts) and waits until it answers. Throws SetUpError with its
 * output when it does not.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  prepareProfile(options);
  const folder = mkdtempSync(join(tmpdir(), 'sma-vscode-'));
  // The folder is the user's own (0700). Windows has named pipes instead.
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\sma-vscode-${newKey()}` : join(folder, 'vscode.sock');
  const key = options.key ?? newKey();
  const child = start(options.host.node, [
    options.host.entry, ...profileArguments(options), '--auth', 'none', '--socket', socket, '--socket-mode', '600',
    '--disable-telemetry', '--disable-update-check', ...(options.asksForTrust ? [] : ['--disable-workspace-trust']), '--disable-getting-started-override',
    ...(options.testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ...(options.folder ? ['--ignore-last-opened', options.folder] : []),
  ], { env: environment(options.env), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    options.onOutput?.(chunk.toString());
    output = (output + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const tidy = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', tidy);
  const end = async (): Promise<void> => {
    await endTree(child);
    process.off('exit', tidy);
    tidy();
  };
  let unstartable = '';
  child.once('error', (error) => {
    unstartable = error.message;
  });
  for (const began = Date.now(); !await answers(socket); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (unstartable === '' && child.exitCode === null && child.signalCode === null && Date.now() - began < 60_000) continue;
    await end();
    throw new SetUpError(`The VS Code server did not start.\n${unstartable}${output}\n`
      + `If it does not start the next time either, remove ${cacheDir()} (what is kept there is set up anew) and run the same command again.`);
  }
  try {
    const gate = await openGate({ socket, key, port: options.port });
    const url = `http://127.0.0.1:${gate.port}`;
    return {
      url, port: gate.port, child, entrance: `${url}/?key=${key}`,
      stop: async () => {
        await gate.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function answers(socketPath: string): Promise<boolean> {
  return await new Promise((resolve) => {
    get({ socketPath, path: '/healthz', timeout: 2000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).once('error', () => resolve(false)).once('timeout', () => resolve(false));
  });
}

/** Installs a packed extension into the profile. */
export async function installVsix(host: VsCodeHost, profile: Profile, vsix: string): Promise<void> {
  prepareProfile(profile);
  const { code, output } = await run(host.node,
    [host.entry, ...profileArguments(profile), '--install-extension', vsix, '--force'], { env: environment(), timeLimit: 120_000 });
  if (code !== 0) throw notInstalled(vsix, profile.extensions, output);
}

/** The address of a window on a folder; `development` and `tests` need a server with the test driver. */
export function windowUrl(server: RunningServer, folder: string, more: { development?: string; tests?: string } = {}): string {
  const at = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = [
    ...(more.development ? [['extensionDevelopmentPath', at(more.development)]] : []),
    ...(more.tests ? [['extensionTestsPath', at(more.tests)]] : []),
  ];
  return `${server.entrance}&folder=${encodeURIComponent(folder)}`
    + (payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '');
}
