import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const outDefault = cmdlet({
  name: 'Out-Default', module: 'Microsoft.PowerShell.Core', synopsis: 'Passes objects on to where output goes by default.',
  params: { Transcript: { type: T.Switch }, InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true } },
  // What goes to the host goes to a person, and a runbook has none.
  run: () => ({}),
});
