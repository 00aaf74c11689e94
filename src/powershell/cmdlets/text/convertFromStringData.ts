import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { unescape } from '../../runtime/regex/unescape.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';

export const convertFromStringData = cmdlet({
  name: 'ConvertFrom-StringData', synopsis: 'Converts lines of `key = value` to a table.', outputType: [T.Hashtable],
  params: { StringData: { type: T.String, position: 0, mandatory: true, from: 'pipeline', allowEmpty: true }, Delimiter: { type: T.Char, position: 1 } },
  run: (p, ctx) => ({
    process() {
      const made = new Hashtable(), delimiter = p.Delimiter?.toString() ?? '=';
      for (const line of p.StringData.split('\n')) {
        const text = line.trim();
        if (text === '' || text.startsWith('#')) continue;
        const at = text.indexOf(delimiter);
        if (at <= 0) return ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: `Data line '${text}' is not in 'name=value' format. ` });
        const key = text.slice(0, at).trim();
        if (made.has(key)) return ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: `Data item '${key}' in line '${text}' is already defined. ` });
        made.set(key, unescape(text.slice(at + 1).trim()));
      }
      ctx.write(made);
      return undefined;
    },
  }),
});
