/** X509Store: certificates that a script puts into a store of the machine. Here they stay with the run: no store of the machine is read or changed. */
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import type { Session } from '../../run/session.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { List } from '../../values/lists.ts';
import { unwrap } from '../../values/psObject.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { Certificate } from './certificate.ts';
import { enumType } from '../system/enums.ts';
import { genericType } from '../generic.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const SPACE = 'System.Security.Cryptography.X509Certificates.';
const storeName = enumType(`${SPACE}StoreName`, [['AddressBook', 1], ['AuthRoot', 2], ['CertificateAuthority', 3], ['Disallowed', 4], ['My', 5], ['Root', 6], ['TrustedPeople', 7], ['TrustedPublisher', 8]]);
const storeLocation = enumType(`${SPACE}StoreLocation`, [['CurrentUser', 1], ['LocalMachine', 2]]);
const openFlags = enumType(`${SPACE}OpenFlags`, [['ReadOnly', 0], ['ReadWrite', 1], ['MaxAllowed', 2], ['OpenExistingOnly', 4], ['IncludeArchived', 8]], { flags: true });
enumType(`${SPACE}X509KeyStorageFlags`, [['DefaultKeySet', 0], ['UserKeySet', 1], ['MachineKeySet', 2], ['Exportable', 4], ['UserProtected', 8], ['PersistKeySet', 16], ['EphemeralKeySet', 32]], { flags: true });
const findType = enumType(`${SPACE}X509FindType`, ['FindByThumbprint', 'FindBySubjectName', 'FindBySubjectDistinguishedName', 'FindByIssuerName', 'FindByIssuerDistinguishedName', 'FindBySerialNumber', 'FindByTimeValid', 'FindByTimeNotYetValid', 'FindByTimeExpired']);

class Store extends NetObject {
  readonly name: string;
  readonly location: string;
  isOpen = false;
  canWrite = false;
  constructor(name: string, location: string) { super(); this.name = name; this.location = location; }
  get held(): Certificate[] { return storesOf(current()).get(`${this.location}\\${this.name}`.toLowerCase()) ?? []; }
  set held(held: Certificate[]) { storesOf(current()).set(`${this.location}\\${this.name}`.toLowerCase(), held); }
}
/** What the scripts of a session have put into stores, by location and name. */
function storesOf(session: Session): Map<string, Certificate[]> {
  let made = session.caches.get('certificates') as Map<string, Certificate[]> | undefined;
  if (made === undefined) session.caches.set('certificates', (made = new Map()));
  return made;
}
/** The certificate of a thumbprint in the `My` stores; undefined where no script has put it there. */
export function storedCertificate(session: Session, thumbprint: string): Certificate | undefined {
  const wanted = thumbprint.replace(/[^0-9a-f]/gi, '').toUpperCase();
  return [...storesOf(session)].flatMap(([place, held]) => (place.endsWith('\\my') ? held : [])).find((c) => c.thumbprint === wanted);
}
const failed = (message: string): never => netThrow('System.Security.Cryptography.CryptographicException', message);
const opened = (s: Store): Store => (s.isOpen ? s : failed('The X509 certificate store has not been opened.'));
const writable = (s: Store): Store => (opened(s).canWrite ? s : failed('The X509 certificate store is read-only.'));
const certificate = (v: Value): Certificate => { const raw = unwrap(v); return raw instanceof Certificate ? raw : netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'certificate')", [['ParamName', 'certificate']]); };
const word = (v: Value, type: NetType, otherwise: string): string => { const raw = unwrap(v); return raw instanceof EnumValue ? raw.toString() : raw == null || raw === '' ? otherwise : type === storeLocation ? toText(convertTo(raw, type)) : toText(raw); };
const store = (name: Value = 'My', location: Value = 'CurrentUser'): Store => new Store(word(name, storeName, 'My'), word(location, storeLocation, 'CurrentUser'));
laterType<Store>(named<Store>(`${SPACE}X509Store`, [], { interfaces: ['System.IDisposable'] }), () => ({
  create: [func([], () => store()), func([storeLocation], (l) => store('My', l)), func([T.Object], (n) => store(n)), func([T.Object, T.Object], (n, l) => store(n, l))],
  props: { Name: [T.String, (s) => s.name], Location: [storeLocation, (s) => convertTo(s.location, storeLocation)], IsOpen: [T.Boolean, (s) => s.isOpen], Certificates: [undefined, (s) => collection(s.isOpen ? s.held : [])] },
  methods: {
    Open: [method([T.Object], (s, flags) => { s.isOpen = true; s.canWrite = ((convertTo(flags, openFlags) as EnumValue).value & 3) !== 0; }, T.Void)],
    Close: [method([], (s) => { s.isOpen = false; }, T.Void)], Dispose: [method([], (s) => { s.isOpen = false; }, T.Void)],
    Add: [method([T.Object], (s, c) => { const made = certificate(c), w = writable(s); w.held = [...w.held.filter((x) => x.thumbprint !== made.thumbprint), made]; }, T.Void)],
    Remove: [method([T.Object], (s, c) => { const gone = certificate(c), w = writable(s); w.held = w.held.filter((x) => x.thumbprint !== gone.thumbprint); }, T.Void)],
  },
}), Store);
class Certificates extends List {}
const collectionType = named<Certificates>(`${SPACE}X509Certificate2Collection`, [], { interfaces: ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] });
const collection = (items: readonly Certificate[]): Certificates => new Certificates(collectionType, T.Object, [...items]);
function found(items: readonly Value[], by: string, value: Value): Certificates {
  const text = toText(value).toLowerCase(), plain = text.replace(/[^0-9a-f]/g, ''), now = Date.now();
  const test: Readonly<Record<string, (c: Certificate) => boolean>> = {
    findbythumbprint: (c) => c.thumbprint.toLowerCase() === plain, findbyserialnumber: (c) => c.data.serialNumber.toLowerCase() === plain, findbysubjectname: (c) => c.data.subject.toLowerCase().includes(text), findbyissuername: (c) => c.data.issuer.toLowerCase().includes(text),
    findbysubjectdistinguishedname: (c) => c.subject.toLowerCase() === text, findbyissuerdistinguishedname: (c) => c.issuer.toLowerCase() === text, findbytimevalid: (c) => Date.parse(c.data.validFrom) <= now && Date.parse(c.data.validTo) >= now, findbytimenotyetvalid: (c) => Date.parse(c.data.validFrom) > now, findbytimeexpired: (c) => Date.parse(c.data.validTo) < now,
  };
  return collection(items.filter((c): c is Certificate => c instanceof Certificate && test[by.toLowerCase()]?.(c) === true));
}
laterType<Certificates>(collectionType, () => {
  const base = (genericType('System.Collections.Generic.List', [T.Object]) as NetType).table as { readonly methods: object; readonly props: object };
  return {
    create: [func([], () => collection([])), func([T.Object], (c) => collection([certificate(c)]))], enumerate: (c) => c.items, props: { ...base.props },
    methods: { ...base.methods, Find: [method([findType, T.Object, T.Boolean], (c, by, value) => found(c.items, toText(by), value))] },
  };
}, Certificates);
