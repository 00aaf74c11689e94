/**
 * Who is connected. A service has only so many descriptors and so much memory: beyond the limits whoever has sent no request for
 * longest makes room (idle clients, and those that send a head byte by byte), and where all are at work the newcomer is told so.
 */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Logger } from '../log.ts';

export interface ConnectionLimits {
  /** In all. */
  readonly connections: number;
  /** Of one address. */
  readonly connectionsPerAddress: number;
}

interface Held { readonly socket: Socket; readonly address: string; /** Requests that are being answered. */ running: number; /** Since when none is. */ idleSince: number; isRefused: boolean }

/** A newcomer has so long to send its request before it may have to make room. */
const GRACE_MILLISECONDS = 1_000;
/** So many at a time are told that there is no room; more are cut without a word. */
const MOST_REFUSED = 64;
/** What they get to ask, and to read the answer. */
const REFUSED_MILLISECONDS = 5_000;
const TOLD_EVERY_MILLISECONDS = 60_000;

export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #logger: Logger;
  readonly #now: () => number;
  /** By their other end, which is the same for a socket and for the TLS upon it. */
  readonly #held = new Map<string, Held>();
  /** By the sockets that requests come over: asked for with each of them. */
  readonly #bySocket = new WeakMap<Socket, Held>();
  readonly #ofAddress = new Map<string, number>();
  #refusedNow = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  #refused = 0;
  #evicted = 0;

  constructor(limits: ConnectionLimits, logger: Logger, now: () => number = () => performance.now()) {
    const most = Math.min(limits.connections, connectionsThatFit());
    this.#limits = { connections: most, connectionsPerAddress: Math.min(limits.connectionsPerAddress, most) };
    this.#logger = logger;
    this.#now = now;
  }

  /** How many are open, were refused, and were cut to make room. */
  get counts(): { readonly open: number; readonly refused: number; readonly evicted: number } {
    return { open: this.#held.size - this.#refusedNow, refused: this.#refused, evicted: this.#evicted };
  }

  /** A client has connected. */
  opened(socket: Socket): void {
    const { remoteAddress: address } = socket;
    // Gone already.
    if (address === undefined) return;
    const isRefused = !this.#makeRoom(address);
    if (isRefused) {
      this.#refused += 1;
      this.#tell(address);
      if (this.#refusedNow >= MOST_REFUSED) {
        socket.destroy();
        return;
      }
      this.#refusedNow += 1;
      const limit = setTimeout(() => socket.destroy(), REFUSED_MILLISECONDS).unref();
      socket.once('close', () => clearTimeout(limit));
    } else this.#ofAddress.set(address, (this.#ofAddress.get(address) ?? 0) + 1);
    const key = keyOf(socket);
    const held: Held = { socket, address, running: 0, idleSince: this.#now(), isRefused };
    this.#held.set(key, held);
    this.#bySocket.set(socket, held);
    socket.once('close', () => this.#forget(key, held));
  }

  /** Its requests come over this socket, the TLS upon its own. */
  secured(socket: Socket): void {
    const held = this.#held.get(keyOf(socket));
    if (held !== undefined) this.#bySocket.set(socket, held);
  }

  /** A request came. False where there is no room for its connection: it is to be answered with TooManyConnections. */
  began(socket: Socket): boolean {
    const held = this.#bySocket.get(socket);
    if (held === undefined) return true;
    held.running += 1;
    return !held.isRefused;
  }

  /** It was answered, or is no more. */
  ended(socket: Socket): void {
    const held = this.#bySocket.get(socket);
    if (held === undefined) return;
    held.running -= 1;
    held.idleSince = this.#now();
  }

  /** Whether a request is being answered. */
  isAtWork(socket: Socket): boolean {
    return (this.#bySocket.get(socket)?.running ?? 0) > 0;
  }

  #makeRoom(address: string): boolean {
    const { connections, connectionsPerAddress } = this.#limits;
    if ((this.#ofAddress.get(address) ?? 0) >= connectionsPerAddress) return this.#evict(address);
    if (this.#held.size - this.#refusedNow < connections) return true;
    // Whoever has most gives first.
    const most = [...this.#ofAddress].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
    return this.#evict(most[0]) || this.#evict(undefined);
  }

  /** Cuts the connection, of an address or of all, that has been without a request for longest. */
  #evict(address: string | undefined): boolean {
    let longest: Held | undefined;
    for (const held of this.#held.values()) {
      if (held.running > 0 || held.isRefused || (address !== undefined && held.address !== address)) continue;
      if (longest === undefined || held.idleSince < longest.idleSince) longest = held;
    }
    if (longest === undefined || this.#now() - longest.idleSince < GRACE_MILLISECONDS) return false;
    this.#evicted += 1;
    this.#forget(keyOf(longest.socket), longest);
    longest.socket.destroy();
    return true;
  }

  #forget(key: string, held: Held): void {
    if (this.#held.get(key) !== held) return;
    this.#held.delete(key);
    if (held.isRefused) {
      this.#refusedNow -= 1;
      return;
    }
    const left = (this.#ofAddress.get(held.address) ?? 1) - 1;
    if (left === 0) this.#ofAddress.delete(held.address);
    else this.#ofAddress.set(held.address, left);
  }

  #tell(address: string): void {
    const now = this.#now();
    if (now - this.#toldAt < TOLD_EVERY_MILLISECONDS) return;
    this.#toldAt = now;
    this.#logger.log('warn', 'Connections are refused: there are as many as may be', { address, open: this.counts.open, ofAddress: this.#ofAddress.get(address) ?? 0, ...this.#limits });
  }
}

const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/** The rest of the descriptors is for the database, for jobs and for files. */
const KEPT_DESCRIPTORS = 256;

/** How many the system allows this process, where it says so. */
function connectionsThatFit(): number {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    return limit === undefined ? Number.POSITIVE_INFINITY : Math.max(Math.floor(Number(limit) / 2), Number(limit) - KEPT_DESCRIPTORS);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
