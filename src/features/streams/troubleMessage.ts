import { LOCAL_SERVICE_TROUBLE } from '../../app/connections/localServicePort.ts';
import { command } from '../../app/ids.ts';
import type { UserMessage } from '../../app/userMessage.ts';
import { smaError } from '../../sma/errors.ts';

/**
 * A trouble of a service as it is told in the window. The local service offers its log; one that ends because its database
 * is gone also its next start. On a full disk, or with a locked database, it goes on by itself.
 */
export function troubleMessage(text: string, isLocal: boolean): UserMessage {
  if (!isLocal) return { text, action: undefined };
  const log = { label: 'Show Log', command: command.logShow } as const;
  if (text !== smaError('StorageDamaged', 'gone').message) return { text, action: log };
  return { text, action: { label: 'Start Again', command: command.serviceStart }, alternative: log, about: LOCAL_SERVICE_TROUBLE };
}
