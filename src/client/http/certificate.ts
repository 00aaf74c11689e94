import { X509Certificate } from 'node:crypto';

/** What a person needs to decide whether to trust a server's certificate. */
export interface PresentedCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly subjectAltName: string | undefined;
  /** ISO times in UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-256 of the DER bytes: upper-case hex pairs joined by colons. */
  readonly fingerprint: string;
  readonly selfSigned: boolean;
  /** The certificate itself, to be stored as a pin. It is public, not a secret. */
  readonly pem: string;
}

/** The facts of a certificate, on one line each (OpenSSL gives names over several). */
export function describeCertificate(certificate: X509Certificate): PresentedCertificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    subjectAltName: certificate.subjectAltName,
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    fingerprint: certificate.fingerprint256,
    // Not checkIssued: a server's certificate may lack the key usage of an authority and still be signed by itself.
    selfSigned: certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey),
    pem: certificate.toString(),
  };
}

/** A SHA-256 fingerprint in the one spelling used here; undefined where the text is not one. */
export function normalizeFingerprint(text: string): string | undefined {
  const hex = text.replace(/^sha-?256[:=\s]*/i, '').replace(/[\s:]/g, '').toUpperCase();
  return /^[0-9A-F]{64}$/.test(hex) ? (hex.match(/../g) ?? []).join(':') : undefined;
}

/** The SHA-256 fingerprint of a PEM certificate; undefined where the text is none. */
export function fingerprintOfPem(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return undefined;
  }
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').filter((part) => part !== '').join(', ');
