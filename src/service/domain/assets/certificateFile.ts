/**
 * What the content of a certificate asset is (sma-rest-api.md 3.9): a certificate as DER, as PEM, or in the serialised
 * form of .NET that the documentation's sample has; or a PFX with its private key, whose way is not known. Chosen for a
 * PFX: base64 of its bytes where it has no password, else the JSON text `{"Pfx":"base64","Password":"…"}`.
 */
import { X509Certificate } from 'node:crypto';
import { duplexPair } from 'node:stream';
import { connect, createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import { smaError } from '../../../sma/errors.ts';
import { edmTime } from '../../clock.ts';
import { roundsOf } from './pfxCost.ts';

export interface CertificateFile {
  readonly certificate: X509Certificate;
  readonly hasPrivateKey: boolean;
  /** The PFX it came in, which has its key. */
  readonly pfx?: { readonly bytes: Buffer; readonly password: string };
}

const MAX_TEXT = 512 * 1024;

/** Half a second of work; Windows and OpenSSL write some thousands, who is careful some hundred thousands. */
const MAX_ROUNDS = 2_000_000;

const fail = (reason: string): Error => smaError('PropertyInvalid', 'Certificate', 'RawValue', reason);

/** Reads the content of an asset. Fails with PropertyInvalid, in words for whoever exported the file. */
export async function readCertificateFile(rawValue: string): Promise<CertificateFile> {
  if (rawValue.length > MAX_TEXT) throw fail(`it is larger than ${MAX_TEXT} characters; a certificate is not.`);
  const text = rawValue.trim();
  if (text.startsWith('{')) return readPfx(...pfxOf(text));
  if (/^-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/m.test(text)) throw fail('it holds a private key as PEM, which would be lost: leave the key out, or make a PFX of both (openssl pkcs12 -export -in both.pem -out both.pfx).');
  // What stands around the first one is not of it: the "Bag Attributes" of openssl pkcs12, the text of openssl x509 -text, the rest of a chain.
  const [block] = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^]*?-----END \1-----/.exec(text) ?? [];
  if (block !== undefined) return { certificate: readDer(Buffer.from(block)), hasPrivateKey: false };
  if (text.includes('-----BEGIN ')) throw fail('it is PEM and holds no certificate (-----BEGIN CERTIFICATE-----).');
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) throw fail('it must be a certificate (.cer) or a PFX in base64, or a certificate in PEM.');
  const bytes = Buffer.from(text, 'base64');
  const serialised = certificateOfProperties(bytes);
  if (serialised !== undefined) return { certificate: readDer(serialised), hasPrivateKey: false };
  // A certificate begins with the sequence that is signed; a PFX with its version, the number 3.
  return isPfx(bytes) ? readPfx(bytes, '') : { certificate: readDer(bytes), hasPrivateKey: false };
}

/** The thumbprint as Windows shows it: SHA-1, upper-case hex. */
export const thumbprintOf = ({ certificate }: CertificateFile): string => certificate.fingerprint.replaceAll(':', '');
export const expiryOf = ({ certificate }: CertificateFile): string => edmTime(new Date(certificate.validTo).getTime());

/** What `Get-AutomationCertificate` gives a runbook, as JSON text. */
export const certificateFacts = (name: string, { certificate, hasPrivateKey, pfx }: CertificateFile): string => JSON.stringify({
  Name: name, Thumbprint: certificate.fingerprint.replaceAll(':', ''), Subject: oneLine(certificate.subject), Issuer: oneLine(certificate.issuer), SerialNumber: certificate.serialNumber,
  NotBefore: new Date(certificate.validFrom).toISOString(), NotAfter: new Date(certificate.validTo).toISOString(), HasPrivateKey: hasPrivateKey, RawData: certificate.raw.toString('base64'),
  ...(pfx === undefined ? {} : { Pfx: pfx.bytes.toString('base64'), Password: pfx.password }),
});
const oneLine = (name: string): string => name.split('\n').toReversed().join(', ');

function readDer(bytes: Buffer): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch {
    throw fail('its bytes are no X.509 certificate.');
  }
}

/** A serialised certificate: properties of id, encoding and length (little-endian); 32 is the certificate itself. */
function certificateOfProperties(bytes: Buffer): Buffer | undefined {
  for (let at = 0; at + 12 <= bytes.length;) {
    const [id, encoding, length] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
    if (encoding !== 1 || at + 12 + length > bytes.length) return undefined;
    if (id === 32) return bytes.subarray(at + 12, at + 12 + length);
    at += 12 + length;
  }
  return undefined;
}

const isPfx = (bytes: Buffer): boolean => /^30(?:[0-7][0-9a-f]|80|81..|82....|83......)020103/.test(bytes.toString('hex', 0, 10));

function pfxOf(text: string): readonly [bytes: Buffer, password: string] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fail('it begins like JSON and is none.');
  }
  const { Pfx: pfx, Password: password = '' } = value as { readonly Pfx?: unknown; readonly Password?: unknown };
  if (typeof pfx !== 'string' || typeof password !== 'string') throw fail('write {"Pfx":"base64 of the file","Password":"its password"}.');
  return [Buffer.from(pfx, 'base64'), password];
}

async function readPfx(bytes: Buffer, password: string): Promise<CertificateFile> {
  const rounds = roundsOf(bytes);
  if (rounds > MAX_ROUNDS) throw fail(`opening the PFX takes ${rounds} rounds of key derivation, and ${MAX_ROUNDS} are allowed. Export it again with fewer (openssl pkcs12 -export -iter 100000).`);
  let context: SecureContext;
  try {
    context = createSecureContext({ pfx: bytes, passphrase: password });
  } catch (error) {
    throw pfxFailure(error instanceof Error ? error.message : '');
  }
  return { certificate: await certificateOf(context), hasPrivateKey: true, pfx: { bytes, password } };
}

function pfxFailure(message: string): Error {
  if (/mac verify failure|maybe wrong password/i.test(message)) return fail('the password does not open the PFX.');
  if (/unsupported/i.test(message)) return fail('the PFX is encrypted in an old way (RC2). Export it again with AES256-SHA256, or, where Windows does not offer that, convert it: openssl pkcs12 -legacy -nodes -in OLD.pfx -out all.pem, then openssl pkcs12 -export -in all.pem -out NEW.pfx (and delete all.pem, which holds the key).');
  const weak = /(?:ee|ca) (?:key too small|md too weak)/i.exec(message);
  if (weak !== null) return fail(`the key or the signature of its certificate is too weak to be used (${weak[0].toLowerCase()}). Use one with an RSA key of 2048 bits or more and SHA-256.`);
  return fail('its bytes are no PFX with a certificate and its private key.');
}

/** Node reads a PFX for TLS only: a handshake with ourselves, in memory, shows its certificate and proves that the key fits. */
async function certificateOf(secureContext: SecureContext): Promise<X509Certificate> {
  const [near, far] = duplexPair();
  const server = new TLSSocket(far, { isServer: true, secureContext });
  const client = connect({ socket: near, rejectUnauthorized: false });
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('secureConnect', resolve);
      client.once('error', reject);
      server.once('error', reject);
    });
    const certificate = client.getPeerX509Certificate();
    if (certificate === undefined) throw fail('the PFX holds no certificate.');
    return certificate;
  } catch (error) {
    if (error instanceof Error && error.name === 'SmaError') throw error;
    throw fail('the private key of the PFX does not belong to its certificate, or is of a kind that cannot be used here: RSA can, and the curves P-256, P-384, P-521, Ed25519 and Ed448.');
  } finally {
    client.destroy();
    server.destroy();
  }
}
