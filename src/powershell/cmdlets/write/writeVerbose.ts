import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const writeVerbose = cmdlet({
  name: 'Write-Verbose', synopsis: 'Writes text to the verbose message stream.',
  params: { Message: { type: T.String, aliases: ['Msg'], position: 0, mandatory: true, from: 'pipeline', allowEmpty: true, help: 'The text.' } },
  run: (p, ctx) => ({ process() { ctx.verbose(p.Message); } }),
});
