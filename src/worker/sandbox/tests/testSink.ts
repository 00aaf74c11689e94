/** What a test writes, kept for whoever judges it; under a debugger it is shown as it comes too. */
import { FormatRecord } from '../../../powershell/format/records.ts';
import type { StreamRecord } from '../../../powershell/runtime/host.ts';
import type { TestRecord } from '../../../powershell/testing/protocol.ts';
import type { Masker } from '../../masking/masking.ts';
import { JobSink } from '../records/jobSink.ts';
import type { Formatter } from '../records/jobSink.ts';
import type { SandboxJob } from '../protocol.ts';
import type { NameValues, RecordStream } from '../records/recordStream.ts';
import { valueToJson } from '../records/valueJson.ts';

/** Of one test; what is above is counted. */
export const MOST_RECORDS = 10_000;
export const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Where the texts go. */
export class TestRecords {
  dropped = 0;
  json: string | undefined = undefined;
  private records: TestRecord[] = [];
  private characters = 0;
  private readonly shown: RecordStream | undefined;
  constructor(shown: RecordStream | undefined) { this.shown = shown; }
  write(stream: Parameters<RecordStream['write']>[0], text: string, values?: NameValues): void {
    this.shown?.write(stream, text, values);
    if (stream === 'Progress') return;
    if (this.records.length >= MOST_RECORDS || this.characters + text.length > MOST_CHARACTERS) { this.dropped += 1; return; }
    const line = Number(values?.find(({ name }) => name === 'Line')?.value ?? Number.NaN), { json } = this;
    this.records.push({ stream, text, ...(json === undefined ? {} : { json }), ...(Number.isInteger(line) ? { line } : {}) });
    this.characters += text.length + (json?.length ?? 0);
  }
  take(): readonly TestRecord[] {
    const { records } = this;
    this.records = [];
    this.characters = 0;
    return records;
  }
}
export class TestSink extends JobSink {
  private readonly kept: TestRecords;
  private readonly wantsJson: boolean;
  private readonly hide: Masker;
  constructor(job: SandboxJob, kept: TestRecords, masker: Masker, format: Formatter, wantsJson: boolean) {
    super(job, kept, masker, format);
    this.kept = kept;
    this.wantsJson = wantsJson;
    this.hide = masker;
  }
  override write(record: StreamRecord): void {
    const isObject = this.wantsJson && record.stream === 'Output' && !(record.value instanceof FormatRecord);
    this.kept.json = isObject ? this.hide.mask(valueToJson(record.value)) : undefined;
    try { super.write(record); } finally { this.kept.json = undefined; }
  }
  override keeps(stream: StreamRecord['stream']): boolean { return stream !== 'Progress'; }
}
