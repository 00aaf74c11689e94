/** Settings and facts of the machine that scripts touch: ServicePointManager, special folders, the current process and thread. */
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { convertTo } from '../../convert/convert.ts';
import { threadCulture } from '../text/culture.ts';
import { lookupType } from '../registry.ts';
import { func, laterType } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

/** The protocols a script asks for are kept and shown; the platform's own TLS settings decide. */
const protocol = (): NetType => lookupType('System.Net.SecurityProtocolType') as NetType;
const wanted = new WeakMap<object, Value>();
laterType(named('System.Net.ServicePointManager', []), () => ({ statics: {
  SecurityProtocol: { type: undefined, get: () => wanted.get(current()) ?? new EnumValue(protocol(), 0), set: (_, v) => { wanted.set(current(), convertTo(v, protocol())); } },
  ServerCertificateValidationCallback: { type: undefined, get: () => null, set: () => undefined }, Expect100Continue: { type: T.Boolean, get: () => true, set: () => undefined }, DefaultConnectionLimit: { type: T.Int32, get: () => 2147483647, set: () => undefined }, CheckCertificateRevocationList: { type: T.Boolean, get: () => false, set: () => undefined },
} }));
const ofThread = (which: 'current' | 'ui') => { const [type, get, set] = threadCulture[which]; return [type, () => get(), (_: unknown, v: Value) => set(v)] as const; };
class ThreadObject extends NetObject {}
const thread = named<ThreadObject>('System.Threading.ThreadInfo');
laterType<ThreadObject>(thread, () => ({ props: { ManagedThreadId: [T.Int32, () => 1], Name: [T.String, () => null], IsAlive: [T.Boolean, () => true], IsBackground: [T.Boolean, () => true], IsThreadPoolThread: [T.Boolean, () => false], CurrentCulture: ofThread('current'), CurrentUICulture: ofThread('ui') } }), ThreadObject);
laterType(named('System.Threading.Thread'), () => ({ statics: { CurrentThread: { type: undefined, get: () => new ThreadObject() }, Sleep: [func([T.Int32], (ms) => { current().host.wait.sleep(ms); }), func([T.TimeSpan], (t) => { current().host.wait.sleep(Number(t.ticks / 10_000n)); })] } }));
