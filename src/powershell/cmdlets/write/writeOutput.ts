import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const writeOutput = cmdlet({
  name: 'Write-Output', aliases: ['echo', 'write'], synopsis: 'Writes objects to the pipeline.',
  params: {
    InputObject: { type: T.Object, position: 0, mandatory: true, from: 'pipeline', remaining: true, allowNull: true, help: 'The objects to write.', allowEmpty: 'list' },
    NoEnumerate: { type: T.Switch, help: 'Writes a collection as one object.' },
  },
  run: (p, ctx) => ({
    process() {
      // Arguments that were left over arrive as one list.
      if (p.NoEnumerate === true) ctx.write(p.InputObject);
      else ctx.writeAll(p.InputObject);
    },
  }),
});
