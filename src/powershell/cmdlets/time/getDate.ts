import { cmdlet } from '../../runtime/cmdlet.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { T } from '../../runtime/types/t.ts';
import { DateTime, UNIX_TICKS, daysInMonth } from '../../runtime/values/dateTime.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_MS, TICKS_PER_SECOND } from '../../runtime/values/timeSpan.ts';
import type { Value } from '../../runtime/values/value.ts';
import { unixFormat } from './unixFormat.ts';
import { displayHints } from '../parameterEnums.ts';

const SETS = { date: 'DateAndFormat', dateU: 'DateAndUFormat', unix: 'UnixTimeSecondsAndFormat', unixU: 'UnixTimeSecondsAndUFormat' } as const;
const FORMAT_SETS = [SETS.date, SETS.unix], UFORMAT_SETS = [SETS.dateU, SETS.unixU];

/** The clock's time now, local. */
export function localNow(ctx: CmdletContext): DateTime {
  const utc = ctx.host.clock.utcTicks();
  return new DateTime(utc + offsetTicks(ctx, utc), 'Local');
}
const offsetTicks = (ctx: CmdletContext, utc: bigint): bigint => BigInt(ctx.host.clock.offsetMinutes(Number((utc - UNIX_TICKS) / TICKS_PER_MS))) * TICKS_PER_MINUTE;

export const getDate = cmdlet({
  name: 'Get-Date', defaultSet: SETS.date, synopsis: 'Gets the date and time, now or as given.', outputType: [T.DateTime, T.String],
  params: {
    Date: { type: T.DateTime, aliases: ['LastWriteTime'], position: 0, from: 'both', sets: [SETS.date, SETS.dateU] },
    UnixTimeSeconds: { type: T.Int64, aliases: ['UnixTime'], sets: [SETS.unix, SETS.unixU], mandatory: [SETS.unix, SETS.unixU], validate: [{ range: [-62135596800, 253402300799] }] },
    Year: { type: T.Int32, validate: [{ range: [1, 9999] }] },
    Month: { type: T.Int32, validate: [{ range: [1, 12] }] },
    Day: { type: T.Int32, validate: [{ range: [1, 31] }] },
    Hour: { type: T.Int32, validate: [{ range: [0, 23] }] },
    Minute: { type: T.Int32, validate: [{ range: [0, 59] }] },
    Second: { type: T.Int32, validate: [{ range: [0, 59] }] },
    Millisecond: { type: T.Int32, validate: [{ range: [0, 999] }] },
    DisplayHint: { type: displayHints, asText: true },
    UFormat: { type: T.String, sets: UFORMAT_SETS, mandatory: UFORMAT_SETS },
    Format: { type: T.String, sets: FORMAT_SETS },
    AsUTC: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      let date = p.Date ?? (p.UnixTimeSeconds === undefined ? localNow(ctx) : fromUnix(ctx, p.UnixTimeSeconds));
      date = replaced(date, p);
      if (p.AsUTC === true && date.kind !== 'Utc') date = new DateTime(date.ticks - offsetTicks(ctx, date.ticks), 'Utc');
      if (p.UFormat !== undefined) ctx.write(unixFormat(date, p.UFormat));
      else if (p.Format !== undefined) ctx.write(formatted(ctx, date, p.Format));
      else ctx.write(hinted(date, p.DisplayHint ?? 'DateTime'));
    },
  }),
});

function fromUnix(ctx: CmdletContext, seconds: bigint): DateTime {
  const utc = UNIX_TICKS + seconds * TICKS_PER_SECOND;
  return new DateTime(utc + offsetTicks(ctx, utc), 'Local');
}
interface Parts { readonly Year: number | undefined; readonly Month: number | undefined; readonly Day: number | undefined; readonly Hour: number | undefined; readonly Minute: number | undefined; readonly Second: number | undefined; readonly Millisecond: number | undefined }
/** Replaces the parts that were given: years and months keep the day where the month has it, a day beyond the month's end leads into the next one. */
function replaced(d: DateTime, p: Parts): DateTime {
  if (Object.values([p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Millisecond]).every((x) => x === undefined)) return d;
  const year = p.Year ?? d.year, month = p.Month ?? d.month, day = Math.min(d.day, daysInMonth(year, d.month), daysInMonth(year, month));
  const whole = DateTime.of(year, month, day, p.Hour ?? d.hour, p.Minute ?? d.minute, p.Second ?? d.second, p.Millisecond ?? d.millisecond, d.kind);
  const moved = p.Day === undefined || p.Day === day ? whole : whole.addTicks(BigInt(p.Day - day) * TICKS_PER_DAY);
  // What is finer than a millisecond goes when the milliseconds are given.
  return p.Millisecond === undefined ? moved.addTicks(d.ticks % TICKS_PER_MS) : moved;
}
/** A format that is none ends the command with what .NET says of it. */
function formatted(ctx: CmdletContext, date: Value, format: string): Value {
  try { return invokeMember(date, 'ToString', [fileFormat(format)]); } catch (e) {
    const inner = e instanceof PowerShellError ? e.record.exception.inner : undefined;
    if (inner === undefined) throw e;
    return ctx.fail({ id: inner.netType.name, category: 'NotSpecified', exception: inner.netType.name, message: inner.message });
  }
}
function fileFormat(format: string): string {
  switch (format.toLowerCase()) {
    case 'filedate': return 'yyyyMMdd';
    case 'filedateuniversal': return 'yyyyMMddZ';
    case 'filedatetime': return 'yyyyMMddTHHmmssffff';
    case 'filedatetimeuniversal': return 'yyyyMMddTHHmmssffffZ';
    default: return format;
  }
}
const hinted = (date: DateTime, hint: string): Value => new PSObject(date).set('DisplayHint', convertTo(hint, displayHints));
