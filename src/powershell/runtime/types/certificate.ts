/** System.Security.Cryptography.X509Certificates.X509Certificate2: the public half of a certificate. */
import type { X509Certificate } from 'node:crypto';
import { toText } from '../convert/toText.ts';
import { netThrow } from '../errors/raise.ts';
import { nodeCrypto } from '../nodeModules.ts';
import { current } from '../run/current.ts';
import { DateTime } from '../values/dateTime.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { toLocal } from './dateTime.ts';
import { func, laterType, method } from './netType.ts';
import type { Overload } from './netType.ts';
import { T, arrayOf, named } from './t.ts';
import { bytesValue, rawBytes } from './text.ts';

const SPACE = 'System.Security.Cryptography.X509Certificates';
class Certificate extends NetObject {
  readonly data: X509Certificate;
  friendlyName = '';
  constructor(data: X509Certificate) { super(); this.data = data; }
  get thumbprint(): string { return this.data.fingerprint.replaceAll(':', ''); }
}
const base = named<Certificate>(`${SPACE}.X509Certificate`, [], { interfaces: ['System.IDisposable'] }), type = named<Certificate>(`${SPACE}.X509Certificate2`, ['x509certificate'], { base });
/** Names as .NET writes them: the innermost part first. */
const name = (text: string): string => text.split('\n').toReversed().map((part) => part.replace(/^emailAddress=/, 'E=').replace(/\\(.)/g, '$1').replace(/=(.*[,+"].*)$/, (_, v: string) => `="${v.replaceAll('"', '""')}"`)).join(', ');
const date = (text: string): DateTime => toLocal(DateTime.fromUnixMs(Date.parse(text)));
function read(bytes: Uint8Array, isLocked: boolean): Certificate {
  try { return new Certificate(new (nodeCrypto().X509Certificate)(bytes)); } catch {
    return netThrow('System.Security.Cryptography.CryptographicException', isLocked ? 'The engine reads certificates (DER and PEM), but no PFX files with a private key.' : 'Cannot find the requested object.');
  }
}
const fromFile = (path: string): Uint8Array => { const port = current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.'), full = port.resolve(current().location, path); return port.stat(full) === undefined ? netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`) : port.read(full); };
const text = (c: Certificate): string => `[Subject]\n  ${name(c.data.subject)}\n\n[Issuer]\n  ${name(c.data.issuer)}\n\n[Serial Number]\n  ${c.data.serialNumber}\n\n[Not Before]\n  ${toText(date(c.data.validFrom))}\n\n[Not After]\n  ${toText(date(c.data.validTo))}\n\n[Thumbprint]\n  ${c.thumbprint}\n`;
const raw = (c: Certificate): Value => bytesValue(new Uint8Array(c.data.raw));
const bytes = arrayOf(T.Byte);
const create: readonly Overload[] = [func([bytes], (b) => read(rawBytes(b), false)), func([T.String], (p) => read(fromFile(p), false)), func([bytes, T.Object], (b) => read(rawBytes(b), true)), func([T.String, T.Object], (p) => read(fromFile(p), true)), func([bytes, T.Object, T.Object], (b) => read(rawBytes(b), true)), func([T.String, T.Object, T.Object], (p) => read(fromFile(p), true))];
laterType<Certificate>(base, () => ({
  create, props: { Subject: [T.String, (c) => name(c.data.subject)], Issuer: [T.String, (c) => name(c.data.issuer)] },
  methods: { GetRawCertData: [method([], raw)], GetCertHash: [method([], (c) => bytesValue(new Uint8Array(Buffer.from(c.thumbprint, 'hex'))))], GetCertHashString: [method([], (c) => c.thumbprint, T.String)], GetSerialNumberString: [method([], (c) => c.data.serialNumber, T.String)], GetEffectiveDateString: [method([], (c) => toText(date(c.data.validFrom)), T.String)], GetExpirationDateString: [method([], (c) => toText(date(c.data.validTo)), T.String)], Export: [method([T.Object], raw), method([T.Object, T.Object], raw)], Dispose: [method([], () => undefined, T.Void)] },
}));
laterType<Certificate>(type, () => ({
  create, text,
  props: { Thumbprint: [T.String, (c) => c.thumbprint], SerialNumber: [T.String, (c) => c.data.serialNumber], NotBefore: [T.DateTime, (c) => date(c.data.validFrom)], NotAfter: [T.DateTime, (c) => date(c.data.validTo)], HasPrivateKey: [T.Boolean, () => false], FriendlyName: [T.String, (c) => c.friendlyName, (c, v) => { c.friendlyName = toText(v); }], RawData: [bytes, raw], Version: [T.Int32, () => 3] },
  methods: { Verify: [method([], () => false, T.Boolean)], GetNameInfo: [method([T.Object, T.Boolean], (c, _, issuer) => /(?:^|\n)CN=([^\n]*)/.exec(issuer ? c.data.issuer : c.data.subject)?.[1] ?? '', T.String)], ToString: [method([], text, T.String)] },
}), Certificate);
