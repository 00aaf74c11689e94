import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const writeWarning = cmdlet({
  name: 'Write-Warning', synopsis: 'Writes a warning message.',
  params: { Message: { type: T.String, aliases: ['Msg'], position: 0, mandatory: true, from: 'pipeline', allowEmpty: true, help: 'The text.' } },
  run: (p, ctx) => ({ process() { ctx.warning(p.Message); } }),
});
