/** Records of the streams beside Output on their way from where a script or an activity ran to where they belong. */
import type { StreamRecord } from '../../runtime/host.ts';
import type { Session } from '../../runtime/run/session.ts';
import { Streams } from '../../runtime/run/pipeline/streams.ts';
import type { StreamName } from '../../runtime/run/pipeline/streams.ts';
import { HOST_TAG, recordValue } from '../../runtime/types/automation/recordValue.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { InformationRecord, MessageRecord } from '../../runtime/values/streamRecords.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { Value } from '../../runtime/values/value.ts';
import { remoteRecord } from '../run/boundary.ts';

/** A record of another process: an error is the text of what it was there. */
export const arrived = (record: StreamRecord): StreamRecord => (record.stream === 'Error' ? { ...record, error: remoteRecord(record.error) } : record);
/** Writes a record to a stream of the activity, or to the run's own sink. */
export function deliver(record: StreamRecord, streams: Streams, session: Session): void {
  const { stream } = record;
  if (stream === 'Output') return;
  if (stream === 'Progress' && streams.progress !== undefined) return streams.progress(record);
  if (stream === 'Progress') { session.host.records.write(record); return; }
  if (stream === 'Error') session.logError(record.error);
  const writer = streams[stream], gather = streams.gather[stream], value = writer === null && gather === undefined ? null : recordValue(record, session.host.clock.utcTicks());
  // The variables of a workflow's call gather what its scripts write as what its activities write (workflow-semantics.md 7.1).
  gather?.(value);
  if (writer === null) session.host.records.write(record);
  else writer.write(value);
}
/** Streams that keep what is written, so that an attempt that is made again leaves nothing behind. */
export function held(target: Streams, session: Session): { readonly streams: Streams; readonly flush: () => void } {
  const kept: (() => void)[] = [];
  const keep = (name: StreamName): CallbackWriter => new CallbackWriter((v) => { kept.push(() => write(name, v)); });
  const write = (name: StreamName, v: Value): void => {
    const writer = target[name];
    if (writer !== null) writer.write(v);
    else session.host.records.write(recordOf(name, v));
  };
  const streams = new Streams({ Error: keep('Error'), Warning: keep('Warning'), Verbose: keep('Verbose'), Debug: keep('Debug'), Information: keep('Information') });
  streams.gather = target.gather;
  streams.progress = target.progress;
  return { streams, flush: () => { for (const one of kept) one(); } };
}
function recordOf(name: StreamName, v: Value): StreamRecord {
  if (name === 'Error' && v instanceof ErrorRecord) return { stream: 'Error', error: v };
  if (name === 'Information' || name === 'Error') {
    const tags = v instanceof InformationRecord ? v.tags : [];
    const data = v instanceof InformationRecord ? v.data : v;
    return { stream: 'Information', data, text: toText(data), tags, isHost: tags.includes(HOST_TAG) };
  }
  return { stream: name, text: v instanceof MessageRecord ? v.message : toText(v) };
}
