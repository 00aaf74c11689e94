/** What methods of a session state's parts are made of: cmdlets that are called where the script is. */
import { NetThrow } from '../../runtime/errors/raise.ts';
import { reported } from '../../runtime/errors/specError.ts';
import { callByName } from '../../runtime/run/commands/callCommand.ts';
import { current } from '../../runtime/run/current.ts';
import { genericType } from '../../runtime/types/generic.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { T } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { List } from '../../runtime/values/lists.ts';
import type { Value } from '../../runtime/values/value.ts';

/** Calls a cmdlet; what goes wrong is the method's exception. */
export function ask(command: string, parameters: Readonly<Record<string, Value>>): Value[] {
  return asMethod(() => callByName(current().current, command, { ErrorAction: 'Stop', ...parameters }));
}
/** Runs what a method does: errors of cmdlets are exceptions there. */
export function asMethod<R>(run: () => R): R {
  try { return run(); } catch (e) {
    const told = reported(e);
    // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
    if (told instanceof PowerShellError) throw new NetThrow(told.record.exception);
    throw e;
  }
}
/** What methods give that give many. */
export const collection = (items: readonly Value[], of: NetType = T.PSObject): Value => new List(genericType('System.Collections.ObjectModel.Collection', [of]) as NetType, of, [...items]);
