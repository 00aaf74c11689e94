/** Texts as they are shown may differ from what they are (a host hides secrets): changed before they are cut and laid out. */
import type { ObjectView } from './objectView.ts';
import { changedParts } from './customLines.ts';
import { FormatEntryData, FormatStartData, GroupStartData } from './records.ts';
import type { Entry, FormatRecord, Shape } from './records.ts';

type Change = (text: string) => string;

/** The view with every text of a value changed. */
export const changedView = (view: ObjectView, change: Change): ObjectView => ({
  ...view,
  text: (value) => change(view.text(value)),
  formatted: (value, format) => {
    const text = view.formatted(value, format);
    return text === undefined ? undefined : change(text);
  },
});

/** A record of a Format cmdlet with every text in it changed. */
export function changedRecord(record: FormatRecord, change: Change): FormatRecord {
  if (record instanceof FormatStartData) return new FormatStartData(changedShape(record.shape, change), record.autosize);
  if (record instanceof GroupStartData) return new GroupStartData(record.heading === undefined ? undefined : typeof record.heading === 'string' ? change(record.heading) : changedParts(record.heading, change));
  return record instanceof FormatEntryData ? new FormatEntryData(changedEntry(record.entry, change), record.outOfBand) : record;
}

const changedShape = (shape: Shape, change: Change): Shape =>
  (shape.kind === 'table' ? { ...shape, columns: shape.columns.map((column) => ({ ...column, label: change(column.label) })) } : shape);

function changedEntry(entry: Entry, change: Change): Entry {
  switch (entry.kind) {
    case 'row': return { ...entry, cells: entry.cells.map(change) };
    case 'list': return { ...entry, labels: entry.labels.map(change), values: entry.values.map(change) };
    case 'wide': case 'raw': return { ...entry, text: change(entry.text) };
    case 'parts': return { ...entry, parts: changedParts(entry.parts, change) };
    case 'lines': return { ...entry, lines: change(entry.lines.join('\n')).split('\n') };
  }
}
