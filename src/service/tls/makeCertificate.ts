/** A self-signed certificate for a server (RFC 5280), with an elliptic key. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier, AttributeTypeAndValue, AttributeValue, BasicConstraints, Certificate, ExtendedKeyUsage, Extension, Extensions, GeneralName,
  id_ce_basicConstraints, id_ce_extKeyUsage, id_ce_keyUsage, id_ce_subjectAltName, id_ce_subjectKeyIdentifier, id_kp_serverAuth, KeyUsage, KeyUsageFlags,
  Name, RelativeDistinguishedName, SubjectAlternativeName, SubjectKeyIdentifier, SubjectPublicKeyInfo, TBSCertificate, Validity, Version,
} from '@peculiar/asn1-x509';

const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

export interface CertificateWish { readonly name: string; readonly hosts: readonly string[]; readonly notBefore: Date; readonly notAfter: Date }

/** Makes a key and its certificate, both as PEM. */
export function makeCertificate(wish: CertificateWish): { readonly certificatePem: string; readonly keyPem: string } {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = AsnConvert.parse(keys.publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const name = new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: wish.name }) })])]);
  // Positive and of fixed length: the first byte is below 128 and not 0.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const body = new TBSCertificate({
    version: Version.v3, serialNumber: new Uint8Array(serial).buffer, signature: algorithm, issuer: name, subject: name,
    validity: new Validity({ notBefore: wish.notBefore, notAfter: wish.notAfter }), subjectPublicKeyInfo: publicKey,
    extensions: new Extensions([
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth]), false),
      extension(id_ce_subjectAltName, new SubjectAlternativeName([...new Set(wish.hosts)].map((host) => new GeneralName(isIP(host) === 0 ? { dNSName: host } : { iPAddress: host }))), false),
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(createHash('sha1').update(new Uint8Array(publicKey.subjectPublicKey)).digest()), false),
    ]),
  });
  const signed = AsnConvert.serialize(body);
  const certificate = new Certificate({ tbsCertificate: body, signatureAlgorithm: algorithm, signatureValue: new Uint8Array(sign('sha256', new Uint8Array(signed), keys.privateKey)).buffer });
  return { certificatePem: pem('CERTIFICATE', AsnConvert.serialize(certificate)), keyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

const extension = (id: string, value: object, critical: boolean): Extension =>
  new Extension({ extnID: id, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

/** RFC 7468. */
function pem(label: string, bytes: ArrayBuffer): string {
  const lines = Buffer.from(bytes).toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
