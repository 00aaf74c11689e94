import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const testJson = cmdlet({
  name: 'Test-Json', synopsis: 'Says whether a text is JSON.', outputType: [T.Boolean],
  params: { Json: { type: T.String, position: 0, mandatory: true, from: 'pipeline', allowEmpty: true }, Schema: { type: T.String, position: 1 }, SchemaFile: { type: T.String }, Options: { type: T.Object } },
  run: (p, ctx) => ({
    process() {
      if (p.Schema !== undefined || p.SchemaFile !== undefined) ctx.fail({ id: 'JsonSchemaNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'JSON schemas cannot be checked here. Leave -Schema away, or check the properties in the script.' });
      try {
        JSON.parse(p.Json);
        ctx.write(true);
      } catch (error) {
        ctx.writeError({ id: 'InvalidJson', category: 'InvalidData', exception: 'System.Exception', message: `Cannot parse the JSON. ${error instanceof Error ? error.message : ''}` });
        ctx.write(false);
      }
    },
  }),
});
