/** Get-Culture, Get-UICulture, Get-Host, Get-TimeZone and Get-Uptime. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { culture } from '../../runtime/types/culture.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { systemZones, zoneById } from '../../runtime/types/timeZone.ts';
import { CultureInfo } from '../../runtime/values/culture.ts';
import { TICKS_PER_MS, TimeSpan } from '../../runtime/values/timeSpan.ts';
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
export const getTimeZone = cmdlet({
  name: 'Get-TimeZone', aliases: ['gtz'], module: MANAGEMENT, synopsis: 'Gets the time zone.', params: { Id: { type: arrayOf(T.String) }, Name: { type: arrayOf(T.String), position: 0, from: 'both' }, ListAvailable: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      if (p.ListAvailable === true) { for (const zone of systemZones()) ctx.write(zone); return; }
      for (const wanted of p.Id ?? p.Name ?? [ctx.host.clock.zoneId]) {
        const zone = zoneById(wanted);
        if (zone !== undefined) ctx.write(zone);
        else ctx.writeError({ id: 'TimeZoneNotFound', category: 'ObjectNotFound', target: wanted, exception: 'System.TimeZoneNotFoundException', message: `The time zone ID '${wanted}' was not found on the local computer.` });
      }
    },
  }),
});
export const getUptime = cmdlet({
  name: 'Get-Uptime', synopsis: 'Gets how long the sandbox has been running.', outputType: [T.TimeSpan], params: { Since: { type: T.Switch } },
  run: (_p, ctx) => ({ end() { ctx.write(new TimeSpan(BigInt(Math.round(ctx.host.clock.monotonic())) * TICKS_PER_MS)); } }),
});
