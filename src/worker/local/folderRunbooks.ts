/**
 * Which file is the runbook of a name, where there is no service: a service has all runbooks of a folder side by side, whatever
 * subfolder each lies in (design: `runbooks/**`, one runbook a file).
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The runbook folder that a folder belongs to: the nearest with sma.yaml, .sma or .git, itself or above; undefined where there is none. */
export function runbookFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (['sma.yaml', '.sma', '.git'].some((sign) => existsSync(join(at, sign)))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** So many folders are looked through; more hold other things than runbooks. */
const MOST_FOLDERS = 5_000;

/** The file of the runbook of a name, whatever its case: beside the others of `folder` first, then the one nearest to the top of its runbook folder. */
export class FolderRunbooks {
  private readonly folder: string;
  private elsewhere: ReadonlyMap<string, string> | undefined;
  constructor(folder: string) { this.folder = folder; }

  find(name: string): { readonly path: string; readonly isBeside: boolean } | undefined {
    const file = `${name.toLowerCase()}.ps1`, beside = readdirSync(this.folder).find((entry) => entry.toLowerCase() === file);
    if (beside !== undefined) return { path: join(this.folder, beside), isBeside: true };
    const path = (this.elsewhere ??= scriptsUnder(runbookFolder(this.folder))).get(file);
    return path === undefined ? undefined : { path, isBeside: false };
  }
}

/** The scripts of a folder and all below it, by file name in lower case; of two of a name the one in fewer folders. */
function scriptsUnder(root: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>(), folders = root === undefined ? [] : [root];
  // It grows while it is gone through.
  for (const folder of folders) {
    let entries;
    try { entries = readdirSync(folder, { withFileTypes: true }); } catch { continue; }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name), key = entry.name.toLowerCase();
      if (entry.isDirectory()) { if (!entry.name.startsWith('.') && key !== 'node_modules' && folders.length < MOST_FOLDERS) folders.push(path); }
      else if (key.endsWith('.ps1') && !key.endsWith('.tests.ps1') && !found.has(key)) found.set(key, path);
    }
  }
  return found;
}
