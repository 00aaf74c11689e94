/** A program of the system: lines in, lines out, `$LASTEXITCODE`. Runs when its input is complete. */
import type { Argument } from '../bind/argument.ts';
import { toItems } from '../convert/enumerate.ts';
import { toText } from '../convert/toText.ts';
import { errorRecord, raise } from '../errors/raise.ts';
import type { Value } from '../values/value.ts';
import type { ApplicationEntry } from './commands.ts';
import type { Frame } from './frame.ts';
import { Stage } from './stage.ts';
import type { Streams } from './streams.ts';
import type { Writer } from './writers.ts';

export class NativeStage extends Stage {
  private readonly f: Frame;
  private readonly entry: ApplicationEntry;
  private readonly args: readonly Argument[];
  private readonly out: Writer;
  private readonly streams: Streams;
  private readonly lines: string[] = [];
  private exitFailed = false;
  constructor(f: Frame, entry: ApplicationEntry, args: readonly Argument[], out: Writer, streams: Streams, _expectingInput: boolean) {
    super();
    this.f = f;
    this.entry = entry;
    this.args = args;
    this.out = out;
    this.streams = streams;
  }
  override begin(): void { /* the program starts when its input is there */ }
  override write(v: Value): void { this.lines.push(toText(v)); }
  alone(): void { /* no input */ }
  override end(): void {
    const { session } = this.f, { process } = session.host;
    if (process === undefined) raise({ id: 'NativeCommandFailed', category: 'ResourceUnavailable', message: `The program '${this.entry.name}' cannot be run: native commands are switched off here.`, target: this.entry.name });
    const words = this.args.flatMap((a) => (a.name === undefined ? toItems(a.value).map(toText) : a.hasValue ? [`-${a.name}:${toText(a.value)}`] : [`-${a.name}`]));
    const done = process.run(this.entry.path, words, this.lines.map((l) => `${l}\n`).join(''), session.location);
    for (const line of lines(done.output)) this.out.write(line);
    for (const line of lines(done.errors)) {
      const record = errorRecord({ id: 'NativeCommandError', category: 'NotSpecified', message: line, target: line, exception: 'System.Management.Automation.RemoteException' });
      if (this.streams.Error === null) session.host.records.write({ stream: 'Error', error: record }); else this.streams.Error.write(record);
    }
    session.lastExitCode = done.exitCode;
    this.exitFailed = done.exitCode !== 0;
    session.success = !this.exitFailed;
  }
  override get failed(): boolean { return this.exitFailed; }
  override dispose(): void { /* nothing is held */ }
}
const lines = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/));
