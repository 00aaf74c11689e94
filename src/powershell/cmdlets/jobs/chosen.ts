/** Which jobs a cmdlet means: by object, id, name, state, command, filter or instance. */
import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { getMember } from '../../runtime/members/get.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ChildJob, Job, jobStates, jobType } from '../../workflow/jobs/job.ts';
import { jobTable } from '../../workflow/jobs/jobTable.ts';

export const JOB_SETS = { id: 'SessionIdParameterSet', name: 'NameParameterSet', instance: 'InstanceIdParameterSet', state: 'StateParameterSet', command: 'CommandParameterSet', filter: 'FilterParameterSet', job: 'JobParameterSet' } as const;
/** Jobs by what is said of them, as every cmdlet of jobs takes it (JobCmdletBase). */
export const CHOICE = {
  Id: { type: arrayOf(T.Int32), sets: [JOB_SETS.id], position: { [JOB_SETS.id]: 0 }, mandatory: [JOB_SETS.id], from: 'property', validate: NOT_EMPTY },
  Name: { type: arrayOf(T.String), sets: [JOB_SETS.name], position: { [JOB_SETS.name]: 0 }, mandatory: [JOB_SETS.name], from: 'property', validate: NOT_EMPTY },
  InstanceId: { type: arrayOf(T.Guid), sets: [JOB_SETS.instance], position: { [JOB_SETS.instance]: 0 }, mandatory: [JOB_SETS.instance], from: 'property', validate: NOT_EMPTY },
  State: { type: jobStates, asText: true, sets: [JOB_SETS.state], position: { [JOB_SETS.state]: 0 }, mandatory: [JOB_SETS.state], from: 'property' },
  Command: { type: arrayOf(T.String), sets: [JOB_SETS.command], from: 'property', validate: NOT_EMPTY },
  Filter: { type: T.Hashtable, sets: [JOB_SETS.filter], position: { [JOB_SETS.filter]: 0 }, mandatory: [JOB_SETS.filter], from: 'property', validate: NOT_EMPTY },
} as const;
/** And by themselves. */
export const JOBS_CHOICE = { Job: { type: arrayOf(jobType), sets: [JOB_SETS.job], position: { [JOB_SETS.job]: 0 }, mandatory: [JOB_SETS.job], from: 'both', validate: NOT_EMPTY }, ...CHOICE } as const;
export interface Choice {
  readonly Job?: readonly Value[] | undefined; readonly Id?: readonly number[] | undefined; readonly Name?: readonly string[] | undefined; readonly InstanceId?: readonly Value[] | undefined; readonly State?: string | undefined;
  readonly Command?: readonly string[] | undefined; readonly Filter?: Value;
}

/** A job as a table of wanted properties sees it. */
function isLike(job: Job, filter: Dictionary): boolean {
  return [...filter.entries.values()].every(({ key, value }) => {
    const has = getMember(job, toText(key));
    return toItems(value).some((v) => wildcard(toText(v)).test(toText(has)));
  });
}
/** The jobs; one that is not there is an error. `all`: every job where nothing is asked for. */
export function chosenJobs(ctx: CmdletContext, p: Choice, all = false): Job[] {
  const { jobs } = jobTable(ctx), out: Job[] = [];
  const missing = (id: string, value: Value, message: string): void => ctx.writeError({ id: `JobWithSpecified${id}NotFound`, category: 'ObjectNotFound', target: value, exception: 'System.Management.Automation.PSArgumentException', message: `The command cannot find ${message} parameter${id === 'Session' ? '' : ','} and then try the command again.` });
  for (const item of p.Job ?? []) {
    const job = unwrap(item);
    if (job instanceof Job) out.push(job); else if (job instanceof ChildJob) out.push(job.job);
  }
  for (const id of p.Id ?? []) { const found = jobs.find((j) => j.id === id); if (found === undefined) missing('Session', id, `a job with the job ID ${id}. Verify the value of the Id`); else out.push(found); }
  for (const name of p.Name ?? []) { const test = wildcard(name), found = jobs.filter((j) => test.test(j.name)); if (found.length === 0 && !hasWildcard(name)) missing('Name', name, `the job because the job name ${name} was not found. Verify the value of the Name`); out.push(...found); }
  for (const id of p.InstanceId ?? []) { const found = jobs.find((j) => toText(j.instanceId) === toText(id)); if (found === undefined) missing('InstanceId', id, `a job with the instance identifier ${toText(id)}. Verify the value of the InstanceId`); else out.push(found); }
  for (const command of p.Command ?? []) { const test = wildcard(command), text = command.trim().toLowerCase(); out.push(...jobs.filter((j) => j.command.trim().toLowerCase() === text || test.test(j.command.trim()))); }
  if (p.State !== undefined) out.push(...jobs.filter((j) => j.state === p.State));
  // Only jobs of workflows know of filters (JobManager.GetJobsByFilter): others have nothing to be asked by.
  if (p.Filter instanceof Dictionary) { const filter = p.Filter; out.push(...jobs.filter((j) => j.kind === 'PSWorkflowJob' && isLike(j, filter))); }
  const asked = p.Job !== undefined || p.Id !== undefined || p.Name !== undefined || p.InstanceId !== undefined || p.State !== undefined || p.Command !== undefined || p.Filter !== undefined;
  return asked || !all ? out : [...jobs];
}
