/** System.TimeZoneInfo over the platform's zone data; Windows names are understood. */
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { DateTime, DateTimeOffset } from '../../values/dateTime.ts';
import { TICKS_PER_MINUTE, TimeSpan } from '../../values/timeSpan.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';
import { nameTable } from '../../values/nameTable.ts';

/** Zones by their Windows names, the ones scripts of Europe, America, Asia and Australia use. */
const WINDOWS: Readonly<Record<string, string>> = nameTable({
  'Dateline Standard Time': 'Etc/GMT+12', 'Hawaiian Standard Time': 'Pacific/Honolulu', 'Alaskan Standard Time': 'America/Anchorage', 'Pacific Standard Time': 'America/Los_Angeles', 'US Mountain Standard Time': 'America/Phoenix', 'Mountain Standard Time': 'America/Denver', 'Central Standard Time': 'America/Chicago', 'Central America Standard Time': 'America/Guatemala', 'Eastern Standard Time': 'America/New_York', 'US Eastern Standard Time': 'America/Indianapolis', 'Atlantic Standard Time': 'America/Halifax', 'Newfoundland Standard Time': 'America/St_Johns', 'E. South America Standard Time': 'America/Sao_Paulo', 'Argentina Standard Time': 'America/Buenos_Aires', 'SA Pacific Standard Time': 'America/Bogota',
  'GMT Standard Time': 'Europe/London', 'Greenwich Standard Time': 'Atlantic/Reykjavik', 'W. Europe Standard Time': 'Europe/Berlin', 'Central Europe Standard Time': 'Europe/Budapest', 'Central European Standard Time': 'Europe/Warsaw', 'Romance Standard Time': 'Europe/Paris', 'E. Europe Standard Time': 'Europe/Chisinau', 'FLE Standard Time': 'Europe/Kiev', 'GTB Standard Time': 'Europe/Bucharest', 'Turkey Standard Time': 'Europe/Istanbul', 'Russian Standard Time': 'Europe/Moscow', 'Israel Standard Time': 'Asia/Jerusalem', 'Egypt Standard Time': 'Africa/Cairo', 'South Africa Standard Time': 'Africa/Johannesburg', 'Arab Standard Time': 'Asia/Riyadh', 'Arabian Standard Time': 'Asia/Dubai', 'Pakistan Standard Time': 'Asia/Karachi', 'India Standard Time': 'Asia/Kolkata', 'Nepal Standard Time': 'Asia/Kathmandu', 'SE Asia Standard Time': 'Asia/Bangkok', 'China Standard Time': 'Asia/Shanghai', 'Singapore Standard Time': 'Asia/Singapore', 'Taipei Standard Time': 'Asia/Taipei', 'W. Australia Standard Time': 'Australia/Perth', 'Tokyo Standard Time': 'Asia/Tokyo', 'Korea Standard Time': 'Asia/Seoul', 'Cen. Australia Standard Time': 'Australia/Adelaide', 'AUS Central Standard Time': 'Australia/Darwin', 'AUS Eastern Standard Time': 'Australia/Sydney', 'E. Australia Standard Time': 'Australia/Brisbane', 'New Zealand Standard Time': 'Pacific/Auckland',
});
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone);
  if (made === undefined) formats.set(zone, (made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short' })));
  return made;
}
class TimeZoneInfo extends NetObject {
  /** As it was asked for. */
  readonly id: string;
  private readonly zone: string;
  constructor(id: string, zone: string) { super(); this.id = id; this.zone = zone; void this.format; }
  /** Made once a zone: a zone that a checkpoint has kept has none. */
  private get format(): Intl.DateTimeFormat { return formatOf(this.zone); }
  get isUtc(): boolean { return this.id === 'UTC'; }
  /** Minutes to add to UTC at an instant. */
  minutesAt(utcMs: number): number {
    const p = new Map(this.format.formatToParts(utcMs).map((x) => [x.type, Number(x.value)])), at = (k: Intl.DateTimeFormatPartTypes): number => p.get(k) ?? 0;
    return Math.round((Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - Math.floor(utcMs / 1000) * 1000) / 60_000);
  }
  /** The same for a clock time of the zone. */
  minutesOfClock(clockMs: number): number { const first = this.minutesAt(clockMs), second = this.minutesAt(clockMs - first * 60_000); return first === second ? first : this.minutesAt(clockMs - second * 60_000); }
  /** All that a clock time of the zone can mean: nothing where the clock is put forward, two where it is put back. */
  offsetsOfClock(clockMs: number): number[] { return [...new Set([-86_400_000, 86_400_000].map((by) => this.minutesAt(clockMs + by)))].filter((n) => this.minutesAt(clockMs - n * 60_000) === n); }
  standardMinutes(year: number): number { return Math.min(this.minutesAt(Date.UTC(year, 0, 1)), this.minutesAt(Date.UTC(year, 6, 1))); }
  longName(daylight: boolean): string {
    const zone = this.format.resolvedOptions().timeZone, year = 2024, standard = this.standardMinutes(year), when = [0, 6].map((m) => Date.UTC(year, m, 1)).find((ms) => (this.minutesAt(ms) !== standard) === daylight) ?? Date.UTC(year, 0, 1);
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' }).formatToParts(when).find((x) => x.type === 'timeZoneName')?.value ?? this.id;
  }
}
const zones = new Map<string, TimeZoneInfo>();
/** A zone by its IANA or Windows name, or undefined. */
export function zoneById(name: string): TimeZoneInfo | undefined {
  let zone = zones.get(name);
  if (zone === undefined) {
    const iana = WINDOWS[name] ?? (/^(utc|etc\/utc)$/i.test(name) ? 'UTC' : name);
    try { zone = new TimeZoneInfo(/^utc$/i.test(name) ? 'UTC' : name, iana); } catch { return undefined; }
    zones.set(name, zone);
  }
  return zone;
}
/** All zones: by their Windows names there, by those of the zone data elsewhere. */
export const systemZones = (): TimeZoneInfo[] => (current().host.environment.platform === 'win32' ? ['UTC', ...Object.keys(WINDOWS)] : [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]).map(find);
const find = (id: string): TimeZoneInfo => zoneById(id ?? '') ?? netThrow('System.TimeZoneNotFoundException', `The time zone ID '${id}' was not found on the local computer.`);
const utc = (): TimeZoneInfo => find('UTC'), here = (): TimeZoneInfo => find(current().host.clock.zoneId);
const minutes = (n: number): TimeSpan => TimeSpan.of(0, 0, n, 0);
/** The zone a date of a kind is in. */
const zoneOf = (d: DateTime): TimeZoneInfo => (d.kind === 'Utc' ? utc() : here());
const offsetAt = (z: TimeZoneInfo, d: DateTime): number => (d.kind === 'Utc' || (d.kind === 'Local' && z !== here()) ? z.minutesAt(toUtc(d, zoneOf(d)).unixMs) : z.minutesOfClock(d.unixMs));
function toUtc(d: DateTime, z: TimeZoneInfo): DateTime { return z.isUtc ? d.withKind('Utc') : new DateTime(d.ticks - BigInt(z.minutesOfClock(d.unixMs)) * TICKS_PER_MINUTE, 'Utc'); }
function fromUtc(u: DateTime, z: TimeZoneInfo): DateTime { return new DateTime(u.ticks + BigInt(z.minutesAt(u.unixMs)) * TICKS_PER_MINUTE, z.isUtc ? 'Utc' : z === here() ? 'Local' : 'Unspecified'); }
function convert(d: DateTime, source: TimeZoneInfo, target: TimeZoneInfo): DateTime {
  if ((d.kind === 'Utc' && !source.isUtc) || (d.kind === 'Local' && source !== here())) return netThrow('System.ArgumentException', "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  For example, when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local. (Parameter 'sourceTimeZone')");
  return fromUtc(toUtc(d, source), target);
}
const offsetTo = (d: DateTimeOffset, z: TimeZoneInfo): DateTimeOffset => { const n = minutes(z.minutesAt(d.utc.unixMs)); return new DateTimeOffset(new DateTime(d.utc.ticks + n.ticks), n); };
const type = named<TimeZoneInfo>('System.TimeZoneInfo');
const standard = (z: TimeZoneInfo): number => z.standardMinutes(2024);
const display = (z: TimeZoneInfo): string => { const n = standard(z), a = Math.abs(n), two = (x: number): string => String(x).padStart(2, '0'); return z.isUtc ? '(UTC) Coordinated Universal Time' : `(UTC${n < 0 ? '-' : '+'}${two(Math.floor(a / 60))}:${two(a % 60)}) ${z.longName(false)}`; };
const year = (z: TimeZoneInfo): boolean => [0, 6].some((m) => z.minutesAt(Date.UTC(2024, m, 1)) !== standard(z));
laterType<TimeZoneInfo>(type, () => ({
  text: display, equals: (a, b) => a.id === b.id,
  props: { Id: [T.String, (z) => z.id], HasIanaId: [T.Boolean, (z) => WINDOWS[z.id] === undefined], DisplayName: [T.String, display], StandardName: [T.String, (z) => (z.isUtc ? 'Coordinated Universal Time' : z.longName(false))], DaylightName: [T.String, (z) => (z.isUtc ? 'Coordinated Universal Time' : z.longName(true))], BaseUtcOffset: [T.TimeSpan, (z) => minutes(standard(z))], SupportsDaylightSavingTime: [T.Boolean, year] },
  methods: {
    IsInvalidTime: [method([T.DateTime], (z, d) => d.kind !== 'Utc' && z.offsetsOfClock(d.unixMs).length === 0, T.Boolean)], IsAmbiguousTime: [method([T.DateTime], (z, d) => d.kind !== 'Utc' && z.offsetsOfClock(d.unixMs).length > 1, T.Boolean)],
    GetUtcOffset: [method([T.DateTime], (z, d) => minutes(offsetAt(z, d)), T.TimeSpan), method([T.DateTimeOffset], (z, d) => minutes(z.minutesAt(d.utc.unixMs)), T.TimeSpan)], IsDaylightSavingTime: [method([T.DateTime], (z, d) => offsetAt(z, d) !== z.standardMinutes(d.year), T.Boolean), method([T.DateTimeOffset], (z, d) => z.minutesAt(d.utc.unixMs) !== z.standardMinutes(d.utc.year), T.Boolean)],
    ToString: [method([], display, T.String)], Equals: [method([T.Object], (a, b) => b instanceof TimeZoneInfo && b.id === a.id, T.Boolean)],
  },
  statics: {
    Utc: { type, get: utc }, Local: { type, get: here }, FindSystemTimeZoneById: [func([T.String], find)], GetSystemTimeZones: [func([], () => systemZones() as Value[])], ClearCachedData: [func([], () => undefined)],
    ConvertTimeBySystemTimeZoneId: [func([T.DateTime, T.String], (d, to) => convert(d, zoneOf(d), find(to))), func([T.DateTimeOffset, T.String], (d, to) => offsetTo(d, find(to))), func([T.DateTime, T.String, T.String], (d, a, b) => convert(d, find(a), find(b)))],
    ConvertTimeFromUtc: [func([T.DateTime, type], (d, z) => (d.kind === 'Local' ? convert(d, utc(), z) : fromUtc(d.withKind('Utc'), z)))], ConvertTimeToUtc: [func([T.DateTime], (d) => toUtc(d, zoneOf(d))), func([T.DateTime, type], (d, z) => convert(d, z, utc()))], ConvertTime: [func([T.DateTime, type], (d, z) => convert(d, zoneOf(d), z)), func([T.DateTimeOffset, type], offsetTo), func([T.DateTime, type, type], convert)],
  },
}), TimeZoneInfo);

/** System.TimeZone, what .NET had before TimeZoneInfo: the zone of this place. */
class LocalZone extends NetObject {}
const old = named<LocalZone>('System.TimeZone'), theZone = new LocalZone();
laterType<LocalZone>(old, () => ({
  text: () => 'System.CurrentSystemTimeZone',
  props: { StandardName: [T.String, () => (here().isUtc ? 'UTC' : here().longName(false))], DaylightName: [T.String, () => (here().isUtc ? 'UTC' : here().longName(true))] },
  methods: {
    GetUtcOffset: [method([T.DateTime], (_, d) => minutes(d.kind === 'Utc' ? 0 : here().minutesOfClock(d.unixMs)), T.TimeSpan)], IsDaylightSavingTime: [method([T.DateTime], (_, d) => d.kind !== 'Utc' && offsetAt(here(), d) !== here().standardMinutes(d.year), T.Boolean)],
    ToLocalTime: [method([T.DateTime], (_, d) => (d.kind === 'Local' ? d : fromUtc(d.withKind('Utc'), here()).withKind('Local')), T.DateTime)], ToUniversalTime: [method([T.DateTime], (_, d) => (d.kind === 'Utc' ? d : toUtc(d, here())), T.DateTime)],
  },
  statics: { CurrentTimeZone: { type: old, get: () => theZone } },
}), LocalZone);
