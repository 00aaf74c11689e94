/** How often a mock was called: Should -Invoke, Assert-MockCalled, Should -InvokeVerifiable. */
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { plainStreams } from '../../runtime/run/pipeline/streams.ts';
import { Collector } from '../../runtime/run/pipeline/writers.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import type { Value } from '../../runtime/values/value.ts';
import { callBlock } from '../callBlock.ts';
import type { MockCall } from '../mocks.ts';
import { failAssertion } from './failure.ts';
import { pesterOf, runtimeOf } from './pesterRun.ts';
import type { Block } from './pesterRun.ts';

export interface CallsWanted {
  readonly command: Value;
  readonly times: number;
  readonly isExact: boolean;
  /** The module whose calls are meant, as Mock's. */
  readonly module: string | undefined;
  readonly scope: string | undefined;
  readonly filter: ScriptBlock | undefined;
  /** Calls that fit none of it are too many. */
  readonly exclusive: ScriptBlock | undefined;
  readonly not: boolean;
  readonly because: string | undefined;
}
/** The module that a frame is in; none for the tests themselves, and for closures. */
export const placeName = ({ module }: Frame): string => (module.name.startsWith('__DynamicModule_') ? '' : module.name);
/** Names that mean something else already: a condition asks for such parameters with an underscore before them (Pester 5, Get-ConflictingParameterNames). */
const TAKEN: ReadonlySet<string> = new Set(['?', 'consolefilename', 'enabledexperimentalfeatures', 'error', 'executioncontext', 'false', 'home', 'host', 'iscoreclr', 'ismacos', 'iswindows', 'pid', 'psculture', 'psedition', 'pshome', 'psuiculture', 'psversiontable', 'shellid', 'true']);
/** Arguments as `$PesterBoundParameters` has them. */
export function tableOf(named: ReadonlyMap<string, Value>): Hashtable {
  const table = new Hashtable();
  for (const [name, v] of named) table.set(name, v);
  return table;
}
/**
 * A condition over the arguments of a call, common parameters too (Pester's Get-ContextToDefine), by all names of their parameters; in strict mode too it may ask for those that are not given.
 * `hidesAbsent`: a variable around by the name of a parameter that is not given is not meant (a mock's own condition; Should -Invoke does see it).
 */
export function accepts(frame: Frame, filter: ScriptBlock, call: MockCall, hidesAbsent: boolean): boolean {
  const made = new Collector(), given = new Map(Array.from([...call.aliased, ...call.named, ...call.common], ([name, v]): [string, Value] => [TAKEN.has(name.toLowerCase()) ? `_${name}` : name, v]));
  callBlock(frame, filter, { named: new Map([...given, ['PesterBoundParameters', tableOf(given)]]), unbound: call.unbound, item: call.item, isLenient: true, ...(hidesAbsent ? { absent: call.absent } : {}) }, { out: made, streams: plainStreams });
  return toBoolean(made.items.length === 1 ? made.items[0] ?? null : [...made.items]);
}
export function checkCalls(ctx: CmdletContext, wanted: CallsWanted): void {
  if (wanted.not && wanted.exclusive !== undefined) return ctx.fail({ id: 'ExclusiveFilterNegated', category: 'InvalidArgument', message: 'Cannot use -ExclusiveFilter when -Not is specified. Use -ParameterFilter instead.' });
  const pester = pesterOf(ctx), { frame } = runtimeOf(ctx), command = wanted.command == null ? '' : toText(wanted.command), { filter, exclusive } = wanted;
  if (!pester.mocks.isMocked(command)) return ctx.fail({ id: 'NotMocked', category: 'InvalidOperation', message: `'${command}' is not mocked here, so its calls were not counted. Add: Mock ${command === '' ? 'NAME' : command} { }` });
  const within = scopeOf(pester.block, wanted.scope, ctx);
  const all = pester.mocks.callsOf(command, wanted.module ?? placeName(frame)).filter((call) => call.during.includes(within)), chosen = filter ?? exclusive;
  const fitting = chosen === undefined ? all : all.filter((call) => accepts(frame, chosen, call, false)), n = fitting.length, { times, isExact, not } = wanted;
  const reason = wanted.because === undefined ? '' : `, because ${wanted.because.replace(/^because\s+/i, '')}`, calls = (k: number): string => (k === 1 ? 'once' : `${k} times`);
  const such = chosen === undefined ? '' : ` with arguments for which {${chosen.text}} is true`;
  if (not) { if (isExact ? n === times : n >= times) failAssertion(`Expected '${command}' not to be called${isExact ? ` ${calls(times)}` : times > 1 ? ` ${calls(times)} or more` : ''}${such}${reason}, but it was called ${calls(n)}.`); return undefined; }
  if (isExact || times === 0 ? n !== times : n < times) failAssertion(`Expected '${command}' to be called ${isExact || times === 0 ? 'exactly' : 'at least'} ${calls(times)}${such}${reason}, but it was called ${calls(n)}${chosen === undefined ? '' : ` so, and ${calls(all.length)} in all`}.`);
  if (exclusive !== undefined && all.length > n) failAssertion(`Expected '${command}' to be called only${such}${reason}, but it was called ${calls(all.length - n)} otherwise.`);
  return undefined;
}
/** `It`, `Describe`, `Context`, or a number of blocks outwards; the innermost where none is named. */
function scopeOf(block: Block, scope: string | undefined, ctx: CmdletContext): Block {
  if (scope === undefined) return block;
  if (/^\d+$/.test(scope)) {
    let at = block;
    for (let n = Number(scope); n > 0 && at.parent !== undefined; n -= 1) at = at.parent;
    return at;
  }
  const isTest = /^it$/i.test(scope);
  if (!isTest && !/^(describe|context)$/i.test(scope)) return ctx.fail({ id: 'UnknownScope', category: 'InvalidArgument', message: `The scope '${scope}' is not known. It is It, Context, Describe or a number.` });
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at.word.toLowerCase() === scope.toLowerCase()) return at;
  return ctx.fail({ id: 'ScopeNotAround', category: 'InvalidOperation', message: isTest ? 'Assertion is placed outside of an It block, but -Scope It is specified.' : `Assertion is not placed directly nor nested inside a ${scope} block, but -Scope ${scope} is specified.` });
}
export function checkVerifiable(ctx: CmdletContext, not: boolean, because: string | undefined): void {
  const wrong = pesterOf(ctx).mocks.verifiable(not), reason = because === undefined ? '' : `, because ${because.replace(/^because\s+/i, '')}`;
  if (wrong.length > 0) failAssertion(`Expected ${not ? 'no' : 'all'} verifiable mocks to be called${reason}, but these were${not ? '' : ' not'}: ${wrong.map((b) => b.command).join(', ')}.`);
}
