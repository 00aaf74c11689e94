/** Which program a name stands for (about_Command_Precedence): on PATH, or at a path; on Windows with the endings of PATHEXT. */
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

export interface ProgramPlaces {
  readonly platform: NodeJS.Platform;
  /** A variable of the script's environment. */
  readonly variable: (name: string) => string | undefined;
  readonly isProgram: (file: string) => boolean;
}
const ENDINGS = '.COM;.EXE;.BAT;.CMD';

/** `directory` is where a relative path begins. Undefined where there is no such program. */
export function findProgram(name: string, directory: string, { platform, variable, isProgram: is }: ProgramPlaces): string | undefined {
  const path = platform === 'win32' ? win32 : posix;
  if (name.trim() === '' || name.includes('\0')) return undefined;
  const endings = platform === 'win32' ? endingsFor(name, variable('PATHEXT') ?? ENDINGS) : [''];
  const at = (folder: string): string | undefined => endings.map((ending) => path.resolve(folder, name + ending)).find(is);
  if (platform === 'win32' ? /[\\/:]/.test(name) : name.includes('/')) return at(directory);
  // A relative folder on PATH would be whatever the script stands in.
  for (const folder of (variable('PATH') ?? '').split(path.delimiter)) {
    const found = path.isAbsolute(folder) ? at(folder) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name that has one of the endings is taken as it is first. */
function endingsFor(name: string, all: string): readonly string[] {
  const endings = all.split(';').map((ending) => ending.trim()).filter((ending) => ending.startsWith('.')), folded = name.toLowerCase();
  return endings.some((ending) => folded.endsWith(ending.toLowerCase())) ? ['', ...endings] : endings;
}

/** Whether it is a file that may be run. */
export function isProgram(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch { return false; }
}
