/** From the properties on the wire (sma-rest-api.md 2.3) to what the rest of the product sees (api.ts). */
import { parseTags } from '../../sma/tags.ts';
import type { Job, JobRecord, RecordPlace, Runbook, RunbookParameter, RunbookVersion, Variable } from '../api.ts';
import { flag, ifKnown, integer, optional, required, type Fields } from './fields.ts';
import { edmTime } from './time.ts';

export function toRunbook(fields: Fields): Runbook {
  const type = ifKnown(fields, 'RunbookType');
  return {
    id: guid(required(fields, 'RunbookID')),
    name: required(fields, 'RunbookName'),
    description: optional(fields, 'Description'),
    tags: parseTags(optional(fields, 'Tags')),
    publishedVersionId: guidOrNull(optional(fields, 'PublishedRunbookVersionID')),
    draftVersionId: guidOrNull(optional(fields, 'DraftRunbookVersionID')),
    createdAt: edmTime(required(fields, 'CreationTime')),
    modifiedAt: edmTime(required(fields, 'LastModifiedTime')),
    modifiedBy: optional(fields, 'LastModifiedBy'),
    logVerbose: flag(fields, 'LogVerbose'),
    logProgress: flag(fields, 'LogProgress'),
    logDebug: flag(fields, 'LogDebug'),
    type: type === 'Script' || type === 'PowerShellScript' ? type : undefined,
    designatedWorker: ifKnown(fields, 'RunbookWorker'),
  };
}

export function toRunbookVersion(fields: Fields): RunbookVersion {
  return {
    id: guid(required(fields, 'RunbookVersionID')),
    runbookId: guid(required(fields, 'RunbookID')),
    versionNumber: integer(fields, 'VersionNumber') ?? 0,
    isDraft: flag(fields, 'IsDraft'),
    createdAt: edmTime(required(fields, 'CreationTime')),
    modifiedAt: edmTime(required(fields, 'LastModifiedTime')),
  };
}

export function toRunbookParameter(fields: Fields): RunbookParameter {
  return {
    name: required(fields, 'Name'),
    type: optional(fields, 'Type') ?? 'System.Object',
    isMandatory: flag(fields, 'IsMandatory'),
    position: integer(fields, 'Position') ?? 0,
  };
}

export function toJob(fields: Fields): Job {
  return {
    id: guid(required(fields, 'JobID')),
    contextId: guid(required(fields, 'JobContextID')),
    status: required(fields, 'JobStatus'),
    createdAt: edmTime(required(fields, 'CreationTime')),
    modifiedAt: edmTime(required(fields, 'LastModifiedTime')),
    startedAt: timeOrNull(optional(fields, 'StartTime')),
    endedAt: timeOrNull(optional(fields, 'EndTime')),
    errorCount: integer(fields, 'ErrorCount'),
    warningCount: integer(fields, 'WarningCount'),
    exception: optional(fields, 'JobException'),
  };
}

/** Stream items spell `Id`, not `ID` (sma-rest-api.md 2.6); their text may hold NUL characters (3.3). */
export function toJobRecord(fields: Fields, jobId: string): JobRecord {
  const stream = optional(fields, 'StreamTypeName') ?? 'Output';
  const places = stream === 'Error' ? placesOf(fields['NameValues']) : [];
  return {
    jobId: guid(optional(fields, 'JobId') ?? jobId),
    stream,
    text: (optional(fields, 'StreamText') ?? '').replaceAll('\0', ''),
    time: edmTime(required(fields, 'StreamTime')),
    ...(places[0] === undefined ? {} : { line: places[0].line, places }),
  };
}

/** Where an error arose, and the calls that led there: its line, and what its stack says (`at f, SOURCE: line 3`). */
function placesOf(pairs: unknown): RecordPlace[] {
  const line = Number(nameValue(pairs, 'Line') ?? Number.NaN), script = nameValue(pairs, 'ScriptName'), around: RecordPlace[] = [];
  for (const [, source, at] of (nameValue(pairs, 'ScriptStackTrace') ?? '').matchAll(/^at .*?, (.+): line (\d+)\s*$/gm)) around.push({ source: source === '<No file>' ? undefined : source, line: Number(at) });
  if (!Number.isInteger(line) || line <= 0) return [];
  const [own] = around, isOwn = own !== undefined && (script === undefined || own.source === script);
  return [{ source: script ?? (own?.line === line ? own.source : undefined), line }, ...(isOwn ? around.slice(1) : around)];
}
/** The value of a name among a record's pairs; servers nest them in one list or in two (src/sma/entities/streamItem.ts). */
function nameValue(pairs: unknown, name: string, depth = 0): string | undefined {
  if (typeof pairs !== 'object' || pairs === null || depth > 5) return undefined;
  if ('Name' in pairs && 'Value' in pairs) return pairs.Name === name && typeof pairs.Value === 'string' ? pairs.Value : undefined;
  for (const inner of Object.values(pairs)) {
    const found = nameValue(inner, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function toVariable(fields: Fields): Variable {
  const isEncrypted = flag(fields, 'IsEncrypted');
  return {
    id: guid(required(fields, 'VariableID')),
    name: required(fields, 'Name'),
    // Whatever a server may put there, an encrypted value is not shown (sma-rest-api.md 3.7).
    value: isEncrypted ? null : optional(fields, 'Value'),
    description: optional(fields, 'Description'),
    isEncrypted,
    modifiedAt: edmTime(required(fields, 'LastModifiedTime')),
  };
}

const guid = (text: string): string => text.toLowerCase();
const guidOrNull = (text: string | null): string | null => (text === null || text === '' ? null : guid(text));
const timeOrNull = (text: string | null): string | null => (text === null || text === '' ? null : edmTime(text));
