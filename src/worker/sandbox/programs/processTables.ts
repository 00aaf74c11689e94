/** Processes as the tools of Windows (`tasklist`) and macOS (`ps`) list them. */
import type { ProcessEntry } from '../../../powershell/runtime/host.ts';

/** The tool and its words, for all processes or one. */
export const tasklistCall = (id: number | undefined): readonly string[] => ['/v', '/nh', '/fo', 'csv', ...(id === undefined ? [] : ['/fi', `PID eq ${id}`])];
export const psCall = (id: number | undefined): readonly string[] => ['-o', 'pid=,sess=,rss=,vsz=,time=,comm=', ...(id === undefined ? ['-ax'] : ['-p', String(id)])];

const known = (parts: Pick<ProcessEntry, 'id' | 'name' | 'session' | 'cpuSeconds' | 'workingSet'> & Partial<ProcessEntry>): ProcessEntry => ({ virtualMemory: 0, privateMemory: 0, swappedMemory: 0, startedMs: undefined, path: undefined, commandLine: undefined, ...parts });

/** Name, id, name and number of the session, memory, state, user, processor time, title; numbers as the system's language writes them. */
export function readTasklist(text: string): ProcessEntry[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const cells = [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')), [image = '', id = '', , session = '', memory = '', , , time = ''] = cells;
    if (cells.length < 8 || !/^\d+$/.test(id)) return [];
    return [known({ id: Number(id), name: image.replace(/\.exe$/i, ''), session: Number(session), workingSet: Number(memory.replaceAll(/\D/g, '')) * 1024, cpuSeconds: seconds(time) })];
  });
}
export function readPs(text: string): ProcessEntry[] {
  return text.split('\n').flatMap((line) => {
    const [, id, session = '0', resident, size, time = '', path = ''] = /^\s*(\d+)\s+(\S+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    if (id === undefined) return [];
    return [known({ id: Number(id), name: path.slice(path.lastIndexOf('/') + 1), session: Number.parseInt(session, 10) || 0, workingSet: Number(resident) * 1024, virtualMemory: Number(size) * 1024, cpuSeconds: seconds(time), path: path.startsWith('/') ? path : undefined })];
  });
}
/** `[days-][hours:]minutes:seconds[.hundredths]`. */
function seconds(text: string): number | undefined {
  const parts = text.split(/[-:]/).map(Number);
  if (text === '' || parts.some(Number.isNaN)) return undefined;
  const [s = 0, m = 0, h = 0, d = 0] = parts.toReversed();
  return ((d * 24 + h) * 60 + m) * 60 + s;
}
