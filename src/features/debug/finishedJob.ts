/** What a replay shows of a job, as the server has it. */
import { statusWord } from '../../app/stores/jobStates.ts';
import type { Job, SmaApi } from '../../client/api.ts';
import type { FinishedJob } from './adapter/replaySession.ts';

export async function readFinishedJob(client: SmaApi, job: Job): Promise<FinishedJob> {
  const [runbook, versionId, records] = await Promise.all([client.jobs.runbookOf(job), client.jobs.versionIdOf(job), client.jobs.records(job.id)]);
  const facts = { runbookName: runbook?.name ?? 'Job', status: statusWord(job.status), startedAt: job.startedAt, endedAt: job.endedAt, exception: job.exception, records };
  if (versionId === undefined) return { ...facts, text: undefined };
  const [{ text }, savedAt] = await Promise.all([client.versions.read(versionId), runbook === undefined ? undefined : timeOf(client, runbook.id, versionId)]);
  // A published version is never written again. A draft is, in its place, and a job that tested it ran what it was then.
  return { ...facts, text, isLater: savedAt !== undefined && savedAt > Date.parse(job.startedAt ?? job.createdAt) };
}

/** When a version was written last. */
async function timeOf(client: SmaApi, runbookId: string, versionId: string): Promise<number | undefined> {
  for await (const version of client.versions.list(runbookId)) if (version.id.toLowerCase() === versionId) return Date.parse(version.modifiedAt);
  return undefined;
}
