/** Errors of binding belong to the command that was called: its name, its place, and what ParameterBindingException tells. */
import { PowerShellError } from '../../values/errorRecord.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import type { CommandEntry } from './commands.ts';
import { Invocation } from './invocation.ts';
import { placeOf } from '../source.ts';
import { bindingPlace } from './bindingPlace.ts';

/** Fills in what an error that arose in calling a command does not know yet. */
export function called(e: unknown, entry: CommandEntry, name: string, position: ScriptPosition): void {
  if (!(e instanceof PowerShellError) || e.record.invocation !== null) return;
  const { record } = e, own = entry.kind === 'Cmdlet' ? entry.className : entry.name;
  record.position ??= position;
  if (record.commandName !== own || !record.exception.netType.shortName.startsWith('ParameterBinding')) return;
  if (record.commandName === '') { record.position = bindingPlace(record.position, record.errorId, record.element); return; }
  const { extra, message } = record.exception, parameter = /(?:parameter name|on parameter|to parameter|for parameter|because parameter|bind parameter|accepts argument) '([^']*)'/.exec(message)?.[1] ?? (record.errorId === 'MissingMandatoryParameter' ? /:( [^:]*)\.$/.exec(message)?.[1] : undefined) ?? '';
  record.position = bindingPlace(record.position, record.errorId, record.element);
  const invocation = new Invocation(entry, name, record.position), place = placeOf(record.position);
  record.invocation = invocation;
  record.iterations = invocation.iterations;
  if (record.activity === '') record.activity = entry.name;
  extra.set('ErrorId', record.errorId);
  extra.set('ParameterName', parameter);
  extra.set('CommandInvocation', invocation);
  extra.set('Line', BigInt(place.line));
  extra.set('Offset', BigInt(place.column));
}
