/**
 * Requests that come over one connection without waiting for answers (RFC 9112 section 9.3.2) are worked on one after the other: what
 * stands behind a change sees it, what stands before it does not, and nobody has answers made by the thousand that he does not read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** More on one connection is no client's haste. */
const MOST_WAITING = 100;

export class Turns {
  /** Where a request is being answered: what begins those behind it. */
  readonly #waiting = new WeakMap<Socket, (() => void)[]>();

  /** Calls `begin` when all requests before this one on its connection were answered; never where the connection ends before. One with too many that wait is cut. */
  take({ socket }: IncomingMessage, outgoing: ServerResponse, begin: () => void): void {
    const waiting = this.#waiting.get(socket);
    if (waiting === undefined) {
      this.#waiting.set(socket, []);
      this.#begin(socket, outgoing, begin);
      return;
    }
    // What was read with the last of them still comes when it is cut.
    if (socket.destroyed) return;
    if (waiting.length < MOST_WAITING) waiting.push(() => this.#begin(socket, outgoing, begin));
    else socket.destroy();
  }

  #begin(socket: Socket, outgoing: ServerResponse, begin: () => void): void {
    outgoing.once('close', () => {
      // Behind the last answer of a connection, which says that it ends, nothing is done any more.
      const next = socket.destroyed || socket.writableEnded ? undefined : this.#waiting.get(socket)?.shift();
      if (next === undefined) this.#waiting.delete(socket);
      else next();
    });
    begin();
  }
}
