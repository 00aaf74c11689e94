/** Which PowerShell of this machine is used: the one of the settings, else the first on PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

export interface Wanted { readonly engine: 'builtIn' | 'auto' | 'powershell'; readonly path?: string }

export type FoundPowerShell = { readonly kind: 'found'; readonly path: string } | { readonly kind: 'absent' } | { readonly kind: 'failed'; readonly message: string };

export interface Surroundings { readonly platform: NodeJS.Platform; readonly path: string; /** Whether it is a file that can be run. */ readonly isProgram: (file: string) => boolean }
const here = (): Surroundings => ({ platform: process.platform, path: process.env['PATH'] ?? process.env['Path'] ?? '', isProgram });

const WAY_OUT = "Install PowerShell (https://aka.ms/powershell), or set sma.powerShellPath (sma: --powershell) to the full path of pwsh or powershell.exe; with sma.engine 'builtIn' or 'auto' runbooks run without it.";

/**
 * `workflows`: Windows PowerShell, which has them, is taken before PowerShell 7. Absent is an error only where PowerShell is
 * asked for; a path that leads nowhere always is.
 */
export function findPowerShell({ engine, path }: Wanted, workflows: boolean, around: Surroundings = here()): FoundPowerShell {
  if (path !== undefined && path !== '') {
    const found = /[\\/]/.test(path) ? (around.isProgram(path) ? path : undefined) : onPath(path, around);
    return found === undefined ? { kind: 'failed', message: `The setting sma.powerShellPath names '${path}', which is no program that can be run here. Correct it, or leave it empty to have PowerShell looked for on PATH.` } : { kind: 'found', path: found };
  }
  const names = around.platform !== 'win32' ? ['pwsh'] : workflows ? ['powershell', 'pwsh'] : ['pwsh', 'powershell'];
  for (const name of names) {
    const found = onPath(name, around);
    if (found !== undefined) return { kind: 'found', path: found };
  }
  return engine === 'powershell' ? { kind: 'failed', message: `Runbooks are to run in PowerShell (sma.engine is 'powershell'), but there is none on PATH. ${WAY_OUT}` } : { kind: 'absent' };
}

function onPath(name: string, { platform, path, isProgram: is }: Surroundings): string | undefined {
  const names = platform === 'win32' ? win32 : posix;
  const file = platform === 'win32' && !/\.exe$/i.test(name) ? `${name}.exe` : name;
  // A relative folder on PATH would be the runbook's own.
  return path.split(names.delimiter).filter((folder) => /^([\\/]|[A-Za-z]:)/.test(folder)).map((folder) => names.join(folder, file)).find(is);
}

function isProgram(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
