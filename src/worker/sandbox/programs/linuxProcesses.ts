/** Processes as Linux tells them (proc(5)), with .NET's names for what it knows. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessEntry } from '../../../powershell/runtime/host.ts';

/** The kernel's unit of times, on every Linux that there is. */
const TICKS = 100;
const LONGEST_NAME = 15;

/** All processes, or the one of that id. What is gone meanwhile, or has ended and only waits to be noticed, is left out. */
export function linuxProcesses(id: number | undefined, root = '/proc'): ProcessEntry[] {
  const boot = bootMs(root);
  const ids = id === undefined ? readdirSync(root).filter((name) => /^\d+$/.test(name)).map(Number) : [id];
  return ids.map((each) => entry(root, each, boot)).filter((found) => found !== undefined);
}

function entry(root: string, id: number, boot: number | undefined): ProcessEntry | undefined {
  const folder = join(root, String(id)), stat = text(join(folder, 'stat'));
  const close = stat?.lastIndexOf(')') ?? -1;
  if (stat === undefined || close < 0) return undefined;
  // Behind the name, which may hold anything: state (3rd field), …, session (6), …, utime (14), stime (15), …, starttime (22), vsize (23).
  const rest = stat.slice(close + 2).split(' '), field = (number: number): number => Number(rest[number - 3] ?? 0);
  if (rest[0] === 'Z' || rest[0] === 'X') return undefined;
  const status = text(join(folder, 'status')) ?? '', kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024;
  const words = (text(join(folder, 'cmdline')) ?? '').split('\0').filter((word) => word !== '');
  return {
    id, name: nameOf(stat.slice(stat.indexOf('(') + 1, close), words), cpuSeconds: (field(14) + field(15)) / TICKS,
    workingSet: kilobytes('VmRSS'), virtualMemory: field(23), privateMemory: kilobytes('VmData'), swappedMemory: kilobytes('VmSwap'), session: field(6),
    startedMs: boot === undefined ? undefined : boot + (field(22) * 1000) / TICKS, path: link(join(folder, 'exe')), commandLine: words.length === 0 ? undefined : words.join(' '),
  };
}

/** The kernel cuts names; the whole one begins a word of the command line. */
function nameOf(short: string, words: readonly string[]): string {
  if (short.length < LONGEST_NAME) return short;
  return words.slice(0, 2).map((word) => word.slice(word.lastIndexOf('/') + 1)).find((word) => word.startsWith(short)) ?? short;
}

function bootMs(root: string): number | undefined {
  const seconds = /^btime (\d+)/m.exec(text(join(root, 'stat')) ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
function text(file: string): string | undefined {
  try { return readFileSync(file, 'utf8'); } catch { return undefined; }
}
/** Undefined for programs of others, whose files the system does not name. */
function link(file: string): string | undefined {
  try { return readlinkSync(file); } catch { return undefined; }
}
