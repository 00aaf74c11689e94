import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isEnding, run } from './processes.ts';
import { say, step } from './progress.ts';

/** The full path of a program on the PATH. */
export function which(name: string): string | undefined {
  const names = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'].map((end) => name + end) : [name];
  for (const dir of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    for (const file of names.map((each) => join(dir, each))) {
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

const answers = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000, shell: process.platform === 'win32' }).status === 0;

/** What of a C++ compiler, make and Python is missing (Debian's package names). */
export const missingBuildTools = (): string[] => [
  ...(which('g++') || which('clang++') ? [] : ['g++']),
  ...(which('make') ? [] : ['make']),
  ...(answers('python3', '--version') || answers('python', '--version') ? [] : ['python3']),
];

const browsers = process.platform === 'darwin'
  ? ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
  : process.platform === 'win32'
    ? [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']]
      .flatMap((dir) => dir ? [join(dir, 'Google/Chrome/Application/chrome.exe'), join(dir, 'Microsoft/Edge/Application/msedge.exe')] : [])
    : [];

/** A Chromium on this machine: SMA_CHROMIUM names one, else the usual programs. */
export function findChromium(): string | undefined {
  const named = process.env['SMA_CHROMIUM'];
  if (named) return named;
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
    .map(which).find((found) => found !== undefined) ?? browsers.find((file) => existsSync(file));
}

/** The one command by which a person installs Debian's packages of these names, or what they are called elsewhere. */
export function installCommand(packages: readonly string[]): string {
  const named = (names: Record<string, string>): string => packages.map((each) => names[each] ?? each).join(' ');
  if (which('apt-get')) return `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install -y ${packages.join(' ')}`;
  if (which('dnf')) return `sudo dnf install -y ${named({ 'g++': 'gcc-c++' })}`;
  if (process.platform === 'darwin') {
    return packages.includes('chromium') ? 'brew install --cask chromium' : 'xcode-select --install';
  }
  return `install these with your system's package manager: ${packages.join(' ')}`;
}

/**
 * Installs Debian packages when this user may do so without being asked (root, or sudo without a password).
 * Returns whether they were installed; the caller looks again and says what it does without them.
 */
export async function installPackages(packages: readonly string[]): Promise<boolean> {
  if (!which('apt-get')) return false;
  const rootUser = process.getuid?.() === 0;
  if (!rootUser && !(which('sudo') && answers('sudo', '-n', 'true'))) return false;
  const apt = (...args: string[]): ReturnType<typeof run> => run(rootUser ? 'apt-get' : 'sudo',
    [...(rootUser ? [] : ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']), '-o', 'DPkg::Lock::Timeout=300', '-qq', ...args],
    { timeLimit: 900_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    await step(`System packages: apt-get install ${packages.join(' ')}`, async () => {
      const install = ['install', '-y', '--no-install-recommends', ...packages];
      // A fresh image has no package lists, an old one has stale ones: bring them up to date when the first try fails.
      let result = await apt(...install);
      if (result.code !== 0) {
        await apt('update');
        result = await apt(...install);
      }
      if (result.code !== 0) throw new Error(result.output.trim().split('\n').slice(-5).join('\n'));
    }, () => `System packages installed: ${packages.join(' ')}`);
    return true;
  } catch (error) {
    if (isEnding()) throw error;
    say(`  !!   apt-get could not install ${packages.join(' ')}:\n${(error as Error).message}`);
    return false;
  }
}

/** A Chromium, installed when it may be. Undefined when the machine cannot have one. */
export async function ensureChromium(): Promise<string | undefined> {
  const there = findChromium();
  if (there) return there;
  await installPackages(['chromium', 'fonts-dejavu-core']);
  return findChromium();
}

/** What the recipe for Kerberos is tried with: a KDC, Apache's program without its server being set up, and a client. */
const KERBEROS = ['krb5-kdc', 'krb5-admin-server', 'krb5-user', 'apache2-bin', 'libapache2-mod-auth-gssapi', 'curl'];

/** A KDC and Apache for the test of Kerberos, installed when they may be; without them that one test says so. Only for machines that are there for tests: nobody else wants a KDC. */
export async function ensureKerberos(): Promise<void> {
  if (!['/usr/sbin/krb5kdc', '/usr/sbin/kadmin.local', '/usr/bin/kinit', '/usr/sbin/apache2', '/usr/lib/apache2/modules/mod_auth_gssapi.so'].every((path) => existsSync(path))) await installPackages(KERBEROS);
}
