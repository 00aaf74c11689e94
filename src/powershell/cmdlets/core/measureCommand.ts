import { cmdlet } from '../../runtime/cmdlet.ts';
import { runIn } from '../../runtime/run/blocks.ts';
import { nullWriter } from '../../runtime/run/pipeline/writers.ts';
import { T } from '../../runtime/types/t.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';

export const measureCommand = cmdlet({
  name: 'Measure-Command', synopsis: 'Measures how long a script block takes; what it writes is dropped.', outputType: [T.TimeSpan],
  params: {
    Expression: { type: T.ScriptBlock, position: 0, mandatory: true },
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
  },
  run(p, ctx) {
    let spent = 0;
    return {
      process() {
        const began = ctx.host.clock.monotonic(), frame = ctx.session.current;
        runIn(frame, p.Expression, p.InputObject ?? null, nullWriter, ctx.blockStreams);
        spent += ctx.host.clock.monotonic() - began;
      },
      end() { ctx.write(new TimeSpan(BigInt(Math.round(spent * 10_000)))); },
    };
  },
});
