/** Import-LocalizedData: texts of a script from a data file, in the language of who reads them. */
import { NOT_EMPTY } from '../../../runtime/cmdlet.ts';
import { cmdlet } from '../../../runtime/cmdlet.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { culture } from '../../../runtime/types/text/culture.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { decodeText } from '../../items/fileSystem/encodings.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { attempt } from '../../items/paths/itemSteps.ts';
import { extensionOf, leafOf, parentOf } from '../../items/paths/pathText.ts';
import { frameOf } from '../../variable/scopes.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { placeOf } from '../../items/paths/paths.ts';
import { ItemError } from '../../items/providers/provider.ts';

const INVALID = 'System.Management.Automation.PSInvalidOperationException';
export const importLocalizedData = cmdlet({
  name: 'Import-LocalizedData', synopsis: 'Reads the texts of a script in the language of its reader.', className: 'Microsoft.PowerShell.Commands.ImportLocalizedData',
  params: {
    BindingVariable: { type: T.String, aliases: ['Variable'], position: 0, validate: NOT_EMPTY, help: 'The variable that gets the texts.' },
    UICulture: { type: T.String, position: 1, help: 'The language; that of the session where not given.' },
    BaseDirectory: { type: T.String, help: 'The folder of the languages\' folders; that of the script where not given.' },
    FileName: { type: T.String, help: 'The data file; the one with the script\'s name where not given.' },
    SupportedCommand: { type: arrayOf(T.String), help: 'Commands the file may call beside ConvertFrom-StringData.' },
  },
  run: (p, ctx) => ({
    process() {
      const script = ctx.session.current.source.path;
      const refuse = (message: string): never => ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message });
      if (p.FileName === undefined && script === '') return refuse('The FileName parameter was not specified. The FileName parameter is required when Import-LocalizedData is not called from a script file.');
      if (p.FileName !== undefined && leafOf(p.FileName) !== p.FileName) return refuse('The argument for the FileName parameter should not contain a path.');
      attempt(ctx, () => {
        const path = found(ctx, p.BaseDirectory ?? (script === '' ? '.' : parentOf(script, portOf(ctx).separator)), leafOf(p.FileName ?? script), p.UICulture);
        // The file may do what a data section may: on one line with its text, so that lines stay as they are.
        const commands = ['ConvertFrom-StringData', ...p.SupportedCommand ?? []].join(', ');
        const result = ctx.session.runBlock(ctx.session.parseBlock(`data -SupportedCommand ${commands} { ${decodeText(portOf(ctx).read(path))}\n}`, path), {});
        const value = result.length <= 1 ? result[0] ?? null : result;
        if (p.BindingVariable === undefined) ctx.write(value);
        else bindTo(ctx, p.BindingVariable, value);
      });
      return undefined;
    },
  }),
});
/** A name alone is of the scope that calls; one with a scope before it is that scope's. */
function bindTo(ctx: CmdletContext, variable: string, value: Value): void {
  const [, scope, name = variable] = /^(global|script|local|private):(.*)$/i.exec(variable) ?? [];
  if (name === '' || name.includes(':')) throw new ItemError({ id: 'ImportLocalizedData', category: 'InvalidArgument', target: variable, exception: INVALID, message: `The BindingVariable name '${variable}' is invalid.` });
  ctx.session.spell(name);
  (scope === undefined ? ctx.session.current : frameOf(ctx, scope)).assign(name, value);
}
/** The file of the language, of a language it belongs to, or of none. Throws ItemError where there is none at all. */
function found(ctx: CmdletContext, folder: string, name: string, wanted: string | undefined): string {
  const files = portOf(ctx), base = placeOf(ctx, folder).path, file = `${name.slice(0, name.length - extensionOf(name).length)}.psd1`;
  const own = wanted === undefined ? toText(ctx.session.cultures.ui) : toText(culture(wanted)), tried = own === 'en-US' || wanted !== undefined ? [own] : [own, 'en-US'];
  const chain = tried.flatMap((c) => c.split('-').map((_, i, parts) => parts.slice(0, parts.length - i).join('-'))).filter((c) => c !== '');
  const path = [...chain.map((c) => files.resolve(base, c, file)), files.resolve(base, file)].find((at) => files.stat(at)?.isDirectory === false);
  if (path !== undefined) return path;
  throw new ItemError({ id: 'ImportLocalizedData', category: 'ObjectNotFound', target: files.resolve(base, own, file), exception: INVALID, message: `Cannot find the PowerShell data file '${file}' in directory '${files.resolve(base, own)}', or in any parent culture directories.` });
}
