import { LineOutput } from '../../format/lineOutput.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { enumerationLimit, viewOf, widthsOf } from './formatCommon.ts';

const SETS = { formatting: 'NoNewLineFormatting', stream: 'StreamFormatting' } as const;

export const outString = cmdlet({
  name: 'Out-String', defaultSet: SETS.formatting, synopsis: 'Gives objects as the text a person would see.',
  params: {
    Stream: { type: T.Switch, sets: [SETS.stream] },
    NoNewline: { type: T.Switch, sets: [SETS.formatting] },
    Width: { type: T.Int32, validate: [{ range: [2, 2147483647] }] },
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
  },
  run(p, ctx) {
    const lines: string[] = [];
    let output: LineOutput | undefined;
    const opened = (): LineOutput => {
      const limit = enumerationLimit(ctx);
      output ??= new LineOutput(viewOf(ctx), (line) => { if (p.Stream === true) ctx.write(line); else lines.push(line); },
        { ...widthsOf(ctx, p.Width), ...(limit === undefined ? {} : { enumerationLimit: limit }) });
      return output;
    };
    return {
      process() { opened().add(p.InputObject); },
      end() {
        output?.end();
        if (p.Stream !== true) ctx.write(p.NoNewline === true ? lines.join('') : lines.map((line) => `${line}\n`).join(''));
      },
    };
  },
});
