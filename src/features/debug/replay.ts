import type * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { AppError } from '../../app/errors.ts';
import { debugType } from '../../app/ids.ts';
import type { JobTarget } from '../../app/ids.ts';
import { statusWord } from '../../app/stores/jobStates.ts';
import { jobChoice } from '../../app/stores/jobWords.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import { isTerminal } from '../../sma/jobStateMachine.ts';
import type { FinishedJob } from './adapter/replaySession.ts';
import { readFinishedJob } from './finishedJob.ts';

export const replayConfiguration = ({ connectionId, jobId, runbookName }: JobTarget): vscode.DebugConfiguration =>
  ({ type: debugType, request: 'attach', name: `Replay ${runbookName ?? 'Job'}`, connectionId, jobId, replay: true });

/** What a replay shows: the job, its records, the text that ran. Fails with an AppError for a job that is not there or has not ended. */
export async function finishedJob(app: App, config: vscode.DebugConfiguration): Promise<FinishedJob> {
  const connectionId: unknown = config['connectionId'], jobId: unknown = config['jobId'];
  if (typeof jobId !== 'string' || jobId === '') throw new AppError('BadParameter', 'The configuration names no job. Set "jobId", or choose Replay Job in the view Jobs.');
  const connection = typeof connectionId === 'string' ? app.connections.find(connectionId) : app.connections.active;
  if (connection === undefined) throw new AppError('Gone', 'The connection of this job was removed.');
  const client = await connection.connect(), job = await client.jobs.get(jobId);
  if (!isTerminal(job.status)) throw new AppError('BadParameter', `The job is ${statusWord(job.status)} and has not ended. Replay goes through the records of a job that has; while it runs, its output is in its channel.`);
  return await readFinishedJob(client, job);
}

export async function chooseFinishedJob(app: App): Promise<JobTarget> {
  await app.connections.client();
  await app.jobs.refresh();
  await app.jobs.whenNamed();
  const ended = app.jobs.items.filter((job) => isTerminal(job.status));
  if (ended.length === 0) throw new AppError('Gone', 'No job has ended yet. Start a runbook first.');
  const now = new Date();
  const job = notBack(await askChoice({
    title: 'Replay Job', placeholder: 'Which job?',
    choices: ended.map((one) => ({ ...jobChoice(one, app.jobs.nameOf(one), now), value: one })),
  }));
  return { connectionId: app.connections.active.id, jobId: job.id, runbookName: app.jobs.nameOf(job) };
}
