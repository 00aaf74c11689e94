/** Update-FormatData and Get-FormatData: the views of objects. */
import { allViews } from '../../format/views.ts';
import type { Field, View, ViewColumn } from '../../format/views.ts';
import { scriptOf } from '../../format/files/readFormats.ts';
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { genericType } from '../../runtime/types/generic.ts';
import { laterType } from '../../runtime/types/netType.ts';
import type { AnyType, NetType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { List } from '../../runtime/values/lists.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { addFormats, dataFiles } from './dataFiles.ts';

const SPACE = 'System.Management.Automation.';
const plain = (name: string, base?: NetType, text?: (r: Record) => string): NetType => {
  const type = named<Record>(`${SPACE}${name}`, [], base === undefined ? {} : { base });
  laterType<Record>(type, () => ({ text: text ?? (() => type.name) }));
  return type;
};
const field = (r: Record, name: string): string => { const v = r.fields.get(name); return typeof v === 'string' ? v : ''; };
const alignment = enumType(`${SPACE}Alignment`, ['Undefined', 'Left', 'Center', 'Right']), valueType = enumType(`${SPACE}DisplayEntryValueType`, ['Property', 'ScriptBlock']);
const definition = plain('ExtendedTypeDefinition', undefined, (r) => field(r, 'TypeName')), viewDefinition = plain('FormatViewDefinition', undefined, (r) => field(r, 'Name')), control = plain('PSControl');
const tableControl = plain('TableControl', control), listControl = plain('ListControl', control), wideControl = plain('WideControl', control), customControl = plain('CustomControl', control);
const header = plain('TableControlColumnHeader'), row = plain('TableControlRow'), tableColumn = plain('TableControlColumn'), displayEntry = plain('DisplayEntry', undefined, (r) => field(r, 'Value')), groupBy = plain('PSControlGroupBy');
const listEntry = plain('ListControlEntry'), listItem = plain('ListControlEntryItem'), wideItem = plain('WideControlEntryItem');
const listOf = (type: AnyType, items: readonly Value[]): Value => new List(genericType('System.Collections.Generic.List', [type]) as NetType, type as NetType, [...items]);
const aligned = (c: ViewColumn): Value => new EnumValue(alignment, alignment.enumValues?.get(c.alignment ?? 'Undefined') ?? 0);
function entryOf(of: Field): Value {
  const isName = typeof of === 'string';
  return new Record(displayEntry, [['ValueType', new EnumValue(valueType, isName ? 0 : 1)], ['Value', isName ? of : scriptOf(of)?.text ?? '']]);
}
function controlOf(view: View): Value {
  const common: [string, Value][] = [['GroupBy', view.groupBy === undefined ? null : new Record(groupBy, [['Expression', entryOf(typeof view.groupBy.property === 'string' ? view.groupBy.property : '')], ['Label', view.groupBy.label ?? null], ['CustomControl', null]])], ['OutOfBand', (view.kind === 'custom' || view.kind === 'list') && view.outOfBand === true]];
  switch (view.kind) {
    case 'table': return new Record(tableControl, [
      ['Headers', listOf(header, view.columns.map((c) => new Record(header, [['Label', c.label ?? null], ['Alignment', aligned(c)], ['Width', c.width ?? 0]])))],
      ['Rows', listOf(row, [new Record(row, [['Columns', listOf(tableColumn, view.columns.map((c) => new Record(tableColumn, [['Alignment', aligned(c)], ['DisplayEntry', entryOf(c.field)], ['FormatString', c.format ?? null]])))], ['SelectedBy', null], ['Wrap', view.wrap ?? false]])])],
      ['AutoSize', view.autosize ?? false], ['HideTableHeaders', view.hideHeader ?? false], ...common,
    ]);
    case 'list': return new Record(listControl, [['Entries', listOf(listEntry, [new Record(listEntry, [['Items', listOf(listItem, view.items.map((c) => new Record(listItem, [['ItemSelectionCondition', null], ['Label', c.label ?? null], ['FormatString', c.format ?? null], ['DisplayEntry', entryOf(c.field)]])))], ['EntrySelectedBy', null]])])], ...common]);
    case 'wide': return new Record(wideControl, [['Entries', listOf(wideItem, [new Record(wideItem, [['DisplayEntry', entryOf(view.field)], ['EntrySelectedBy', null], ['FormatString', null]])])], ['AutoSize', view.autosize ?? false], ['Columns', view.columns ?? 0], ...common]);
    default: return new Record(customControl, [['Entries', listOf(T.Object, [])], ...common]);
  }
}
export const getFormatData = cmdlet({
  name: 'Get-FormatData', synopsis: 'Gets the views of types.',
  params: { TypeName: { type: arrayOf(T.String), position: 0, validate: NOT_EMPTY }, PowerShellVersion: { type: T.Version } },
  run: (p, ctx) => ({
    process() {
      const wanted = (p.TypeName ?? ['*']).map((name) => wildcard(lookupType(name)?.name ?? name)), found = new Map<string, View[]>();
      for (const view of allViews()) if (view.types.some((t) => wanted.some((w) => w.test(t)))) { const key = view.types.join('|'); found.set(key, [...found.get(key) ?? [], view]); }
      for (const views of found.values()) {
        const [first] = views, types = first?.types ?? [];
        ctx.write(new Record(definition, [['TypeNames', listOf(T.String, [...types])], ['FormatViewDefinition', listOf(viewDefinition, views.map((v) => new Record(viewDefinition, [['Name', v.name ?? v.types[0] ?? ''], ['Control', controlOf(v)]])))], ['TypeName', types[0] ?? '']]));
      }
    },
  }),
});
export const updateFormatData = cmdlet({
  name: 'Update-FormatData', supportsShouldProcess: true, defaultSet: 'FileSet', synopsis: 'Reads views of types from format files.',
  params: { AppendPath: { type: arrayOf(T.String), position: 0, from: 'both', aliases: ['PSPath', 'Path'], sets: ['FileSet'], validate: NOT_NULL }, PrependPath: { type: arrayOf(T.String), sets: ['FileSet'], validate: NOT_NULL } },
  run: (p, ctx) => ({
    process() {
      const asked = (file: string): boolean => ctx.shouldProcess(`FileName: ${file}`, 'Update FormatData');
      const before = dataFiles(ctx, p.PrependPath ?? [], 'FormatPrependPathException').reverse().filter(asked).reverse(), after = dataFiles(ctx, p.AppendPath ?? [], 'FormatAppendPathException').filter(asked);
      if (before.length + after.length > 0) addFormats(ctx, before, after);
    },
  }),
});
