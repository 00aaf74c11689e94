/** Test-Connection over TCP: a runbook's process may not send ICMP, so that any answer of a machine counts as its echo. */
import { convertTo } from '../../runtime/convert/convert.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { ConnectReply } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { ipAddress } from '../../runtime/types/net/network.ts';
import { socketError } from '../../runtime/types/net/sockets.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { MANAGEMENT } from '../items/paths/itemSteps.ts';

const PING = named<Record>('Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus');
const TCP = named<Record>('Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus');
const IP_STATUS = enumType('System.Net.NetworkInformation.IPStatus', [['Success', 0], ['DestinationNetworkUnreachable', 11_002], ['DestinationHostUnreachable', 11_003], ['TimedOut', 11_010], ['Unknown', -1]]);
/** What a system says where it cannot connect, in the words of both enums. */
const OUTCOMES: Readonly<{ [code: string]: { readonly ping: number; readonly socket: number } }> = {
  '': { ping: 0, socket: 0 }, ECONNREFUSED: { ping: 0, socket: 10_061 }, ETIMEDOUT: { ping: 11_010, socket: 10_060 }, EHOSTUNREACH: { ping: 11_003, socket: 10_065 },
  ENETUNREACH: { ping: 11_002, socket: 10_051 }, EHOSTDOWN: { ping: 11_003, socket: 10_064 }, ECONNRESET: { ping: 0, socket: 10_054 }, EACCES: { ping: -1, socket: 10_013 },
};
const UNKNOWN = { ping: -1, socket: -1 };
/** Something answers at one of them on nearly every machine, if only by refusing. */
const COMMON_PORTS = [443, 80, 445, 22, 3389, 5985, 135];

const ping = 'DefaultPing', repeat = 'RepeatPing', tcp = 'TcpPort', mtu = 'MtuSizeDetect', route = 'TraceRoute';
const all = [ping, repeat, tcp, mtu, route], pings = [ping, repeat];
type Tried = Extract<ConnectReply, { readonly kind: 'tried' }>;

export const testConnection = cmdlet({
  name: 'Test-Connection', module: MANAGEMENT, defaultSet: ping, synopsis: 'Tells whether a machine, or a TCP port of it, answers.',
  params: {
    Ping: { type: T.Switch, sets: pings }, IPv4: { type: T.Switch, sets: all }, IPv6: { type: T.Switch, sets: all }, ResolveDestination: { type: T.Switch, sets: all },
    MaxHops: { type: T.Int32, aliases: ['Ttl', 'TimeToLive', 'Hops'], sets: [ping, repeat, route], validate: [{ range: [1, 128] }] },
    Count: { type: T.Int32, sets: [ping, tcp], validate: [{ rangeKind: 'Positive' }] }, Delay: { type: T.Int32, sets: [ping, repeat, tcp], validate: [{ rangeKind: 'Positive' }] },
    BufferSize: { type: T.Int32, aliases: ['Size', 'Bytes', 'BS'], sets: pings, validate: [{ range: [0, 65_500] }] }, DontFragment: { type: T.Switch, sets: pings },
    Repeat: { type: T.Switch, aliases: ['Continuous'], sets: [repeat, tcp], mandatory: [repeat] }, Quiet: { type: T.Switch }, Detailed: { type: T.Switch, sets: [tcp] },
    TimeoutSeconds: { type: T.Int32, validate: [{ rangeKind: 'Positive' }] },
    TargetName: { type: arrayOf(T.String), aliases: ['ComputerName'], position: 0, mandatory: true, from: 'both', validate: NOT_EMPTY },
    MtuSize: { type: T.Switch, aliases: ['MtuSizeDetect'], sets: [mtu], mandatory: [mtu] }, Traceroute: { type: T.Switch, sets: [route], mandatory: [route] },
    TcpPort: { type: T.Int32, sets: [tcp], mandatory: [tcp], validate: [{ range: [0, 65_535] }] },
  },
  run(p, ctx) {
    const isTcp = p.TcpPort !== undefined, isQuiet = p.Quiet === true;
    const count = p.Repeat === true ? Number.POSITIVE_INFINITY : p.Count ?? (isTcp ? 1 : 4);
    const source = ctx.host.environment.computerName;
    const ask = (host: string): Tried | undefined => {
      const { network } = ctx.host;
      if (network === undefined) return ctx.fail({ id: 'NetworkNotAvailable', category: 'ResourceUnavailable', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Connections cannot be tried here: this engine runs without a network.' });
      const reply = network.connect({ host, ...(p.IPv4 === true ? { family: 4 } : p.IPv6 === true ? { family: 6 } : {}), ports: p.TcpPort === undefined ? COMMON_PORTS : [p.TcpPort], timeoutMs: (p.TimeoutSeconds ?? 5) * 1000 });
      if (reply.kind === 'tried') return reply;
      if (isQuiet) ctx.write(false);
      if (!isQuiet || reply.kind === 'absent') notReached(ctx, host, reply.kind === 'absent' ? 'Target IPv4/IPv6 address absent.' : 'Cannot resolve the target name.');
      return undefined;
    };
    return {
      process() {
        if (p.MtuSize === true || p.Traceroute === true) ctx.fail({ id: 'TestConnectionException', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: `-${p.MtuSize === true ? 'MtuSize' : 'Traceroute'} needs ICMP, which a runbook's process may not send. Test a port with -TcpPort, or that the machine answers without it.` });
        for (const target of p.TargetName) {
          let isWell = true;
          for (let turn = 1; turn <= count; turn += 1) {
            const tried = ask(target);
            if (tried === undefined) { isWell = false; break; }
            const { ping: status, socket } = OUTCOMES[tried.code] ?? UNKNOWN;
            if (isTcp && p.Detailed !== true) { ctx.write(socket === 0); break; }
            if (isTcp) ctx.write(new Record(TCP, [['Id', turn], ['Source', source], ['Target', target], ['TargetAddress', address(tried)], ['Port', p.TcpPort ?? 0], ['Latency', BigInt(socket === 0 ? tried.milliseconds : 0)], ['Connected', socket === 0], ['Status', new EnumValue(socketError, socket)]]));
            else if (isQuiet) isWell &&= status === 0;
            else ctx.write(new Record(PING, [['Ping', turn], ['Source', source], ['Destination', target], ['Address', status === 0 ? address(tried) : null], ['DisplayAddress', status === 0 ? tried.address : '*'], ['Latency', BigInt(status === 0 ? tried.milliseconds : 0)], ['Status', new EnumValue(IP_STATUS, status)], ['BufferSize', p.BufferSize ?? 32]]));
            if (turn < count) ctx.sleep((p.Delay ?? 1) * 1000);
            if (turn === count && isQuiet && !isTcp) ctx.write(isWell);
          }
        }
      },
    };
  },
});

const address = (tried: Tried): Value => convertTo(tried.address, ipAddress);

function notReached(ctx: CmdletContext, target: string, why: string): void {
  ctx.writeError({ id: 'TestConnectionException', category: 'ResourceUnavailable', target, exception: 'System.Net.NetworkInformation.PingException', message: `Testing connection to computer '${target}' failed: ${why}` });
}
