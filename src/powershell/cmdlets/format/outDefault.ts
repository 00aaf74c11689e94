import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const outDefault = cmdlet({
  name: 'Out-Default', module: 'Microsoft.PowerShell.Core', synopsis: 'Passes objects on to where output goes by default.',
  params: { Transcript: { type: T.Switch }, InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true } },
  run: (p, ctx) => ({ process() { ctx.write(p.InputObject); } }),
});
