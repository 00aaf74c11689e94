import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const writeOutput = cmdlet({
  name: 'Write-Output', aliases: ['echo', 'write'], synopsis: 'Writes objects to the pipeline.',
  params: {
    InputObject: { type: T.Object, position: 0, mandatory: true, from: 'pipeline', remaining: true, allowNull: true, allowEmpty: true, help: 'The objects to write.' },
    NoEnumerate: { type: T.Switch, help: 'Writes a collection as one object.' },
  },
  run: (p, ctx) => ({
    process() {
      const value = p.InputObject;
      // Arguments that were left over arrive as an array; a single one stands for itself.
      const given = Array.isArray(value) && value.length === 1 ? value[0] : value;
      if (p.NoEnumerate === true) ctx.write(given);
      else ctx.writeAll(given);
    },
  }),
});
