/** System.Net.Dns, IPEndPoint and TcpClient: names are looked up and ports tried over the network port; no connection stays. */
import { exception, NetThrow, netThrow } from '../../errors/raise.ts';
import type { ConnectReply } from '../../host.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { Record } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { from, func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { IPAddress, ipAddress } from './network.ts';
import { T, named } from '../t.ts';
import { Task } from '../threading/task.ts';
import type { TaskOutcome } from '../threading/task.ts';

export const socketError: NetType = enumType('System.Net.Sockets.SocketError', [['Success', 0], ['SocketError', -1], ['AccessDenied', 10_013], ['NetworkDown', 10_050], ['NetworkUnreachable', 10_051], ['ConnectionReset', 10_054], ['TimedOut', 10_060], ['ConnectionRefused', 10_061], ['HostDown', 10_064], ['HostUnreachable', 10_065], ['HostNotFound', 11_001]]);
const FAILURES: Readonly<{ [code: string]: readonly [number, string] | undefined }> = {
  ECONNREFUSED: [10_061, 'Connection refused'], ETIMEDOUT: [10_060, 'Connection timed out'], EHOSTUNREACH: [10_065, 'No route to host'], ENETUNREACH: [10_051, 'Network is unreachable'], EHOSTDOWN: [10_064, 'Host is down'], ECONNRESET: [10_054, 'Connection reset by peer'], EACCES: [10_013, 'Permission denied'],
};
/** As long as Windows tries. */
const LONGEST = 21_000;
const failure = (code: number, message: string): NetException => exception('System.Net.Sockets.SocketException', message, undefined, [['SocketErrorCode', new EnumValue(socketError, code)], ['ErrorCode', code], ['NativeErrorCode', code]]);
function fail(e: NetException): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
  throw new NetThrow(e);
}
function ask(host: string, ports: readonly number[], timeoutMs: number): ConnectReply {
  const { network } = current().host;
  return network === undefined ? netThrow('System.PlatformNotSupportedException', 'This engine runs without a network.') : network.connect({ host, ports, timeoutMs });
}
function resolved(host: string): Value[] {
  const reply = ask(host, [], 0);
  if (reply.kind !== 'tried') return fail(failure(11_001, 'Name or service not known'));
  return (reply.addresses ?? [reply.address]).map((a) => IPAddress.parse(a)).filter((a) => a !== undefined);
}
const entryType = named<Record>('System.Net.IPHostEntry');
const entry = (host: string): Record => new Record(entryType, [['HostName', host], ['Aliases', typedArray(T.String, [])], ['AddressList', typedArray(ipAddress, resolved(host))]]);
const addresses = (host: string): Value => typedArray(ipAddress, resolved(host === '' ? current().host.environment.computerName : host));
laterType(named('System.Net.Dns'), () => ({
  statics: {
    GetHostName: [func([], () => current().host.environment.computerName, T.String)], GetHostAddresses: [func([T.String], addresses)], GetHostEntry: [func([T.String], entry)], GetHostByName: [func([T.String], entry)], Resolve: [func([T.String], entry)],
    GetHostAddressesAsync: [func([T.String], (host) => later(() => addresses(host)))], GetHostEntryAsync: [func([T.String], (host) => later(() => entry(host)))],
  },
}));
const later = (work: () => Value): Task => new Task(() => { try { return { value: work() }; } catch (e) { if (e instanceof NetThrow) return { error: e.exception }; throw e; } });

class EndPoint extends NetObject {
  readonly address: IPAddress;
  readonly port: number;
  constructor(address: IPAddress, port: number) { super(); this.address = address; this.port = port; }
  override toString(): string { const text = this.address.toString(); return `${text.includes(':') ? `[${text}]` : text}:${this.port}`; }
  static parse(text: string): EndPoint | undefined {
    const [, six, four, port = '0'] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [], address = IPAddress.parse(six ?? four ?? '');
    return address === undefined || Number(port) > 65_535 ? undefined : new EndPoint(address, Number(port));
  }
}
const endPoint = named<EndPoint>('System.Net.IPEndPoint', ['ipendpoint']);
const notAnEndPoint = 'An invalid IPEndPoint was specified.';
laterType<EndPoint>(endPoint, () => ({
  text: (e) => e.toString(), equals: (a, b) => a.toString() === b.toString(), create: [func([ipAddress, T.Int32], (a, p) => new EndPoint(a, p))],
  props: { AddressFamily: [undefined, (e) => e.address.family], Address: [ipAddress, (e) => e.address], Port: [T.Int32, (e) => e.port] }, methods: { ToString: [method([], (e) => e.toString(), T.String)] },
  statics: { Parse: [func([T.String], (s) => EndPoint.parse(s) ?? netThrow('System.FormatException', notAnEndPoint))], TryParse: [func([T.String, T.Ref], (s, r) => { const e = EndPoint.parse(s); r.value = e ?? null; return e !== undefined; }, T.Boolean)] },
  convert: [from(T.String, (s: string) => EndPoint.parse(s))],
}), EndPoint);

/** Answers whether a port takes connections; that is all there is to it. */
class TcpClient extends NetObject {
  private state: 'new' | 'open' | 'closed' = 'new';
  private pending: Task | undefined;
  private began = 0;
  remote: EndPoint | null = null;
  timeouts = { receive: 0, send: 0 };
  try(host: string, port: number, milliseconds: number): TaskOutcome | undefined {
    if (this.state === 'closed') return { error: exception('System.ObjectDisposedException', "Cannot access a disposed object.\nObject name: 'System.Net.Sockets.TcpClient'.") };
    const limit = Math.min(milliseconds, LONGEST), reply = ask(host, [port], Math.max(1, limit));
    if (reply.kind !== 'tried') return { error: failure(11_001, 'Name or service not known') };
    if (reply.code === 'ETIMEDOUT' && milliseconds < LONGEST) return undefined;
    if (reply.code !== '') { const [code, message] = FAILURES[reply.code] ?? [-1, reply.code]; return { error: failure(code, `${message} ${reply.address.includes(':') ? `[${reply.address}]` : reply.address}:${port}`) }; }
    this.state = 'open';
    const address = IPAddress.parse(reply.address);
    this.remote = address === undefined ? null : new EndPoint(address, port);
    return { value: null };
  }
  connect(host: string, port: number): void { const outcome = this.try(host, port, Infinity); if (outcome !== undefined && 'error' in outcome) fail(outcome.error); }
  begin(host: string, port: number): Task {
    if (port < 0 || port > 65_535) netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'port')", [['ParamName', 'port']]);
    this.began = current().host.clock.monotonic();
    return (this.pending = new Task((ms) => this.try(host, port, ms)));
  }
  /** What is under way has had the time since it began. */
  get connected(): boolean { if (this.state === 'new') this.pending?.look(current().host.clock.monotonic() - this.began); return this.state === 'open'; }
  close(): void { this.state = 'closed'; }
  end(task: Value): void { if (task instanceof Task) task.result(false); }
}
class Socket extends NetObject { readonly of: TcpClient; constructor(of: TcpClient) { super(); this.of = of; } }
laterType<Socket>(named<Socket>('System.Net.Sockets.Socket', [], { interfaces: ['System.IDisposable'] }), () => ({ props: { Connected: [T.Boolean, (s) => s.of.connected], RemoteEndPoint: [endPoint, (s) => s.of.remote] }, methods: { Close: [method([], (s) => s.of.close(), T.Void)], Dispose: [method([], (s) => s.of.close(), T.Void)] } }), Socket);
const opened = (host: string, port: number): TcpClient => { const c = new TcpClient(); c.connect(host, port); return c; };
laterType<TcpClient>(named<TcpClient>('System.Net.Sockets.TcpClient', [], { interfaces: ['System.IDisposable'] }), () => ({
  create: [func([], () => new TcpClient()), func([T.String, T.Int32], opened)],
  props: {
    Connected: [T.Boolean, (c) => c.connected], Client: [undefined, (c) => new Socket(c)], ReceiveTimeout: [T.Int32, (c) => c.timeouts.receive, (c, v) => { c.timeouts.receive = Number(v); }], SendTimeout: [T.Int32, (c) => c.timeouts.send, (c, v) => { c.timeouts.send = Number(v); }],
    Available: [T.Int32, () => 0],
  },
  methods: {
    Connect: [method([T.String, T.Int32], (c, h, p) => c.connect(h, p), T.Void), method([ipAddress, T.Int32], (c, a, p) => c.connect(a.toString(), p), T.Void), method([endPoint], (c, e) => c.connect(e.address.toString(), e.port), T.Void)],
    ConnectAsync: [method([T.String, T.Int32], (c, h, p) => c.begin(h, p)), method([ipAddress, T.Int32], (c, a, p) => c.begin(a.toString(), p))], BeginConnect: [method([T.String, T.Int32, T.Object, T.Object], (c, h, p) => c.begin(h, p)), method([ipAddress, T.Int32, T.Object, T.Object], (c, a, p) => c.begin(a.toString(), p))],
    EndConnect: [method([T.Object], (c, t) => c.end(t), T.Void)], Close: [method([], (c) => c.close(), T.Void)], Dispose: [method([], (c) => c.close(), T.Void)],
    GetStream: [method([], () => netThrow('System.NotSupportedException', 'The engine tries whether a port answers and sends nothing over TcpClient. Use Invoke-WebRequest, Send-MailMessage or a program for that.'))],
  },
}), TcpClient);
