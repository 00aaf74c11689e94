import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';

export const writeInformation = cmdlet({
  name: 'Write-Information', synopsis: 'Writes to the information stream.',
  params: {
    MessageData: { type: T.Object, aliases: ['Msg', 'Message'], position: 0, mandatory: true, from: 'pipeline', allowNull: true, allowEmpty: true },
    Tags: { type: arrayOf(T.String), position: 1 },
  },
  run: (p, ctx) => ({ process() { ctx.information(p.MessageData, p.Tags ?? []); } }),
});
