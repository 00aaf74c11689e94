import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const outNull = cmdlet({
  name: 'Out-Null', module: 'Microsoft.PowerShell.Core', synopsis: 'Drops what is piped to it.',
  params: { InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true } },
  run: () => ({}),
});
