/** Symmetric encryption, keys from passwords, and what .NET says of ProtectedData where there is no DPAPI. */
import { toText } from '../../convert/toText.ts';
import { convertTo } from '../../convert/convert.ts';
import { netThrow } from '../../errors/raise.ts';
import { nodeCrypto } from '../../nodeModules.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { constant, func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { bytesValue, rawBytes } from '../text/text.ts';

const SPACE = 'System.Security.Cryptography.', bytes = arrayOf(T.Byte), BLOCK = 16, BITS = 8;
const mode = enumType(`${SPACE}CipherMode`, [['CBC', 1], ['ECB', 2], ['OFB', 3], ['CFB', 4], ['CTS', 5]]), padding = enumType(`${SPACE}PaddingMode`, [['None', 1], ['PKCS7', 2], ['Zeros', 3], ['ANSIX923', 4], ['ISO10126', 5]]);
class Aes extends NetObject {
  mode = 'CBC';
  padding = 'PKCS7';
  private size = 32;
  private ownKey: Uint8Array | undefined;
  private ownIv: Uint8Array | undefined;
  get key(): Uint8Array { return (this.ownKey ??= new Uint8Array(nodeCrypto().randomBytes(this.size))); }
  set key(key: Uint8Array) {
    if (![16, 24, 32].includes(key.length)) netThrow(`${SPACE}CryptographicException`, 'Specified key is not a valid size for this algorithm.');
    this.size = key.length;
    this.ownKey = key;
  }
  get keySize(): number { return this.size * BITS; }
  set keySize(bits: number) {
    if (![128, 192, 256].includes(bits)) netThrow(`${SPACE}CryptographicException`, 'Specified key is not a valid size for this algorithm.');
    this.size = bits / BITS;
    this.ownKey = undefined;
  }
  get iv(): Uint8Array { return (this.ownIv ??= new Uint8Array(nodeCrypto().randomBytes(BLOCK))); }
  set iv(iv: Uint8Array) {
    if (iv.length !== BLOCK) netThrow(`${SPACE}CryptographicException`, 'Specified initialization vector (IV) does not match the block size for this algorithm.');
    this.ownIv = iv;
  }
  fresh(): void { this.ownKey = undefined; this.ownIv = undefined; }
}
class Transform extends NetObject {
  private readonly aes: Aes;
  private readonly key: Uint8Array;
  private readonly iv: Uint8Array;
  private readonly isEncryptor: boolean;
  constructor(aes: Aes, isEncryptor: boolean, key = aes.key, iv = aes.iv) { super(); this.aes = aes; this.isEncryptor = isEncryptor; this.key = key; this.iv = iv; }
  run(data: Uint8Array): Uint8Array {
    const crypto = nodeCrypto(), name = `aes-${this.key.length * BITS}-${this.aes.mode.toLowerCase()}${this.aes.mode === 'CFB' ? '8' : ''}`, iv = this.aes.mode === 'ECB' ? null : this.iv;
    const isPkcs = this.aes.padding === 'PKCS7', made = this.isEncryptor ? crypto.createCipheriv(name, this.key, iv) : crypto.createDecipheriv(name, this.key, iv);
    made.setAutoPadding(isPkcs);
    const rest = data.length % BLOCK, input = this.isEncryptor && this.aes.padding === 'Zeros' && rest > 0 ? Buffer.concat([data, new Uint8Array(BLOCK - rest)]) : data;
    try { return new Uint8Array(Buffer.concat([made.update(input), made.final()])); } catch {
      return netThrow(`${SPACE}CryptographicException`, this.isEncryptor || rest > 0 ? 'The input data is not a complete block.' : 'Padding is invalid and cannot be removed.');
    }
  }
}
const aesType = named<Aes>(`${SPACE}Aes`, [], { interfaces: ['System.IDisposable'] }), transform = named<Transform>(`${SPACE}ICryptoTransform`, [], { interfaces: ['System.IDisposable'] });
const bytesOf = (v: Value): Uint8Array => rawBytes(v), nothing = [method([], () => undefined, T.Void)];
laterType<Aes>(aesType, () => ({
  props: {
    Key: [bytes, (a) => bytesValue(a.key), (a, v) => { a.key = bytesOf(v); }], IV: [bytes, (a) => bytesValue(a.iv), (a, v) => { a.iv = bytesOf(v); }], KeySize: [T.Int32, (a) => a.keySize, (a, v) => { a.keySize = convertTo(v, T.Int32) as number; }], BlockSize: [T.Int32, () => BLOCK * BITS, () => undefined],
    Mode: [mode, (a) => new EnumValue(mode, mode.enumValues?.get(a.mode) ?? 1), (a, v) => { a.mode = toText(convertTo(v, mode)); }], Padding: [padding, (a) => new EnumValue(padding, padding.enumValues?.get(a.padding) ?? 2), (a, v) => { a.padding = toText(convertTo(v, padding)); }],
  },
  methods: {
    CreateEncryptor: [method([], (a) => new Transform(a, true)), method([bytes, bytes], (a, k, iv) => new Transform(a, true, bytesOf(k as unknown as Value), bytesOf(iv as unknown as Value)))],
    CreateDecryptor: [method([], (a) => new Transform(a, false)), method([bytes, bytes], (a, k, iv) => new Transform(a, false, bytesOf(k as unknown as Value), bytesOf(iv as unknown as Value)))],
    GenerateKey: [method([], (a) => { a.key = new Uint8Array(nodeCrypto().randomBytes(a.keySize / BITS)); }, T.Void)], GenerateIV: [method([], (a) => { a.iv = new Uint8Array(nodeCrypto().randomBytes(BLOCK)); }, T.Void)], Dispose: nothing, Clear: nothing,
  },
  statics: { Create: [func([], () => new Aes(), aesType)] },
}), Aes);
for (const name of ['AesManaged', 'AesCryptoServiceProvider', 'RijndaelManaged']) laterType<Aes>(named<Aes>(`${SPACE}${name}`, [], { base: aesType }), () => ({ create: [func([], () => new Aes())] }));
laterType<Transform>(transform, () => ({
  props: { InputBlockSize: [T.Int32, () => BLOCK], OutputBlockSize: [T.Int32, () => BLOCK], CanReuseTransform: [T.Boolean, () => true] },
  methods: { TransformFinalBlock: [method([bytes, T.Int32, T.Int32], (t, b, i, n) => bytesValue(t.run(rawBytes(b, i, n))))], Dispose: nothing },
}), Transform);

export class HashName extends NetObject { readonly name: string; constructor(name: string) { super(); this.name = name; } }
export const hashName: NetType<HashName> = named<HashName>(`${SPACE}HashAlgorithmName`, [], { valueType: true, base: T.ValueType });
laterType<HashName>(hashName, () => ({ text: (h) => h.name, create: [func([T.String], (n) => new HashName(n))], props: { Name: [T.String, (h) => h.name] }, statics: Object.fromEntries(['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512'].map((n) => [n, constant(new HashName(n))])) }), HashName);
class Rfc2898 extends NetObject {
  private readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
  private readonly hash: string;
  private given = 0;
  constructor(password: Uint8Array, salt: Uint8Array, rounds = 1000, hash = 'SHA1') { super(); this.password = password; this.salt = salt; this.rounds = rounds; this.hash = hash.toLowerCase(); }
  /** The next bytes of the endless key. */
  take(count: number): Uint8Array {
    const all = nodeCrypto().pbkdf2Sync(this.password, this.salt, this.rounds, this.given + count, this.hash);
    this.given += count;
    return new Uint8Array(all.subarray(this.given - count));
  }
  reset(): void { this.given = 0; }
}
const passwordOf = (v: unknown): Uint8Array => (typeof v === 'string' ? new TextEncoder().encode(v) : bytesOf(v as Value)), DEFAULT_ROUNDS = 1000;
laterType<Rfc2898>(named<Rfc2898>(`${SPACE}Rfc2898DeriveBytes`, [], { interfaces: ['System.IDisposable'] }), () => ({
  create: [T.String, bytes].flatMap((p) => [
    func([p, bytes], (pw, s) => new Rfc2898(passwordOf(pw), passwordOf(s))), func([p, bytes, T.Int32], (pw, s, n) => new Rfc2898(passwordOf(pw), passwordOf(s), n)), func([p, bytes, T.Int32, hashName], (pw, s, n, h) => new Rfc2898(passwordOf(pw), passwordOf(s), n, h.name)),
  ]).concat([func([T.String, T.Int32], (pw, size) => new Rfc2898(passwordOf(pw), new Uint8Array(nodeCrypto().randomBytes(size)), DEFAULT_ROUNDS))]),
  props: { Salt: [bytes, (r) => bytesValue(r.salt)], IterationCount: [T.Int32, (r) => r.rounds], HashAlgorithm: [hashName, () => new HashName('SHA1')] },
  methods: { GetBytes: [method([T.Int32], (r, n) => bytesValue(r.take(n)))], Reset: [method([], (r) => { r.reset(); }, T.Void)], Dispose: nothing },
  statics: { Pbkdf2: [T.String, bytes].map((p) => func([p, bytes, T.Int32, hashName, T.Int32], (pw, s, n, h, size) => bytesValue(new Rfc2898(passwordOf(pw), passwordOf(s), n, h.name).take(size)))) },
}), Rfc2898);
enumType(`${SPACE}DataProtectionScope`, ['CurrentUser', 'LocalMachine']);
const unprotected = (): never => netThrow('System.PlatformNotSupportedException', 'Windows Data Protection API (DPAPI) is not supported on this platform.');
laterType(named(`${SPACE}ProtectedData`), () => ({ statics: { Protect: [func([T.Object, T.Object, T.Object], unprotected)], Unprotect: [func([T.Object, T.Object, T.Object], unprotected)] } }));
