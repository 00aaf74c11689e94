import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { culturalText } from '../../runtime/convert/culturalText.ts';
import { T } from '../../runtime/types/t.ts';
import { toLocal } from '../../runtime/types/system/dateTime.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { displayHints } from '../parameterEnums.ts';

export const setDate = cmdlet({
  name: 'Set-Date', defaultSet: 'Date', supportsShouldProcess: true, synopsis: 'Sets the clock of the machine, which a runbook may not.',
  params: {
    Date: { type: T.DateTime, sets: ['Date'], position: { Date: 0 }, mandatory: ['Date'], from: 'both' }, Adjust: { type: T.TimeSpan, sets: ['Adjust'], position: { Adjust: 0 }, mandatory: ['Adjust'], from: 'property', allowNull: true },
    DisplayHint: { type: displayHints, asText: true },
  },
  run: (p, ctx) => ({
    process() {
      const now = toLocal(new DateTime(ctx.host.clock.utcTicks(), 'Utc')), date = p.Date ?? new DateTime(now.ticks + (p.Adjust?.ticks ?? 0n), 'Local');
      // As the operating system answers whoever is no administrator.
      if (ctx.shouldProcess(culturalText(date), 'Set-Date')) ctx.fail({ id: 'System.ComponentModel.Win32Exception', category: 'NotSpecified', exception: 'System.ComponentModel.Win32Exception', message: 'Operation not permitted' });
      ctx.write(new PSObject(date).set('DisplayHint', convertTo(p.DisplayHint ?? 'DateTime', displayHints)));
    },
  }),
});
