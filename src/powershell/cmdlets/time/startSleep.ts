import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T } from '../../runtime/types/t.ts';
import { TICKS_PER_MS, TimeSpan } from '../../runtime/values/timeSpan.ts';

const SETS = { seconds: 'Seconds', milliseconds: 'Milliseconds', duration: 'FromTimeSpan' } as const;

/** As many milliseconds as an Int32 holds. */
const LONGEST = 2147483647n * TICKS_PER_MS;
export const startSleep = cmdlet({
  name: 'Start-Sleep', aliases: ['sleep'], defaultSet: SETS.seconds, synopsis: 'Waits for a time.',
  params: {
    Seconds: { type: T.Double, sets: [SETS.seconds], mandatory: [SETS.seconds], position: { [SETS.seconds]: 0 }, from: 'both', validate: [{ range: [0, 2147483] }], help: 'How many seconds.' },
    Milliseconds: { type: T.Int32, aliases: ['ms'], sets: [SETS.milliseconds], mandatory: [SETS.milliseconds], from: 'property', validate: [{ range: [0, 2147483647] }] },
    Duration: { type: T.TimeSpan, aliases: ['ts'], sets: [SETS.duration], mandatory: [SETS.duration], position: { [SETS.duration]: 0 }, from: 'both', validate: [{ rangeKind: 'NonNegative' }] },
  },
  run: (p, ctx) => ({
    process() {
      if (p.Duration !== undefined) {
        if (p.Duration.ticks > LONGEST) ctx.fail({ id: 'MaximumDurationExceeded', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: `The '-Duration' parameter value must not exceed '${toText(new TimeSpan(LONGEST))}', provided value was '${toText(p.Duration)}'.` });
        ctx.sleep(Number(p.Duration.ticks / TICKS_PER_MS));
      }
      else ctx.sleep(p.Milliseconds ?? (p.Seconds ?? 0) * 1000);
    },
  }),
});
