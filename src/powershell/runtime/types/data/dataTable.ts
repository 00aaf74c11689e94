/** System.Data: DataTable, DataColumn, DataRow, DataSet, DataView. Filters are in dataFilter.ts. */
import { getStatic } from '../../members/invoke.ts';
import { lookupType } from '../registry.ts';
import { convertTo } from '../../convert/convert.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { compare } from '../../operators/compare.ts';
import { guardGrowth } from '../../run/budget.ts';
import { DynamicObject } from '../../values/dynamic.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { fold } from '../../values/folding.ts';
import { DBNull } from '../../values/misc.ts';
import { isNumber, toNumber } from '../../values/numbers.ts';
import { unwrap } from '../../values/psObject.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { compute, parseFilter } from './dataFilter.ts';
import { enumType } from '../system/enums.ts';
import { func, laterType, method, rest } from '../netType.ts';
import type { AnyType } from '../netType.ts';
import { T, named } from '../t.ts';

const rowStates = enumType('System.Data.DataRowState', [['Detached', 1], ['Unchanged', 2], ['Added', 4], ['Deleted', 8], ['Modified', 16]], { flags: true });
const missing = DBNull.value;
export class DataColumn extends NetObject {
  name: string;
  type: AnyType;
  defaultValue: Value = missing;
  allowNull = true;
  autoIncrement = false;
  unique = false;
  readOnly = false;
  constructor(name: string, type: AnyType) { super(); this.name = name; this.type = type; }
}
export class DataTable extends NetObject {
  name: string;
  readonly columns: DataColumn[] = [];
  rows: DataRow[] = [];
  keys: DataColumn[] = [];
  /** How its texts are compared, where that was said. */
  locale: Value = undefined;
  private next = 0;
  constructor(name: string) { super(); this.name = name; }
  column(which: Value): DataColumn | undefined { return typeof which === 'number' ? this.columns[which] : which instanceof DataColumn ? which : this.columns.find((c) => fold(c.name) === fold(toText(which))); }
  needed(which: Value): DataColumn { return this.column(which) ?? netThrow('System.ArgumentException', typeof which === 'number' ? `Cannot find column ${which}.` : `Column '${toText(which)}' does not belong to table ${this.name}.`); }
  addColumn(c: DataColumn): DataColumn {
    if (this.column(c.name) !== undefined) netThrow('System.Data.DuplicateNameException', `A column named '${c.name}' already belongs to this DataTable.`);
    if (c.name === '') c.name = `Column${this.columns.length + 1}`;
    this.columns.push(c);
    for (const r of this.rows) r.values.push(c.defaultValue);
    return c;
  }
  newRow(): DataRow { const r = new DataRow(this); this.columns.forEach((c, i) => { r.values[i] = c.autoIncrement ? this.next : c.defaultValue; }); if (this.columns.some((c) => c.autoIncrement)) this.next += 1; return r; }
  addRow(r: DataRow): DataRow {
    if (r.state !== 'Detached') netThrow('System.ArgumentException', 'This row already belongs to this table.');
    this.columns.forEach((c, i) => {
      const v = r.values[i];
      if (!c.allowNull && v === missing) netThrow('System.Data.NoNullAllowedException', `Column '${c.name}' does not allow nulls.`);
      if ((c.unique || this.keys.includes(c)) && this.keys.length < 2 && this.rows.some((o) => compareCells(o.values[i], v) === 0)) netThrow('System.Data.ConstraintException', `Column '${c.name}' is constrained to be unique.  Value '${toText(v)}' is already present.`);
    });
    guardGrowth(this.rows.length);
    r.state = 'Added';
    this.rows.push(r);
    return r;
  }
  select(filter: string, sort: string): DataRow[] {
    const test = parseFilter(filter, (name) => this.columns.indexOf(this.needed(name))), found = this.rows.filter((r) => test(r.values) === true);
    const order = sort.split(',').map((t) => /^\s*\[?([^\]]+?)\]?(?:\s+(asc|desc))?\s*$/i.exec(t)).flatMap((m) => (m === null || m[1] === undefined ? [] : [{ at: this.columns.indexOf(this.needed(m[1])), sign: /desc/i.test(m[2] ?? '') ? -1 : 1 }]));
    return sort.trim() === '' ? found : found.sort((a, b) => { for (const o of order) { const c = compareCells(a.values[o.at], b.values[o.at]) * o.sign; if (c !== 0) return c; } return 0; });
  }
}
function compareCells(a: Value, b: Value): number { if (a === missing || b === missing) return a === b ? 0 : a === missing ? -1 : 1; return compare(a, b); }
type State = 'Detached' | 'Added' | 'Unchanged' | 'Modified' | 'Deleted';
export class DataRow extends DynamicObject {
  override get isAdapted(): boolean { return true; }
  readonly table: DataTable;
  values: Value[] = [];
  state: State = 'Detached';
  constructor(table: DataTable) { super(); this.table = table; }
  cell(which: Value): Value { return this.values[this.table.columns.indexOf(this.table.needed(which))] ?? missing; }
  put(which: Value, v: Value): void {
    const c = this.table.needed(which), plain = unwrap(v);
    if (c.readOnly) netThrow('System.Data.ReadOnlyException', `Column '${c.name}' is read only.`);
    this.values[this.table.columns.indexOf(c)] = plain === null || plain === undefined || plain === missing ? missing : cellOf(plain, c);
    if (this.state === 'Unchanged') this.state = 'Modified';
  }
  override property(folded: string): Value | undefined { const c = this.table.columns.findIndex((x) => fold(x.name) === folded); return c < 0 ? undefined : this.values[c] ?? missing; }
  override propertyNames(): readonly string[] { return this.table.columns.map((c) => c.name); }
  override typeNames(): readonly string[] { return ['RowError', 'RowState', 'Table', 'ItemArray', 'HasErrors']; }
  override assign(folded: string, value: Value): boolean { const c = this.table.columns.find((x) => fold(x.name) === folded); if (c === undefined) return false; this.put(c, value); return true; }
}
function cellOf(v: Value, c: DataColumn): Value {
  try { return c.type === T.Object ? v : convertTo(v, c.type); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return netThrow('System.ArgumentException', `${e.record.exception.inner?.message ?? e.record.message}Couldn't store <${toText(v)}> in ${c.name} Column.  Expected type is ${c.type.shortName}.`);
  }
}
/** Rows, Columns and Tables: a list that knows what it belongs to. */
class Members<I extends NetObject> extends NetObject { readonly table: DataTable; readonly items: () => I[]; constructor(table: DataTable, items: () => I[]) { super(); this.table = table; this.items = items; } }
class RowList extends Members<DataRow> {}
class ColumnList extends Members<DataColumn> {}
class DataSet extends NetObject { name: string; readonly tables: DataTable[] = []; constructor(name: string) { super(); this.name = name; } }
class TableList extends NetObject { readonly set: DataSet; constructor(set: DataSet) { super(); this.set = set; } }
class DataView extends NetObject { readonly table: DataTable; filter = ''; sort = ''; constructor(table: DataTable) { super(); this.table = table; } }
/** A table has one view of its own, which remembers filter and order. */
const views = new WeakMap<DataTable, DataView>();
const defaultView = (t: DataTable): DataView => { const view = views.get(t) ?? new DataView(t); views.set(t, view); return view; };

const D = 'System.Data.', tableType = named<DataTable>(`${D}DataTable`, [], { interfaces: ['System.IDisposable'] }), columnType = named<DataColumn>(`${D}DataColumn`), rowType = named<DataRow>(`${D}DataRow`);
const at = <I>(list: readonly I[], i: number): I | null => list[i < 0 ? i + list.length : i] ?? null;
function rowFrom(t: DataTable, values: readonly Value[]): DataRow {
  if (values.length > t.columns.length) netThrow('System.ArgumentException', 'Input array is longer than the number of columns in this table.');
  const r = t.newRow();
  values.forEach((v, i) => { if (v !== null) r.put(i, v); });
  return r;
}
laterType<DataColumn>(columnType, () => ({
  text: (c) => c.name, create: [func([], () => new DataColumn('', T.String)), func([T.String], (n) => new DataColumn(n, T.String)), func([T.String, T.Type], (n, t) => new DataColumn(n, t))],
  props: { ...component, ColumnName: [T.String, (c) => c.name, (c, v) => { c.name = toText(v); }], Caption: [T.String, (c) => c.name, () => undefined], Expression: [T.String, () => ''], MaxLength: [T.Int32, () => -1], DataType: [undefined, (c) => c.type, (c, v) => { c.type = convertTo(v, T.Type) as unknown as AnyType; }], DefaultValue: [undefined, (c) => c.defaultValue, (c, v) => { c.defaultValue = v ?? missing; }], AllowDBNull: [T.Boolean, (c) => c.allowNull, (c, v) => { c.allowNull = v === true; }], AutoIncrement: [T.Boolean, (c) => c.autoIncrement, (c, v) => { c.autoIncrement = v === true; if (v === true) c.type = T.Int32; }], Unique: [T.Boolean, (c) => c.unique, (c, v) => { c.unique = v === true; }], ReadOnly: [T.Boolean, (c) => c.readOnly, (c, v) => { c.readOnly = v === true; }] },
}), DataColumn);
laterType<DataRow>(rowType, () => ({
  index: { get: (r, i) => r.cell(i), set: (r, i, v) => r.put(i, v) },
  props: { RowState: [undefined, (r) => new EnumValue(rowStates, rowStates.enumValues?.get(r.state) ?? 1)], Table: [undefined, (r) => r.table], ItemArray: [undefined, (r) => [...r.values], (r, v) => { toItems(v).forEach((x, i) => r.put(i, x)); }], RowError: [T.String, () => '', () => undefined], HasErrors: [T.Boolean, () => false] },
  methods: {
    Delete: [method([], (r) => { if (r.state === 'Added') { r.table.rows = r.table.rows.filter((x) => x !== r); r.state = 'Detached'; } else r.state = 'Deleted'; }, T.Void)], IsNull: [method([T.Object], (r, c) => r.cell(c) === missing, T.Boolean)], AcceptChanges: [method([], (r) => accept(r), T.Void)], Item: [method([T.Object], (r, c) => r.cell(c))], SetField: [method([T.Object, T.Object], (r, c, v) => r.put(c, v), T.Void)], BeginEdit: [method([], () => undefined, T.Void)], EndEdit: [method([], () => undefined, T.Void)],
  },
}), DataRow);
function accept(r: DataRow): void { if (r.state === 'Deleted') { r.table.rows = r.table.rows.filter((x) => x !== r); r.state = 'Detached'; } else if (r.state !== 'Detached') r.state = 'Unchanged'; }
/** What no script of a runbook changes: names in documents, and the designer's. */
const no = [T.Boolean, () => false] as const, empty = [T.String, () => ''] as const, nothing = [undefined, () => null] as const, component = { Namespace: empty, Prefix: empty, Site: nothing, Container: nothing, DesignMode: no };
const collection = { IsReadOnly: no, IsSynchronized: no, SyncRoot: [undefined, (l: unknown) => l] as const }, members = { Count: [T.Int32, (l: Members<DataRow | DataColumn>) => l.items().length] as const, ...collection };
laterType<RowList>(named<RowList>(`${D}DataRowCollection`), () => ({
  enumerate: (l) => l.items(), index: { get: (l, i) => at(l.items(), Number(i)) }, props: members,
  methods: { Add: [method([rowType], (l, r) => { l.table.addRow(r); }, T.Void), method([rest(T.Object)], (l, v) => l.table.addRow(rowFrom(l.table, v)))], Remove: [method([rowType], (l, r) => { l.table.rows = l.table.rows.filter((x) => x !== r); r.state = 'Detached'; }, T.Void)], RemoveAt: [method([T.Int32], (l, i) => { for (const r of l.table.rows.splice(i, 1)) r.state = 'Detached'; }, T.Void)], Clear: [method([], (l) => { for (const r of l.table.rows) r.state = 'Detached'; l.table.rows = []; }, T.Void)], InsertAt: [method([rowType, T.Int32], (l, r, i) => { r.state = 'Added'; l.table.rows.splice(i, 0, r); }, T.Void)], IndexOf: [method([rowType], (l, r) => l.items().indexOf(r), T.Int32)], Find: [method([T.Object], (l, k) => l.items().find((r) => toItems(k).every((v, i) => compareCells(r.cell(l.table.keys[i] ?? 0), v) === 0)) ?? null)], Contains: [method([T.Object], (l, k) => l.items().some((r) => compareCells(r.cell(l.table.keys[0] ?? 0), k) === 0), T.Boolean)] },
}), RowList);
laterType<ColumnList>(named<ColumnList>(`${D}DataColumnCollection`), () => ({
  enumerate: (l) => l.items(), index: { get: (l, i) => l.table.column(i) ?? null }, props: members,
  methods: { Add: [method([], (l) => l.table.addColumn(new DataColumn('', T.String))), method([columnType], (l, c) => { l.table.addColumn(c); }, T.Void), method([T.String], (l, n) => l.table.addColumn(new DataColumn(n, T.String))), method([T.String, T.Type], (l, n, t) => l.table.addColumn(new DataColumn(n, t)))], AddRange: [method([T.Array], (l, all) => { for (const c of all) if (c instanceof DataColumn) l.table.addColumn(c); }, T.Void)], Contains: [method([T.String], (l, n) => l.table.column(n) !== undefined, T.Boolean)], IndexOf: [method([T.Object], (l, n) => l.items().indexOf(l.table.column(n) as DataColumn), T.Int32)], Remove: [method([T.String], (l, n) => { const i = l.items().indexOf(l.table.needed(n)); l.table.columns.splice(i, 1); for (const r of l.table.rows) r.values.splice(i, 1); }, T.Void)], Clear: [method([], (l) => { l.table.columns.length = 0; }, T.Void)] },
}), ColumnList);
laterType<DataTable>(tableType, () => ({
  text: (t) => t.name, enumerate: (t) => t.rows, create: [func([], () => new DataTable('')), func([T.String], (n) => new DataTable(n))],
  props: { ...component, DisplayExpression: empty, IsInitialized: [T.Boolean, () => true], TableName: [T.String, (t) => t.name, (t, v) => { t.name = toText(v); }], Columns: [undefined, (t) => new ColumnList(t, () => t.columns)], Rows: [undefined, (t) => new RowList(t, () => t.rows)], DefaultView: [undefined, defaultView], PrimaryKey: [undefined, (t) => [...t.keys], (t, v) => { t.keys = toItems(v).flatMap((c) => (c instanceof DataColumn ? [c] : [])); }], DataSet: [undefined, () => null], HasErrors: [T.Boolean, () => false], CaseSensitive: [T.Boolean, () => false, () => undefined], Locale: [undefined, (t) => t.locale ?? getStatic(lookupType('System.Globalization.CultureInfo') ?? T.Object, 'InvariantCulture'), (t, v) => { t.locale = v; }] },
  methods: {
    NewRow: [method([], (t) => t.newRow())], Select: [method([], (t) => [...t.rows]), method([T.String], (t, f) => t.select(f, '')), method([T.String, T.String], (t, f, s) => t.select(f, s))], Compute: [method([T.String, T.String], (t, e, f) => aggregate(t, e, f ?? ''))], Clear: [method([], (t) => { t.rows = []; }, T.Void)], AcceptChanges: [method([], (t) => { for (const r of t.rows.slice()) accept(r); }, T.Void)], ImportRow: [method([rowType], (t, r) => { t.addRow(rowFrom(t, r.values)); }, T.Void)],
    Clone: [method([], (t) => copyOf(t, false))], Copy: [method([], (t) => copyOf(t, true))], Merge: [method([tableType], (t, o) => { for (const r of o.rows) t.addRow(rowFrom(t, r.values)); }, T.Void)], Dispose: [method([], () => undefined, T.Void)], BeginLoadData: [method([], () => undefined, T.Void)], EndLoadData: [method([], () => undefined, T.Void)], GetChanges: [method([], (t) => { const made = copyOf(t, false); for (const r of t.rows) if (r.state === 'Added' || r.state === 'Modified') made.addRow(rowFrom(made, r.values)); return made.rows.length === 0 ? null : made; })],
  },
}), DataTable);
function copyOf(t: DataTable, rows: boolean): DataTable { const made = new DataTable(t.name); for (const c of t.columns) { const n = made.addColumn(new DataColumn(c.name, c.type)); n.defaultValue = c.defaultValue; n.allowNull = c.allowNull; } if (rows) for (const r of t.rows) { const n = rowFrom(made, r.values); n.state = r.state; made.rows.push(n); } return made; }
/** `SUM(column)` and its kind over the rows of a filter. */
function aggregate(t: DataTable, expression: string, filter: string): Value {
  const m = /^\s*(sum|avg|min|max|count)\s*\(\s*\[?([^\])]+?)\]?\s*\)\s*$/i.exec(expression), rows = t.select(filter, '');
  if (m === null) return parseFilter(expression, (n) => t.columns.indexOf(t.needed(n)))([]) ?? missing;
  const c = t.needed(m[2] ?? '');
  return compute((m[1] ?? '').toLowerCase(), rows.map((r) => r.cell(c)).filter((v) => v !== missing), c.type === T.Double || c.type === T.Single) ?? missing;
}
laterType<DataSet>(named<DataSet>(`${D}DataSet`, [], { interfaces: ['System.IDisposable'] }), () => ({ create: [func([], () => new DataSet('NewDataSet')), func([T.String], (n) => new DataSet(n))], props: { ...component, IsInitialized: [T.Boolean, () => true], DataSetName: [T.String, (s) => s.name, (s, v) => { s.name = toText(v); }], Tables: [undefined, (s) => new TableList(s)] }, methods: { Clear: [method([], (s) => { for (const t of s.tables) t.rows = []; }, T.Void)], Dispose: [method([], () => undefined, T.Void)] } }), DataSet);
laterType<TableList>(named<TableList>(`${D}DataTableCollection`), () => ({ enumerate: (l) => l.set.tables, index: { get: (l, i) => (isNumber(i) ? at(l.set.tables, toNumber(i)) : l.set.tables.find((t) => fold(t.name) === fold(toText(i))) ?? null) }, props: { Count: [T.Int32, (l) => l.set.tables.length], ...collection }, methods: { Add: [method([], (l) => { const t = new DataTable(`Table${l.set.tables.length + 1}`); l.set.tables.push(t); return t; }), method([tableType], (l, t) => { l.set.tables.push(t); }, T.Void), method([T.String], (l, n) => { const t = new DataTable(n); l.set.tables.push(t); return t; })], Contains: [method([T.String], (l, n) => l.set.tables.some((t) => fold(t.name) === fold(n)), T.Boolean)] } }), TableList);
laterType<DataView>(named<DataView>(`${D}DataView`), () => ({ enumerate: (v) => v.table.select(v.filter, v.sort), index: { get: (v, i) => v.table.select(v.filter, v.sort)[Number(toText(i))] ?? netThrow('System.IndexOutOfRangeException', `Index ${toText(i)} is either negative or above rows count.`) }, create: [func([tableType], (t) => new DataView(t))], props: { RowFilter: [T.String, (v) => v.filter, (v, x) => { v.filter = toText(x); }], Sort: [T.String, (v) => v.sort, (v, x) => { v.sort = toText(x); }], Count: [T.Int32, (v) => v.table.select(v.filter, v.sort).length], Table: [undefined, (v) => v.table] }, methods: { ToTable: [method([], (v) => { const made = copyOf(v.table, false); for (const r of v.table.select(v.filter, v.sort)) made.addRow(rowFrom(made, r.values)); return made; })] } }), DataView);
