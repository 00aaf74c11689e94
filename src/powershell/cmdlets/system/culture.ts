/** Get-Culture, Get-UICulture, Get-Host, Get-TimeZone and Get-Uptime. */
import { NOT_NULL } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { getMember } from '../../runtime/members/get.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { culture, isCultureName, listed } from '../../runtime/types/text/culture.ts';
import { toLocal } from '../../runtime/types/system/dateTime.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { systemZones, zoneById } from '../../runtime/types/system/timeZone.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { TICKS_PER_MS, TimeSpan } from '../../runtime/values/timeSpan.ts';
import { MANAGEMENT } from '../items/paths/itemSteps.ts';

/** A name that is no culture's is refused when it is bound (ValidateSet of ValidateCultureNamesGenerator). */
function noCulture(v: Value): string | undefined {
  for (const name of toItems(v)) {
    const text = toText(name), known = text === '' || isCultureName(text);
    if (!known) return `The argument "${text}" does not belong to the set "${listed('AllCultures').map((c) => c.cultureName).join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`;
  }
  return undefined;
}
export const getCulture = cmdlet({
  name: 'Get-Culture', synopsis: 'Gets the culture that formats numbers and dates.', params: { Name: { type: arrayOf(T.String), sets: ['Name'], position: { Name: 0 }, from: 'pipeline', validate: NOT_NULL, refuses: noCulture }, NoUserOverrides: { type: T.Switch, sets: ['CurrentCulture', 'Name'] }, ListAvailable: { type: T.Switch, sets: ['ListAvailable'] } },
  defaultSet: 'CurrentCulture',
  run: (p, ctx) => ({
    process() {
      if (p.ListAvailable === true) { for (const one of listed('AllCultures')) ctx.write(one); return; }
      if (p.Name === undefined) { ctx.write(ctx.session.cultures.current); return; }
      for (const name of p.Name) ctx.write(p.NoUserOverrides !== true && fold(name) === fold(ctx.session.cultures.current.cultureName) ? ctx.session.cultures.current : culture(name));
    },
  }),
});
export const getUICulture = cmdlet({
  name: 'Get-UICulture', className: 'Microsoft.PowerShell.Commands.GetUICultureCommand', synopsis: 'Gets the culture of messages.', params: {}, run: (_p, ctx) => ({ end() { ctx.write(ctx.session.cultures.ui); } }),
});
export const getHost = cmdlet({
  name: 'Get-Host', synopsis: 'Gets the host the runbook runs in.', params: {}, run: (_p, ctx) => ({ end() { ctx.write(ctx.session.variable('Host') ?? null); } }),
});
export const getTimeZone = cmdlet({
  name: 'Get-TimeZone', aliases: ['gtz'], module: MANAGEMENT, synopsis: 'Gets the time zone.', defaultSet: 'Name', params: { Id: { type: arrayOf(T.String), sets: ['Id'], mandatory: ['Id'], from: 'property' }, Name: { type: arrayOf(T.String), sets: ['Name'], position: { Name: 0 }, from: 'pipeline' }, ListAvailable: { type: T.Switch, sets: ['ListAvailable'], mandatory: ['ListAvailable'] } },
  run: (p, ctx) => ({
    process() {
      if (p.ListAvailable === true) { for (const zone of systemZones()) ctx.write(zone); return; }
      const missing = (target: string, message: string): void => { ctx.writeError({ id: 'TimeZoneNotFound', category: 'InvalidArgument', target, exception: 'System.TimeZoneNotFoundException', message }); };
      for (const id of p.Id ?? (p.Name === undefined ? [ctx.host.clock.zoneId] : [])) {
        const zone = zoneById(id);
        if (zone === undefined) missing('Id', `The time zone ID '${id}' was not found on the local computer.`);
        else ctx.write(zone);
      }
      for (const name of p.Name ?? []) {
        const found = systemZones().filter((zone) => ['StandardName', 'DaylightName'].some((x) => wildcard(name).test(toText(getMember(zone, x)))));
        // Runbooks name Windows' zones, whose ids are their names.
        const byId = found.length === 0 ? zoneById(name) : undefined;
        if (byId !== undefined) ctx.write(byId);
        else if (found.length === 0) missing('Name', `The time zone name '${name}' was not found on the local computer.`);
        for (const zone of found) ctx.write(zone);
      }
    },
  }),
});
export const getUptime = cmdlet({
  name: 'Get-Uptime', synopsis: 'Gets how long the sandbox has been running.', outputType: [T.TimeSpan], defaultSet: 'Timespan', params: { Since: { type: T.Switch, sets: ['Since'] } },
  run: (p, ctx) => ({
    end() {
      const { clock } = ctx.host, up = BigInt(Math.round(clock.monotonic())) * TICKS_PER_MS;
      ctx.write(p.Since === true ? toLocal(new DateTime(clock.utcTicks() - up, 'Utc')) : new TimeSpan(up));
    },
  }),
});
