/** Get-Culture, Get-UICulture, Get-Host, Get-TimeZone and Get-Uptime. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { culture } from '../../runtime/types/culture.ts';
import { netType } from '../../runtime/types/netType.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { CultureInfo } from '../../runtime/values/culture.ts';
import { UNIX_TICKS } from '../../runtime/values/dateTime.ts';
import { Record } from '../../runtime/values/misc.ts';
import { TICKS_PER_MINUTE, TICKS_PER_MS, TimeSpan } from '../../runtime/values/timeSpan.ts';
import { MANAGEMENT } from '../items/itemSteps.ts';

export const getCulture = cmdlet({
  name: 'Get-Culture', synopsis: 'Gets the culture that formats numbers and dates.', params: { Name: { type: arrayOf(T.String), position: 0, from: 'pipeline' }, NoUserOverrides: { type: T.Switch }, ListAvailable: { type: T.Switch } },
  run: (p, ctx) => ({ process() { if (p.Name === undefined) ctx.write(CultureInfo.invariant); else for (const name of p.Name) ctx.write(culture(name)); } }),
});
export const getUICulture = cmdlet({
  name: 'Get-UICulture', className: 'Microsoft.PowerShell.Commands.GetUICultureCommand', synopsis: 'Gets the culture of messages.', params: {}, run: (_p, ctx) => ({ end() { ctx.write(CultureInfo.invariant); } }),
});
export const getHost = cmdlet({
  name: 'Get-Host', synopsis: 'Gets the host the runbook runs in.', params: {}, run: (_p, ctx) => ({ end() { ctx.write(ctx.session.variable('Host') ?? null); } }),
});
const ZONE = named<Record>('System.TimeZoneInfo');
netType<Record>(ZONE, { text: (r) => String(r.fields.get('DisplayName')) });
export const getTimeZone = cmdlet({
  name: 'Get-TimeZone', aliases: ['gtz'], module: MANAGEMENT, synopsis: 'Gets the time zone.', params: { Id: { type: arrayOf(T.String) }, Name: { type: arrayOf(T.String), position: 0, from: 'both' }, ListAvailable: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      const { clock } = ctx.host, now = Number((clock.utcTicks() - UNIX_TICKS) / TICKS_PER_MS), year = new Date(now).getUTCFullYear();
      const winter = clock.offsetMinutes(Date.UTC(year, 0, 1)), summer = clock.offsetMinutes(Date.UTC(year, 6, 1)), base = Math.min(winter, summer), id = clock.zoneId;
      for (const wanted of p.Id ?? p.Name ?? [id]) {
        if (wanted.toLowerCase() !== id.toLowerCase()) { ctx.writeError({ id: 'TimeZoneNotFound', category: 'ObjectNotFound', target: wanted, exception: 'System.TimeZoneNotFoundException', message: `The time zone ID '${wanted}' was not found on the local computer; this computer's is '${id}'.` }); continue; }
        const sign = base < 0 ? '-' : '+', h = String(Math.floor(Math.abs(base) / 60)).padStart(2, '0'), m = String(Math.abs(base) % 60).padStart(2, '0');
        ctx.write(new Record(ZONE as never, [['Id', id], ['HasIanaId', true], ['DisplayName', `(UTC${base === 0 ? '' : `${sign}${h}:${m}`}) ${id}`], ['StandardName', id], ['DaylightName', id], ['BaseUtcOffset', new TimeSpan(BigInt(base) * TICKS_PER_MINUTE)], ['SupportsDaylightSavingTime', winter !== summer]]));
      }
    },
  }),
});
export const getUptime = cmdlet({
  name: 'Get-Uptime', synopsis: 'Gets how long the sandbox has been running.', outputType: [T.TimeSpan], params: { Since: { type: T.Switch } },
  run: (_p, ctx) => ({ end() { ctx.write(new TimeSpan(BigInt(Math.round(ctx.host.clock.monotonic())) * TICKS_PER_MS)); } }),
});
