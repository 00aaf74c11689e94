/** Export-Alias and Import-Alias: aliases in a file of comma separated values, or as the script that makes them. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import { formatDate } from '../../runtime/convert/formatDate.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { CsvReader } from '../csv/csvText.ts';
import { decodeText } from '../items/fileSystem/encodings.ts';
import { fileSystem, newLine, portOf } from '../items/fileSystem/fileSystem.ts';
import { placeFor, writeFile } from '../items/fileSystem/openFile.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { placeOf, resolvePlaces } from '../items/paths/paths.ts';
import { localNow } from '../time/getDate.ts';
import { SCOPE_HELP, frameOf } from '../variable/scopes.ts';
import { aliasGuard, aliasIn, aliasObject, aliasTable, setAlias } from './aliases.ts';
import type { Alias } from './aliases.ts';
import { aliasFormats } from '../parameterEnums.ts';

const SETS = { path: 'ByPath', literal: 'ByLiteralPath' } as const;
export const exportAlias = cmdlet({
  name: 'Export-Alias', aliases: ['epal'], defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Writes aliases to a file.',
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path] },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Name: { type: arrayOf(T.String), position: 1, from: 'property' },
    PassThru: { type: T.Switch },
    As: { type: aliasFormats, asText: true },
    Append: { type: T.Switch },
    Force: { type: T.Switch },
    NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] },
    Description: { type: T.String, help: 'Text that goes into the file as a remark.' },
    Scope: { type: T.String, help: SCOPE_HELP },
  },
  run(p, ctx) {
    const chosen: Alias[] = [];
    return {
      process() {
        const all = [...aliasTable(frameOf(ctx, p.Scope), (p.Scope ?? '') !== '').values()].sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
        for (const name of p.Name ?? ['*']) {
          const test = wildcard(name), found = all.filter((a) => test.test(a.name));
          if (found.length === 0 && !hasWildcard(name)) ctx.writeError({ id: 'AliasNotFound', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.ItemNotFoundException', message: `Cannot find alias because alias '${name}' does not exist.` });
          chosen.push(...found);
        }
      },
      end() {
        const asked = p.LiteralPath ?? p.Path ?? '', line = p.As?.toLowerCase() === 'script' ? scriptLine : csvLine;
        attempt(ctx, () => {
          if (!ctx.shouldProcess(asked)) return;
          const { provider, path } = placeFor(ctx, asked, p.LiteralPath !== undefined), end = newLine(ctx);
          if (p.NoClobber === true && p.Append !== true && provider.exists(ctx, path)) ctx.fail({ id: 'NoClobber', category: 'ResourceExists', target: path, exception: 'System.IO.IOException', message: `The file '${path}' already exists.` });
          const text = [...header(ctx, p.Description), ...chosen.map(line)].map((l) => l + end).join('');
          writeFile(ctx, { provider, path }, text, { append: p.Append === true, force: p.Force === true });
        });
        if (p.PassThru === true) for (const alias of chosen) ctx.write(aliasObject(ctx, alias));
      },
    };
  },
});
const csvLine = (a: Alias): string => `"${a.name}","${a.definition}","${a.description}","${a.options}"`;
const scriptLine = (a: Alias): string => `set-alias -Name:"${a.name}" -Value:"${a.definition}" -Description:"${a.description}" -Option:"${a.options}"`;
function header(ctx: CmdletContext, description: string | undefined): string[] {
  const { userName, computerName } = ctx.host.environment;
  return ['# Alias File', `# Exported by : ${userName}`, `# Date/Time : ${formatDate(localNow(ctx), 'F')}`, `# Computer : ${computerName}`, ...(description === undefined ? [] : ['#', ...description.split('\n').map((l) => `# ${l}`)])];
}

export const importAlias = cmdlet({
  name: 'Import-Alias', aliases: ['ipal'], defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Makes the aliases that a file of Export-Alias has.',
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'both' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'both' },
    Scope: { type: T.String, validate: NOT_EMPTY, help: SCOPE_HELP },
    PassThru: { type: T.Switch },
    Force: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      const frame = frameOf(ctx, p.Scope);
      for (const alias of readAliases(ctx, p.LiteralPath ?? p.Path ?? '', p.LiteralPath !== undefined)) {
        if (!ctx.shouldProcess(`Name: ${alias.name} Value: ${alias.definition}`, 'Import Alias')) continue;
        const exists = (message: string): void => { ctx.writeError({ id: 'AliasAlreadyExists', category: 'ResourceExists', target: alias.name, exception: 'System.Management.Automation.SessionStateException', message }); };
        if (p.Force !== true && ((p.Scope ?? '') === '' ? aliasTable(frame).has(fold(alias.name)) : aliasIn(frame, alias.name) !== undefined)) { exists(`The alias is not allowed, because an alias with the name '${alias.name}' already exists.`); continue; }
        const command = p.Force === true ? undefined : findCommand(frame, alias.name);
        if (command !== undefined) { exists(`The alias is not allowed, because a command with the name '${alias.name}' and command type '${command.kind}' already exists.`); continue; }
        const refused = aliasGuard(frame, alias, p.Force === true);
        if (refused !== undefined) { ctx.writeError(refused); continue; }
        setAlias(ctx, frame, alias);
        if (p.PassThru === true) ctx.write(aliasObject(ctx, alias));
      }
    },
  }),
});
/** The aliases of a file. A line that is none ends the command, so that nothing of a wrong file is taken. */
function readAliases(ctx: CmdletContext, asked: string, literal: boolean): Alias[] {
  const unsupported = (message: string): never => ctx.fail({ id: 'NotSupported', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException', message });
  const [place, ...more] = literal || !hasWildcard(asked) ? [placeOf(ctx, asked)] : resolvePlaces(ctx, asked);
  if (place !== undefined && place.provider !== fileSystem) return unsupported(`Cannot import the alias because the specified path '${asked}' referred to a 'Microsoft.PowerShell.Core\\${place.provider.name}' provider path. Change the value of the Path parameter to a file system path.`);
  if (place === undefined || more.length > 0) return unsupported(`Cannot import alias because path '${asked}' contains wildcard characters that resolve to multiple paths. Aliases can be imported from only one file. Change the value of the Path parameter to a path that resolves to a single file.`);
  const { provider, path } = place;
  if (!provider.exists(ctx, path)) ctx.fail({ id: 'FileOpenFailure', category: 'OpenError', target: path, exception: 'System.IO.FileNotFoundException', message: `Cannot open file ${path} to import the alias. Could not find file '${path}'.` });
  return decodeText(portOf(ctx).read(path)).split(/\r?\n/).flatMap((line, i): Alias[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const values = new CsvReader(line, ',').row();
    if (values.length !== 4) ctx.fail({ id: 'ImportAliasFileFormatError', category: 'ReadError', target: path, exception: 'System.FormatException', message: `Cannot import an alias. Line number ${i + 1} in the file '${path}' is not a properly-formatted, comma-separated values (CSV) line for aliases. Change the line to contain four values separated by commas. If the value text itself contains a comma, then the value must be contained in quotation marks.` });
    const [name = '', definition = '', description = '', options = ''] = values, read = convertOrFail(options, ScopedItemOptions);
    if (read === FAILED) { ctx.writeError({ id: 'ImportAliasOptionsError', category: 'ReadError', target: path, exception: 'System.ArgumentException', message: `Cannot import the alias because line number ${i + 1} in the file '${path}' contains an option that is not recognized for aliases. Change the file to contain valid options.` }); return []; }
    return [{ name, definition, description, options: toText(read) }];
  });
}
