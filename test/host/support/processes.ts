import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Row { readonly pid: number; readonly parent: number; readonly command: string }

/** The processes below `parent`, at any depth, whose command line has `part` in it. */
export function childrenOf(parent: number, part: string): number[] {
  const rows = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  const below = new Set([parent]);
  for (let size = 0; size !== below.size;) {
    size = below.size;
    for (const row of rows) if (below.has(row.parent)) below.add(row.pid);
  }
  below.delete(parent);
  return rows.filter(({ pid, command }) => below.has(pid) && command.includes(part)).map(({ pid }) => pid);
}

/** Linux, where `ps` may not be installed. A process that has ended and waits for its parent has no command line. */
function fromProc(): Row[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The second field, in parentheses, may hold spaces: count from behind it.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return [];
    }
  });
}

function fromPs(): Row[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
