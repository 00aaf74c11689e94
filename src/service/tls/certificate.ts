/**
 * The service's certificate: given by the operator, or made once and kept in the data folder. A client of the
 * local service pins it by its PEM text, so it is renewed only when it nears its end or no longer names the host.
 */
import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { errorCode, readPlainFile, tightenFile, writePrivateFile } from '../files.ts';
import { ServiceStartError } from '../startError.ts';

/** What an HTTPS server needs, and what a client needs to trust it. */
export interface TlsIdentity {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** SHA-256, upper-case hex with colons, as tools print it. */
  readonly fingerprint: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

const DAY = 86_400_000;
const VALID_DAYS = 730;
/** Of every certificate that the service makes. */
const OWN_NAME = 'SMA Runbooks local service';
const RENEW_DAYS = 30;

/** Reads the operator's files. Fails with `CertificateUnreadable` naming the file and the fault. */
export function readTlsIdentity(certificateFile: string, keyFile: string): TlsIdentity {
  const read = (path: string, what: string): string => {
    try {
      return readPlainFile(path);
    } catch (error) {
      throw new ServiceStartError('CertificateUnreadable', `The ${what} file ${path} cannot be read (${errorCode(error) ?? 'unknown'}). Check the path and its permissions.`, { cause: error });
    }
  };
  const certificatePem = read(certificateFile, 'certificate');
  const keyPem = read(keyFile, 'key');
  const identity = toIdentity(certificatePem, keyPem);
  if (typeof identity === 'string') {
    throw new ServiceStartError('CertificateUnreadable', `${certificateFile} and ${keyFile} cannot be used for HTTPS: ${identity.replace(/\.$/, '')}. Give the certificate and its private key as PEM files that belong together.`);
  }
  return identity;
}

/**
 * The certificate of the data folder, made or renewed where needed. `host` is named in it beside the loopback names; where that is every address, the machine's own too.
 * One that the service made while the clock was ahead is put aside, since nobody trusts it before its time: `replaced` is told. The operator's own stays.
 */
export async function ownTlsIdentity(folder: string, host: string, now: number, replaced: (what: string) => void = () => undefined): Promise<TlsIdentity> {
  const path = join(folder, 'tls.pem');
  const kept = readKept(path);
  const early = kept !== undefined && kept.validFrom.getTime() > now && isOurs(kept.certificatePem);
  if (kept !== undefined && !early && kept.validTo.getTime() - now > RENEW_DAYS * DAY && names(kept, host)) return kept;
  // Loaded only here: a service that has its certificate does not pay for the library.
  const { makeCertificate } = await import('./makeCertificate.ts');
  const { certificatePem, keyPem } = makeCertificate({ name: OWN_NAME, hosts: ['localhost', '127.0.0.1', '::1', host, ...otherNames(host)], notBefore: new Date(now - DAY), notAfter: new Date(now + VALID_DAYS * DAY) });
  const aside = early ? `${path}.early-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}` : undefined;
  try {
    // Should it be the clock of now that is wrong, it can be put back.
    if (aside !== undefined) renameSync(path, aside);
    // Key and certificate in one file: they can never be of two generations.
    writePrivateFile(path, keyPem + certificatePem);
  } catch (error) {
    if (aside !== undefined && existsSync(aside)) renameSync(aside, path);
    throw new ServiceStartError(errorCode(error) === 'ENOSPC' ? 'DiskFull' : 'CertificateUnreadable', `The certificate could not be written to ${path} (${errorCode(error) ?? 'unknown'}).`, { cause: error });
  }
  const identity = toIdentity(certificatePem, keyPem);
  if (typeof identity === 'string') throw new ServiceStartError('CertificateUnreadable', identity);
  if (aside !== undefined) replaced(`The certificate of the service was made while the clock was ahead: ${outOfTime(kept ?? identity, now) ?? ''}. Another one was made, which clients that have trusted the old one must trust; the old one is ${aside}. Where it is the clock of now that is wrong, set it right, put that file in the place of ${path}, and start the service again.`);
  return identity;
}

/** How others reach a service that listens on every address. When they change, the certificate stays: clients trust it. */
function otherNames(host: string): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal, address }) => !internal && !address.startsWith('fe80:')).map(({ address }) => address);
  return [hostname(), ...addresses].filter((name) => /^[\w.:-]+$/.test(name));
}

function readKept(path: string): TlsIdentity | undefined {
  let text: string;
  try {
    tightenFile(path);
    text = readPlainFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new ServiceStartError('CertificateUnreadable', `${path} cannot be read (${errorCode(error) ?? 'unknown'}). Check its permissions, or move it away to have a new certificate made.`, { cause: error });
  }
  const split = text.indexOf('-----BEGIN CERTIFICATE-----');
  const identity = split < 0 ? 'it holds no certificate' : toIdentity(text.slice(split), text.slice(0, split));
  if (typeof identity === 'string') {
    throw new ServiceStartError('CertificateUnreadable', `${path} is damaged: ${identity}. Move it away to have a new certificate made; clients must then trust the new one.`);
  }
  return identity;
}

function toIdentity(certificatePem: string, keyPem: string): TlsIdentity | string {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(certificatePem);
  } catch {
    return 'the certificate is not PEM text of an X.509 certificate';
  }
  try {
    const key = createPrivateKey(keyPem);
    if (!certificate.checkPrivateKey(key)) return isOfLater(certificatePem, key) ? 'the key belongs to another certificate of the file than the first: put the certificate of the server before those of its issuers' : 'the key does not belong to the certificate';
  } catch {
    return 'the key is not PEM text of an unencrypted private key';
  }
  try {
    // What is wrong with the rest of the chain, or too weak for today.
    createSecureContext({ cert: certificatePem, key: keyPem });
  } catch (error) {
    return `OpenSSL refuses them (${error instanceof Error ? error.message.replace(/^error:[\dA-F]+:/, '') : String(error)})`;
  }
  return { certificatePem, keyPem, fingerprint: certificate.fingerprint256, validFrom: new Date(certificate.validFrom), validTo: new Date(certificate.validTo) };
}

/** Whether the key is that of a certificate further back: a chain the wrong way round. */
function isOfLater(chainPem: string, key: KeyObject): boolean {
  return chainPem.split(/(?=-----BEGIN CERTIFICATE-----)/).some((pem) => {
    try {
      return new X509Certificate(pem).checkPrivateKey(key);
    } catch {
      return false;
    }
  });
}

/** Why clients refuse a certificate at this time: it, or the clock that it was made by, or that of now, is wrong. Undefined where they do not. */
export function outOfTime({ validFrom, validTo }: Pick<TlsIdentity, 'validFrom' | 'validTo'>, now: number): string | undefined {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  if (validFrom.getTime() > now) return `it is valid from ${day(validFrom)} on only, and by the clock of this machine it is ${day(new Date(now))}`;
  return validTo.getTime() < now ? `it ended on ${day(validTo)}` : undefined;
}

/** Whether the service has made it (makeCertificate.ts), and not an operator. */
export function isOurs(certificatePem: string): boolean {
  const { subject, issuer } = new X509Certificate(certificatePem);
  return subject === `CN=${OWN_NAME}` && issuer === subject;
}

function names(identity: TlsIdentity, host: string): boolean {
  const certificate = new X509Certificate(identity.certificatePem);
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
}
