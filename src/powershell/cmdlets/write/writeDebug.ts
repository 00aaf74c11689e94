import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const writeDebug = cmdlet({
  name: 'Write-Debug', synopsis: 'Writes a debug message.',
  params: { Message: { type: T.String, aliases: ['Msg'], position: 0, mandatory: true, from: 'pipeline', allowEmpty: true, help: 'The text.' } },
  run: (p, ctx) => ({ process() { ctx.debug(p.Message); } }),
});
