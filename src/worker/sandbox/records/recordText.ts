/** How records that are not plain text read in a job's streams, and their structured part. */
import type { ProgressRecord } from '../../../powershell/runtime/host.ts';
import { placeOf } from '../../../powershell/runtime/run/source.ts';
import type { ErrorRecord } from '../../../powershell/runtime/values/errorRecord.ts';
import type { NameValues } from './recordStream.ts';

/** A list of names and values as Format-List writes a ProgressRecord; clients read it line by line (sma-rest-api.md 3.3). */
export function progressText(progress: ProgressRecord): string {
  const values = progressValues(progress);
  return values.map(({ name, value }) => `${name.padEnd(17)} : ${value}`).join('\n');
}

export function progressValues(progress: ProgressRecord): NameValues {
  return [
    { name: 'ActivityId', value: String(progress.activityId) },
    { name: 'ParentActivityId', value: String(progress.parentActivityId) },
    { name: 'Activity', value: progress.activity },
    { name: 'StatusDescription', value: progress.status },
    { name: 'CurrentOperation', value: progress.currentOperation },
    { name: 'PercentComplete', value: String(progress.percentComplete) },
    { name: 'SecondsRemaining', value: String(progress.secondsRemaining) },
    { name: 'RecordType', value: progress.completed ? 'Completed' : 'Processing' },
  ];
}

/** Id, category, line, the runbook, script or module that this is in, and stack of an error; what has no value is left out. */
export function errorValues(error: ErrorRecord): NameValues {
  const { line, script } = placeOfError(error);
  const all: NameValues = [
    { name: 'FullyQualifiedErrorId', value: error.fullyQualifiedErrorId },
    { name: 'Category', value: error.category },
    { name: 'ExceptionType', value: error.exception.netType.name },
    { name: 'Line', value: line },
    { name: 'ScriptName', value: script },
    { name: 'ScriptStackTrace', value: error.stackTrace },
  ];
  return all.filter(({ value }) => value !== '');
}

/**
 * Where it arose. PowerShell gives an error that Write-Error writes at the top of a script no position (it belongs to whoever called
 * the script), and one in a text that is in no file (Invoke-Expression) a line that nobody can look up; a person wants the runbook's line all
 * the same, and the script stack has it.
 */
function placeOfError({ position, stackTrace }: ErrorRecord): { readonly line: string; readonly script: string } {
  if (position !== undefined && position.source.file !== '') return { line: String(placeOf(position).line), script: position.source.file };
  const named = /, (?!<No file>)([^\r\n]+): line (\d+)$/m.exec(stackTrace);
  if (named !== null) return { line: named[2] ?? '', script: named[1] ?? '' };
  return { line: position === undefined ? /: line (\d+)$/m.exec(stackTrace)?.[1] ?? '' : String(placeOf(position).line), script: '' };
}
