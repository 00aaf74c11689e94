import type { ServerInfo } from './api.ts';
import { isSmaClientError, SmaClientError } from './errors.ts';
import { notSmaMessage } from './http/messages.ts';
import { NO_RETRY } from './http/retry.ts';
import type { Wire } from './wire.ts';

/** What every SMA has and little else does (sma-rest-api.md 2.1). */
const SIGNS = ['Runbooks', 'Jobs'] as const;

/** Reads the service document: proves that the server is reachable, trusted, lets us in, and is an SMA web service. */
export async function probe(wire: Wire, signal?: AbortSignal): Promise<ServerInfo> {
  try {
    const { entitySets, headers } = await wire.serviceDocument(signal, NO_RETRY);
    if (!SIGNS.every((sign) => entitySets.includes(sign))) {
      throw new SmaClientError('NotSma', notSmaMessage(wire.where, 'its service document lists no runbooks'));
    }
    return { root: wire.at.serviceDocument, entitySets, offersEvents: typeof wire.eventsUrl === 'string', server: headers['server'] };
  } catch (error) {
    if (!isSmaClientError(error)) throw error;
    // Nothing at the root: some other web server, whatever it answers.
    if (error.code === 'NotFound' || error.code === 'BadRequest') {
      throw new SmaClientError('NotSma', notSmaMessage(wire.where, `status ${error.status ?? 0}`), error.status === undefined ? {} : { status: error.status });
    }
    throw error;
  }
}
