/** New-ModuleManifest, Test-ModuleManifest and Import-PowerShellDataFile. */
import { cmdlet } from '../../../runtime/cmdlet.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { newLine } from '../../items/fileSystem.ts';
import { PATH_PARAMS, SETS, attempt } from '../../items/itemSteps.ts';
import { hasWildcard } from '../../../runtime/operators/wildcard.ts';
import { placeOf, resolvePlaces } from '../../items/paths.ts';
import { CORE } from '../getCommand.ts';
import { firstTable, readDataFile } from './dataFile.ts';
import { ModuleInfo } from './moduleInfo.ts';

export const importPowerShellDataFile = cmdlet({
  name: 'Import-PowerShellDataFile', defaultSet: SETS.path, synopsis: 'Reads the table of a data file.', params: { ...PATH_PARAMS, SkipLimitCheck: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      for (const given of p.LiteralPath ?? p.Path ?? []) {
        const places = p.LiteralPath === undefined && hasWildcard(given) ? resolvePlaces(ctx, given) : [placeOf(ctx, given)];
        for (const { path } of places) { const table = firstTable(ctx, path, given, p.SkipLimitCheck !== true); if (table !== undefined) ctx.write(table); }
      }
    },
  }),
});
export const testModuleManifest = cmdlet({
  name: 'Test-ModuleManifest', module: CORE, synopsis: 'Checks a manifest.', params: { Path: { type: T.String, position: 0, mandatory: true, from: 'both' } },
  run: (p, ctx) => ({
    process() {
      attempt(ctx, () => {
        const { path } = placeOf(ctx, p.Path), manifest = readDataFile(ctx, path), leaf = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        const state = new ModuleState(leaf.replace(/\.psd1$/i, '')), root = manifest.get('RootModule') ?? null;
        state.path = path;
        state.version = toText(manifest.get('ModuleVersion') ?? '0.0');
        state.description = toText(manifest.get('Description') ?? '');
        if (root !== null) ctx.verbose(`Loading module from path '${placeOf(ctx, `${path.slice(0, path.length - leaf.length)}${toText(root)}`).path}'.`);
        ctx.write(new ModuleInfo(state, manifest));
      });
    },
  }),
});
const TEXTS = ['RootModule', 'ModuleVersion', 'Guid', 'Author', 'CompanyName', 'Copyright', 'Description', 'PowerShellVersion'] as const;
const LISTS = ['FunctionsToExport', 'CmdletsToExport', 'VariablesToExport', 'AliasesToExport', 'RequiredModules', 'NestedModules', 'ScriptsToProcess', 'TypesToProcess', 'FormatsToProcess', 'FileList'] as const;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const newModuleManifest = cmdlet({
  name: 'New-ModuleManifest', module: CORE, supportsShouldProcess: true, synopsis: 'Writes a manifest for a module.',
  params: {
    Path: { type: T.String, position: 0, mandatory: true }, RootModule: { type: T.String, aliases: ['ModuleToProcess'] }, ModuleVersion: { type: T.Version }, Guid: { type: T.Guid }, Author: { type: T.String }, CompanyName: { type: T.String },
    Copyright: { type: T.String }, Description: { type: T.String }, PowerShellVersion: { type: T.Version }, FunctionsToExport: { type: arrayOf(T.String), allowEmpty: true }, CmdletsToExport: { type: arrayOf(T.String), allowEmpty: true },
    VariablesToExport: { type: arrayOf(T.String), allowEmpty: true }, AliasesToExport: { type: arrayOf(T.String), allowEmpty: true }, RequiredModules: { type: arrayOf(T.String) }, NestedModules: { type: arrayOf(T.String) },
    ScriptsToProcess: { type: arrayOf(T.String) }, TypesToProcess: { type: arrayOf(T.String) }, FormatsToProcess: { type: arrayOf(T.String) }, FileList: { type: arrayOf(T.String) }, PassThru: { type: T.Switch },
  },
  run: (p, ctx) => ({
    end() {
      attempt(ctx, () => {
        const given = p as { readonly [name: string]: Value | readonly string[] | undefined }, author = p.Author ?? ctx.host.environment.userName;
        const defaults: { readonly [name: string]: string } = { ModuleVersion: '0.0.1', Guid: Guid.fromBytes(ctx.host.random.bytes(16)).text, Author: author, CompanyName: 'Unknown', Copyright: `(c) ${author}. All rights reserved.` };
        const end = newLine(ctx), lines = ['@{'];
        for (const name of TEXTS) { const text = given[name] === undefined ? defaults[name] : toText(given[name] as Value); if (text !== undefined) lines.push(`${name === 'Guid' ? 'GUID' : name} = ${quoted(text)}`); }
        for (const name of LISTS) {
          const items = toItems(given[name] as Value).map(toText);
          if (given[name] !== undefined) lines.push(`${name} = ${items.length === 0 ? '@()' : items.map(quoted).join(', ')}`);
          else if (name.endsWith('ToExport') && name !== 'VariablesToExport') lines.push(`${name} = ${name === 'AliasesToExport' ? '@()' : "'*'"}`);
        }
        const text = `${lines.join(end)}${end}}${end}`, { provider, path } = placeOf(ctx, p.Path);
        if (!ctx.shouldProcess(path, 'Creating the module manifest file')) return;
        provider.write(ctx, path, [text], { append: false, encoding: undefined, noNewline: true, asBytes: false, force: false });
        if (p.PassThru === true) ctx.write(text);
      });
    },
  }),
});
