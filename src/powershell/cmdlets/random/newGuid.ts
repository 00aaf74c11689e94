import { cmdlet } from '../../runtime/cmdlet.ts';
import { NetThrow } from '../../runtime/errors/raise.ts';
import { newGuid as fresh, parseGuid } from '../../runtime/types/system/simple.ts';
import { T } from '../../runtime/types/t.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Guid } from '../../runtime/values/guid.ts';

export const newGuid = cmdlet({
  name: 'New-Guid', defaultSet: 'Default', synopsis: 'Makes a unique identifier.', outputType: [T.Guid],
  params: { Empty: { type: T.Switch, sets: ['Empty'] }, InputObject: { type: T.String, sets: ['InputObject'], position: { InputObject: 0 }, from: 'pipeline', allowNull: true } },
  run: (p, ctx) => ({
    process() {
      // What is no identifier is told, and null takes its place.
      const read = (text: string): Value => {
        try { return parseGuid(text); } catch (e) {
          if (!(e instanceof NetThrow)) throw e;
          ctx.writeError({ id: 'StringNotRecognizedAsGuid', category: 'InvalidArgument', target: null, exception: e.exception.netType.name, message: e.exception.message });
          return null;
        }
      };
      const made = ctx.parameterSet === 'InputObject' ? read(p.InputObject ?? '') : p.Empty === true ? Guid.empty : fresh();
      ctx.write(made === null ? null : new PSObject(made));
    },
  }),
});
