import type { SmaApi } from '../../client/api.ts';
import { isSmaClientError } from '../../client/errors.ts';
import type { Connection } from './connection.ts';

/** Between two tries while the local service is not there. */
const PAUSE = 250;
/** Ten seconds of pauses; the start of the service itself is waited for besides. */
const MOST_PAUSES = 40;

const pause = async (milliseconds: number): Promise<void> => await new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/**
 * Asks a connection's server. A local service that ended unexpectedly is being started again: what was refused because
 * nothing listened is asked once more when it is back, also where that changes something, since it was never sent.
 * Every other failure, and each failure of a server, is the caller's: the question may have arrived. So is a service
 * that somebody stopped.
 */
export async function askService<T>(connection: Connection, question: (client: SmaApi) => Promise<T>, sleep = pause): Promise<T> {
  for (let left = MOST_PAUSES; ; left--) {
    try {
      return await question(await connection.connect({ quiet: left < MOST_PAUSES }));
    } catch (error) {
      if (left === 0 || connection.info.kind !== 'local' || !wasNeverSent(error)) throw error;
      await sleep(PAUSE);
      if (isOver(connection)) throw error;
      // It was believed to be up: the next question waits for the service's start and looks whether it answers.
      connection.recheck();
    }
  }
}

const wasNeverSent = (error: unknown): boolean => isSmaClientError(error, 'Unreachable') && error.systemCode === 'ECONNREFUSED';

const isOver = ({ state }: Connection): boolean => state.name === 'stopping' || state.name === 'stopped' || state.name === 'failed';
