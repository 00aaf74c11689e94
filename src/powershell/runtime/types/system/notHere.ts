/** Types of .NET that this engine cannot have: whoever uses one is told so, and what there is in its place. */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { NetObject } from '../../values/value.ts';
import { func, laterType, method, rest } from '../netType.ts';
import { enumType } from './enums.ts';
import { T, named } from '../t.ts';

const refused = (message: string): never => netThrow('System.PlatformNotSupportedException', message);
/** A type whose constructors, and some static members, do nothing but refuse. */
function refusing(name: string, message: string, statics: readonly string[] = [], base?: string): void {
  const refuse = (): never => refused(message), each = [func([], refuse), func([rest(T.Object)], refuse)];
  laterType(named(name, [], base === undefined ? {} : { base: named(base) }), () => ({ create: each, statics: Object.fromEntries(statics.map((member) => [member, each])) }));
}
// The words of .NET wherever it is not on Windows.
const PRINCIPAL = 'Windows Principal functionality is not supported on this platform.', SECURITY = 'System.Security.Principal.';
refusing(`${SECURITY}WindowsIdentity`, PRINCIPAL, ['GetCurrent', 'GetAnonymous', 'RunImpersonated']);
refusing(`${SECURITY}WindowsPrincipal`, PRINCIPAL);
refusing(`${SECURITY}NTAccount`, PRINCIPAL);
refusing(`${SECURITY}SecurityIdentifier`, PRINCIPAL);
enumType(`${SECURITY}WindowsBuiltInRole`, [['Administrator', 544], ['User', 545], ['Guest', 546], ['PowerUser', 547], ['AccountOperator', 548], ['SystemOperator', 549], ['PrintOperator', 550], ['BackupOperator', 551], ['Replicator', 552]]);
// A runbook serves nobody: it asks others.
refusing('System.Net.Sockets.TcpListener', 'The engine opens no ports: a runbook cannot listen for connections. Ask others with Invoke-WebRequest or TcpClient.');
refusing('System.Net.HttpListener', 'The engine opens no ports: a runbook cannot serve requests. Let a webhook of the service start the runbook.');
refusing('System.Threading.Timer', 'Nothing of a script runs beside it here, so that no timer calls it. Use a loop with Start-Sleep.');

/** System.Timers.Timer: it can be made, set and read; nobody hears it. */
class Timer extends NetObject {
  private length = 100;
  autoReset = true;
  private began: number | undefined;
  constructor(length?: number) { super(); if (length !== undefined) { if (!(length > 0 && length <= 2_147_483_647)) netThrow('System.ArgumentException', `Invalid value '${length}' for parameter 'interval'.`); this.length = length; } }
  get interval(): number { return this.length; }
  set interval(length: number) { if (!(length > 0)) netThrow('System.ArgumentException', `'${length}' is not a valid value for 'Interval'. 'Interval' must be greater than 0.`); this.length = length; }
  get enabled(): boolean { return this.began !== undefined && (this.autoReset || current().host.clock.monotonic() - this.began < this.length); }
  set enabled(on: boolean) { this.began = on ? current().host.clock.monotonic() : undefined; }
}
laterType<Timer>(named<Timer>('System.Timers.Timer', [], { base: named('System.ComponentModel.Component'), interfaces: ['System.IDisposable'] }), () => ({
  create: [func([], () => new Timer()), func([T.Double], (ms) => new Timer(ms)), func([T.TimeSpan], (t) => new Timer(Number(t.ticks / 10_000n)))],
  props: { AutoReset: [T.Boolean, (t) => t.autoReset, (t, v) => { t.autoReset = v === true; }], Enabled: [T.Boolean, (t) => t.enabled, (t, v) => { t.enabled = v === true; }], Interval: [T.Double, (t) => t.interval, (t, v) => { t.interval = Number(toText(v)); }], SynchronizingObject: [undefined, () => null] },
  methods: {
    Start: [method([], (t) => { t.enabled = true; }, T.Void)], Stop: [method([], (t) => { t.enabled = false; }, T.Void)], Close: [method([], (t) => { t.enabled = false; }, T.Void)], Dispose: [method([], (t) => { t.enabled = false; }, T.Void)],
    add_Elapsed: [method([T.Object], () => refused('Nothing of a script runs beside it here, so that no event of a timer calls it. Use a loop with Start-Sleep.'), T.Void)], remove_Elapsed: [method([T.Object], () => undefined, T.Void)],
  },
}), Timer);
