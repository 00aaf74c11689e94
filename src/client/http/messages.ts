/** The sentences of failures: what, where, what to do. */
import type { PresentedCertificate } from './certificate.ts';

/** Why a certificate was not accepted. */
export function untrustedMessage(where: string, certificate: PresentedCertificate, reason: string): string {
  const identity = `${certificate.subject}, SHA-256 ${certificate.fingerprint}`;
  switch (reason) {
    case 'PIN_MISMATCH':
      return `${where} shows another certificate than the one trusted for this connection (${identity}); if it was renewed, check the fingerprint with the server's administrator and trust it again, otherwise somebody may be in between.`;
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${where} expired on ${certificate.validTo.slice(0, 10)} (${identity}); have it renewed, or trust exactly this one.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${where} is for another name (${identity}); use the name it was made for, or trust exactly this one after checking its fingerprint.`;
    default:
      return `The certificate of ${where} is not trusted: ${REASONS[reason] ?? reason} (${identity}); check its fingerprint with the server's administrator and trust it for this connection, or give the authority that issued it.`;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends in a self-signed certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'its issuer is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not known here',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it was revoked',
  INVALID_CA: 'its issuer is not an authority',
};

/** A network failure by the system's code; undefined where the code says nothing known. */
export function unreachableMessage(where: string, systemCode: string): string {
  // What speaks TLS ends a connection that begins otherwise.
  if (where.startsWith('http:') && (systemCode === 'ECONNRESET' || systemCode === 'EPIPE')) return `${where} cannot be reached: the connection was closed by the other side; perhaps it wants https:, or is restarting.`;
  const why = NETWORK[systemCode] ?? systemCode;
  const next = systemCode === 'ENOTFOUND' || systemCode === 'EAI_AGAIN' ? 'check the host name' : 'check the address and that the service is running';
  return `${where} cannot be reached: ${why}; ${next}.`;
}

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'the connection was closed by the other side',
  EPIPE: 'the connection was closed by the other side',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'the network is not available',
  ETIMEDOUT: 'the connection attempt timed out',
};

/** What a server is told by that does not answer in time: what was waited for, and for how long. */
export function lateMessage(where: string, milliseconds: number, isFirst: boolean, isConnected: boolean): string {
  const time = `within ${milliseconds / 1000} s`;
  if (!isConnected) return `No connection to ${where} ${time}; check the address, the network and the firewall.`;
  if (!isFirst) return `${where} did not answer ${time}; try again, or look at the server's load.`;
  return `${where} took the connection but did not answer the first request ${time}; check that an SMA web service listens there (SMA's is https://host:9090), and try again if it has just been started.`;
}

/** What something that is not an SMA web service is told by. */
export function notSmaMessage(where: string, sign: string): string {
  return `${where} answers, but not as an SMA web service (${sign}); check the address and port (SMA's is https://host:9090).`;
}
