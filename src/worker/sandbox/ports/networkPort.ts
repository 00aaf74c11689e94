/** Tries TCP connections for the engine: the main thread connects, the engine thread waits. */
import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { ConnectReply, ConnectRequest, NetworkPort } from '../../../powershell/runtime/host.ts';

/** `ask` blocks until there is an answer. */
export function networkPort(ask: (request: ConnectRequest) => ConnectReply): NetworkPort {
  return { connect: ask };
}

/** Tries all ports at once; the first answer counts, and a refusal is one. Never rejects: what goes wrong is the reply. */
export async function tryConnection({ host, family, ports, timeoutMs }: ConnectRequest): Promise<ConnectReply> {
  const address = await addressOf(host, family);
  if (address === undefined) return { kind: 'unresolved' };
  if (family !== undefined && isIP(address) !== family) return { kind: 'absent' };
  if (ports.length === 0) return { kind: 'tried', address, addresses: await addressesOf(host), milliseconds: 0, code: '' };
  const ends = new AbortController(), began = performance.now();
  const tries = ports.map(async (port) => await tryPort(address, port, timeoutMs, ends.signal));
  // An answer ends the others; where none comes, the last failure tells why.
  const outcome = await Promise.any(tries.map(async (one) => {
    const code = await one;
    if (code !== '' && code !== 'ECONNREFUSED') throw new Error(code);
    return code;
  })).catch(async () => (await Promise.all(tries)).at(-1) ?? 'ETIMEDOUT');
  const milliseconds = performance.now() - began;
  ends.abort();
  return { kind: 'tried', address, milliseconds: Math.round(milliseconds), code: outcome };
}

async function addressOf(host: string, family: 4 | 6 | undefined): Promise<string | undefined> {
  if (isIP(host) !== 0) return host;
  try {
    return (await lookup(host, { family: family ?? 0 })).address;
  } catch {
    return undefined;
  }
}

async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return [...new Set((await lookup(host, { all: true })).map((one) => one.address))];
  } catch {
    return [];
  }
}

/** Empty where there is a connection, else the system's word for why there is none. */
function tryPort(host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (code: string) => (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(code);
    };
    const timer = setTimeout(done('ETIMEDOUT'), timeoutMs);
    signal.addEventListener('abort', done('ETIMEDOUT'), { once: true });
    socket.once('connect', done('')).once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'EIO')());
  });
}
