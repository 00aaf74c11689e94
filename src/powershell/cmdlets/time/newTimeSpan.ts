import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';
import { localNow } from './getDate.ts';

const SETS = { date: 'Date', time: 'Time' } as const;

export const newTimeSpan = cmdlet({
  name: 'New-TimeSpan', defaultSet: SETS.date, synopsis: 'Makes a time span.', outputType: [T.TimeSpan],
  params: {
    Start: { type: T.DateTime, aliases: ['LastWriteTime'], sets: [SETS.date], position: { [SETS.date]: 0 }, from: 'both' },
    End: { type: T.DateTime, sets: [SETS.date], position: { [SETS.date]: 1 }, from: 'property' },
    Days: { type: T.Int32, sets: [SETS.time] },
    Hours: { type: T.Int32, sets: [SETS.time] },
    Minutes: { type: T.Int32, sets: [SETS.time] },
    Seconds: { type: T.Int32, sets: [SETS.time] },
    Milliseconds: { type: T.Int32, sets: [SETS.time] },
  },
  run: (p, ctx) => ({
    process() {
      if (ctx.parameterSet === SETS.time) { ctx.write(TimeSpan.of(p.Days ?? 0, p.Hours ?? 0, p.Minutes ?? 0, p.Seconds ?? 0, p.Milliseconds ?? 0)); return; }
      const now = localNow(ctx);
      ctx.write(new TimeSpan((p.End ?? now).ticks - (p.Start ?? now).ticks));
    },
  }),
});
