import { LineOutput } from '../../format/lineOutput.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { viewOf, widthOf } from './formatCommon.ts';

export const outHost = cmdlet({
  name: 'Out-Host', aliases: ['oh'], module: 'Microsoft.PowerShell.Core', synopsis: 'Shows objects as text; it goes to the information stream, tagged PSHOST.',
  params: { Paging: { type: T.Switch }, InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true } },
  run(p, ctx) {
    const output = new LineOutput(viewOf(ctx), (line) => { ctx.information(line, ['PSHOST'], true); }, { width: widthOf(ctx) });
    return {
      process() { output.add(p.InputObject); },
      end() { output.end(); },
    };
  },
});
