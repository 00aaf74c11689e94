/** A shape for a document: chosen by the first object, then asked for an entry of every object. */
import { complexParts } from './complexView.ts';
import { unwrap } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import { displayValue } from './displayValue.ts';
import type { ObjectView } from './objectView.ts';
import { columnValue, defaultColumns, resolveColumns } from './properties.ts';
import type { Column, PropertySpec } from './properties.ts';
import type { Entry, Shape } from './records.ts';
import { isScalar } from './scalars.ts';
import { fieldText } from './fields.ts';
import type { Part } from './customLines.ts';
import type { Alignment } from './tableWriter.ts';
import { findView, viewApplies, viewNamed } from './views.ts';
import type { ListView, View, ViewColumn } from './views.ts';

/** What the command line asks for; all of it may be absent. */
export interface ShapeRequest {
  readonly shape?: 'table' | 'list' | 'wide' | 'custom' | undefined;
  readonly properties?: readonly PropertySpec[] | undefined;
  readonly autosize?: boolean | undefined;
  readonly hideHeader?: boolean | undefined;
  readonly wrap?: boolean | undefined;
  /** The view of this name. */
  readonly viewName?: string | undefined;
  /** Format-Custom -Depth. */
  readonly depth?: number | undefined;
  /** Format-Wide -Column. */
  readonly columns?: number | undefined;
}
export interface Shaper {
  readonly shape: Shape;
  readonly autosize: boolean;
  readonly groupBy: PropertySpec | undefined;
  /** What a format file writes above each group. */
  readonly groupParts?: (value: Value, enumerationLimit: number) => readonly Part[];
  /** Whether an object can be shown in this document. */
  applies(value: Value): boolean;
  entry(value: Value, enumerationLimit: number): Entry;
}

/** More properties than this make a list of an object that has no view. */
const MOST_TABLE_PROPERTIES = 4;
/** A table that nobody named columns for has at most so many. */
const MOST_COLUMNS = 10;

/** The shape of a document that begins with this object. */
export function shapeFor(first: Value, view: ObjectView, request: ShapeRequest): Shaper {
  const named = request.properties !== undefined && request.properties.length > 0;
  const own = request.viewName === undefined ? (named ? undefined : findView(view.typeNames(first), request.shape)) : viewNamed(request.viewName, view.typeNames(first), request.shape);
  if (own !== undefined) return fromView(own, first, view, request);
  const columns = defaultColumns(first, view);
  const shape = request.shape ?? (columns.length <= MOST_TABLE_PROPERTIES ? 'table' : 'list');
  if (shape === 'table') return table(first, view, request, named ? resolveColumns(request.properties ?? [], first, view, true) : limited(first, view, columns));
  if (shape === 'custom') return custom(view, request);
  return shape === 'wide' ? wide(view, request) : list(view, request);
}

/** A default property set is shown whole; all properties of an object only up to a number. */
const limited = (first: Value, view: ObjectView, columns: readonly Column[]): readonly Column[] =>
  view.defaultProperties(first).length > 0 ? columns : columns.slice(0, MOST_COLUMNS);

/** A table or list of objects that say so has their machine as well (ViewGenerator.PrepareForRemoteObjects). */
const MACHINE: ViewColumn = { field: 'PSComputerName' };
const withMachine = (columns: readonly ViewColumn[], first: Value, view: ObjectView): readonly ViewColumn[] =>
  (view.property(first, 'PSShowComputerName') === true && view.hasProperty(first, 'PSComputerName') ? [...columns, MACHINE] : columns);

function fromView(own: View, first: Value, view: ObjectView, request: ShapeRequest): Shaper {
  const groupBy = own.groupBy === undefined ? undefined : { expression: own.groupBy.property, ...(own.groupBy.label === undefined ? {} : { label: own.groupBy.label }) }, parts = own.groupBy?.parts;
  const common = {
    groupBy, ...(parts === undefined ? {} : { groupParts: (v: Value, limit: number) => parts(v, view, limit) }), autosize: request.autosize ?? ((own.kind === 'table' || own.kind === 'wide') && own.autosize === true),
    applies: (v: Value) => viewApplies(own, view.typeNames(v)),
  };
  switch (own.kind) {
    case 'table': return {
      ...common,
      shape: {
        kind: 'table', hideHeader: request.hideHeader ?? own.hideHeader ?? false,
        columns: withMachine(own.columns, first, view).map((c) => ({ label: label(c), width: c.width ?? 0, alignment: c.alignment ?? 'Left', ...(c.label !== undefined && !view.hasProperty(first, c.label) ? { isOwn: true } : {}) })),
      },
      entry: (v, limit) => {
        const row = own.row?.(v, view), cells = withMachine(row?.columns ?? own.columns, first, view).map((c) => fieldText(c.field, v, view, limit, c.format));
        return { kind: 'row', multiLine: request.wrap ?? row?.wrap ?? own.wrap ?? false, cells, ...(row === undefined ? {} : { alignments: withMachine(row.columns, first, view).map((c) => c.alignment) }) };
      },
    };
    case 'list': return {
      ...common, shape: { kind: 'list' },
      entry: (v, limit) => listOf(own, v, view, limit),
    };
    case 'wide': return {
      ...common, shape: { kind: 'wide', columns: request.columns ?? (request.autosize === true || own.autosize === true ? 0 : own.columns ?? 0) },
      entry: (v, limit) => { const item = own.item?.(v, view); return { kind: 'wide', text: fieldText(item?.field ?? own.field, v, view, limit, item?.format) }; },
    };
    default: return {
      ...common, shape: { kind: 'custom' },
      entry: (v, limit) => (own.parts === undefined ? { kind: 'lines', lines: fieldText(own.field, v, view, limit).split('\n') } : { kind: 'parts', parts: own.parts(v, view, limit) }),
    };
  }
}
/** The entry of a list view for an object. */
export function listOf(own: ListView, value: Value, view: ObjectView, limit: number): Entry {
  const items = withMachine(own.itemsOf?.(value, view) ?? own.items, value, view);
  return { kind: 'list', labels: items.map(label), values: items.map((c) => fieldText(c.field, value, view, limit, c.format)) };
}
const label = (c: ViewColumn): string => c.label ?? (typeof c.field === 'string' ? c.field : '');

function table(first: Value, view: ObjectView, request: ShapeRequest, columns: readonly Column[]): Shaper {
  const head = columns.map((c) => ({ label: c.heading, width: c.width ?? 0, alignment: c.alignment ?? alignmentOf(columnValue(c, first, view), view) }));
  return {
    shape: { kind: 'table', columns: head, hideHeader: request.hideHeader ?? false },
    autosize: request.autosize ?? false, groupBy: undefined, applies: () => true,
    entry: (v, enumerationLimit) => ({
      kind: 'row', multiLine: request.wrap ?? false,
      cells: columns.map((c) => displayValue(columnValue(c, v, view) ?? (request.properties === undefined ? ofEvery(c, v, view) : null), view, { enumerationLimit, format: c.format, isTable: true })),
    }),
  };
}
/** The count that every object has for a script: a column of the first one's that another does not have is read so. */
const ofEvery = (c: Column, v: Value, view: ObjectView): Value => (/^(?:count|length)$/i.test(c.heading) && !view.propertyNames(v).some((n) => n.toLowerCase() === c.heading.toLowerCase()) ? 1 : null);
/** Numbers and truth values stand right, all else left; the first object decides. */
function alignmentOf(value: Value, view: ObjectView): Alignment {
  if (value === null || value === undefined || typeof unwrap(value) === 'string') return 'Left';
  return isScalar(value, view.typeNames(value)) ? 'Right' : 'Left';
}

function list(view: ObjectView, request: ShapeRequest): Shaper {
  return {
    shape: { kind: 'list' }, autosize: false, groupBy: undefined, applies: () => true,
    entry: (v, enumerationLimit) => listEntry(v, view, enumerationLimit, request.properties),
  };
}
function listEntry(value: Value, view: ObjectView, enumerationLimit: number, specs?: readonly PropertySpec[]): Entry {
  const columns = specs !== undefined && specs.length > 0 ? resolveColumns(specs, value, view, false) : defaultColumns(value, view);
  return {
    kind: 'list', labels: columns.map((c) => c.heading),
    values: columns.map((c) => displayValue(columnValue(c, value, view), view, { enumerationLimit, format: c.format })),
  };
}
/** An object that does not fit the document it comes in: its properties as a list, or its text where it has none. */
export const outOfBandList = (value: Value, view: ObjectView, enumerationLimit: number): Entry =>
  view.propertyNames(value).length === 0 ? { kind: 'raw', text: view.text(value) } : listEntry(value, view, enumerationLimit);

function custom(view: ObjectView, request: ShapeRequest): Shaper {
  return { shape: { kind: 'custom' }, autosize: false, groupBy: undefined, applies: () => true, entry: (v, limit) => ({ kind: 'parts', parts: complexParts(v, view, limit, request.properties, request.depth) }) };
}
const wideColumns = (request: ShapeRequest): number => (request.autosize === true ? 0 : (request.columns ?? 0));
function wide(view: ObjectView, request: ShapeRequest): Shaper {
  return {
    shape: { kind: 'wide', columns: wideColumns(request) }, autosize: request.autosize ?? false, groupBy: undefined, applies: () => true,
    entry: (v, enumerationLimit) => {
      const specs = request.properties ?? [];
      const [column] = specs.length > 0 ? resolveColumns(specs, v, view, false) : nameColumn(v, view);
      return { kind: 'wide', text: column === undefined ? '' : displayValue(columnValue(column, v, view), view, { enumerationLimit, format: column.format }) };
    },
  };
}
/** The property that stands for an object: one that is called, or ends in, name, id or key; else the first. */
function nameColumn(value: Value, view: ObjectView): Column[] {
  const names = view.ownFirst(value);
  for (const pattern of [/^name$/i, /^id$/i, /^key$/i, /key$/i, /name$/i, /id$/i]) {
    const found = names.find((n) => pattern.test(n));
    if (found !== undefined) return [{ expression: found, heading: found }];
  }
  return defaultColumns(value, view);
}
