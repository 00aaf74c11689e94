/** What a reverse proxy that has proved itself tells of the request it passes on; nobody else is listened to. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { isHost } from './serviceRequest.ts';

export interface Forwarded {
  /** How the client addressed the proxy: `https://sma.contoso.com`. Undefined where the proxy does not say. */
  readonly scheme?: string;
  readonly host?: string;
  /** The address of the client. */
  readonly address?: string;
}

export function readForwarded(headers: IncomingHttpHeaders): Forwarded {
  const [scheme, host, address] = [last(headers['x-forwarded-proto'])?.toLowerCase(), last(headers['x-forwarded-host']), last(headers['x-forwarded-for'])];
  return {
    ...(scheme === 'http' || scheme === 'https' ? { scheme } : {}),
    ...(host !== undefined && isHost(host) ? { host } : {}),
    ...(address !== undefined && isIP(address) !== 0 ? { address } : {}),
  };
}

/** Each proxy adds what it saw at the end: what stands before it may come from the client. */
const last = (value: string | readonly string[] | undefined): string | undefined => (typeof value === 'string' ? value.split(',').at(-1)?.trim() : undefined);

/** A name as it was sent: UTF-8 where it is that, as of Apache and IIS; else one byte a character, as headers are read. */
export function nameOf(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}
