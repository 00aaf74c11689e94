/** System.Threading.CancellationTokenSource and CancellationToken. Work that waits in threads is not stopped by them: there is none here. */
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import { NetObject } from '../../values/value.ts';
import { constant, func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

class CancellationTokenSource extends NetObject {
  private canceled = false;
  private due = Infinity;
  isDisposed = false;
  readonly token: CancellationToken = new CancellationToken(this);
  readonly linked: readonly CancellationToken[];
  readonly callbacks: ScriptBlock[] = [];
  constructor(linked: readonly CancellationToken[] = []) { super(); this.linked = linked; }
  get isCanceled(): boolean {
    if (!this.canceled && (current().host.clock.monotonic() >= this.due || this.linked.some((t) => t.isCanceled))) this.cancel();
    return this.canceled;
  }
  cancel(): void {
    if (this.isDisposed) netThrow('System.ObjectDisposedException', 'The CancellationTokenSource has been disposed.');
    if (this.canceled) return;
    this.canceled = true;
    for (const block of this.callbacks.reverse()) current().runBlock(block, {});
  }
  after(ms: number): void { this.due = ms < 0 ? Infinity : current().host.clock.monotonic() + ms; }
}
class CancellationToken extends NetObject {
  readonly source: CancellationTokenSource | undefined;
  private readonly fixed: boolean;
  constructor(source?: CancellationTokenSource, fixed = false) { super(); this.source = source; this.fixed = fixed; }
  get isCanceled(): boolean { return this.fixed || this.source?.isCanceled === true; }
}
const SPACE = 'System.Threading.', NO_TOKEN = new CancellationToken();
const token = named<CancellationToken>(`${SPACE}CancellationToken`, [], { valueType: true, base: T.ValueType }), source = named<CancellationTokenSource>(`${SPACE}CancellationTokenSource`, [], { interfaces: ['System.IDisposable'] });
const timed = (ms: number): CancellationTokenSource => { const made = new CancellationTokenSource(); made.after(ms); return made; };
const TICKS = 10_000n;
laterType<CancellationTokenSource>(source, () => ({
  create: [func([], () => new CancellationTokenSource()), func([T.Int32], timed), func([T.TimeSpan], (t) => timed(Number(t.ticks / TICKS)))],
  props: { IsCancellationRequested: [T.Boolean, (s) => s.isCanceled], Token: [token, (s) => (s.isDisposed ? netThrow('System.ObjectDisposedException', 'The CancellationTokenSource has been disposed.') : s.token)] },
  methods: {
    Cancel: [method([], (s) => { s.cancel(); }, T.Void), method([T.Boolean], (s) => { s.cancel(); }, T.Void)], CancelAfter: [method([T.Int32], (s, ms) => { s.after(ms); }, T.Void), method([T.TimeSpan], (s, t) => { s.after(Number(t.ticks / TICKS)); }, T.Void)],
    Dispose: [method([], (s) => { s.isDisposed = true; }, T.Void)], TryReset: [method([], (s) => !s.isCanceled, T.Boolean)],
  },
  statics: { CreateLinkedTokenSource: [func([token], (a) => new CancellationTokenSource([a]), source), func([token, token], (a, b) => new CancellationTokenSource([a, b]), source)] },
}), CancellationTokenSource);
laterType<CancellationToken>(token, () => ({
  create: [func([T.Boolean], (on) => new CancellationToken(undefined, on)), func([], () => NO_TOKEN)],
  props: { IsCancellationRequested: [T.Boolean, (t) => t.isCanceled], CanBeCanceled: [T.Boolean, (t) => t.source !== undefined || t.isCanceled], WaitHandle: [undefined, () => null] },
  methods: {
    ThrowIfCancellationRequested: [method([], (t) => { if (t.isCanceled) netThrow('System.OperationCanceledException', 'The operation was canceled.', [['CancellationToken', t]]); }, T.Void)],
    Register: [method([T.ScriptBlock], (t, block) => { if (t.isCanceled) current().runBlock(block, {}); else if (block instanceof ScriptBlock) t.source?.callbacks.push(block); return null; })],
    Equals: [method([T.Object], (t, o) => t === o || (o instanceof CancellationToken && o.source === t.source && o.isCanceled === t.isCanceled), T.Boolean)],
  },
  statics: { None: constant(NO_TOKEN) },
}), CancellationToken);
