/** What the engine writes, as records of the job: the streams it keeps, texts as a person sees them, secrets masked. */
import { FormatEndData, FormatRecord, FormatStartData } from '../../../powershell/format/records.ts';
import { changedRecord } from '../../../powershell/format/shownText.ts';
import { toText } from '../../../powershell/runtime/convert/toText.ts';
import type { RecordSink, StreamRecord } from '../../../powershell/runtime/host.ts';
import { PowerShellError } from '../../../powershell/runtime/values/errorRecord.ts';
import type { ErrorRecord } from '../../../powershell/runtime/values/errorRecord.ts';
import { unwrap } from '../../../powershell/runtime/values/psObject.ts';
import type { Value } from '../../../powershell/runtime/values/value.ts';
import type { Masker } from '../../masking/masking.ts';
import { keepsStream } from '../../jobs/streamRules.ts';
import type { SandboxJob } from '../protocol.ts';
import type { NameValues, RecordStream } from './recordStream.ts';
import { errorValues, progressText, progressValues } from './recordText.ts';

/** Out-String of the engine: the text of objects shown together. */
export type Formatter = (values: readonly Value[]) => string;

export class JobSink implements RecordSink {
  private job: SandboxJob;
  private readonly stream: Pick<RecordStream, 'write'>;
  private readonly masker: Masker;
  private readonly format: Formatter;
  /** The records of a Format cmdlet, until its document is complete: they are one text. */
  private formatted: Value[] = [];

  constructor(job: SandboxJob, stream: Pick<RecordStream, 'write'>, masker: Masker, format: Formatter) {
    this.job = job;
    this.stream = stream;
    this.masker = masker;
    this.format = format;
  }

  /** From now on the records are this job's: a sink may be made before its job is known. */
  begin(job: SandboxJob): void {
    this.job = job;
  }

  write(record: StreamRecord): void {
    switch (record.stream) {
      case 'Output': return this.output(record.value);
      case 'Error': return this.error(record.error);
      case 'Progress': return this.send('Progress', progressText(record), progressValues(record));
      // SMA has no information stream: Write-Host is lost there, and shown only where the runbook is tried out.
      case 'Information': return this.send('Information', record.text);
      default: return this.send(record.stream, record.text);
    }
  }

  /** Whether the automatic progress of activities goes anywhere: to a job's history where it is asked for, never to a person's screen. */
  keeps(stream: StreamRecord['stream']): boolean {
    return stream !== 'Progress' || (!this.job.keepAllStreams && keepsStream(this.job, 'Progress'));
  }

  /** The run is over: a Format document that was cut short is written as far as it came. */
  end(): void {
    this.endFormatted();
  }

  /**
   * Some errors end the runbook, unless the script caught, silenced or redirected them: a command that is not there, since
   * going on would be a wrong answer where the engine lacks a command that the runbook's author had; and memory that ran
   * out, since the next statement would only try again.
   */
  private error(error: ErrorRecord): void {
    // The scripts of a workflow's InlineScript blocks go on behind a command that is nowhere (workflow-semantics.md section 5); its own statements never begin.
    const ends = this.job.runbookType === 'Script' ? error.errorId !== 'CommandNotFoundException' : true;
    // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
    if (ends && ENDING_ERRORS.has(error.errorId) && !ASKS_FOR_COMMANDS.test(error.fullyQualifiedErrorId)) throw endWith(error);
    this.writeError(error);
  }

  /** An error record, also of what ended the runbook. */
  writeError(error: ErrorRecord): void {
    this.send('Error', error.message, errorValues(error));
  }

  private output(value: Value): void {
    if (value instanceof FormatRecord) {
      if (value instanceof FormatStartData) this.endFormatted();
      // Before it is cut to the width: a piece of a secret is not recognised any more.
      this.formatted.push(this.masker.isEmpty ? value : changedRecord(value, (text) => this.masker.mask(text)));
      if (value instanceof FormatEndData) this.endFormatted();
      return;
    }
    this.endFormatted();
    // Nothing is shown for $null, as on a console.
    if (value === null || value === undefined) return;
    // With properties added to it a number is shown like any other.
    this.send('Output', isPlain(unwrap(value)) ? toText(value) : trimLines(this.format([value])));
  }

  private endFormatted(): void {
    if (this.formatted.length === 0) return;
    const text = trimLines(this.format(this.formatted));
    this.formatted = [];
    this.send('Output', text);
  }

  private send(stream: StreamRecord['stream'], text: string, values?: NameValues): void {
    if (stream === 'Information' ? !this.job.keepAllStreams : !this.job.keepAllStreams && !keepsStream(this.job, stream)) return;
    if (this.masker.isEmpty) this.stream.write(stream, text, values);
    else this.stream.write(stream, this.masker.mask(text), values?.map(({ name, value }) => ({ name, value: this.masker.mask(value) })));
  }
}

const ENDING_ERRORS: ReadonlySet<string> = new Set(['CommandNotFoundException', 'System.OutOfMemoryException']);

/** Get-Command only asked whether it is there. */
const ASKS_FOR_COMMANDS = /^CommandNotFoundException,Microsoft\.PowerShell\.Commands\.GetCommandCommand$/;

/** An error that no statement of the script takes any more. */
function endWith(record: ErrorRecord): PowerShellError {
  const error = new PowerShellError(record);
  error.suppressed = true;
  error.logged = true;
  return error;
}

/** What looks the same with and without formatting; most output is of this kind. */
const isPlain = (value: Value): boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';

/** Without the empty lines that Out-String puts around a table or list, and the blanks that fill its last column. */
const trimLines = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/\s+$/, '');
