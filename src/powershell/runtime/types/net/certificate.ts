/** System.Security.Cryptography.X509Certificates.X509Certificate2: a certificate, with its private key where a PFX has one. */
import type { X509Certificate } from 'node:crypto';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { nodeCrypto, nodeTls } from '../../nodeModules.ts';
import { current } from '../../run/current.ts';
import { DateTime } from '../../values/dateTime.ts';
import { Record, SecureString } from '../../values/misc.ts';
import { unwrap } from '../../values/psObject.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { toLocal } from '../system/dateTime.ts';
import { func, laterType, method } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { bytesValue, rawBytes } from '../text/text.ts';

const SPACE = 'System.Security.Cryptography.X509Certificates';
const parsed = new WeakMap<Certificate, X509Certificate>();
/** The certificate alone, whatever form it came in. Throws where it is none. */
const derOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(new (nodeCrypto().X509Certificate)(bytes).raw);
/** A PFX as it was read: the key in it is never taken out, TLS gets it as it is. */
export interface Pfx { readonly bytes: Uint8Array; readonly passphrase: string }
export class Certificate extends NetObject {
  /** Plain data, so that checkpoints keep certificates and threads hand them on. */
  readonly bytes: Uint8Array;
  readonly pfx: Pfx | undefined;
  friendlyName = '';
  constructor(bytes: Uint8Array, pfx?: Pfx) { super(); this.bytes = bytes; this.pfx = pfx; }
  get data(): X509Certificate {
    let made = parsed.get(this);
    if (made === undefined) parsed.set(this, (made = new (nodeCrypto().X509Certificate)(this.bytes)));
    return made;
  }
  get subject(): string { return name(this.data.subject); }
  get issuer(): string { return name(this.data.issuer); }
  get thumbprint(): string { return this.data.fingerprint.replaceAll(':', ''); }
}
const base = named<Certificate>(`${SPACE}.X509Certificate`, [], { interfaces: ['System.IDisposable'] }), type = named<Certificate>(`${SPACE}.X509Certificate2`, ['x509certificate'], { base });
/** Names as .NET writes them: the innermost part first. */
const name = (text: string): string => text.split('\n').toReversed().map((part) => part.replace(/^emailAddress=/, 'E=').replace(/\\(.)/g, '$1').replace(/=(.*[,+"].*)$/, (_, v: string) => `="${v.replaceAll('"', '""')}"`)).join(', ');
const date = (text: string): DateTime => toLocal(DateTime.fromUnixMs(Date.parse(text)));
/** A certificate, or a PFX with its password. Throws CryptographicException as .NET words it. */
export function readCertificate(bytes: Uint8Array, password: Value = null): Certificate {
  try { return new Certificate(derOf(bytes)); } catch { /* Then it is a PFX, or nothing. */ }
  const raw = unwrap(password), passphrase = raw == null ? '' : raw instanceof SecureString ? raw.reveal() : toText(raw), pfx = { bytes, passphrase };
  return new Certificate(derOf(insideOf(pfx)), pfx);
}
/** The certificate of a PFX. Node opens one for TLS alone; what it has opened knows its certificate. */
function insideOf({ bytes, passphrase }: Pfx): Uint8Array {
  const refused = (message: string): never => netThrow('System.Security.Cryptography.CryptographicException', message);
  try {
    const { context } = nodeTls().createSecureContext({ pfx: Buffer.from(bytes), passphrase }) as { readonly context: { readonly getCertificate?: () => Uint8Array | null } };
    return context.getCertificate?.() ?? refused('The PFX holds no certificate.');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (/mac verify failure|maybe wrong password/i.test(error.message)) return refused('The specified network password is not correct.');
    return refused(/unsupported/i.test(error.message) ? 'The PFX is encrypted in an old way (RC2) that the engine cannot read. Export it again with AES256-SHA256.' : 'Cannot find the requested object.');
  }
}
const fromFile = (path: string): Uint8Array => { const port = current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.'), full = port.resolve(current().workingDirectory.path, path); return port.stat(full) === undefined ? netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`) : port.read(full); };
const text = (c: Certificate): string => `[Subject]\n  ${name(c.data.subject)}\n\n[Issuer]\n  ${name(c.data.issuer)}\n\n[Serial Number]\n  ${c.data.serialNumber}\n\n[Not Before]\n  ${toText(date(c.data.validFrom))}\n\n[Not After]\n  ${toText(date(c.data.validTo))}\n\n[Thumbprint]\n  ${c.thumbprint}\n`;
const usage = named<Record>('Microsoft.PowerShell.Commands.EnhancedKeyUsageRepresentation');
laterType<Record>(usage, () => ({ text: (u) => `${toText(u.fields.get('FriendlyName') ?? '')} (${toText(u.fields.get('ObjectId') ?? '')})` }));
const USAGES: { readonly [oid: string]: string } = { '1.3.6.1.5.5.7.3.1': 'Server Authentication', '1.3.6.1.5.5.7.3.2': 'Client Authentication', '1.3.6.1.5.5.7.3.3': 'Code Signing', '1.3.6.1.5.5.7.3.4': 'Secure Email', '1.3.6.1.5.5.7.3.8': 'Time Stamping', '1.3.6.1.5.5.7.3.9': 'OCSP Signing', '1.3.6.1.4.1.311.80.1': 'Document Encryption' };
/** As a certificate its bytes; as a PFX the one it came from, whose password nobody can change here. */
function exported(c: Certificate, type: Value, password: Value = null): Value {
  if (!/^(pfx|pkcs12|3)$/i.test(toText(type))) return raw(c);
  const given = unwrap(password), text = given == null ? '' : given instanceof SecureString ? given.reveal() : toText(given);
  if (c.pfx === undefined) return netThrow('System.Security.Cryptography.CryptographicException', 'The certificate has no private key here, so that no PFX can be made of it.');
  return text === c.pfx.passphrase ? bytesValue(c.pfx.bytes) : netThrow('System.Security.Cryptography.CryptographicException', 'The engine exports a PFX with the password it was read with, and with no other.');
}
const raw = (c: Certificate): Value => bytesValue(new Uint8Array(c.data.raw));
const bytes = arrayOf(T.Byte);
const create: readonly Overload[] = [func([bytes], (b) => readCertificate(rawBytes(b))), func([T.String], (p) => readCertificate(fromFile(p))), func([bytes, T.Object], (b, w) => readCertificate(rawBytes(b), w)), func([T.String, T.Object], (p, w) => readCertificate(fromFile(p), w)), func([bytes, T.Object, T.Object], (b, w) => readCertificate(rawBytes(b), w)), func([T.String, T.Object, T.Object], (p, w) => readCertificate(fromFile(p), w))];
laterType<Certificate>(base, () => ({
  create, props: { Subject: [T.String, (c) => c.subject], Issuer: [T.String, (c) => c.issuer] },
  methods: { GetRawCertData: [method([], raw)], GetCertHash: [method([], (c) => bytesValue(new Uint8Array(Buffer.from(c.thumbprint, 'hex'))))], GetCertHashString: [method([], (c) => c.thumbprint, T.String)], GetSerialNumberString: [method([], (c) => c.data.serialNumber, T.String)], GetEffectiveDateString: [method([], (c) => toText(date(c.data.validFrom)), T.String)], GetExpirationDateString: [method([], (c) => toText(date(c.data.validTo)), T.String)], Export: [method([T.Object], (c, t) => exported(c, t)), method([T.Object, T.Object], exported)], Dispose: [method([], () => undefined, T.Void)] },
}));
laterType<Certificate>(type, () => ({
  create, text,
  props: { Thumbprint: [T.String, (c) => c.thumbprint], SerialNumber: [T.String, (c) => c.data.serialNumber], NotBefore: [T.DateTime, (c) => date(c.data.validFrom)], NotAfter: [T.DateTime, (c) => date(c.data.validTo)], HasPrivateKey: [T.Boolean, (c) => c.pfx !== undefined], EnhancedKeyUsageList: [undefined, (c) => (c.data.keyUsage ?? []).map((oid) => new Record(usage, [['FriendlyName', USAGES[oid] ?? oid], ['ObjectId', oid]]))], FriendlyName: [T.String, (c) => c.friendlyName, (c, v) => { c.friendlyName = toText(v); }], RawData: [bytes, raw], Version: [T.Int32, () => 3] },
  methods: { Verify: [method([], () => false, T.Boolean)], GetNameInfo: [method([T.Object, T.Boolean], (c, _, issuer) => /(?:^|\n)CN=([^\n]*)/.exec(issuer ? c.data.issuer : c.data.subject)?.[1] ?? '', T.String)], ToString: [method([], text, T.String)] },
}), Certificate);
