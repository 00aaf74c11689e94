// The desktop VS Code for `npm start`: the one on the PATH, or Microsoft's download.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../node24.mjs';
import { prepareProfile, quietSettings, type Profile } from './codeServer.ts';
import { root } from './paths.ts';
import { endTree, run, start } from './processes.ts';
import { notInstalled, say, step } from './progress.ts';
import { which } from './system.ts';

export interface Desktop {
  readonly version: string;
  /** The program that opens a window, and the one (with first arguments) that is its command line. */
  readonly program: string;
  readonly cli: readonly string[];
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** The oldest VS Code that the extension runs in, as the manifest has it: [major, minor]. */
function oldest(): readonly [number, number] {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { vscode: string } };
  const [major = 0, minor = 0] = engines.vscode.replace(/^\D*/, '').split('.').map(Number);
  return [major, minor];
}

/** A desktop VS Code to open here, or the reason why there is none. */
export async function findDesktop(): Promise<Desktop | { readonly none: string }> {
  if (!hasDisplay()) return { none: 'no display' };
  // In the terminal of a remote window `code` talks to that window and takes no folders of its own.
  if (process.env['VSCODE_IPC_HOOK_CLI'] || process.env['WSL_DISTRO_NAME']) return { none: 'the editor is on another machine than this terminal' };
  const code = which('code');
  if (code) {
    const version = spawnSync(code, ['--version'], { encoding: 'utf8', timeout: 15_000, shell: process.platform === 'win32' }).stdout?.split('\n')[0]?.trim() ?? '';
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const [wantedMajor, wantedMinor] = oldest();
    if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return { version, program: code, cli: [code] };
    say(`  !!   ${code} is ${version ? `VS Code ${version}, and the extension needs ${wantedMajor}.${wantedMinor} or newer` : 'not a working VS Code'}: not used.`);
  }
  return download();
}

async function download(): Promise<Desktop | { readonly none: string }> {
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(4000) });
    if (!answer.ok) throw new Error(String(answer.status));
  } catch {
    return { none: 'no `code` on the PATH, and the download server of VS Code cannot be reached' };
  }
  try {
    const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, SilentReporter } = await import('@vscode/test-electron');
    const program = await step('VS Code: download', () => downloadAndUnzipVSCode({
      version: 'stable', cachePath: join(cacheDir(), 'vscode'), timeout: 30_000, reporter: new SilentReporter(),
    }), () => 'VS Code downloaded');
    const cli = resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true });
    return { version: 'stable', program, cli };
  } catch (error) {
    return { none: `the download of VS Code failed: ${(error as Error).message}` };
  }
}

const profileArguments = (profile: Profile): string[] => ['--user-data-dir', profile.data, '--extensions-dir', profile.extensions];

/** Installs a packed extension into the profile of a desktop VS Code. */
export async function installInDesktop(desktop: Desktop, profile: Profile, vsix: string): Promise<void> {
  prepareProfile(profile);
  const [command = desktop.program, ...first] = desktop.cli;
  const { code, output } = await run(command, [...first, ...profileArguments(profile), '--install-extension', vsix, '--force'], { timeLimit: 120_000 });
  if (code !== 0) throw notInstalled(vsix, profile.extensions, output);
}

export interface DesktopWindow {
  /** Resolves when the window has been closed. */
  readonly closed: Promise<void>;
  /** Closes the window and ends everything below it. */
  stop(): Promise<void>;
}

/** Opens a window on a folder, with a profile of its own. */
export function openDesktop(desktop: Desktop, profile: Profile, folder: string): DesktopWindow {
  prepareProfile(profile, quietSettings);
  const child = start(desktop.program, [
    ...profileArguments(profile), '--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes',
    '--disable-telemetry', '--password-store=basic', folder,
  ], { stdio: 'ignore' });
  const closed = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  return { closed, stop: async () => {
    await endTree(child);
    endByProfile(profile);
  } };
}

/** The launcher detaches the program proper, so that one is known by the profile that only our window uses. */
function endByProfile(profile: Profile): void {
  if (process.platform === 'win32') {
    const filter = `Get-CimInstance Win32_Process -Filter "Name='Code.exe'" | Where-Object { $_.CommandLine.Contains('${profile.data.replaceAll("'", "''")}') }`;
    spawnSync('powershell.exe', ['-NoProfile', '-Command', `${filter} | ForEach-Object { Stop-Process -Force -Id $_.ProcessId }`], { stdio: 'ignore' });
    return;
  }
  const processes = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).stdout ?? '';
  for (const line of processes.split('\n')) {
    const pid = Number(/^\s*(\d+)/.exec(line)?.[1]);
    if (!line.includes(`--user-data-dir ${profile.data}`) && !line.includes(`--user-data-dir=${profile.data}`)) continue;
    try {
      if (pid && pid !== process.pid) process.kill(pid, 'SIGTERM');
    } catch {
      // Gone already.
    }
  }
}
