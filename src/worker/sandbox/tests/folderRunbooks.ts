/** Other runbooks for a test: those of the folder. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { decodeScript, parse, workflowsOf } from '../../../powershell/index.ts';
import { FolderRunbooks } from '../../local/folderRunbooks.ts';
import type { RunbookPort, RunbookText } from '../../../powershell/runtime/host.ts';

export function folderRunbooks(folder: string): RunbookPort {
  const known = new Map<string, RunbookText | undefined>(), files = new FolderRunbooks(folder);
  const read = (name: string): RunbookText | undefined => {
    try {
      const file = files.find(name);
      if (file === undefined) return undefined;
      const { path, isBeside } = file, script = decodeScript(readFileSync(path)).text, own = basename(path).replace(/\.ps1$/i, '');
      return { name: own, isWorkflow: workflowsOf(parse(script).ast).length > 0, script, ...(isBeside ? {} : { path }) };
    } catch { return undefined; }
  };
  return {
    find(name) {
      const key = name.toLowerCase();
      if (!known.has(key)) known.set(key, read(name));
      return known.get(key);
    },
    start: (name) => ({ refused: `A test starts no jobs. Mock Start-SmaRunbook, for example to give a job id for '${name}'.` }),
  };
}
