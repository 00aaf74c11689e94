/** The processes that Get-, Stop- and Wait-Process are about, by name, number or object; who is not there is an error each. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { ProgramPortError } from '../../runtime/host.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { ErrorCategory } from '../../runtime/values/errorRecord.ts';
import type { Record } from '../../runtime/values/misc.ts';
import { ProcessObject, processesOf } from './processObject.ts';

export interface Wanted { readonly Name?: readonly string[] | undefined; readonly Id?: readonly number[] | undefined; readonly InputObject?: readonly Record[] | undefined }

/** Each once. Writes an error for every name and number that nobody has. */
export function matchingProcesses(ctx: CmdletContext, { Name, Id, InputObject }: Wanted): readonly ProcessObject[] {
  const { process } = ctx.host, found = new Map<number, ProcessObject>();
  const add = (one: ProcessObject): void => { if (!found.has(one.id)) found.set(one.id, one); };
  const list = (id?: number): readonly ProcessObject[] => {
    try { return processesOf(process, id); } catch (e) {
      if (e instanceof ProgramPortError) return ctx.fail({ id: 'InvalidOperationException', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: e.message });
      throw e;
    }
  };
  if (InputObject !== undefined) { for (const one of InputObject) if (one instanceof ProcessObject) add(one); } else if (Id !== undefined) for (const id of Id) {
    const [one] = list(id);
    if (one === undefined) processError(ctx, 'NoProcessFoundForGivenId', 'ObjectNotFound', id, `Cannot find a process with the process identifier ${id}.`);
    else add(one);
  } else {
    const all = list();
    for (const name of Name ?? ['*']) {
      const pattern = wildcard(name), fitting = all.filter((one) => pattern.test(one.name));
      for (const one of fitting) add(one);
      if (fitting.length > 0 || hasWildcard(name)) continue;
      if (/^\d{1,9}$/.test(name)) processError(ctx, 'RecommendIdTagForGivenName', 'ObjectNotFound', name, `Cannot find a process with the name "${name}". Try running with -Id to search by Id of processes.`);
      else processError(ctx, 'NoProcessFoundForGivenName', 'ObjectNotFound', name, `Cannot find a process with the name "${name}". Verify the process name and call the cmdlet again.`);
    }
  }
  return [...found.values()];
}

/** A non-terminating error of the process cmdlets. */
export const processError = (ctx: CmdletContext, id: string, category: ErrorCategory, target: string | number | Record, message: string): void =>
  ctx.writeError({ id, category, target, message, exception: 'Microsoft.PowerShell.Commands.ProcessCommandException' });
