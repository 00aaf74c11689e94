import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import type { Connection } from '../../app/connections/connection.ts';
import { LOCAL_ID } from '../../app/connections/connectionInfo.ts';
import { AppError } from '../../app/errors.ts';
import { debugType } from '../../app/ids.ts';
import type { JobTarget } from '../../app/ids.ts';
import { jobChoice } from '../../app/stores/jobWords.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import type { JobDebugging, SmaApi } from '../../client/api.ts';
import { isSmaClientError } from '../../client/errors.ts';
import type { AttachedJob } from './adapter/attachedSession.ts';
import { attachableJob, noDebugger } from './attachable.ts';
import { openText } from './openText.ts';

export const attachConfiguration = ({ connectionId, jobId, runbookName }: JobTarget): vscode.DebugConfiguration =>
  ({ type: debugType, request: 'attach', name: `Attach to ${runbookName ?? 'Job'}`, connectionId, jobId });

/** Attaches to the job of a configuration. Fails with an AppError that says why that cannot be, and what to do. */
export async function runningJob(app: App, config: vscode.DebugConfiguration): Promise<AttachedJob> {
  const { connection, client, job } = await attachableJob(app, config);
  const [runbook, versionId] = await Promise.all([client.jobs.runbookOf(job), client.jobs.versionIdOf(job)]);
  if (runbook === undefined || versionId === undefined) throw new AppError('Gone', 'The runbook of this job is gone, and its text with it: there is nothing to show while it is debugged.');
  const { text } = await client.versions.read(versionId);
  return { runbookName: runbook.name, text, file: await fileWith(runbook.name, text), debugging: await attach(connection, client, job.id), stop: async () => await client.jobs.stop(job.id) };
}

/** Asks for one of the running jobs: of the service in use where that may have a debugger, else of the local one. */
export async function chooseRunningJob({ connections }: Pick<App, 'connections'>): Promise<JobTarget> {
  const { active, local } = connections, connection = active.client !== undefined && active.server?.offersEvents === true ? active : local;
  const client = await connection.connect(), { items } = await client.jobs.list({ status: 'Running' });
  if (items.length === 0) throw new AppError('Gone', `No job runs on ${connection.id === LOCAL_ID ? 'the local service' : connection.info.name}. Start a runbook there first, or debug it here (F5).`);
  const now = new Date();
  const named = await Promise.all(items.map(async (job) => ({ job, name: (await client.jobs.runbookOf(job))?.name })));
  const { job, name } = notBack(await askChoice({
    title: 'Attach Debugger', placeholder: `To which job of ${connection.info.name}?`,
    choices: named.map((one) => ({ ...jobChoice(one.job, one.name, now), value: one })),
  }));
  return { connectionId: connection.id, jobId: job.id, runbookName: name };
}

async function attach(connection: Connection, client: SmaApi, jobId: string): Promise<JobDebugging> {
  try {
    return await client.jobs.debug(jobId);
  } catch (error) {
    if (isSmaClientError(error, 'Conflict')) throw new AppError('BadParameter', error.serverText ?? error.message, { cause: error });
    if (isSmaClientError(error, 'NotFound')) throw noDebugger(connection);
    if (isSmaClientError(error, 'Forbidden')) throw new AppError('BadParameter', `The debugger of ${connection.info.name} is for administrators: who debugs a job may do what the job may. Sign in as one, or debug the runbook on this machine (F5).`, { cause: error });
    throw error;
  }
}

/** The file of the open folders that has the text of a runbook: what is there else would show other lines than those that run. */
async function fileWith(name: string, text: string): Promise<string | undefined> {
  const wanted = plain(text);
  for (const uri of await vscode.workspace.findFiles(`**/${name.replaceAll(/[[\]{}*?]/g, '?')}.[pP][sS]1`)) {
    if (uri.scheme !== 'file') continue;
    const shown = openText(uri.fsPath) ?? await readFile(uri.fsPath, 'utf8').catch(() => undefined);
    if (shown !== undefined && plain(shown) === wanted) return uri.fsPath;
  }
  return undefined;
}
const plain = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
