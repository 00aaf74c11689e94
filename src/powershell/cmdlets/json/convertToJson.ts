import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { JsonKeyError, typeProperty, writeJson } from './jsonWriter.ts';
import { escapeHandlings } from '../parameterEnums.ts';

export const convertToJson = cmdlet({
  name: 'ConvertTo-Json', synopsis: 'Converts an object to JSON text.',
  params: {
    InputObject: { type: T.Object, position: 0, mandatory: true, from: 'pipeline', allowNull: true, allowEmpty: true },
    Depth: { type: T.Int32, validate: [{ range: [0, 100] }], help: 'Levels of contained objects; 2 where not given.' },
    Compress: { type: T.Switch },
    EnumsAsStrings: { type: T.Switch },
    AsArray: { type: T.Switch },
    EscapeHandling: { type: escapeHandlings, asText: true },
  },
  run(p, ctx) {
    const items: Value[] = [];
    return {
      // What comes through a pipeline is a PSObject, which shows in the JSON of guids and addresses.
      process() { items.push(p.InputObject === undefined ? null : ctx.expectingInput && typeProperty(p.InputObject)[0] !== undefined ? new PSObject(p.InputObject) : p.InputObject); },
      end() {
        if (items.length === 0) return;
        const depth = p.Depth ?? 2;
        const value = items.length > 1 || p.AsArray === true ? items : items[0];
        try {
          ctx.write(writeJson(value, {
            depth, compress: p.Compress === true, enumsAsStrings: p.EnumsAsStrings === true, escape: (p.EscapeHandling ?? 'Default') as 'Default',
            onTruncated: () => { ctx.warning(`Resulting JSON is truncated as serialization has exceeded the set depth of ${depth}.`); },
          }));
        } catch (error) {
          if (!(error instanceof JsonKeyError)) throw error;
          ctx.fail({ id: 'NonStringKeyInDictionary', category: 'InvalidOperation', message: error.message, target: error.table, exception: 'System.InvalidOperationException' });
        }
      },
    };
  },
});
