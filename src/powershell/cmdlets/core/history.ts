/** Get-, Add-, Clear- and Invoke-History: the history of a session that nobody types in, which holds what a script adds to it (about_History). */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { direct, MISSING } from '../../runtime/members/get.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { CORE } from './getCommand.ts';
import { blockOf } from './invokeExpression.ts';

const pipelineState = enumType('System.Management.Automation.Runspaces.PipelineState', ['NotStarted', 'Running', 'Stopping', 'Stopped', 'Completed', 'Failed', 'Disconnected']);
class HistoryInfo extends NetObject {
  readonly id: bigint;
  readonly line: string;
  readonly status: EnumValue;
  readonly started: DateTime;
  readonly ended: DateTime;
  constructor(id: bigint, line: string, status: EnumValue, started: DateTime, ended: DateTime) { super(); this.id = id; this.line = line; this.status = status; this.started = started; this.ended = ended; }
}
laterType<HistoryInfo>(named<HistoryInfo>('Microsoft.PowerShell.Commands.HistoryInfo'), () => ({
  text: (h) => h.line,
  props: {
    Id: [T.Int64, (h) => h.id], CommandLine: [T.String, (h) => h.line], ExecutionStatus: [pipelineState, (h) => h.status], StartExecutionTime: [T.DateTime, (h) => h.started], EndExecutionTime: [T.DateTime, (h) => h.ended],
    Duration: [T.TimeSpan, (h) => new TimeSpan(h.ended.ticks - h.started.ticks)],
  },
}), HistoryInfo);

interface History { entries: HistoryInfo[]; last: bigint; readonly running: Set<HistoryInfo> }
function historyOf(ctx: CmdletContext): History {
  let made = ctx.session.caches.get('history') as History | undefined;
  if (made === undefined) ctx.session.caches.set('history', (made = { entries: [], last: 0n, running: new Set() }));
  return made;
}
/** `$MaximumHistoryCount`. */
const capacity = (ctx: CmdletContext): number => { const given = ctx.session.variable('MaximumHistoryCount'); return typeof given === 'number' ? given : 4096; };
const ARGUMENT = 'System.ArgumentException', COUNT_WITH_IDS = 'The count cannot be combined with multiple Ids.';
const noSuch = (id: bigint): string => `Cannot locate the history for Id ${id}.`;
const notFound = (ctx: CmdletContext, id: bigint): void => { ctx.writeError({ id: 'GetHistoryNoHistoryForId', category: 'ObjectNotFound', target: id, exception: ARGUMENT, message: noSuch(id) }); };

export const getHistory = cmdlet({
  name: 'Get-History', aliases: ['ghy', 'history', 'h'], module: CORE, synopsis: 'Gets the commands that were added to the history.',
  params: { Id: { type: arrayOf(T.Int64), position: 0, from: 'pipeline', validate: [{ range: [1, 9223372036854775807n] }] }, Count: { type: T.Int32, position: 1, validate: [{ range: [0, 32767] }] } },
  run: (p, ctx) => ({
    process() {
      const { entries } = historyOf(ctx), ids = p.Id as readonly bigint[] | undefined;
      if (ids === undefined) { const count = p.Count ?? capacity(ctx); for (const one of count === 0 ? [] : entries.slice(-count)) ctx.write(one); return; }
      if (p.Count === undefined) { for (const id of ids) { const found = entries.find((e) => e.id === id); if (found === undefined) notFound(ctx, id); else ctx.write(found); } return; }
      if (ids.length > 1) ctx.fail({ id: 'GetHistoryNoCountWithMultipleIds', category: 'InvalidArgument', target: p.Count, exception: ARGUMENT, message: COUNT_WITH_IDS });
      const at = entries.findIndex((e) => e.id === ids[0]);
      for (const one of at < 0 ? [] : entries.slice(Math.max(0, at + 1 - p.Count), at + 1)) ctx.write(one);
    },
  }),
});
export const addHistory = cmdlet({
  name: 'Add-History', module: CORE, synopsis: 'Adds commands to the history.',
  params: { InputObject: { type: arrayOf(T.Object), position: 0, from: 'pipeline', allowNull: true, allowEmpty: true }, Passthru: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      const history = historyOf(ctx);
      for (const item of p.InputObject ?? []) {
        const made = entryFrom(item, history.last + 1n);
        if (made === undefined) { ctx.writeError({ id: 'AddHistoryInvalidInput', category: 'InvalidData', target: item, exception: 'System.IO.InvalidDataException', message: 'Cannot add history because the input object has a format that is not valid.' }); continue; }
        history.last = made.id;
        history.entries.push(made);
        if (history.entries.length > capacity(ctx)) history.entries.shift();
        if (p.Passthru === true) ctx.write(made);
      }
    },
  }),
});
/** What has a command line, a state and both times, or converts to them. */
function entryFrom(item: Value, id: bigint): HistoryInfo | undefined {
  if (item === null || item === undefined) return undefined;
  const of = (name: string): Value => { const found = direct(item, name); return found === MISSING ? null : found; };
  try {
    const line = of('CommandLine'), state = of('ExecutionStatus'), started = of('StartExecutionTime'), ended = of('EndExecutionTime');
    if (typeof line !== 'string' || state === null || started === null || ended === null) return undefined;
    const status = convertTo(state, pipelineState), from = convertTo(started, T.DateTime), to = convertTo(ended, T.DateTime);
    return status instanceof EnumValue && from instanceof DateTime && to instanceof DateTime ? new HistoryInfo(id, line, status, from, to) : undefined;
  } catch (error) {
    if (error instanceof PowerShellError) return undefined;
    throw error;
  }
}
export const clearHistory = cmdlet({
  name: 'Clear-History', aliases: ['clhy'], module: CORE, defaultSet: 'IDParameter', supportsShouldProcess: true, synopsis: 'Takes commands out of the history.',
  params: {
    Id: { type: arrayOf(T.Int32), sets: ['IDParameter'], position: 0, validate: [{ range: [1, 2147483647] }] }, CommandLine: { type: arrayOf(T.String), sets: ['CommandLineParameter'], validate: NOT_EMPTY },
    Count: { type: T.Int32, position: 1, validate: [{ range: [1, 2147483647] }] }, Newest: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      const history = historyOf(ctx), taken = chosen(ctx, history.entries, p);
      if (taken.length === 0 || !ctx.shouldProcess('This command will clear all the entries from the session history.', 'Clear-History')) return;
      history.entries = history.entries.filter((e) => !taken.includes(e));
    },
  }),
});
/** The commands that an Id, a text or a count mean. */
function chosen(ctx: CmdletContext, all: readonly HistoryInfo[], p: { readonly Id: readonly number[] | undefined; readonly CommandLine: readonly string[] | undefined; readonly Count: number | undefined; readonly Newest: boolean | undefined }): readonly HistoryInfo[] {
  const some = (found: readonly HistoryInfo[]): readonly HistoryInfo[] => (p.Count === undefined ? found : p.Newest === true ? found.slice(-p.Count) : found.slice(0, p.Count));
  if (p.Id !== undefined) {
    if (p.Count !== undefined && p.Id.length > 1) ctx.fail({ id: 'GetHistoryNoCountWithMultipleIds', category: 'InvalidArgument', target: p.Count, exception: ARGUMENT, message: COUNT_WITH_IDS });
    const [first] = p.Id;
    if (p.Count !== undefined) return some(all.filter((e) => (p.Newest === true ? e.id <= BigInt(first ?? 0) : e.id >= BigInt(first ?? 0))));
    return p.Id.flatMap((id) => { const found = all.find((e) => e.id === BigInt(id)); if (found === undefined) notFound(ctx, BigInt(id)); return found ?? []; });
  }
  if (p.CommandLine !== undefined) {
    if (p.Count !== undefined && p.CommandLine.length > 1) ctx.fail({ id: 'NoCountWithMultipleCmdLine ', category: 'InvalidArgument', target: p.CommandLine.join(' '), exception: ARGUMENT, message: 'The count cannot be combined with multiple CommandLine parameters.' });
    return p.CommandLine.flatMap((text) => {
      const found = all.filter((e) => wildcard(text).test(e.line));
      if (found.length === 0) ctx.writeError({ id: 'NoHistoryForCommandline', category: 'ObjectNotFound', target: text, exception: ARGUMENT, message: `Cannot locate the history for command line ${text}.` });
      return [...some(found)];
    });
  }
  return some(all);
}
export const invokeHistory = cmdlet({
  name: 'Invoke-History', aliases: ['ihy', 'r'], module: CORE, supportsShouldProcess: true, synopsis: 'Runs a command of the history again.',
  params: { Id: { type: T.String, position: 0, from: 'property' } },
  run: (p, ctx) => ({
    end() {
      const history = historyOf(ctx), { entries, running } = history, fail = (id: string, category: 'InvalidOperation' | 'ObjectNotFound' | 'InvalidArgument', target: Value, message: string): never => ctx.fail({ id, category, target, exception: id === 'InvokeHistoryInvalidIdGetHistory' ? 'System.ArgumentOutOfRangeException' : id === 'InvokeHistoryNoLastHistoryEntryFound' || id === 'InvokeHistoryLoopDetected' ? 'System.InvalidOperationException' : ARGUMENT, message });
      const find = (): HistoryInfo => {
        if (p.Id === undefined) return entries.at(-1) ?? fail('InvokeHistoryNoLastHistoryEntryFound', 'InvalidOperation', null, 'Cannot locate most recent history.');
        if (!/^\s*[+-]?\d+\s*$/.test(p.Id)) return entries.findLast((e) => e.line.toLowerCase().startsWith((p.Id ?? '').toLowerCase())) ?? fail('InvokeHistoryNoHistoryForCommandline', 'ObjectNotFound', p.Id, `Cannot locate the history for command line ${p.Id}.`);
        const id = BigInt(p.Id.trim());
        if (id <= 0n) return fail('InvokeHistoryInvalidIdGetHistory', 'InvalidArgument', id, `The identifier ${id} is not a valid value for a History identifier. Specify a positive number, and then try again. (Parameter 'Id')`);
        return entries.find((e) => e.id === id) ?? fail('InvokeHistoryNoHistoryForId', 'ObjectNotFound', id, noSuch(id));
      };
      const one = find();
      if (running.has(one)) fail('InvokeHistoryLoopDetected', 'InvalidOperation', null, 'The Invoke-History cmdlet is called repeatedly, in a loop.');
      if (!ctx.shouldProcess(toText(one.line))) return;
      running.add(one);
      try { ctx.runInPlace(blockOf(ctx, one.line), ctx.session.current.slots[0] ?? null); } finally { running.delete(one); }
    },
  }),
});
export const historyCmdlets = [getHistory, addHistory, clearHistory, invokeHistory] as const;
