/** System.Diagnostics.ProcessStartInfo, and a Process that the script itself starts and whose streams it reads: where programs are allowed. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { exception, netThrow } from '../../runtime/errors/raise.ts';
import { ProgramPortError } from '../../runtime/host.ts';
import type { ProgramPort, ProgramStart, RunningProgram } from '../../runtime/host.ts';
import { current } from '../../runtime/run/current.ts';
import { StopSignal } from '../../runtime/run/pipeline/signals.ts';
import { genericType } from '../../runtime/types/generic.ts';
import { TextSink, streamReader, streamWriter } from '../../runtime/types/io/textSink.ts';
import { addOverloads, func, laterType, method } from '../../runtime/types/netType.ts';
import type { AnyType, NetType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { Task } from '../../runtime/types/threading/task.ts';
import { GenericDictionary } from '../../runtime/values/dictionary.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { List } from '../../runtime/values/lists.ts';
import type { Record } from '../../runtime/values/misc.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { LOOK_MILLISECONDS, LiveProcess, PROCESS, fieldsOf } from './processObject.ts';
import { entryOf, splitArguments } from './startProcess.ts';
import { windowStyles } from '../parameterEnums.ts';

class StartInfo extends NetObject {
  readonly given = new Map<string, Value>();
  readonly list = new List(genericType('System.Collections.ObjectModel.Collection', [T.String]) as NetType, T.String);
  private variables: GenericDictionary | undefined;
  text(name: string): string { return toText(this.given.get(name) ?? ''); }
  is(name: string): boolean { return this.given.get(name) === true; }
  /** The variables the program gets: at first the script's own. */
  get environment(): GenericDictionary {
    if (this.variables !== undefined) return this.variables;
    const { environment } = current().host, type = genericType('System.Collections.Generic.Dictionary', [T.String, T.String]) as NetType, made = new GenericDictionary(type, T.String, T.String, environment.platform === 'win32');
    for (const name of environment.names()) made.set(name, environment.get(name) ?? '');
    return (this.variables = made);
  }
  /** Those that the script has looked at, and so may have changed. */
  get changed(): GenericDictionary | undefined { return this.variables; }
}
const infoType = named<StartInfo>('System.Diagnostics.ProcessStartInfo');
const part = (name: string, type: AnyType | undefined, otherwise: Value) => [type, (i: StartInfo) => i.given.get(name) ?? otherwise, (i: StartInfo, v: Value) => { i.given.set(name, v); }] as const;
const flags = ['UseShellExecute', 'CreateNoWindow', 'RedirectStandardInput', 'RedirectStandardOutput', 'RedirectStandardError', 'ErrorDialog', 'LoadUserProfile'], texts = ['FileName', 'Arguments', 'WorkingDirectory', 'Verb', 'UserName', 'Domain'];
const others = ['StandardOutputEncoding', 'StandardErrorEncoding', 'StandardInputEncoding', 'Password', 'PasswordInClearText'];
function startInfo(file: string, words: string | readonly Value[] = ''): StartInfo {
  const made = new StartInfo();
  made.given.set('FileName', file);
  if (typeof words === 'string') made.given.set('Arguments', words); else made.list.items.push(...words.map(toText));
  return made;
}
const wordList = genericType('System.Collections.Generic.List', [T.String]) ?? T.Array;
const made = [func([T.String], (f) => startInfo(f)), func([T.String, T.String], (f, a) => startInfo(f, a)), func([T.String, T.Array], (f, a) => startInfo(f, a)), func([T.String, wordList], (f, a) => startInfo(f, toItems(a as Value)))];
laterType<StartInfo>(infoType, () => ({
  create: [func([], () => new StartInfo()), ...made],
  props: {
    ...Object.fromEntries([...texts.map((n) => [n, part(n, T.String, '')]), ...flags.map((n) => [n, part(n, T.Boolean, false)]), ...others.map((n) => [n, part(n, undefined, null)])] as [string, ReturnType<typeof part>][]),
    ArgumentList: [undefined, (i) => i.list], Environment: [undefined, (i) => i.environment], EnvironmentVariables: [undefined, (i) => i.environment], WindowStyle: part('WindowStyle', windowStyles, new EnumValue(windowStyles, 0)),
  },
}), StartInfo);

const invalid = (message: string): never => netThrow('System.InvalidOperationException', message);
/** What the program writes, read as it comes. */
class Pipe extends TextSink {
  private readonly owner: OwnProcess;
  constructor(owner: OwnProcess) { super(streamReader, ''); this.owner = owner; }
  private until(enough: () => boolean): void { while (!enough() && !this.owner.over) this.owner.look(true); }
  override readToEnd(): string { this.until(() => false); return super.readToEnd(); }
  // A line is whole when something follows it: a carriage return may have a line feed behind it.
  override readLine(): string | null { this.until(() => /\n|\r[^]/.test(this.left)); return super.readLine(); }
  override next(take: boolean): number { this.until(() => this.left !== ''); return super.next(take); }
  override get atEnd(): boolean { this.until(() => this.left !== ''); return super.atEnd; }
}
/** What the program reads. */
class Input extends TextSink {
  private readonly owner: OwnProcess;
  constructor(owner: OwnProcess) { super(streamWriter, ''); this.owner = owner; }
  override write(text: string): void { this.owner.feed(text, false); }
  override flush(): void { /* Everything is on its way already. */ }
  override close(): void { this.owner.feed('', true); }
}
/** `[System.Diagnostics.Process]::new()`: nothing until it is started. */
class OwnProcess extends LiveProcess {
  info = new StartInfo();
  private program: RunningProgram | undefined;
  private code: number | undefined;
  /** Its streams are read: then what it writes must be taken from it, or it stands still. */
  private isPiped = false;
  private inputIsOpen = false;
  private streams: { readonly output?: Pipe; readonly errors?: Pipe; readonly input?: Input } = {};
  constructor(info?: StartInfo) { super(PROCESS, []); if (info !== undefined) this.info = info; }
  get over(): boolean { return this.code !== undefined; }
  get hasExited(): boolean { this.started(); this.look(false); return this.over; }
  get exitCode(): number | undefined { if (this.program !== undefined && !this.over) this.look(false); return this.code; }
  stream(name: 'output' | 'errors' | 'input', shown: string): TextSink { return this.streams[name] ?? invalid(`${shown} has not been redirected.`); }
  private started(): RunningProgram { return this.program ?? invalid('No process is associated with this object.'); }
  start(): boolean {
    const { info } = this, { host, workingDirectory: { path: location } } = current(), file = info.text('FileName'), { programs } = host.process ?? {};
    if (file === '') invalid('Cannot start process because a file name has not been provided.');
    if (info.is('UseShellExecute') && (info.is('RedirectStandardInput') || info.is('RedirectStandardOutput') || info.is('RedirectStandardError'))) invalid('The Process object must have the UseShellExecute property set to false in order to redirect IO streams.');
    if (info.text('Arguments') !== '' && info.list.items.length > 0) invalid('Only one of Arguments or ArgumentList may be used.');
    if (programs === undefined) return invalid(host.process?.whereOff?.(file, location) ?? `The program '${file}' cannot be started because native commands are switched off here.`);
    if (info.text('UserName') !== '') invalid(`The program '${file}' runs as the account that runs this job. Leave out UserName.`);
    const directory = info.text('WorkingDirectory') === '' ? location : host.files?.resolve(location, info.text('WorkingDirectory')) ?? location, found = programs.find(file, location);
    if (found === undefined) notStarted(`An error occurred trying to start process '${file}' with working directory '${directory}'. No such file or directory`);
    const words = info.list.items.length > 0 ? info.list.items.map(toText) : splitArguments(info.text('Arguments'));
    const to = (name: string): 'pipe' | 'none' => (info.is(name) ? 'pipe' : 'none'), input = to('RedirectStandardInput'), output = to('RedirectStandardOutput'), errors = to('RedirectStandardError');
    const program = begin(programs, { file: found, args: words, directory, input, output, errors }, info.changed);
    this.program = program;
    this.code = undefined;
    this.isPiped = output === 'pipe' || errors === 'pipe';
    this.inputIsOpen = input === 'pipe';
    this.streams = { ...(output === 'pipe' ? { output: new Pipe(this) } : {}), ...(errors === 'pipe' ? { errors: new Pipe(this) } : {}), ...(input === 'pipe' ? { input: new Input(this) } : {}) };
    for (const [name, value] of fieldsOf(entryOf(programs, program, found))) this.fields.set(name, value);
    return true;
  }
  /** Takes what is there; `waits`: until there is something, or the end. */
  look(waits: boolean): void {
    if (this.over) return;
    if (!waits && !this.isPiped) { this.code = this.started().exitCode(); return; }
    const blocks = waits && !this.inputIsOpen;
    // While its input is open nothing may end it: then it is asked now and then.
    if (!this.exchange('', blocks) && waits && !blocks && !this.over) pause(LOOK_MILLISECONDS);
  }
  feed(text: string, isEnd: boolean): void {
    if (isEnd && !this.inputIsOpen) return;
    if (isEnd) this.inputIsOpen = false;
    if (!this.over) this.exchange(text, isEnd);
  }
  /** Whether it has written something. */
  private exchange(text: string, isEnd: boolean): boolean {
    const program = this.started();
    try {
      const { output, exitCode } = program.exchange(text, isEnd);
      for (const each of output) this.streams[each.from]?.take(each.text);
      this.code = exitCode;
      return output.length > 0;
    } catch (e) {
      // A stop ends the program too.
      program.end();
      throw e;
    }
  }
  kill(): void {
    const { programs } = current().host.process ?? {}, { id } = this.started();
    if (!this.hasExited) programs?.kill(id);
  }
  wait(milliseconds: number): boolean {
    const { clock } = current().host, end = clock.monotonic() + milliseconds;
    this.started();
    while (!this.over) {
      if (milliseconds === Infinity) { this.look(true); continue; }
      this.look(false);
      const left = end - clock.monotonic();
      if (this.over) break;
      if (left <= 0) return false;
      pause(Math.min(left, LOOK_MILLISECONDS));
    }
    return true;
  }
}
function notStarted(message: string): never { return netThrow('System.ComponentModel.Win32Exception', message, [['NativeErrorCode', 2]]); }
function pause(milliseconds: number): void {
  // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
  if (current().host.wait.sleep(milliseconds)) throw new StopSignal();
}
/** Starts it with its variables: those that were taken away are away while it begins. */
function begin(programs: ProgramPort, start: ProgramStart, variables: GenericDictionary | undefined): RunningProgram {
  const { environment } = current().host, more = Object.fromEntries((variables === undefined ? [] : [...variables.entries.values()]).map((e) => [toText(e.key), toText(e.value)]));
  const away = variables === undefined ? [] : environment.names().filter((name) => !variables.has(name)).map((name) => [name, environment.get(name)] as const);
  for (const [name] of away) environment.set(name, undefined);
  try { return programs.start({ ...start, more }); } catch (e) {
    if (e instanceof ProgramPortError) return notStarted(e.message);
    throw e;
  } finally { for (const [name, value] of away) environment.set(name, value); }
}
const own = (p: Record): OwnProcess => (p instanceof OwnProcess ? p : invalid('Process was not started by this object, so requested information cannot be determined.'));
function started(info: StartInfo): OwnProcess {
  const process = new OwnProcess(info);
  process.start();
  return process;
}
const unheard = (): never => netThrow('System.PlatformNotSupportedException', 'Events of objects are not there. Read the stream itself: $p.StandardOutput.ReadToEnd().');
addOverloads<Record>(PROCESS, () => ({
  create: [func([], () => new OwnProcess())],
  props: {
    StartInfo: [undefined, (p) => own(p).info, (p, v) => { if (v instanceof StartInfo) own(p).info = v; else convertTo(v, infoType); }],
    StandardOutput: [undefined, (p) => own(p).stream('output', 'StandardOut')], StandardError: [undefined, (p) => own(p).stream('errors', 'StandardError')], StandardInput: [undefined, (p) => own(p).stream('input', 'StandardIn')],
  },
  methods: {
    Start: [method([], (p) => own(p).start(), T.Boolean)], BeginOutputReadLine: [method([], unheard, T.Void)], BeginErrorReadLine: [method([], unheard, T.Void)],
    WaitForExitAsync: [method([], (p) => new Task((ms) => (own(p).wait(ms) ? { value: null } : undefined)))],
  },
  statics: { Start: [func([infoType], (i) => started(i)), ...made.map((each) => ({ ...each, invoke: (self: void, args: readonly unknown[]) => started(each.invoke(self, args) as StartInfo) }))] },
}));
/** Reading that is done when somebody waits for it. */
const awaited = (read: (s: TextSink) => Value): ReturnType<typeof method<TextSink, readonly []>>[] => [method([], (s: TextSink) => new Task(() => {
  try { return { value: read(s) }; } catch (e) { if (e instanceof ProgramPortError) return { error: exception('System.IO.IOException', e.message) }; throw e; }
}))];
addOverloads<TextSink>(streamReader, () => ({ methods: { ReadToEndAsync: awaited((s) => s.readToEnd()), ReadLineAsync: awaited((s) => s.readLine()) } }));
