/** The views that types have of their own, as data, in the order in which they are chosen. */
import type { Value } from '../runtime/values/value.ts';
import { errorText } from './errorView.ts';
import { EXTENDED_EXCEPTION, EXTENDED_RECORD, extendedErrorText } from './extendedError.ts';
import { HELP_VIEWS } from './helpViews.ts';
import { STYLE_VIEWS } from './styleViews.ts';
import type { ObjectView } from './objectView.ts';
import { currentOrNone } from '../runtime/run/current.ts';
import type { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Part } from './customLines.ts';
import { knownViews } from './ownViews.ts';
import type { Alignment } from './tableWriter.ts';

/** A property by name, or a text worked out. */
export type Field = string | ((target: Value, view: ObjectView) => Value);
export interface ViewColumn { readonly label?: string; readonly width?: number; readonly alignment?: Alignment; readonly field: Field; readonly format?: string }
/** A row of a table that stands for some objects: its columns, wrapped or not. */
export interface ViewRow { readonly columns: readonly ViewColumn[]; readonly wrap: boolean }
interface ViewBase { readonly types: readonly string[]; /** The first type's name where it has none of its own. */ readonly name?: string; readonly groupBy?: ViewGroup; /** Read from a format file: types are named in any case. */ readonly file?: string }
export interface ViewGroup { readonly property: string | ScriptBlock; readonly label?: string; readonly parts?: (target: Value, view: ObjectView, limit: number) => readonly Part[] }
export interface TableView extends ViewBase { readonly kind: 'table'; readonly columns: readonly ViewColumn[]; readonly autosize?: boolean; readonly wrap?: boolean; readonly hideHeader?: boolean; /** The row of an object, where objects differ. */ readonly row?: (target: Value, view: ObjectView) => ViewRow }
export interface ListView extends ViewBase { readonly kind: 'list'; readonly items: readonly ViewColumn[]; /** The items of an object, where objects differ. */ readonly itemsOf?: (target: Value, view: ObjectView) => readonly ViewColumn[]; readonly outOfBand?: boolean }
export interface WideView extends ViewBase { readonly kind: 'wide'; readonly field: Field; readonly columns?: number; readonly autosize?: boolean; /** The item of an object, where objects differ. */ readonly item?: (target: Value, view: ObjectView) => ViewColumn }
export interface CustomView extends ViewBase { readonly kind: 'custom'; readonly outOfBand: boolean; readonly field: Field; /** What a format file says instead of a field. */ readonly parts?: (target: Value, view: ObjectView, limit: number) => readonly Part[] }
export type View = TableView | ListView | WideView | CustomView;

const column = (field: string, width = 0, alignment?: Alignment, label?: string): ViewColumn =>
  ({ field, width, ...(alignment === undefined ? {} : { alignment }), ...(label === undefined ? {} : { label }) });
const items = (...names: string[]): ViewColumn[] => names.map((n) => ({ field: n }));
/** A number of bytes as mebibytes with two decimals, as the process table shows it. */
const mebibytes = (name: string): Field => (target, view) => {
  const bytes = Number(view.text(view.property(target, name)));
  return (bytes / 1048576).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
};

/** Bytes of a disk as gibibytes with two decimals; nothing where nobody knows them. */
const gigabytes = (name: string): Field => (target, view) => { const bytes = view.property(target, name); return bytes == null ? null : (Number(view.text(bytes)) / 1073741824).toFixed(2); };
/** The first 200 characters of a text. */
const begin = (name: string): Field => (target, view) => { const text = view.text(view.property(target, name) ?? ''); return text.length >= 200 ? `${text.slice(0, 200)}…` : text; };

const MODULE = 'System.Management.Automation.PSModuleInfo';
/** The keys of a dictionary of a module, as a block gives them: one alone is itself. */
const keysOf = (name: string): Field => (target, view) => {
  const all = view.property(target, name), keys = all == null ? [] : [...(view.enumerate(view.property(all, 'Keys') ?? null) ?? [])];
  return keys.length === 0 ? null : keys.length === 1 ? keys[0] ?? null : keys;
};
const preRelease: Field = (target, view) => { const data = view.property(target, 'PrivateData'), own = data == null ? null : view.property(data, 'PSData'); return own == null ? null : view.property(own, 'Prerelease') ?? null; };
const COMMANDS = ['AliasInfo', 'ApplicationInfo', 'CmdletInfo', 'ExternalScriptInfo', 'FilterInfo', 'FunctionInfo', 'ScriptInfo', 'WorkflowInfo'].map((n) => `System.Management.Automation.${n}`);
const FILES = ['System.IO.DirectoryInfo', 'System.IO.FileInfo'];
/** What the table shows of a file; one that has crossed a boundary has the property itself alone. */
const orOwn = (name: string, own: string): Field => (target, view) => view.property(target, name) ?? view.property(target, own) ?? null;
const shownTime: Field = (target, view) => {
  const known = view.property(target, 'LastWriteTimeString'), time = view.property(target, 'LastWriteTime') ?? null, [day, hour] = ['d', 't'].map((f) => view.formatted(time, f));
  return known ?? (day === undefined || hour === undefined ? time : `${day.padStart(10)} ${hour.padStart(8)}`);
};
const PARENT = { property: 'PSParentPath', label: 'Directory' };
const DICTIONARY_ENTRIES = ['System.Collections.DictionaryEntry'];

/** What a certificate is for: the one use, or a list. */
function usages(certificate: Value, view: ObjectView): Value {
  const all = [...view.enumerate(view.property(certificate, 'EnhancedKeyUsageList')) ?? []].map((u) => view.text(view.property(u, 'FriendlyName')));
  return all.length > 1 ? all : all[0] ?? '';
}
/** A date as `Get-Date -DisplayHint` wants it shown. */
function shownDate(date: Value, view: ObjectView): string {
  const hint = view.property(date, 'DisplayHint'), wanted = hint === undefined || hint === null ? '' : view.text(hint);
  return (wanted === 'Date' ? view.formatted(date, 'D') : wanted === 'Time' ? view.formatted(date, 'T') : undefined) ?? view.text(view.property(date, 'DateTime') ?? null);
}
/** How long a command ran: as few of hours, minutes and seconds as say it. */
function shownDuration(entry: Value, view: ObjectView): string {
  const span = view.property(entry, 'Duration') ?? null, hours = Number(view.text(view.property(span, 'TotalHours')));
  if (hours >= 10) return `${Math.round(hours)}:${view.formatted(span, "mm\\:ss\\.fff") ?? ''}`;
  return view.formatted(span, hours >= 1 ? 'h\\:mm\\:ss\\.fff' : hours >= 1 / 60 ? 'm\\:ss\\.fff' : 's\\.fff') ?? '';
}
/** What an echo that never came has not. */
const unlessLate = (name: string): Field => (target, view) => (view.text(view.property(target, 'Status') ?? null) === 'TimedOut' ? '*' : view.property(target, name) ?? null);
export const VIEWS: readonly View[] = [
  { kind: 'table', types: [MODULE], name: 'Module', columns: [column('ModuleType', 10), column('Version', 10), { label: 'PreRelease', width: 10, field: preRelease }, column('Name', 35), { label: 'ExportedCommands', field: keysOf('ExportedCommands') }] },
  { kind: 'wide', types: [MODULE], name: 'Module', field: 'Name' },
  { kind: 'list', types: [MODULE], name: 'Module', items: [...items('Name', 'Path', 'Description', 'ModuleType', 'Version'), { label: 'PreRelease', field: preRelease }, ...items('NestedModules'), ...['ExportedFunctions', 'ExportedCmdlets', 'ExportedVariables', 'ExportedAliases'].map((label) => ({ label, field: keysOf(label) }))] },
  { kind: 'table', types: ['System.Globalization.CultureInfo'], columns: [column('LCID', 16), column('Name', 16), column('DisplayName')] },
  { kind: 'table', types: ['System.Management.Automation.SemanticVersion'], columns: [column('Major', 6), column('Minor', 6), column('Patch', 6), column('PreReleaseLabel', 15), column('BuildLabel', 11)] },
  { kind: 'table', types: ['System.Management.Automation.PSMethod'], wrap: true, columns: [{ label: 'OverloadDefinitions', field: (target, view) => [...view.enumerate(view.property(target, 'OverloadDefinitions') ?? null) ?? []].map((d) => `${view.text(d)}\n`).join('') }] },
  { kind: 'table', types: ['System.Version'], columns: [column('Major', 6), column('Minor', 6), column('Build', 6), column('Revision', 8)] },
  {
    kind: 'table', types: ['Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus'], groupBy: { property: 'Target', label: 'Target' },
    columns: [column('Id', 4, 'Right'), column('Source', 16), column('TargetAddress', 25, undefined, 'Address'), column('Port', 7, 'Right'), column('Latency', 7, 'Right', 'Latency(ms)'), column('Connected', 10), column('Status', 24)],
  },
  {
    kind: 'table', types: ['Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus'], groupBy: { property: 'Destination', label: 'Destination' },
    columns: [
      column('Ping', 4, 'Right'), column('Source', 16), column('DisplayAddress', 25, undefined, 'Address'), { label: 'Latency(ms)', width: 7, alignment: 'Right', field: unlessLate('Latency') },
      { label: 'BufferSize(B)', width: 10, alignment: 'Right', field: unlessLate('BufferSize') }, column('Status', 16),
    ],
  },
  {
    kind: 'table', types: ['Microsoft.PowerShell.Commands.ByteCollection'], groupBy: { property: 'Label', label: 'Label' },
    columns: [column('HexOffset', 16, 'Right', 'Offset'), column('HexBytes', 47, 'Left', 'Bytes\n00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F'), column('Ascii', 16)],
  },
  { kind: 'table', name: 'Dictionary', types: DICTIONARY_ENTRIES, columns: [column('Name', 30), column('Value')] },
  { kind: 'list', types: DICTIONARY_ENTRIES, items: items('Name', 'Value') },
  {
    kind: 'table', name: 'process', types: ['System.Diagnostics.Process'], columns: [
      { label: 'NPM(K)', width: 7, alignment: 'Right', field: (t, v) => String(Math.round(Number(v.text(v.property(t, 'NPM'))) / 1024)) },
      { label: 'PM(M)', width: 8, alignment: 'Right', field: mebibytes('PM') },
      { label: 'WS(M)', width: 10, alignment: 'Right', field: mebibytes('WS') },
      { label: 'CPU(s)', width: 10, alignment: 'Right', field: (t, v) => Number(v.text(v.property(t, 'CPU'))).toFixed(2) },
      column('Id', 7, 'Right'), column('SI', 3, 'Right'), column('ProcessName'),
    ],
  },
  { kind: 'table', name: 'Priority', types: ['System.Diagnostics.Process'], groupBy: { property: 'PriorityClass', label: 'PriorityClass' }, columns: [column('ProcessName', 20), column('Id', 10, 'Right'), column('WorkingSet64', 12, 'Right')] },
  { kind: 'wide', name: 'process', types: ['System.Diagnostics.Process'], field: 'ProcessName' },
  { kind: 'list', types: ['System.TimeSpan'], items: items('Days', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Ticks', 'TotalDays', 'TotalHours', 'TotalMinutes', 'TotalSeconds', 'TotalMilliseconds') },
  { kind: 'table', types: ['System.TimeSpan'], columns: items('Days', 'Hours', 'Minutes', 'Seconds', 'Milliseconds') },
  { kind: 'wide', types: ['System.TimeSpan'], field: 'TotalMilliseconds' },
  { kind: 'custom', name: 'DateTime', types: ['System.DateTime'], outOfBand: false, field: shownDate },
  { kind: 'table', name: 'ThumbprintTable', types: ['System.Security.Cryptography.X509Certificates.X509Certificate2'], columns: [column('Thumbprint', 41), column('Subject', 20), { label: 'EnhancedKeyUsageList', field: usages }] },
  { kind: 'table', types: ['System.Guid'], columns: items('Guid') },
  { kind: 'table', types: ['System.RuntimeType'], columns: [column('IsPublic', 8), column('IsSerializable', 8, undefined, 'IsSerial'), column('Name', 40), column('BaseType')] },
  { kind: 'table', types: ['Microsoft.PowerShell.Commands.MemberDefinition'], autosize: true, groupBy: { property: 'TypeName', label: 'TypeName' }, columns: items('Name', 'MemberType', 'Definition') },
  { kind: 'table', types: ['System.Diagnostics.FileVersionInfo'], columns: [column('ProductVersion', 16), column('FileVersion', 16), column('FileName')] },
  { kind: 'table', types: ['Microsoft.PowerShell.Commands.GroupInfo'], columns: [column('Count', 5, 'Right'), column('Name', 25), column('Group')] },
  { kind: 'list', types: ['Microsoft.PowerShell.Commands.GroupInfo'], items: items('Name', 'Count', 'Group', 'Values') },
  { kind: 'table', types: ['Microsoft.PowerShell.Commands.GroupInfoNoElement'], columns: [column('Count', 5, 'Right'), column('Name', 25)] },
  { kind: 'list', types: ['Microsoft.PowerShell.Commands.GroupInfoNoElement'], items: items('Name', 'Count', 'Values') },
  { kind: 'custom', name: 'MatchInfo', types: ['Microsoft.PowerShell.Commands.MatchInfo'], outOfBand: false, field: (t, v) => v.called(t, 'ToEmphasizedString', v.location()) },
  { kind: 'table', name: 'Variable', types: ['System.Management.Automation.PSVariable'], columns: [column('Name', 30), column('Value')] },
  { kind: 'table', name: 'Job', types: ['System.Management.Automation.Job'], columns: [column('Id', 6), column('Name', 15), column('PSJobTypeName', 15), column('State', 13), column('HasMoreData', 15), column('Location', 20), column('Command', 25)] },
  { kind: 'table', name: 'history', types: ['Microsoft.PowerShell.Commands.HistoryInfo'], columns: [column('Id', 4, 'Right'), { label: 'Duration', width: 12, alignment: 'Right', field: shownDuration }, column('CommandLine')] },
  { kind: 'wide', name: 'history', types: ['Microsoft.PowerShell.Commands.HistoryInfo'], field: 'CommandLine' },
  { kind: 'table', name: 'TypeData', types: ['System.Management.Automation.Runspaces.TypeData'], columns: items('TypeName', 'Members') },
  { kind: 'table', name: 'PathInfo', types: ['System.Management.Automation.PathInfo'], columns: items('Path') },
  {
    kind: 'table', name: 'CommandInfo', types: COMMANDS, columns: [
      column('CommandType', 15), { label: 'Name', width: 50, field: (t, v) => v.property(t, v.hasProperty(t, 'DisplayName') ? 'DisplayName' : 'Name') },
      column('Version', 10), column('Source'),
    ],
  },
  { kind: 'list', types: ['System.Management.Automation.AliasInfo'], items: items('DisplayName', 'CommandType', 'Definition', 'ReferencedCommand', 'ResolvedCommand') },
  {
    kind: 'table', name: 'drive', types: ['System.Management.Automation.PSDriveInfo'], columns: [
      column('Name', 10), { label: 'Used (GB)', width: 13, alignment: 'Right', field: gigabytes('Used') }, { label: 'Free (GB)', width: 13, alignment: 'Right', field: gigabytes('Free') },
      { label: 'Provider', width: 13, field: (t, v) => v.property(v.property(t, 'Provider') ?? null, 'Name') ?? null }, { label: 'Root', width: 35, field: (t, v) => v.property(t, 'DisplayRoot') ?? v.property(t, 'Root') ?? null }, column('CurrentLocation', 0, 'Right'),
    ],
  },
  { kind: 'table', name: 'provider', types: ['System.Management.Automation.ProviderInfo'], columns: [column('Name', 20), ...items('Capabilities', 'Drives')] },
  { kind: 'list', name: 'provider', types: ['System.Management.Automation.ProviderInfo'], items: items('Name', 'Drives', 'Path', 'Home', 'Description', 'Capabilities', 'ImplementingType') },
  { kind: 'table', name: 'CallStackFrame', types: ['System.Management.Automation.CallStackFrame'], columns: items('Command', 'Arguments', 'Location') },
  { kind: 'table', types: ['System.Net.NetworkCredential'], columns: [column('UserName', 50), column('Domain', 50)] },
  { kind: 'list', types: ['Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject'], items: [...items('StatusCode', 'StatusDescription'), { label: 'Content', field: begin('Content') }, { label: 'RawContent', field: begin('RawContent') }, ...items('Headers', 'Images', 'InputFields', 'Links', 'RawContentLength', 'RelationLink')] },
  { kind: 'list', types: ['Microsoft.PowerShell.Commands.WebResponseObject'], items: [...items('StatusCode', 'StatusDescription', 'Content'), { label: 'RawContent', field: begin('RawContent') }, ...items('Headers', 'RawContentLength', 'RelationLink')] },
  { kind: 'list', types: ['System.Management.Automation.PSDriveInfo'], items: items('Name', 'Description', 'Provider', 'Root', 'CurrentLocation') },
  { kind: 'custom', types: ['System.Management.Automation.ScriptBlock'], outOfBand: true, field: (t, v) => v.text(t) },
  { kind: 'table', types: ['Microsoft.PowerShell.Commands.FileHashInfo'], columns: [column('Algorithm', 15), column('Hash', 70), column('Path')] },
  {
    kind: 'table', name: 'children', types: FILES, groupBy: PARENT, wrap: true, columns: [
      column('Mode', 7, 'Left'), { field: shownTime, width: 26, alignment: 'Right', label: 'LastWriteTime' },
      { field: orOwn('LengthString', 'Length'), width: 14, alignment: 'Right', label: 'Length' }, { field: orOwn('NameString', 'Name'), width: 0, alignment: 'Left', label: 'Name' },
    ],
  },
  { kind: 'list', name: 'children', types: FILES, groupBy: PARENT, items: items('Name', 'Length', 'CreationTime', 'LastWriteTime', 'LastAccessTime', 'Mode', 'LinkType', 'Target') },
  { kind: 'wide', name: 'children', types: FILES, groupBy: PARENT, field: (target, view) => (view.property(target, 'PSIsContainer') === true ? `[${view.text(view.property(target, 'Name'))}]` : view.property(target, 'Name') ?? null) },
  { kind: 'custom', types: [EXTENDED_RECORD, EXTENDED_EXCEPTION], outOfBand: false, groupBy: { property: 'PSErrorIndex', label: 'ErrorIndex' }, field: (t, v) => extendedErrorText(t, v) },
  { kind: 'custom', types: ['System.Management.Automation.ErrorRecord'], outOfBand: true, field: (t, v) => errorText(t, v, v.variable('ErrorView') ?? 'ConciseView', 120) },
  { kind: 'custom', types: ['System.Management.Automation.WarningRecord', 'System.Management.Automation.VerboseRecord', 'System.Management.Automation.DebugRecord', 'System.Management.Automation.InformationRecord'], outOfBand: true, field: (t, v) => v.text(t) },
  ...STYLE_VIEWS,
  ...HELP_VIEWS,
];

/** Generic types are known by their name without arguments. */
const plainName = (name: string): string => { const at = name.indexOf('`'); return at < 0 ? name : name.slice(0, at); };
/** The place of the first type of an object that a view is for; less than zero where it is for none. */
const placeIn = (view: View, typeNames: readonly string[]): number =>
  (view.file === undefined ? typeNames.findIndex((n) => view.types.includes(plainName(n))) : typeNames.findIndex((n) => view.types.some((t) => t.toLowerCase() === n.toLowerCase())));
/** The types that objects had before they crossed a boundary; undefined where none of them says so (Deserializer.MaskDeserializationPrefix). */
function before(typeNames: readonly string[]): readonly string[] | undefined {
  return typeNames.some((n) => DESERIALIZED.test(n)) ? typeNames.map((n) => n.replace(DESERIALIZED, '')) : undefined;
}
const DESERIALIZED = /^Deserialized\./i;
function applies(view: View, typeNames: readonly string[]): boolean {
  if (placeIn(view, typeNames) >= 0) return true;
  const own = before(typeNames);
  return own !== undefined && placeIn(view, own) >= 0;
}
const isOutOfBand = (view: View): boolean => (view.kind === 'custom' || view.kind === 'list') && view.outOfBand === true;
/** All views of the running session: those of format files stand around PowerShell's own. */
export function allViews(): readonly View[] {
  const own = knownViews(currentOrNone());
  return own === undefined ? VIEWS : [...own.before.flatMap((f) => f.views), ...VIEWS, ...own.after.flatMap((f) => f.views)];
}

/** The first view for the most derived of the types that has one, of a shape where one is asked for; what has crossed a boundary has the views of what it was. */
export function findView(typeNames: readonly string[], shape?: View['kind']): View | undefined {
  const own = viewFor(typeNames, shape), types = own === undefined ? before(typeNames) : undefined;
  return types === undefined ? own : viewFor(types, shape);
}
function viewFor(typeNames: readonly string[], shape: View['kind'] | undefined): View | undefined {
  let found: View | undefined, best = typeNames.length;
  for (const v of allViews()) {
    if (isOutOfBand(v) || (shape !== undefined && v.kind !== shape)) continue;
    const at = placeIn(v, typeNames);
    if (at >= 0 && at < best) { found = v; best = at; }
  }
  return found;
}
/** A view that was asked for by name, and is not there. */
export class UnknownViewError extends Error {
  readonly code = 'UnknownViewError';
  readonly viewName: string;
  constructor(viewName: string, message: string) { super(message); this.viewName = viewName; }
}
const nameOf = (v: View): string => v.name ?? v.types[0] ?? '';
const CMDLETS: { readonly [kind in View['kind']]: string } = { table: 'Table', list: 'List', wide: 'Wide', custom: 'Custom' };
/** The view of a name for an object of the types. Throws UnknownViewError, which names those there are (FormatViewManager). */
export function viewNamed(name: string, typeNames: readonly string[], shape: View['kind'] = 'table'): View {
  const own = allViews().filter((v) => !isOutOfBand(v) && applies(v, typeNames)), wanted = own.filter((v) => nameOf(v).toLowerCase() === name.toLowerCase()), found = wanted.find((v) => v.kind === shape);
  if (found !== undefined) return found;
  const others = own.filter((v) => v.kind === shape), kind = CMDLETS[shape];
  if (others.length > 0) throw new UnknownViewError(name, `The view name ${name} cannot be found. Specify one of the following ${kind} views and try again: ${others.map(nameOf).join(', ')}.`);
  if (wanted.length > 0) throw new UnknownViewError(name, ` The view name ${name} cannot be found in the ${kind} formatting. Try using one of these other format cmdlets: ${wanted.map((v) => `Format-${CMDLETS[v.kind]}`).join(', ')}`);
  throw new UnknownViewError(name, `The view name ${name} cannot be found. There are no existing ${kind} views for ${typeNames[0] ?? 'System.Object'} objects.`);
}
/** The view of a type that never takes part in a document. */
export const findOutOfBandView = (typeNames: readonly string[]): CustomView | ListView | undefined =>
  allViews().find((v): v is CustomView | ListView => isOutOfBand(v) && applies(v, typeNames));
/** Whether objects of the types can be shown by a view. */
export const viewApplies = applies;
