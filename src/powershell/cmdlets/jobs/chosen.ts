/** Which jobs a cmdlet means: by object, id, name, state or instance. */
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Job } from '../../workflow/jobs/job.ts';
import { jobTable } from '../../workflow/jobs/jobTable.ts';

export const CHOICE = {
  Job: { type: arrayOf(T.Object), position: 0, from: 'pipeline' },
  Id: { type: arrayOf(T.Int32) },
  Name: { type: arrayOf(T.String) },
  InstanceId: { type: arrayOf(T.Guid) },
  State: { type: T.String, validate: [{ set: ['NotStarted', 'Running', 'Completed', 'Failed', 'Stopped', 'Blocked', 'Suspended', 'Disconnected', 'Suspending', 'Stopping', 'AtBreakpoint'] }] },
} as const;
export interface Choice { readonly Job?: readonly Value[] | undefined; readonly Id?: readonly number[] | undefined; readonly Name?: readonly string[] | undefined; readonly InstanceId?: readonly Value[] | undefined; readonly State?: string | undefined }

/** What stands by its place and is no job is a number of one, but where only jobs are taken. */
function placed(ctx: CmdletContext, value: Value, takesJobs: boolean): number {
  const refuse = (name: string, message: string): never => ctx.fail({ id: 'CannotConvertArgumentNoMessage', category: 'InvalidArgument', exception: 'System.Management.Automation.ParameterBindingException', message: `Cannot bind parameter '${name}'. ${message}` });
  if (takesJobs) return refuse('Job', `Cannot convert the "${toText(value)}" value of type "${typeNames(value)[0] ?? ''}" to type "System.Management.Automation.Job".`);
  try { return Number(convertTo(value, T.Int32)); } catch (error) { if (error instanceof PowerShellError) return refuse('Id', error.record.message); throw error; }
}
/** The jobs; one that is not there is an error. `all`: every job where nothing is asked for; `takesJobs`: no numbers by place. */
export function chosenJobs(ctx: CmdletContext, p: Choice, all = false, takesJobs = false): Job[] {
  const { jobs } = jobTable(ctx), out: Job[] = [], ids: number[] = [];
  const missing = (what: string, value: Value): void => ctx.writeError({ id: 'JobWithSpecified' + what + 'NotFound', category: 'ObjectNotFound', target: value, exception: 'System.Management.Automation.PSArgumentException', message: `The command cannot find a job with the ${what === 'Name' ? 'name' : what === 'Id' ? 'job ID' : 'instance ID'} ${toText(value)}. Verify the value of the ${what} parameter and then try the command again.` });
  for (const item of p.Job ?? []) {
    const job = unwrap(item);
    if (job instanceof Job) out.push(job);
    else for (const one of toItems(job)) if (one instanceof Job) out.push(one); else ids.push(placed(ctx, one, takesJobs || ctx.isNamed('Job')));
  }
  for (const id of [...ids, ...p.Id ?? []]) { const found = jobs.find((j) => j.id === id); if (found === undefined) missing('Id', id); else out.push(found); }
  for (const name of p.Name ?? []) { const test = wildcard(name), found = jobs.filter((j) => test.test(j.name)); if (found.length === 0 && !hasWildcard(name)) missing('Name', name); out.push(...found); }
  for (const id of p.InstanceId ?? []) { const found = jobs.find((j) => toText(j.instanceId) === toText(id)); if (found === undefined) missing('InstanceId', id); else out.push(found); }
  const asked = p.Job !== undefined || p.Id !== undefined || p.Name !== undefined || p.InstanceId !== undefined;
  const chosen = asked || (!all && p.State === undefined) ? out : [...jobs];
  return p.State === undefined ? chosen : chosen.filter((j) => j.state.toLowerCase() === p.State?.toLowerCase());
}
