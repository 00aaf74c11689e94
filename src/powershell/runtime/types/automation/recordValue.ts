/** Records of the streams as the objects that redirections, -…Variable parameters, jobs and the streams of a shell hold. */
import type { StreamRecord } from '../../host.ts';
import { Record } from '../../values/misc.ts';
import { InformationRecord, MessageRecord } from '../../values/streamRecords.ts';
import type { Value } from '../../values/value.ts';
import type { NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { named } from '../t.ts';

const NAME = 'System.Management.Automation.ProgressRecord';
const progressType = lookupType(NAME) as NetType | undefined ?? named(NAME);
/** What Write-Host tags its records with. */
export const HOST_TAG = 'PSHOST';

/** `utcTicks`: now, which is when an information record was made. */
export function recordValue(r: StreamRecord, utcTicks: bigint): Value {
  switch (r.stream) {
    case 'Output': return r.value;
    case 'Error': return r.error;
    case 'Information': return new InformationRecord(r.data, r.tags, r.isHost ? 'Write-Host' : 'Write-Information', utcTicks);
    case 'Progress': return new Record(progressType, [['ActivityId', r.activityId], ['Activity', r.activity], ['StatusDescription', r.status], ['CurrentOperation', r.currentOperation], ['PercentComplete', r.percentComplete], ['SecondsRemaining', r.secondsRemaining], ['ParentActivityId', r.parentActivityId]]);
    default: return new MessageRecord(r.stream, r.text);
  }
}
