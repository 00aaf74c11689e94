/** Mail of the engine: the main thread sends it, the engine thread waits. */
import type { MailFailure, MailPort, MailRequest } from '../../../powershell/runtime/host.ts';
import { MailPortError } from '../../../powershell/runtime/host.ts';

/** What became of a message. */
export type MailReply = { readonly kind: 'sent' } | { readonly kind: 'failed'; readonly failure: MailFailure };

/** `ask` blocks until the message is sent or refused. */
export function mailPort(ask: (request: MailRequest) => MailReply): MailPort {
  return {
    send(request) {
      const reply = ask(request);
      if (reply.kind === 'failed') throw new MailPortError(reply.failure);
    },
  };
}
