/** System.Diagnostics.Process: what was known of a process when it was looked at, and whether it runs now. */
import { current } from '../../runtime/run/current.ts';
import { StopSignal } from '../../runtime/run/pipeline/signals.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { ProgramPortError } from '../../runtime/host.ts';
import type { ProcessEntry, ProcessPort, RunningProgram } from '../../runtime/host.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { addMembers, func, laterType, method } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { Record } from '../../runtime/values/misc.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { Double } from '../../runtime/values/numbers.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';
import type { Value } from '../../runtime/values/value.ts';

export const PROCESS = named<Record>('System.Diagnostics.Process');
laterType<Record>(PROCESS, () => ({ text: (r) => `System.Diagnostics.Process (${toText(r.fields.get('ProcessName'))})` }));
const OWN_NAME = 'pwsh';
/** So often it is looked whether a process has ended. */
export const LOOK_MILLISECONDS = 40;

/** A process that is told about as it is now. */
export abstract class LiveProcess extends Record {
  abstract readonly hasExited: boolean;
  abstract readonly exitCode: number | undefined;
  /** Ends it. Throws ProgramPortError. */
  abstract kill(): void;
  /** Blocks until it has ended (true) or the time is over. */
  abstract wait(milliseconds: number): boolean;
}
/** A process that the script was given. */
export class ProcessObject extends LiveProcess {
  readonly id: number;
  readonly name: string;
  private readonly startedMs: number | undefined;
  private readonly port: ProcessPort | undefined;
  /** Where this script has started it. */
  private readonly program: RunningProgram | undefined;
  constructor(entry: ProcessEntry, port: ProcessPort | undefined, program?: RunningProgram) {
    super(PROCESS, fieldsOf(entry));
    this.id = entry.id;
    this.name = entry.name;
    this.startedMs = entry.startedMs;
    this.port = port;
    this.program = program;
  }
  get hasExited(): boolean {
    if (this.program !== undefined) return this.program.exitCode() !== undefined;
    if (this.id === this.port?.id || this.port?.programs === undefined) return false;
    const [now] = this.port.programs.list(this.id);
    // Another one may have got its number.
    return now === undefined || now.startedMs !== this.startedMs;
  }
  get exitCode(): number | undefined { return this.program?.exitCode(); }
  kill(): void {
    if (this.port?.programs === undefined) throw new ProgramPortError('EPERM', 'native commands are switched off here');
    this.port.programs.kill(this.id);
  }
  wait(milliseconds: number): boolean {
    const { host } = current(), end = host.clock.monotonic() + milliseconds;
    while (!this.hasExited) {
      const left = end - host.clock.monotonic();
      if (left <= 0) return false;
      // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
      if (host.wait.sleep(Math.min(left, LOOK_MILLISECONDS))) throw new StopSignal();
    }
    return true;
  }
}
/** What a process shows, as Process names it. */
export const fieldsOf = (e: ProcessEntry): readonly (readonly [string, Value])[] => {
  const seconds = e.cpuSeconds, number = (n: number): bigint => BigInt(Math.round(n));
  return [
    ['Name', e.name], ['SI', e.session], ['Handles', 0], ['VM', number(e.virtualMemory)], ['WS', number(e.workingSet)], ['PM', number(e.swappedMemory)], ['NPM', 0n], ['Path', e.path ?? null],
    ['CPU', seconds === undefined ? null : new Double(seconds)], ['ProcessName', e.name], ['Id', e.id], ['MachineName', '.'], ['Responding', true],
    ['SessionId', e.session], ['WorkingSet64', number(e.workingSet)], ['VirtualMemorySize64', number(e.virtualMemory)], ['PrivateMemorySize64', number(e.privateMemory)],
    ['StartTime', e.startedMs === undefined ? null : DateTime.fromUnixMs(e.startedMs + current().host.clock.offsetMinutes(e.startedMs) * 60_000, 'Local')],
    ['TotalProcessorTime', seconds === undefined ? null : new TimeSpan(BigInt(Math.round(seconds * 1e7)))], ['CommandLine', e.commandLine ?? null],
  ];
};
const moduleType = named<Record>('System.Diagnostics.ProcessModule'), NORMAL = 32;
laterType<Record>(moduleType, () => ({ text: (r) => `System.Diagnostics.ProcessModule (${toText(r.fields.get('ModuleName'))})` }));
/** The file that the process runs; null where the system does not tell. */
function mainModule(p: Record): Value {
  const path = p.fields.get('Path');
  return typeof path === 'string' ? new Record(moduleType, [['ModuleName', path.replace(/^.*[\\/]/, '')], ['FileName', path]]) : null;
}
/** The older property of 32 bits: what does not fit into them is cut off, as .NET does it. */
const narrow = (p: Record, name: string): number => Number(BigInt.asIntN(32, (p.fields.get(name) ?? 0n) as bigint));
addMembers<Record>(PROCESS, () => ({
  props: {
    BasePriority: [T.Int32, () => 8], PriorityClass: [undefined, () => { const type = lookupType('System.Diagnostics.ProcessPriorityClass'); return type === undefined ? 'Normal' : new EnumValue(type as NetType, NORMAL); }], MainModule: [moduleType, mainModule], MainWindowTitle: [T.String, () => ''], MainWindowHandle: [undefined, () => 0n], EnableRaisingEvents: [T.Boolean, () => false],
    __NounName: [T.String, () => 'Process'], WorkingSet: [T.Int32, (p) => narrow(p, 'WorkingSet64')], VirtualMemorySize: [T.Int32, (p) => narrow(p, 'VirtualMemorySize64')], PrivateMemorySize: [T.Int32, (p) => narrow(p, 'PrivateMemorySize64')], PagedMemorySize: [T.Int32, (p) => narrow(p, 'PM')], NonpagedSystemMemorySize: [T.Int32, () => 0], PagedSystemMemorySize: [T.Int32, () => 0],
    HandleCount: [T.Int32, () => 0], PagedMemorySize64: [T.Int64, (p) => p.fields.get('PM') ?? 0n], NonpagedSystemMemorySize64: [T.Int64, () => 0n], PagedSystemMemorySize64: [T.Int64, () => 0n],
    // What files of Windows say of themselves; programs of other systems say nothing.
    Company: [T.String, () => null], Product: [T.String, () => null], ProductVersion: [T.String, () => null], FileVersion: [T.String, () => null], Description: [T.String, () => null],
    HasExited: [T.Boolean, (p) => p instanceof LiveProcess && p.hasExited],
    ExitCode: [T.Int32, (p) => (p instanceof LiveProcess ? p.exitCode ?? null : null)],
  },
  statics: {
    GetCurrentProcess: [func([], () => processesOf(current().host.process, current().host.process?.id ?? 1)[0] ?? null)],
    GetProcessById: [func([T.Int32], (id) => processesOf(current().host.process, id)[0] ?? netThrow('System.ArgumentException', `Process with an Id of ${id} is not running.`))],
    GetProcesses: [func([], () => processesOf(current().host.process))], GetProcessesByName: [func([T.String], (name) => processesOf(current().host.process).filter((p) => p.name.toLowerCase() === name.toLowerCase()))],
  },
  methods: {
    Kill: [method([], kill, T.Void), method([T.Boolean], kill, T.Void)],
    WaitForExit: [method([], (p) => { live(p).wait(Infinity); }, T.Void), method([T.Int32], (p, ms) => live(p).wait(ms < 0 ? Infinity : ms), T.Boolean)],
    Refresh: [method([], () => {}, T.Void)], Dispose: [method([], () => {}, T.Void)], Close: [method([], () => {}, T.Void)],
  },
}));
function kill(p: Record): void {
  try { live(p).kill(); } catch (e) {
    if (e instanceof ProgramPortError) netThrow('System.ComponentModel.Win32Exception', e.message);
    throw e;
  }
}
const live = (p: Record): LiveProcess => (p instanceof LiveProcess ? p : netThrow('System.InvalidOperationException', 'No process is associated with this object.'));

/** All processes that may be seen, by name and number: only the engine's own where native commands are off. Throws ProgramPortError. */
export function processesOf(port: ProcessPort | undefined, id?: number): ProcessObject[] {
  const ownId = port?.id ?? 1;
  const own = (): ProcessEntry => port?.own?.() ?? { id: ownId, name: OWN_NAME, cpuSeconds: 0, workingSet: 0, virtualMemory: 0, privateMemory: 0, swappedMemory: 0, session: 0, startedMs: undefined, path: undefined, commandLine: undefined };
  const found = port?.programs === undefined ? (id === undefined || id === ownId ? [{ ...own(), name: OWN_NAME }] : []) : port.programs.list(id).map((e) => (e.id === ownId ? { ...e, name: OWN_NAME } : e));
  return found.map((e) => new ProcessObject(e, port)).toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : a.name.toLowerCase() > b.name.toLowerCase() ? 1 : a.id - b.id));
}
