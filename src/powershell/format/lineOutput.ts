/** Format records become lines of text at a width. Raw objects are formatted by their default shape on the way. */
import type { Value } from '../runtime/values/value.ts';
import { customLines } from './customLines.ts';
import { itemsPerRow } from './columnWidths.ts';
import { displayLength, withoutEscapes } from './displayCells.ts';
import { DocumentWriter } from './documentWriter.ts';
import { writeList } from './listWriter.ts';
import type { ObjectView } from './objectView.ts';
import { FormatEndData, FormatEntryData, FormatRecord, FormatStartData, GroupEndData, GroupStartData } from './records.ts';
import type { Entry, Shape } from './records.ts';
import { TableWriter } from './tableWriter.ts';

/** Rows looked at before the widths of an automatically sized table are settled: memory stays flat whatever comes. */
const MOST_CACHED_ROWS = 10_000;

export interface LineOutputOptions {
  /** Cells of a line. */
  readonly width: number;
  /** Cells of a line of a table, where it is another: one without bounds has the screen's (TableOutputContext.GetConsoleWindowWidth). */
  readonly tableWidth?: number;
  readonly enumerationLimit?: number;
  /** Output that is over is shown as a host hands it to Out-String: an object without properties is a document there, and no text. */
  readonly ofHost?: boolean;
}

export class LineOutput {
  private readonly width: number;
  private readonly tableWidth: number;
  private readonly line: (text: string) => void;
  /** Texts that stand for themselves keep what is in them. */
  private readonly rawLine: (text: string) => void;
  private readonly raw: DocumentWriter;
  private readonly view: ObjectView;
  private shape: Shape | undefined;
  private table: TableWriter | undefined;
  /** The entries of a group whose widths are not settled. */
  private cache: FormatEntryData[] | undefined;
  private sized = false;
  private wideRow: string[] = [];
  private perRow = 0;
  private open: 'nothing' | 'document' | 'group' = 'nothing';

  constructor(view: ObjectView, line: (text: string) => void, options: LineOutputOptions) {
    this.width = options.width;
    this.tableWidth = options.tableWidth ?? options.width;
    this.line = (text) => { line(text.includes('\u001b') && view.styles() === undefined ? withoutEscapes(text) : text); };
    this.rawLine = line;
    this.view = view;
    this.raw = new DocumentWriter(view, (record) => this.record(record), { ofHost: options.ofHost === true, ...(options.enumerationLimit === undefined ? {} : { enumerationLimit: options.enumerationLimit }) });
  }

  /** Takes an object: a format record as it is, all else through its default shape. */
  add(value: Value): void {
    if (value instanceof FormatRecord) {
      if (value instanceof FormatStartData) this.close();
      this.record(value);
    } else this.raw.add(value);
  }
  end(): void { this.close(); }

  private close(): void {
    this.raw.end();
    if (this.open === 'group') this.record(new GroupEndData());
    if (this.open === 'document') this.record(new FormatEndData());
  }

  private record(record: FormatRecord): void {
    if (record instanceof FormatStartData) {
      this.shape = record.shape;
      // Once entries are held back to size a table, those of all later ones are: its own widths count no more (FormattedObjectsCache.EnableGroupCaching).
      this.sized ||= record.autosize || (record.shape.kind === 'table' && record.shape.columns[0]?.width === 0);
      this.open = 'document';
      this.line('');
    } else if (record instanceof GroupStartData) this.startGroup(record);
    else if (record instanceof FormatEntryData) {
      if (this.cache === undefined) this.entry(record);
      else if (this.cache.push(record) >= MOST_CACHED_ROWS) this.flush();
    } else if (record instanceof GroupEndData) {
      this.flush();
      this.wideLine();
      this.open = 'document';
    } else if (record instanceof FormatEndData) {
      if (this.shape?.kind !== 'list') this.line('');
      this.shape = undefined;
      this.open = 'nothing';
    }
  }

  private startGroup(group: GroupStartData): void {
    this.open = 'group';
    if (group.heading !== undefined) { for (const text of typeof group.heading === 'string' ? [group.heading] : customLines(group.heading, this.width)) this.line(text); this.line(''); }
    const shape = this.shape;
    if (shape?.kind !== 'table' && shape?.kind !== 'wide') return;
    if (this.sized) this.cache = [];
    else this.settle(shape, []);
  }
  private flush(): void {
    const entries = this.cache;
    if (entries === undefined) return;
    this.cache = undefined;
    if (this.shape !== undefined) this.settle(this.shape, entries);
    for (const entry of entries) this.entry(entry);
  }

  /** Settles the widths by the entries seen so far, and writes the header. */
  private settle(shape: Shape, entries: readonly FormatEntryData[]): void {
    if (shape.kind === 'wide') {
      const widest = Math.max(0, ...entries.map((e) => (e.entry.kind === 'wide' ? displayLength(e.entry.text) : 0)));
      this.perRow = shape.columns > 0 ? shape.columns : widest > 0 ? itemsPerRow(widest, this.tableWidth) : 2;
      this.table = new TableWriter(Array.from({ length: this.perRow }, () => 0), Array.from({ length: this.perRow }, () => 'Left' as const), this.tableWidth, this.view.styles());
      return;
    }
    if (shape.kind !== 'table' || shape.columns.length === 0) { this.table = undefined; return; }
    const widths = shape.columns.map((c, k) => {
      if (!this.sized) return c.width;
      let widest = displayLength(c.label);
      for (const { entry, outOfBand } of entries) if (!outOfBand && entry.kind === 'row') widest = Math.max(widest, displayLength(entry.cells[k] ?? ''));
      return widest;
    });
    this.table = new TableWriter(widths, shape.columns.map((c) => c.alignment), this.tableWidth, this.view.styles());
    if (!shape.hideHeader) this.table.header(shape.columns.map((c) => c.label), this.line, shape.columns.map((c) => c.isOwn === true));
  }

  private entry(record: FormatEntryData): void {
    const entry: Entry = record.entry;
    switch (entry.kind) {
      case 'raw': this.rawLine(entry.text); break;
      case 'lines': for (const text of entry.lines) this.line(text); break;
      case 'row': this.table?.row(entry.cells, entry.multiLine, this.line, entry.alignments); break;
      case 'parts': for (const text of customLines(entry.parts, this.width)) this.line(text); break;
      case 'wide':
        this.wideRow.push(entry.text);
        if (this.wideRow.length >= this.perRow) this.wideLine();
        break;
      default:
        if (record.outOfBand) this.line('');
        writeList(entry.labels, entry.values, this.width, this.line, this.view.styles());
        this.line('');
    }
  }
  private wideLine(): void {
    if (this.wideRow.length > 0) this.table?.row(this.wideRow, false, this.line);
    this.wideRow = [];
  }
}
