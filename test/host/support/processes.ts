import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Row { readonly pid: number; readonly parent: number; readonly group: number; readonly command: string }

/** The processes below `parent`, at any depth, or in its group, whose command line has `part` in it. */
export function childrenOf(parent: number, part: string): number[] {
  const rows = allProcesses();
  const below = new Set([parent]);
  for (let size = 0; size !== below.size;) {
    size = below.size;
    for (const row of rows) if (below.has(row.parent) || row.group === parent) below.add(row.pid);
  }
  below.delete(parent);
  return rows.filter(({ pid, command }) => below.has(pid) && command.includes(part)).map(({ pid }) => pid);
}

/** The processes, whosever children they are, whose command line has all of these in it. */
export function processesWith(...parts: readonly string[]): number[] {
  return allProcesses().filter(({ command }) => parts.every((part) => command.includes(part))).map(({ pid }) => pid);
}

const allProcesses = (): Row[] => (existsSync('/proc/self/stat') ? fromProc() : fromPs());

/** Linux, where `ps` may not be installed. A process that has ended and waits for its parent has no command line. */
function fromProc(): Row[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The second field, in parentheses, may hold spaces: count from behind it.
      const [, ppid, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
      return [{ pid: Number(name), parent: ppid ?? 0, group: group ?? 0, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return [];
    }
  });
}

function fromPs(): Row[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,args='], { encoding: 'utf8' }).split('\n').flatMap((line) => {
    const [, pid, parent, group, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), group: Number(group), command }];
  });
}
