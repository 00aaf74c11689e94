import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const outHost = cmdlet({
  name: 'Out-Host', aliases: ['oh'], module: 'Microsoft.PowerShell.Core', synopsis: 'Shows objects to the person at the console; a runbook has none, so nothing is written.',
  params: { Paging: { type: T.Switch }, InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true } },
  run: () => ({}),
});
