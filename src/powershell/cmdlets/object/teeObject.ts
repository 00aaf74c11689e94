import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ENCODING_HELP, encodingArgument } from '../items/fileSystem/encodings.ts';

const SETS = { file: 'File', literal: 'LiteralFile', variable: 'Variable' } as const;
export const teeObject = cmdlet({
  name: 'Tee-Object', aliases: ['tee'], defaultSet: SETS.file, synopsis: 'Passes objects on and keeps them in a variable or a file.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    FilePath: { type: T.String, aliases: ['Path'], sets: [SETS.file], position: { [SETS.file]: 0 }, mandatory: [SETS.file] },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal] },
    Append: { type: T.Switch, sets: [SETS.file] },
    Encoding: { type: T.Object, transform: encodingArgument, sets: [SETS.file, SETS.literal], validate: NOT_EMPTY, help: ENCODING_HELP },
    Variable: { type: T.String, sets: [SETS.variable], mandatory: [SETS.variable] },
  },
  run(p, ctx) {
    const kept: Value[] = [];
    return {
      process() { kept.push(p.InputObject); ctx.write(p.InputObject); },
      end() {
        if (p.Variable !== undefined) {
          const before = p.Append === true ? toItems(ctx.session.variable(p.Variable) ?? undefined) : [], all = [...before, ...kept];
          ctx.session.setVariable(p.Variable, all.length === 1 ? all[0] : all);
        } else ctx.call('Out-File', { ...(p.LiteralPath === undefined ? { FilePath: p.FilePath ?? null } : { LiteralPath: p.LiteralPath }), ...(p.Append === true ? { Append: true } : {}), ...(p.Encoding === undefined ? {} : { Encoding: p.Encoding }) }, kept);
      },
    };
  },
});
