/** Get-Job, Wait-Job, Receive-Job, Stop-Job and Remove-Job. */
import { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { NOT_NULL } from '../../runtime/cmdlet.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { StreamRecord } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { getMember } from '../../runtime/members/get.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { CHOICE, JOBS_CHOICE, JOB_SETS, chosenJobs } from './chosen.ts';
import { ChildJob, jobStates, jobType } from '../../workflow/jobs/job.ts';
import type { Job } from '../../workflow/jobs/job.ts';
import { LOOK_MILLISECONDS, jobTable } from '../../workflow/jobs/jobTable.ts';

const module = 'Microsoft.PowerShell.Core', sessionType = named('System.Management.Automation.Runspaces.PSSession');

/** A job as -WhatIf names it. */
export const whichJob = (job: Job): string => `Remote Command: ${job.command}, associated with a job that has an ID of "${job.id}".`;
const LISTED = [JOB_SETS.id, JOB_SETS.instance, JOB_SETS.name, JOB_SETS.state, JOB_SETS.command];
export const getJob = cmdlet({
  name: 'Get-Job', aliases: ['gjb'], module, synopsis: 'Gets the jobs of this runbook.',
  defaultSet: JOB_SETS.id,
  params: {
    IncludeChildJob: { type: T.Switch, sets: LISTED }, ChildJobState: { type: jobStates, asText: true, sets: LISTED }, HasMoreData: { type: T.Boolean, sets: LISTED }, Before: { type: T.DateTime, sets: LISTED }, After: { type: T.DateTime, sets: LISTED }, Newest: { type: T.Int32, sets: LISTED },
    ...CHOICE, Id: { ...CHOICE.Id, mandatory: false },
  },
  run: (p, ctx) => ({
    process() {
      jobTable(ctx).pump(0);
      const found = chosenJobs(ctx, p, true).filter((j) => p.HasMoreData === undefined || j.hasMoreData === p.HasMoreData)
        // By when they ended: one that runs is neither before nor after.
        .filter(({ ended }) => (p.Before === undefined || (ended !== undefined && ended < p.Before.ticks)) && (p.After === undefined || (ended !== undefined && ended > p.After.ticks)));
      for (const job of p.Newest === undefined ? found : found.slice(-p.Newest)) {
        ctx.write(job);
        if (p.IncludeChildJob === true || p.ChildJobState !== undefined) for (const child of toItems(getMember(job, 'ChildJobs'))) if (p.ChildJobState === undefined || toText(getMember(child, 'State')) === p.ChildJobState) ctx.write(child);
      }
    },
  }),
});

/** Suspended jobs are waited for with -Force alone: nobody may ever resume them. */
const awaited = (force: boolean | undefined) => (job: Job): boolean => (force === true ? job.isOver : job.isAtRest);
/** Waits until every job (or any) is as it should be; gives those that are. */
export function waitFor(ctx: CmdletContext, jobs: readonly Job[], any: boolean, seconds: number | undefined, isReady: (job: Job) => boolean): readonly Job[] {
  const table = jobTable(ctx), end = seconds === undefined || seconds < 0 ? Infinity : performance.now() + seconds * 1000;
  const done = (): boolean => (any ? jobs.some(isReady) : jobs.every(isReady));
  table.pump(0);
  while (!done() && performance.now() < end) {
    ctx.toll();
    table.pump(Math.min(LOOK_MILLISECONDS, Math.max(0, end - performance.now())));
  }
  return done() ? jobs.filter(isReady) : [];
}
export const waitJob = cmdlet({
  name: 'Wait-Job', aliases: ['wjb'], module, synopsis: 'Waits until jobs are over.',
  defaultSet: JOB_SETS.id,
  params: { ...JOBS_CHOICE, Any: { type: T.Switch }, Timeout: { type: T.Int32, aliases: ['TimeoutSec'], validate: [{ range: [-1, 2147483647] }] }, Force: { type: T.Switch } },
  run(p, ctx) {
    const jobs: Job[] = [];
    return {
      process() { jobs.push(...chosenJobs(ctx, p)); },
      end() {
        const ready = waitFor(ctx, jobs, p.Any === true, p.Timeout, awaited(p.Force)), told = p.Any === true ? ready.slice(0, 1) : ready;
        if (told.some((job) => !job.isOver)) ctx.warning('One or more jobs are in a suspended or disconnected state, and cannot continue without additional user input.  Specify the -Force parameter to continue to a completed, failed, or stopped state.');
        for (const job of told) ctx.write(job);
      },
    };
  },
});

/** A record of a job, as this command's own. */
export function tell(ctx: CmdletContext, r: StreamRecord): void {
  switch (r.stream) {
    case 'Output': ctx.write(r.value); return;
    // It was a command there that wrote it: none here has anything to add.
    case 'Error': r.error.isOfNoCommand = true; ctx.writeError(r.error); return;
    case 'Warning': ctx.warning(r.text); return;
    case 'Verbose': ctx.verbose(r.text); return;
    case 'Debug': ctx.debug(r.text); return;
    case 'Information': ctx.information(r.data, r.tags, r.isHost); return;
    default: ctx.progress(r);
  }
}
const withoutCall = (record: ErrorRecord): void => { record.position = undefined; record.invocation = null; };
const PLACES = ['ComputerName', 'Session', 'Location'], AT_0 = { ComputerName: 0, Session: 0, Location: 0 };
/** No job is elsewhere than here: what asks for those of another place gets none. */
const isHere = (job: Job, places: readonly string[] | undefined): boolean => places === undefined || places.some((x) => wildcard(x).test(toText(getMember(job, 'Location'))));
export const receiveJob = cmdlet({
  name: 'Receive-Job', aliases: ['rcjb'], module, defaultSet: 'Location', synopsis: 'Gets what jobs have written.',
  params: {
    ...CHOICE,
    Job: { type: arrayOf(jobType), sets: PLACES, position: AT_0, mandatory: PLACES, from: 'both' },
    ComputerName: { type: arrayOf(T.String), aliases: ['Cn'], sets: ['ComputerName'], position: { ComputerName: 1 }, from: 'property', validate: NOT_EMPTY }, Location: { type: arrayOf(T.String), sets: ['Location'], position: { Location: 1 }, validate: NOT_EMPTY },
    Session: { type: arrayOf(sessionType), sets: ['Session'], position: { Session: 1 }, from: 'property', validate: NOT_NULL }, Keep: { type: T.Switch }, Wait: { type: T.Switch }, AutoRemoveJob: { type: T.Switch }, NoRecurse: { type: T.Switch }, Force: { type: T.Switch }, WriteEvents: { type: T.Switch }, WriteJobInResults: { type: T.Switch },
  },
  run(p, ctx) {
    const jobs: Job[] = [], isReady = awaited(p.Force);
    const drain = (job: Job): void => {
      for (const child of job.children) drain(child);
      const records = job.unread, { failure } = job;
      if (p.Keep !== true) job.unread = [];
      for (const r of records) {
        // What comes from a job's process tells no call (PSObject's errors of a remote place have no InvocationInfo).
        if (r.stream === 'Error' && job.kind === 'BackgroundJob') withoutCall(r.error);
        // What a host there would have shown has been passed on to this one.
        tell(ctx, r.stream === 'Information' && r.isHost && job.kind === 'BackgroundJob' ? { ...r, tags: [...r.tags, 'FORWARDED'] } : r);
      }
      if (failure === undefined || !job.isOver) return;
      if (p.Keep !== true) job.failure = undefined;
      if (job.kind === 'BackgroundJob') withoutCall(failure.record);
      const told = job.kind === 'PSTaskChildJob' ? new ErrorRecord(failure.record.exception, 'JobStateFailed', 'InvalidResult') : failure.record;
      told.isOfNoCommand = true;
      ctx.writeError(told);
    };
    return {
      process() {
        // What a job has that is no thread is its child's; asked for without it there is nothing.
        const alone = p.NoRecurse === true && !(p.Job ?? []).some((job) => unwrap(job) instanceof ChildJob);
        const chosen = chosenJobs(ctx, p).filter((j) => isHere(j, p.Location ?? p.ComputerName) && !(alone && toItems(getMember(j, 'ChildJobs')).length > 0));
        jobs.push(...chosen);
        if (p.Wait === true) return;
        jobTable(ctx).pump(0);
        for (const job of chosen) drain(job);
      },
      end() {
        if (p.AutoRemoveJob === true && p.Wait !== true) ctx.fail({ id: 'AutoRemoveWithoutWait', category: 'InvalidOperation', exception: 'System.Management.Automation.PSArgumentException', message: 'The AutoRemoveJob parameter cannot be used without the Wait parameter.' });
        if (p.Wait !== true) return;
        if (p.WriteJobInResults === true) for (const job of jobs) ctx.write(job);
        // Told as it comes, so that a long job is heard while it runs.
        for (let left = jobs; left.length > 0;) {
          ctx.toll();
          jobTable(ctx).pump(left.every(isReady) ? 0 : LOOK_MILLISECONDS);
          const ready = left.filter(isReady);
          for (const job of left) if (p.Keep !== true || isReady(job)) drain(job);
          left = left.filter((j) => !ready.includes(j));
        }
        if (p.AutoRemoveJob === true) for (const job of jobs) if (job.isOver) jobTable(ctx).remove(job);
      },
    };
  },
});
export const stopJob = cmdlet({
  name: 'Stop-Job', aliases: ['spjb'], module, defaultSet: JOB_SETS.id, supportsShouldProcess: true, synopsis: 'Stops jobs.', params: { ...JOBS_CHOICE, PassThru: { type: T.Switch } },
  run(p, ctx) {
    const chosen: Job[] = [], jobs: Job[] = [];
    return {
      process() {
        for (const job of chosenJobs(ctx, p)) {
          chosen.push(job);
          if (!ctx.shouldProcess(whichJob(job), 'Stop')) continue;
          jobs.push(job);
          jobTable(ctx).stop(job);
        }
      },
      end() {
        jobTable(ctx).stopAll(jobs);
        if (p.PassThru === true) for (const job of chosen) ctx.write(job);
      },
    };
  },
});
export const removeJob = cmdlet({
  name: 'Remove-Job', aliases: ['rjb'], module, defaultSet: JOB_SETS.id, supportsShouldProcess: true, synopsis: 'Removes jobs that are over.',
  params: { ...JOBS_CHOICE, Force: { type: T.Switch, aliases: ['F'], sets: [JOB_SETS.instance, JOB_SETS.job, JOB_SETS.name, JOB_SETS.id, JOB_SETS.filter] } },
  run: (p, ctx) => ({
    process() {
      jobTable(ctx).pump(0);
      for (const job of chosenJobs(ctx, p)) {
        if (!job.isOver && p.Force !== true) {
          ctx.writeError({ id: 'InvalidOperation', category: 'InvalidOperation', target: job, exception: 'System.ArgumentException', message: `The command cannot remove the job with the job ID ${job.id} because the job is not finished. To remove the job, first stop the job, or use the Force parameter.` });
          continue;
        }
        if (!ctx.shouldProcess(whichJob(job), 'Remove')) continue;
        jobTable(ctx).stopAll([job]);
        jobTable(ctx).remove(job);
      }
    },
  }),
});
