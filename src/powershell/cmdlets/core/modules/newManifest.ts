/** New-ModuleManifest: a manifest with all its members, those that were not given as comments (NewModuleManifestCommand). */
import { toBoolean } from '../../../runtime/convert/toBoolean.ts';
import { getMember } from '../../../runtime/members/get.ts';
import type { Uri } from '../../../runtime/values/misc.ts';
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../../runtime/cmdlet.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { formatValue } from '../../../runtime/convert/formatValue.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { Dictionary } from '../../../runtime/values/dictionary.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { newLine } from '../../items/fileSystem/fileSystem.ts';
import { attempt } from '../../items/paths/itemSteps.ts';
import { placeOf } from '../../items/paths/paths.ts';
import { CORE } from '../getCommand.ts';
import { wantedModule } from './specification.ts';

/** How a member is written: a text, a list of texts, a list of modules, or files (which are texts here). */
type Form = 'text' | 'list' | 'modules';
const DESKTOP = 'This prerequisite is valid for the PowerShell Desktop edition only.';
const BEST = (what: string): string => `${what} to export from this module, for best performance, do not use wildcards and do not delete the entry, use an empty array if there are no ${what.toLowerCase()} to export.`;
const MEMBERS: readonly (readonly [name: string, form: Form, help: string])[] = [
  ['RootModule', 'text', 'Script module or binary module file associated with this manifest.'], ['ModuleVersion', 'text', 'Version number of this module.'], ['CompatiblePSEditions', 'list', 'Supported PSEditions'],
  ['GUID', 'text', 'ID used to uniquely identify this module'], ['Author', 'text', 'Author of this module'], ['CompanyName', 'text', 'Company or vendor of this module'], ['Copyright', 'text', 'Copyright statement for this module'],
  ['Description', 'text', 'Description of the functionality provided by this module'], ['PowerShellVersion', 'text', 'Minimum version of the PowerShell engine required by this module'],
  ['PowerShellHostName', 'text', 'Name of the PowerShell host required by this module'], ['PowerShellHostVersion', 'text', 'Minimum version of the PowerShell host required by this module'],
  ['DotNetFrameworkVersion', 'text', `Minimum version of Microsoft .NET Framework required by this module. ${DESKTOP}`], ['ClrVersion', 'text', `Minimum version of the common language runtime (CLR) required by this module. ${DESKTOP}`],
  ['ProcessorArchitecture', 'text', 'Processor architecture (None, X86, Amd64) required by this module'], ['RequiredModules', 'modules', 'Modules that must be imported into the global environment prior to importing this module'],
  ['RequiredAssemblies', 'list', 'Assemblies that must be loaded prior to importing this module'], ['ScriptsToProcess', 'list', "Script files (.ps1) that are run in the caller's environment prior to importing this module."],
  ['TypesToProcess', 'list', 'Type files (.ps1xml) to be loaded when importing this module'], ['FormatsToProcess', 'list', 'Format files (.ps1xml) to be loaded when importing this module'],
  ['NestedModules', 'modules', 'Modules to import as nested modules of the module specified in RootModule/ModuleToProcess'], ['FunctionsToExport', 'list', BEST('Functions')], ['CmdletsToExport', 'list', BEST('Cmdlets')],
  ['VariablesToExport', 'list', 'Variables to export from this module'], ['AliasesToExport', 'list', BEST('Aliases')], ['DscResourcesToExport', 'list', 'DSC resources to export from this module'],
  ['ModuleList', 'modules', 'List of all modules packaged with this module'], ['FileList', 'list', 'List of all files packaged with this module'],
];
const GALLERY: readonly (readonly [name: string, form: Form, help: string])[] = [
  ['Tags', 'list', 'Tags applied to this module. These help with module discovery in online galleries.'], ['LicenseUri', 'text', 'A URL to the license for this module.'], ['ProjectUri', 'text', 'A URL to the main website for this project.'],
  ['IconUri', 'text', 'A URL to an icon representing this module.'], ['ReleaseNotes', 'text', 'ReleaseNotes of this module'], ['Prerelease', 'text', 'Prerelease string of this module'],
  ['RequireLicenseAcceptance', 'text', 'Flag to indicate whether the module requires explicit user acceptance for install/update/save'], ['ExternalModuleDependencies', 'list', 'External dependent modules of this module'],
];
const LAST: typeof MEMBERS = [['HelpInfoURI', 'text', 'HelpInfo URI of this module'], ['DefaultCommandPrefix', 'text', 'Default prefix for commands exported from this module. Override the default prefix using Import-Module -Prefix.']];
const PRIVATE = 'Private data to pass to the module specified in RootModule/ModuleToProcess. This may also contain a PSData hashtable with additional module metadata used by PowerShell.';
/** Written even where they are empty. */
const ALWAYS: ReadonlySet<string> = new Set(['FunctionsToExport', 'CmdletsToExport', 'AliasesToExport']);
const MARGIN = ' '.repeat(15), WIDTH = 80;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function list(items: readonly string[], end: string): string {
  let out = '', offset = MARGIN.length;
  for (const item of items.filter((each) => each !== '').map(quoted)) {
    if (out !== '') out += ', ';
    offset += item.length;
    if (offset > WIDTH) { out += end + MARGIN; offset = MARGIN.length + item.length; }
    out += item;
  }
  return out === '' ? '@()' : out;
}
function moduleText(given: Value): string {
  const { name, guid, min, max, exact } = wantedModule(given) ?? { name: toText(given) }, fields = [['GUID', guid], ['ModuleVersion', min], ['MaximumVersion', max], ['RequiredVersion', exact]].flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [`${key} = ${quoted(value)}; `]));
  return fields.length === 0 ? quoted(name) : `@{ModuleName = ${quoted(name)}; ${fields.join('')}}`;
}
function written(form: Form, value: Value | undefined, end: string): string {
  const items = value === undefined ? [] : toItems(value);
  if (form === 'modules') return `@(${items.map(moduleText).join(`, ${end}${MARGIN}`)})`;
  return form === 'list' ? list(items.map(toText), end) : value === true ? '$true' : quoted(value == null ? '' : toText(value));
}
/** An address as it is escaped; one that is not whole has no such form. */
function absolute(ctx: CmdletContext, uri: Uri | undefined): string | undefined {
  if (uri === undefined) return undefined;
  if (toBoolean(getMember(uri, 'IsAbsoluteUri'))) return toText(getMember(uri, 'AbsoluteUri'));
  return ctx.fail({ id: 'System.InvalidOperationException', category: 'NotSpecified', exception: 'System.InvalidOperationException', message: 'This operation is not supported for a relative URI.' });
}
type Given = Readonly<Record<string, Value | undefined>>;
/** The text of a manifest. */
function manifestText(ctx: CmdletContext, name: string, given: Given, end: string): string {
  const member = ([key, form, help]: (typeof MEMBERS)[number], indent = ''): string => {
    const value = given[key], isGiven = value != null && value !== false && (form !== 'text' || toText(value) !== '') && (form !== 'list' || toItems(value).length > 0);
    const text = key === 'RequireLicenseAcceptance' && !isGiven ? '$false' : written(form, value ?? undefined, end);
    return `${indent}# ${help}${end}${indent}${isGiven || ALWAYS.has(key) ? '' : '# '}${key} = ${text}${end}${end}`;
  };
  const own = given['PrivateData'] instanceof Dictionary ? [...given['PrivateData'].keys()].map((key) => `    # ${toText(key)}${end}    ${toText(key)} = ${quoted(toText((given['PrivateData'] as Dictionary).get(key) ?? null))}${end}${end}`) : [];
  return [
    `#${end}# Module manifest for module '${name}'${end}#${end}# Generated by: ${toText(given['Author'] ?? '')}${end}#${end}# Generated on: ${formatValue(ctx.host.clock.utcTicks === undefined ? null : ctx.session.evaluateBlock(ctx.session.parseBlock('[datetime]::Now'), null), 'd')}${end}#${end}${end}@{${end}${end}`,
    ...MEMBERS.map((each) => member(each)),
    `# ${PRIVATE}${end}PrivateData = @{${end}${end}    PSData = @{${end}${end}`, ...GALLERY.map((each) => member(each, '        ')), `    } # End of PSData hashtable${end}${end}`,
    ...(own.length > 0 ? [end, ...own] : []), `} # End of PrivateData hashtable${end}${end}`, ...LAST.map((each) => member(each)), `}${end}${end}`,
  ].join('');
}
export const newModuleManifest = cmdlet({
  name: 'New-ModuleManifest', module: CORE, supportsShouldProcess: true, synopsis: 'Writes a manifest for a module.',
  params: {
    Path: { type: T.String, position: 0, mandatory: true }, NestedModules: { type: arrayOf(T.Object), allowEmpty: true }, Guid: { type: T.Guid }, Author: { type: T.String, allowEmpty: true }, CompanyName: { type: T.String, allowEmpty: true },
    Copyright: { type: T.String, allowEmpty: true }, RootModule: { type: T.String, aliases: ['ModuleToProcess'] }, ModuleVersion: { type: T.Version, validate: NOT_NULL }, Description: { type: T.String, allowEmpty: true }, ProcessorArchitecture: { type: T.String },
    PowerShellVersion: { type: T.Version }, ClrVersion: { type: T.Version }, DotNetFrameworkVersion: { type: T.Version }, PowerShellHostName: { type: T.String }, PowerShellHostVersion: { type: T.Version }, RequiredModules: { type: arrayOf(T.Object) },
    TypesToProcess: { type: arrayOf(T.String), allowEmpty: true }, FormatsToProcess: { type: arrayOf(T.String), allowEmpty: true }, ScriptsToProcess: { type: arrayOf(T.String), allowEmpty: true }, RequiredAssemblies: { type: arrayOf(T.String), allowEmpty: true },
    FileList: { type: arrayOf(T.String), allowEmpty: true }, ModuleList: { type: arrayOf(T.Object), allowEmpty: true }, FunctionsToExport: { type: arrayOf(T.String), allowEmpty: true, allowNull: true }, AliasesToExport: { type: arrayOf(T.String), allowEmpty: true, allowNull: true },
    VariablesToExport: { type: arrayOf(T.String), allowEmpty: true, allowNull: true }, CmdletsToExport: { type: arrayOf(T.String), allowEmpty: true, allowNull: true }, DscResourcesToExport: { type: arrayOf(T.String), allowEmpty: true },
    CompatiblePSEditions: { type: arrayOf(T.String), validate: [{ set: ['Desktop', 'Core'] }] }, PrivateData: { type: T.Object, allowNull: true }, Tags: { type: arrayOf(T.String), validate: NOT_EMPTY }, ProjectUri: { type: T.Uri, validate: NOT_EMPTY }, LicenseUri: { type: T.Uri, validate: NOT_EMPTY }, IconUri: { type: T.Uri, validate: NOT_EMPTY },
    ReleaseNotes: { type: T.String, validate: NOT_EMPTY }, Prerelease: { type: T.String, validate: NOT_EMPTY }, RequireLicenseAcceptance: { type: T.Switch }, ExternalModuleDependencies: { type: arrayOf(T.String), validate: NOT_EMPTY }, HelpInfoUri: { type: T.Uri }, DefaultCommandPrefix: { type: T.String }, PassThru: { type: T.Switch },
  },
  run: (p, ctx) => ({
    end() {
      attempt(ctx, () => {
        const { provider, path } = placeOf(ctx, p.Path), author = p.Author === undefined || p.Author === '' ? ctx.host.environment.userName : p.Author;
        if (!/\.psd1$/i.test(path)) ctx.fail({ id: 'Modules_InvalidModuleManifestPath', category: 'InvalidArgument', target: p.Path, exception: 'System.InvalidOperationException', message: `The module manifest path '${p.Path}' is not valid. The value of the Path argument must resolve to a single file that has a '.psd1' extension. Change the value of the Path argument to point to a valid psd1 file, and then try again.` });
        const hasModule = (p.RootModule ?? p.NestedModules ?? p.RequiredModules) !== undefined, all = hasModule ? ['*'] : [], privateData = p.PrivateData ?? null;
        const given = {
          ...p as unknown as Given, ModuleVersion: toText(p.ModuleVersion ?? '0.0.1'), GUID: p.Guid === undefined ? Guid.fromBytes(ctx.host.random.bytes(16)).text : toText(p.Guid), Author: author, CompanyName: p.CompanyName === undefined || p.CompanyName === '' ? 'Unknown' : p.CompanyName,
          Copyright: p.Copyright === undefined || p.Copyright === '' ? `(c) ${author}. All rights reserved.` : p.Copyright, FunctionsToExport: [...p.FunctionsToExport ?? all], CmdletsToExport: [...p.CmdletsToExport ?? all], AliasesToExport: [...p.AliasesToExport ?? all],
          HelpInfoURI: absolute(ctx, p.HelpInfoUri), LicenseUri: absolute(ctx, p.LicenseUri), ProjectUri: absolute(ctx, p.ProjectUri), IconUri: absolute(ctx, p.IconUri), PrivateData: privateData,
        };
        const text = manifestText(ctx, path.replace(/^.*[\\/]|\.psd1$/gi, ''), given, newLine(ctx));
        if (!ctx.shouldProcess(path, `Creating the "${path}" module manifest file.`)) return;
        provider.write(ctx, path, [text], { append: false, encoding: undefined, noNewline: true, asBytes: false, force: false });
        if (p.PassThru === true) ctx.write(text);
      });
    },
  }),
});
