import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import type { ClientRequest } from 'node:http';
import type { DisposableLike } from '../../app/disposable.ts';
import { lineReader } from './lineReader.ts';
import type { SharedService } from './sharedService.ts';

/** The account the extension uses on its own service. */
export const LOCAL_USER = 'sma';
/** Milliseconds until a hold that broke is taken anew: where the service has died, whoever watches it lets go first. */
const AGAIN = 1_000;

/**
 * Tells the service that this window needs it, until the result is disposed or this process ends, however it ends. The
 * service goes on as long as a window does so, and for a while after the last one (src/service/README.md). `onLog` gets
 * the lines of its log.
 */
export function holdService({ port, certificatePem }: Pick<SharedService, 'port' | 'certificatePem'>, password: string, onLog: (line: string) => void): DisposableLike {
  const pin = new X509Certificate(certificatePem).fingerprint256;
  let timer: NodeJS.Timeout | undefined;
  let current: ClientRequest | undefined;
  let over = false;
  const ask = (): void => {
    // The program: all windows are children of one, and when it has ended none of them comes back.
    current = request({
      host: '127.0.0.1', port, path: `/hold?program=${process.ppid}`, auth: `${LOCAL_USER}:${password}`, agent: false,
      ca: certificatePem, checkServerIdentity: (_host, { fingerprint256 }) => (fingerprint256 === pin ? undefined : new Error('Not the certificate of the local service.')),
    });
    current.once('response', (response) => {
      if (response.statusCode === 200) lineReader(response, onLog);
      else response.resume();
      response.on('error', () => undefined);
    });
    current.on('error', () => undefined).once('close', () => {
      if (!over) timer = setTimeout(ask, AGAIN);
    });
    current.end();
  };
  ask();
  return {
    dispose: () => {
      over = true;
      clearTimeout(timer);
      current?.destroy();
    },
  };
}
