import { odataError } from '../../odata/errors.ts';
import { toErrorPayload } from '../../odata/errorPayload.ts';
import { PAYLOAD_WRITERS } from '../../odata/payloadWriter.ts';
import { contentType, isLight, negotiateErrorFormat } from '../../odata/negotiate/format.ts';
import { smaError } from '../../sma/errors.ts';
import { describeError, type Logger } from '../log.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { HeldTooMuchError, heldTooMuch } from '../store/text/heldText.ts';
import type { Reply } from './message.ts';

/** Any failure as a reply in the format asked for (sma-rest-api.md 5.5). What a client need not know goes to the log only. */
export function errorReply(error: unknown, request: { readonly accept: string | undefined; readonly format: string | undefined; /** Of the request: who takes nothing of version 3.0 gets no light JSON. */ readonly maxVersion?: string | undefined; readonly requestId: string; readonly logger: Logger }): Reply {
  const known = toCatalogue(error);
  const { status, payload } = toErrorPayload(known);
  if (status >= 500) request.logger.log('error', 'A request failed', { requestId: request.requestId, status, error: describeError(error) });
  const format = negotiateErrorFormat({ accept: request.accept, format: request.format, highest: /^\s*[012]\./.test(request.maxVersion ?? '') ? '2.0' : '3.0' });
  return { status, headers: { 'Content-Type': contentType(format, 'error'), // The light form of JSON came with version 3.0.
    DataServiceVersion: isLight(format) ? '3.0;' : '1.0;' }, body: PAYLOAD_WRITERS[format].error(payload) };
}

/** What of the database's troubles a client is told: that nothing was changed, and whether to try again. */
function toCatalogue(error: unknown): unknown {
  if (error instanceof HeldTooMuchError) return heldTooMuch(error.megabytes);
  switch (sqliteFailure(error)) {
    // A text that an expression has put together.
    case 'TooBig': return odataError('TooComplex', 'characters in one text', 1_000_000_000);
    case 'TooComplex': return odataError('TooComplex', 'tables or levels in what the database is asked', Number(/\d+/.exec(error instanceof Error ? error.message : '')?.[0] ?? 100));
    case 'Full': return smaError('StorageFull');
    case 'Locked': return smaError('StorageLocked');
    case 'Damaged': return smaError('StorageDamaged');
    case 'CannotOpen': case 'ReadOnly': return smaError('StorageUnavailable');
    default: return error;
  }
}
