/** Other runbooks for a test: those of the folder. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeScript, parse, workflowsOf } from '../../../powershell/index.ts';
import type { RunbookPort, RunbookText } from '../../../powershell/runtime/host.ts';

export function folderRunbooks(folder: string): RunbookPort {
  const known = new Map<string, RunbookText | undefined>();
  const read = (name: string): RunbookText | undefined => {
    try {
      const file = readdirSync(folder).find((entry) => entry.toLowerCase() === `${name.toLowerCase()}.ps1`);
      if (file === undefined) return undefined;
      const script = decodeScript(readFileSync(join(folder, file))).text, own = file.replace(/\.ps1$/i, '');
      return { name: own, isWorkflow: workflowsOf(parse(script).ast).length > 0, script };
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
