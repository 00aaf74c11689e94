/**
 * A program of the system: lines in, lines out, `$LASTEXITCODE`. It runs beside the script: what it writes goes down the
 * pipeline line by line, and what it has not taken yet is all that is held of its input (about_Native_Commands).
 */
import type { Argument } from '../../bind/argument.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { toText } from '../../convert/toText.ts';
import { errorRecord, raise, raiseRecord } from '../../errors/raise.ts';
import { ProgramPortError } from '../../host.ts';
import type { ProgramNews, RunningProgram } from '../../host.ts';
import type { Value } from '../../values/value.ts';
import { guardGrowth, guardString } from '../budget.ts';
import { callByName } from '../commands/callCommand.ts';
import type { ApplicationEntry } from '../commands/commands.ts';
import type { Frame } from '../frame.ts';
import { nativeArguments } from './nativeArguments.ts';
import { Stage } from './stage.ts';
import type { Streams } from './streams.ts';
import type { Writer } from './writers.ts';

/** So many characters of input are handed over at once. */
const PORTION = 32 * 1024;

export class NativeStage extends Stage {
  private readonly f: Frame;
  private readonly entry: ApplicationEntry;
  private readonly args: readonly Argument[];
  private readonly out: Writer;
  private readonly streams: Streams;
  private readonly expectingInput: boolean;
  private program: RunningProgram | undefined;
  private input = '';
  /** Input that is no text: it is formatted together, as a person would see it. */
  private objects: Value[] = [];
  /** Lines that are not at their end yet. */
  private readonly rest = { output: '', errors: '' };
  private hasErrors = false;
  private exitFailed = false;
  constructor(f: Frame, entry: ApplicationEntry, args: readonly Argument[], out: Writer, streams: Streams, expectingInput: boolean) {
    super();
    this.f = f;
    this.entry = entry;
    this.args = args;
    this.out = out;
    this.streams = streams;
    this.expectingInput = expectingInput;
  }
  protected override onBegin(): void { /* the program starts with its first input */ }
  override write(v: Value): void {
    if (typeof v === 'object' && v !== null) {
      this.objects.push(v);
      guardGrowth(this.objects.length);
      return;
    }
    this.format();
    this.input += `${toText(v)}\n`;
    if (this.input.length < PORTION) return;
    const { input } = this;
    this.input = '';
    this.take(this.started().exchange(input, false));
  }
  alone(): void { /* no input */ }
  override end(): void {
    this.format();
    const { session } = this.f, program = this.started();
    let news = program.exchange(this.input, true);
    this.input = '';
    this.take(news);
    while (news.exitCode === undefined) {
      news = program.exchange('', true);
      this.take(news);
    }
    this.program = undefined;
    for (const from of ['output', 'errors'] as const) if (this.rest[from] !== '') this.line(from, this.rest[from]);
    session.lastExitCode = news.exitCode;
    this.exitFailed = news.exitCode !== 0;
    session.success = !this.exitFailed;
    if (this.exitFailed) this.reportExit(news.exitCode, program.id);
  }
  override get failed(): boolean { return this.exitFailed; }
  override dispose(): void {
    this.program?.end();
    this.program = undefined;
  }
  private format(): void {
    if (this.objects.length === 0) return;
    const { objects } = this;
    this.objects = [];
    this.input += callByName(this.f, 'Out-String', { Stream: true }, objects).map((line) => `${toText(line)}\n`).join('');
  }
  private started(): RunningProgram {
    if (this.program !== undefined) return this.program;
    const { session } = this.f, programs = session.host.process?.programs, { name, path: file } = this.entry;
    if (programs === undefined) raise({ id: 'NativeCommandFailed', category: 'ResourceUnavailable', message: `The program '${name}' cannot be run: native commands are switched off here.`, target: name });
    const args = nativeArguments(this.f, this.args);
    try {
      return this.program = programs.start({ file, args, directory: session.location, input: this.expectingInput ? 'pipe' : 'none', output: 'pipe', errors: 'pipe' });
    } catch (e) {
      if (!(e instanceof ProgramPortError)) throw e;
      return raise({ id: 'NativeCommandFailed', category: 'ResourceUnavailable', exception: 'System.Management.Automation.ApplicationFailedException', message: `Program '${name}' failed to run: ${e.message}.` });
    }
  }
  private take({ output }: ProgramNews): void {
    for (const { from, text } of output) {
      // A long line grows without being looked through again.
      const lines = text.split('\n'), last = lines.pop() ?? '', [first] = lines;
      if (first !== undefined) lines[0] = this.rest[from] + first;
      this.rest[from] = first === undefined ? this.rest[from] + last : last;
      guardString(this.f.session, this.rest[from].length);
      for (const line of lines) this.line(from, line.endsWith('\r') ? line.slice(0, -1) : line);
    }
  }
  private line(from: 'output' | 'errors', text: string): void {
    if (from === 'output') { this.out.write(text); return; }
    // The first line is the error, further ones belong to it.
    const record = errorRecord({ id: this.hasErrors ? 'NativeCommandErrorMessage' : 'NativeCommandError', category: 'NotSpecified', message: text, target: this.hasErrors ? null : text, exception: 'System.Management.Automation.RemoteException' });
    this.hasErrors = true;
    if (this.streams.Error === null) this.f.session.host.records.write({ stream: 'Error', error: record }); else this.streams.Error.write(record);
  }
  /** `$PSNativeCommandUseErrorActionPreference`: an exit code that is not 0 is an error (about_Preference_Variables). */
  private reportExit(code: number, processId: number): void {
    const { session } = this.f;
    if (!toBoolean(session.variable('PSNativeCommandUseErrorActionPreference') ?? false)) return;
    const digits = session.host.environment.platform === 'win32' ? 8 : 2, hex = (code >>> 0).toString(16).toUpperCase().padStart(digits, '0');
    const record = errorRecord({ id: 'ProgramExitedWithNonZeroCode', category: 'NotSpecified', exception: 'System.Management.Automation.NativeCommandExitException', target: this.entry.path, message: `Program "${this.entry.name}" ended with non-zero exit code: ${code} (0x${hex}).` });
    for (const [name, value] of [['Path', this.entry.path], ['ExitCode', code], ['ProcessId', processId]] as const) record.exception.extra.set(name, value);
    const action = session.preference(this.f, 'ErrorActionPreference').toLowerCase();
    if (action === 'stop') raiseRecord(record);
    if (action === 'ignore') return;
    session.logError(record);
    if (action === 'silentlycontinue') return;
    if (this.streams.Error === null) session.host.records.write({ stream: 'Error', error: record }); else this.streams.Error.write(record);
  }
}
