/** Web requests of the engine: the main thread sends them, the engine thread waits. */
import type { WebFailure, WebPort, WebRequest, WebResponse } from '../../../powershell/runtime/host.ts';
import { WebPortError } from '../../../powershell/runtime/host.ts';

/** What became of a request. */
export type WebReply =
  | { readonly kind: 'response'; readonly response: WebResponse }
  | { readonly kind: 'failed'; readonly reason: WebPortError['reason']; readonly message: string; readonly inner?: WebFailure };

/** `ask` blocks until the request is answered. */
export function webPort(ask: (request: WebRequest) => WebReply): WebPort {
  return {
    send(request) {
      const reply = ask(request);
      if (reply.kind === 'response') return reply.response;
      throw new WebPortError(reply.reason, reply.message, reply.inner);
    },
  };
}
