/** Suspend-Job and Resume-Job: of workflows' jobs alone (workflow-semantics.md 8). */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { JOBS_CHOICE, JOB_SETS, chosenJobs } from './chosen.ts';
import type { Choice } from './chosen.ts';
import type { Job } from '../../workflow/jobs/job.ts';
import { waitFor, whichJob } from './jobCmdlets.ts';
import { jobTable } from '../../workflow/jobs/jobTable.ts';

const module = 'Microsoft.PowerShell.Core';
/** How the two differ: in what they ask of a job's state, and do. Gives false where the state is not the one for it. */
interface Way { readonly verb: 'Suspend' | 'Resume'; readonly past: string; readonly act: (ctx: CmdletContext, job: Job) => boolean }

/** All jobs that are meant, one after the other; told of are those that are workflows', whatever became of them. */
function changing(ctx: CmdletContext, { verb, past, act }: Way, choose: () => readonly Job[], waits: boolean): { process(): void; end(): void } {
  const jobs: Job[] = [];
  let isInvalid = false;
  return {
    process() {
      jobTable(ctx).pump(0);
      for (const job of choose()) {
        if (job.kind !== 'PSWorkflowJob') {
          ctx.writeError({
            id: 'Job2OperationNotSupportedOnJob', category: 'InvalidType', target: job, exception: 'System.Management.Automation.PSNotSupportedException',
            message: `Cannot ${verb.toLowerCase()} the job that has an ID of ${job.id}. ${verb === 'Suspend' ? 'Suspending' : 'Resuming'} jobs is not supported for some job types. For more information about support for ${verb === 'Suspend' ? 'suspending' : 'resuming'} jobs, see the Help topic for the job type.`,
          });
          continue;
        }
        if (!ctx.shouldProcess(whichJob(job), verb)) continue;
        if (!act(ctx, job)) isInvalid = true;
        jobs.push(job);
      }
    },
    end() {
      if (isInvalid) ctx.warning(`One or more jobs could not be ${past} because the state was not valid for the operation.`);
      if (waits) waitFor(ctx, jobs, false, undefined, (job) => job.isAtRest);
      for (const job of jobs) ctx.write(job);
    },
  };
}
const PARAMS = { ...JOBS_CHOICE, Wait: { type: T.Switch } } as const;

export const suspendJob = cmdlet({
  name: 'Suspend-Job', aliases: ['sujb'], module, defaultSet: JOB_SETS.id, supportsShouldProcess: true, synopsis: "Suspends workflows' jobs at their next checkpoints.",
  params: { ...PARAMS, Force: { type: T.Switch, aliases: ['F'] } },
  run: (p, ctx) => changing(ctx, {
    verb: 'Suspend', past: 'suspended',
    act(_, job) {
      if (job.state === 'Suspended') return true;
      if (job.isOver) return false;
      // Nothing would ever suspend it; and going back to its beginning is for whoever asks for that.
      if (p.Force !== true && job.request.job?.hasPoints !== true) {
        ctx.writeError({
          id: 'SuspendJobWithoutPersistPoint', category: 'InvalidOperation', target: job, exception: 'System.InvalidOperationException',
          message: `Cannot suspend the job that has an ID of ${job.id}: its workflow has no point at which it is persisted. Add Checkpoint-Workflow or -PSPersist to it, or use -Force, and it begins anew when it is resumed.`,
        });
        return true;
      }
      jobTable(ctx).suspend(job, p.Force === true);
      return true;
    },
  }, () => chosenJobs(ctx, p satisfies Choice), p.Wait === true),
});

export const resumeJob = cmdlet({
  name: 'Resume-Job', aliases: ['rujb'], module, defaultSet: JOB_SETS.id, supportsShouldProcess: true, synopsis: "Lets suspended workflows' jobs go on.",
  params: PARAMS,
  run: (p, ctx) => changing(ctx, {
    verb: 'Resume', past: 'resumed',
    act(_, job) {
      if (job.state !== 'Suspended') return false;
      jobTable(ctx).resume(job);
      return true;
    },
  }, () => chosenJobs(ctx, p satisfies Choice), p.Wait === true),
});
