/** System.Security.Cryptography.RSA and its providers: keys, signatures and encryption, by Node's. */
import type { KeyObject } from 'node:crypto';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { nodeCrypto } from '../../nodeModules.ts';
import { PSReference } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { bytesValue, rawBytes } from '../text/text.ts';
import { hashName } from './cipher.ts';

const SPACE = 'System.Security.Cryptography.', bytes = arrayOf(T.Byte), DEFAULT_BITS = 2048;
const failed = (message: string): never => netThrow(`${SPACE}CryptographicException`, message);

class Padding extends NetObject { readonly name: string; readonly isOfSignatures: boolean; constructor(name: string, isOfSignatures: boolean) { super(); this.name = name; this.isOfSignatures = isOfSignatures; Object.defineProperty(this, 'netType', { value: isOfSignatures ? signaturePadding : encryptionPadding }); } }
const signaturePadding = named<Padding>(`${SPACE}RSASignaturePadding`), encryptionPadding = named<Padding>(`${SPACE}RSAEncryptionPadding`);
laterType<Padding>(signaturePadding, () => ({ text: (p) => p.name, statics: { Pkcs1: constant(new Padding('Pkcs1', true)), Pss: constant(new Padding('Pss', true)) } }));
laterType<Padding>(encryptionPadding, () => ({ text: (p) => p.name, statics: Object.fromEntries(['Pkcs1', 'OaepSHA1', 'OaepSHA256', 'OaepSHA384', 'OaepSHA512'].map((n) => [n, constant(new Padding(n, false))])) }));

class Rsa extends NetObject {
  private pair: KeyObject | undefined;
  private size: number;
  constructor(size: number = DEFAULT_BITS) { super(); this.size = size; }
  get key(): KeyObject { return (this.pair ??= nodeCrypto().generateKeyPairSync('rsa', { modulusLength: this.size }).privateKey); }
  set key(key: KeyObject) { this.pair = key; this.size = key.asymmetricKeyDetails?.modulusLength ?? this.size; }
  get keySize(): number { return this.size; }
  set keySize(bits: number) { this.size = bits; this.pair = undefined; }
  get publicKey(): KeyObject { return this.key.type === 'public' ? this.key : nodeCrypto().createPublicKey(this.key); }
  get privateKey(): KeyObject { return this.key.type === 'private' ? this.key : failed('Object contains only the public half of a key pair. A private key must also be provided.'); }
  load(make: () => KeyObject): void { try { this.key = make(); } catch { failed('ASN1 corrupted data.'); } }
}
const rsaType = named<Rsa>(`${SPACE}RSA`, [], { interfaces: ['System.IDisposable'] });
const data = (v: unknown): Uint8Array => rawBytes(v), given = (b: Buffer): Value => bytesValue(new Uint8Array(b));
const signing = (padding: string) => ({ padding: padding === 'Pss' ? nodeCrypto().constants.RSA_PKCS1_PSS_PADDING : nodeCrypto().constants.RSA_PKCS1_PADDING, ...(padding === 'Pss' ? { saltLength: nodeCrypto().constants.RSA_PSS_SALTLEN_DIGEST } : {}) });
function encryption(padding: string): { readonly padding: number; readonly oaepHash?: string } {
  const { constants } = nodeCrypto();
  return padding === 'Pkcs1' ? { padding: constants.RSA_PKCS1_PADDING } : { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: padding.replace('Oaep', '').toLowerCase() };
}
const sign = (r: Rsa, what: unknown, hash: string, padding: string): Value => given(nodeCrypto().sign(hash.toLowerCase(), data(what), { key: r.privateKey, ...signing(padding) }));
const verify = (r: Rsa, what: unknown, signature: unknown, hash: string, padding: string): boolean => nodeCrypto().verify(hash.toLowerCase(), data(what), { key: r.publicKey, ...signing(padding) }, data(signature));
function encrypt(r: Rsa, what: unknown, padding: string): Value {
  try { return given(nodeCrypto().publicEncrypt({ key: r.publicKey, ...encryption(padding) }, data(what))); } catch { return failed('The data to be encrypted exceeds the maximum for this modulus.'); }
}
function decrypt(r: Rsa, what: unknown, padding: string): Value {
  try { return given(nodeCrypto().privateDecrypt({ key: r.privateKey, ...encryption(padding) }, data(what))); } catch (e) { if (e instanceof Error) return failed('The data could not be decrypted: it was not encrypted with this key and padding.'); throw e; }
}
/** A hash is what is signed, not the data. */
function signHash(r: Rsa, hash: unknown, name: string): Value {
  const prefix = DIGEST_INFO[name.toUpperCase()] ?? failed(`'${name}' is not a known hash algorithm.`);
  return given(nodeCrypto().privateEncrypt({ key: r.privateKey, padding: nodeCrypto().constants.RSA_PKCS1_PADDING }, Buffer.concat([Buffer.from(prefix, 'hex'), data(hash)])));
}
/** What stands before a hash in a signature (RFC 8017, 9.2). */
const DIGEST_INFO: Readonly<Record<string, string>> = { SHA1: '3021300906052b0e03021a05000414', SHA256: '3031300d060960864801650304020105000420', SHA384: '3041300d060960864801650304020205000430', SHA512: '3051300d060960864801650304020305000440' };
const FIELDS = [['Modulus', 'n'], ['Exponent', 'e'], ['P', 'p'], ['Q', 'q'], ['DP', 'dp'], ['DQ', 'dq'], ['InverseQ', 'qi'], ['D', 'd']] as const;
function toXml(r: Rsa, withPrivate: boolean): string {
  const jwk = (withPrivate ? r.privateKey : r.publicKey).export({ format: 'jwk' }) as Readonly<Record<string, string | undefined>>;
  return `<RSAKeyValue>${FIELDS.map(([name, key]) => { const value = jwk[key]; return value === undefined ? '' : `<${name}>${Buffer.from(value, 'base64url').toString('base64')}</${name}>`; }).join('')}</RSAKeyValue>`;
}
function fromXml(r: Rsa, xml: string): void {
  const jwk: Record<string, string> = { kty: 'RSA' };
  for (const [name, key] of FIELDS) { const found = new RegExp(`<${name}>\\s*([^<]+?)\\s*</${name}>`).exec(xml)?.[1]; if (found !== undefined) jwk[key] = Buffer.from(found, 'base64').toString('base64url'); }
  if (jwk['n'] === undefined || jwk['e'] === undefined) failed("Input string does not contain a valid encoding of the 'RSA' 'Modulus' parameter.");
  r.load(() => (jwk['d'] === undefined ? nodeCrypto().createPublicKey({ key: jwk, format: 'jwk' }) : nodeCrypto().createPrivateKey({ key: jwk, format: 'jwk' })));
}
/** `ImportX(bytes, [ref] read)`. */
const importer = (make: (der: Buffer) => KeyObject): readonly Overload<Rsa>[] => [
  method([bytes, T.Ref], (r: Rsa, der, read) => { const all = Buffer.from(data(der)); r.load(() => make(all)); if (read instanceof PSReference) read.value = all.length; }, T.Void),
];
const exporter = (make: (r: Rsa) => Buffer): readonly Overload<Rsa>[] => [method([], (r: Rsa) => given(make(r)), bytes)];
const der = (type: 'pkcs1' | 'pkcs8' | 'spki', isPrivate: boolean) => (b: Buffer): KeyObject => (isPrivate ? nodeCrypto().createPrivateKey({ key: b, format: 'der', type: type as 'pkcs8' }) : nodeCrypto().createPublicKey({ key: b, format: 'der', type: type as 'spki' }));
const pem = (type: 'pkcs1' | 'pkcs8' | 'spki', isPrivate: boolean): readonly Overload<Rsa>[] => [method([], (r: Rsa) => String(isPrivate ? r.privateKey.export({ format: 'pem', type: type }) : r.publicKey.export({ format: 'pem', type: type })).trimEnd(), T.String)];
const made = (size: number): Rsa => (size < 384 || size % 8 !== 0 ? failed('Specified key is not a valid size for this algorithm.') : new Rsa(size));
laterType<Rsa>(rsaType, () => ({
  props: { KeySize: [T.Int32, (r) => r.keySize, (r, v) => { r.keySize = Number(toText(v)); }], KeyExchangeAlgorithm: [T.String, () => 'RSA'], SignatureAlgorithm: [T.String, () => 'RSA'] },
  methods: {
    SignData: [method([bytes, hashName, signaturePadding], (r, b, h, p) => sign(r, b, h.name, p.name), bytes)], VerifyData: [method([bytes, bytes, hashName, signaturePadding], (r, b, s, h, p) => verify(r, b, s, h.name, p.name), T.Boolean)],
    SignHash: [method([bytes, hashName, signaturePadding], (r, b, h) => signHash(r, b, h.name), bytes)],
    Encrypt: [method([bytes, encryptionPadding], (r, b, p) => encrypt(r, b, p.name), bytes)], Decrypt: [method([bytes, encryptionPadding], (r, b, p) => decrypt(r, b, p.name), bytes)],
    ToXmlString: [method([T.Boolean], toXml, T.String)], FromXmlString: [method([T.String], (r, x) => { fromXml(r, x); }, T.Void)],
    ExportRSAPrivateKey: exporter((r) => r.privateKey.export({ format: 'der', type: 'pkcs1' })), ExportRSAPublicKey: exporter((r) => r.publicKey.export({ format: 'der', type: 'pkcs1' })), ExportPkcs8PrivateKey: exporter((r) => r.privateKey.export({ format: 'der', type: 'pkcs8' })),
    ExportSubjectPublicKeyInfo: exporter((r) => r.publicKey.export({ format: 'der', type: 'spki' })), ExportRSAPrivateKeyPem: pem('pkcs1', true), ExportRSAPublicKeyPem: pem('pkcs1', false), ExportPkcs8PrivateKeyPem: pem('pkcs8', true), ExportSubjectPublicKeyInfoPem: pem('spki', false),
    ImportRSAPrivateKey: importer(der('pkcs1', true)), ImportRSAPublicKey: importer(der('pkcs1', false)), ImportPkcs8PrivateKey: importer(der('pkcs8', true)), ImportSubjectPublicKeyInfo: importer(der('spki', false)),
    ImportFromPem: [method([T.String], (r, text) => { r.load(() => (/PRIVATE KEY/.test(text) ? nodeCrypto().createPrivateKey(text) : nodeCrypto().createPublicKey(text))); }, T.Void)],
    Dispose: [method([], () => undefined, T.Void)], Clear: [method([], () => undefined, T.Void)],
  },
  statics: { Create: [func([], () => new Rsa(), rsaType), func([T.Int32], made, rsaType)] },
}), Rsa);
laterType<Rsa>(named<Rsa>(`${SPACE}RSACng`, [], { base: rsaType }), () => ({ create: [func([], () => new Rsa()), func([T.Int32], made)] }));
/** The older provider names hashes as text and says by a truth value whether padding is OAEP. */
const hashText = (v: unknown): string => (v instanceof NetObject && 'name' in v ? String(v.name) : toText(v as Value)).replace('-', '').toUpperCase();
class Provider extends Rsa {}
laterType<Provider>(named<Provider>(`${SPACE}RSACryptoServiceProvider`, [], { base: rsaType }), () => ({
  create: [func([], () => new Provider()), func([T.Int32], (size) => (size < 384 ? failed('Specified key is not a valid size for this algorithm.') : new Provider(size)))],
  props: { PublicOnly: [T.Boolean, (r) => r.key.type === 'public'], PersistKeyInCsp: [T.Boolean, () => false, () => undefined] },
  methods: {
    SignData: [method([bytes, T.Object], (r, b, h) => sign(r, b, hashText(h), 'Pkcs1'), bytes), method([bytes, hashName, signaturePadding], (r, b, h, p) => sign(r, b, h.name, p.name), bytes)],
    VerifyData: [method([bytes, T.Object, bytes], (r, b, h, s) => verify(r, b, s, hashText(h), 'Pkcs1'), T.Boolean), method([bytes, bytes, hashName, signaturePadding], (r, b, s, h, p) => verify(r, b, s, h.name, p.name), T.Boolean)],
    Encrypt: [method([bytes, T.Boolean], (r, b, oaep) => encrypt(r, b, oaep ? 'OaepSHA1' : 'Pkcs1'), bytes), method([bytes, encryptionPadding], (r, b, p) => encrypt(r, b, p.name), bytes)],
    Decrypt: [method([bytes, T.Boolean], (r, b, oaep) => decrypt(r, b, oaep ? 'OaepSHA1' : 'Pkcs1'), bytes), method([bytes, encryptionPadding], (r, b, p) => decrypt(r, b, p.name), bytes)],
    ExportCspBlob: [method([T.Boolean], () => failed('Key blobs of Windows are not made here. Use ToXmlString or ExportPkcs8PrivateKey.'), bytes)],
  },
}), Provider);
