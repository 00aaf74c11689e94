/** Rows of a table as lines of text. */
import type { TextStyles } from '../runtime/types/automation/psStyle.ts';
import { fitColumns } from './columnWidths.ts';
import { blanks, displayLength, truncateAtNewLine, truncateHead, truncateTail, wrapLines } from './displayCells.ts';

export type Alignment = 'Left' | 'Center' | 'Right';
type Write = (line: string) => void;

export class TableWriter {
  private readonly widths: readonly number[];
  private readonly alignments: readonly Alignment[];
  private readonly disabled: boolean;
  private readonly styles: TextStyles | undefined;

  /** `widths`: 0 lets the column share what is left. `available`: cells of a line. */
  constructor(widths: readonly number[], alignments: readonly Alignment[], available: number, styles?: TextStyles) {
    this.styles = styles;
    this.widths = fitColumns(widths, available);
    this.alignments = alignments;
    this.disabled = available < 2 || !this.widths.some((w) => w >= 1);
  }

  /** `own`: which of the labels are no property of the object. */
  header(labels: readonly string[], write: Write, own: readonly boolean[] = []): void {
    if (this.disabled) return;
    for (const line of this.lines(labels, this.alignments, own)) write(line);
    const rule = labels.map((label, k) => {
      const width = this.widths[k] ?? 0;
      return width <= 0 ? '' : '-'.repeat(label === '' ? width : Math.min(width, displayLength(label)));
    });
    write(this.line(rule, this.alignments, true));
  }

  /** `alignments` overrides the header's where given. */
  row(values: readonly string[], multiLine: boolean, write: Write, alignments?: readonly (Alignment | undefined)[]): void {
    if (this.disabled) return;
    const aligned = this.alignments.map((a, k) => alignments?.[k] ?? a);
    if (multiLine) for (const line of this.lines(values, aligned)) write(line);
    else write(this.line(values, aligned));
  }

  private line(values: readonly string[], alignments: readonly Alignment[], isHeader = false): string {
    const { styles } = this;
    let text = '';
    this.widths.forEach((width, k) => {
      if (width <= 0) return;
      if (k > 0) text += ' ';
      // The last column is left ragged, but only where it is the last of all, hidden ones counted.
      const cell = field(values[k] ?? '', width, alignments[k] ?? 'Left', k < this.widths.length - 1);
      text += styles === undefined ? cell : isHeader ? styles.header + cell + styles.reset : cell.includes('\u001b') && !cell.trimEnd().endsWith(styles.reset) ? cell + styles.reset : cell;
    });
    return text;
  }

  private lines(values: readonly string[], alignments: readonly Alignment[], own?: readonly boolean[]): string[] {
    const { styles } = this;
    const shown = this.widths.flatMap((w, k) => (w > 0 ? [k] : []));
    const cells = shown.map((k, i) => {
      const width = this.widths[k] as number, alignment = alignments[k] ?? 'Left', padded = i < shown.length - 1;
      return wrapLines(values[k] ?? '', width).map((line) => {
        const full = padded || alignment !== 'Left' ? (displayLength(line) < width ? field(line, width, alignment, padded) : line) : line;
        return i > 0 ? ` ${full}` : full;
      });
    });
    const rows = Math.max(...cells.map((c) => c.length));
    return Array.from({ length: rows }, (_, row) => {
      let last = 0;
      cells.forEach((c, i) => { if (c.length > row) last = i; });
      return cells.map((c, i) => {
        if (i > last) return '';
        const text = c[row] ?? (i < shown.length - 1 ? blanks((this.widths[shown[i] as number] as number) + (i > 0 ? 1 : 0)) : '');
        const shownText = i === last && rows > 1 ? text.trimEnd() : text;
        if (styles === undefined || own === undefined) return shownText;
        if (own[shown[i] as number] !== true) return styles.header + shownText + styles.reset;
        return shownText === '' ? styles.reset : `${shownText.slice(0, i === 0 ? 0 : 1)}${styles.ownHeader}${shownText.slice(i === 0 ? 0 : 1)}${styles.reset}`;
      }).join('');
    });
  }
}

/** One cell of one line: cut with an ellipsis where too long, padded where too short. */
function field(value: string, width: number, alignment: Alignment, padded: boolean): string {
  let text = truncateAtNewLine(value);
  const length = displayLength(text);
  if (length > width) text = cut(text, width, alignment);
  const pad = width - displayLength(text);
  if (pad <= 0) return text;
  if (alignment === 'Right') return blanks(pad) + text;
  if (alignment === 'Center') {
    const left = Math.floor(pad / 2);
    return blanks(left) + text + (padded ? blanks(pad - left) : '');
  }
  return padded ? text + blanks(pad) : text;
}
/** Right-aligned text loses its beginning, other text its end. */
function cut(text: string, width: number, alignment: Alignment): string {
  const room = width - 1;
  if (room <= 0) return alignment === 'Right' ? truncateHead(text, width) : truncateTail(text, width);
  return alignment === 'Right' ? truncateHead(text, room, '…') : truncateTail(text, room, '…');
}
