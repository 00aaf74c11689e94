/** Which job a configuration means, and whether a debugger can attach to it. */
import type { App } from '../../app/app.ts';
import type { Connection } from '../../app/connections/connection.ts';
import { LOCAL_ID } from '../../app/connections/connectionInfo.ts';
import { AppError } from '../../app/errors.ts';
import { statusWord } from '../../app/stores/jobStates.ts';
import type { Job, SmaApi } from '../../client/api.ts';
import { isTerminal } from '../../sma/jobStateMachine.ts';

type Configuration = Readonly<Record<string, unknown>>;
interface FoundJob { readonly connection: Connection; readonly client: SmaApi; readonly job: Job }

/** Whether the job of a configuration has ended, so that it is gone through and not attached to. What fails is told by who loads it. */
export async function hasEnded(app: Pick<App, 'connections'>, config: Configuration): Promise<boolean> {
  try {
    return isTerminal((await findJob(app, config)).job.status);
  } catch {
    return false;
  }
}

/** What is told where a service does not answer a debugger. */
export function noDebugger({ id, info: { name } }: Connection): AppError {
  if (id === LOCAL_ID) return new AppError('BadParameter', 'The local service that runs was started by an older version of the extension and has no debugger. Restart it, then start the runbook again.');
  return new AppError('BadParameter', `The job runs on ${name}, which has no debugger. A Microsoft server never has one; the service of this product has one for administrators where it is started with "sma serve --debugging". Ask for that and start the runbook again, or debug it on this machine (F5).`);
}

/** The job of a configuration, as far as can be told before: it runs, and on a service that may have a debugger. Fails with an AppError that says why not, and what to do. */
export async function attachableJob(app: Pick<App, 'connections'>, config: Configuration): Promise<FoundJob> {
  const found = await findJob(app, config), { connection, job } = found;
  // Servers of other makers announce no push stream.
  if (connection.id !== LOCAL_ID && connection.server?.offersEvents === false) throw noDebugger(connection);
  if (job.status !== 'Running') throw new AppError('BadParameter', `The job is ${statusWord(job.status)}. Only a job that is Running can be attached to.`);
  return found;
}

/** A configuration without a connection means the one in use, else the local service, where the job may be as well. */
async function findJob({ connections }: Pick<App, 'connections'>, config: Configuration): Promise<FoundJob> {
  const connectionId: unknown = config['connectionId'], jobId: unknown = config['jobId'];
  if (typeof jobId !== 'string' || jobId === '') throw new AppError('BadParameter', 'The configuration names no job. Set "jobId", for example to "${command:pickJob}", or choose Attach Debugger in the view Jobs.');
  const named = typeof connectionId === 'string' ? connections.find(connectionId) : connections.active;
  if (named === undefined) throw new AppError('Gone', 'The connection of this job was removed.');
  const look = async (connection: Connection): Promise<FoundJob> => {
    const client = await connection.connect();
    return { connection, client, job: await client.jobs.get(jobId) };
  };
  const { local } = connections;
  if (typeof connectionId === 'string' || named.id === LOCAL_ID || local.client === undefined) return await look(named);
  return await look(local).catch(async () => await look(named));
}
