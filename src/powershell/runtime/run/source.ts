/** A parsed text and the extents of its statements; running code stores only an index into them. */
import { fold } from '../values/folding.ts';
import type { ScriptPosition, ScriptSource } from '../values/errorRecord.ts';

export class SourceText implements ScriptSource {
  readonly text: string;
  readonly file: string;
  /** Where the file lies; empty for a text that is in none, as a published runbook is. */
  path: string;
  /** `using namespace` of the text: names of types that are given as text are looked up there too. */
  namespaces: readonly string[] = [];
  private readonly extents: number[] = [];
  private starts: readonly number[] | undefined;
  constructor(text: string, file = '') { this.text = text; this.file = file; this.path = /[\\/]/.test(file) ? file : ''; this.mark(0, text.length); }

  private names: ReadonlySet<string> | undefined;
  /** Folded names of variables that `+=` stands behind anywhere in the text. */
  get added(): ReadonlySet<string> {
    return (this.names ??= new Set(Array.from(this.text.matchAll(/\$(?:\{([^{}:]+:)?([^{}:]+)\}|(\w+:)?(\w+))\s*\+=/g), (m) => fold(m[2] ?? m[4] ?? ''))));
  }
  /** Registers an extent and gives its index. */
  mark(start: number, end: number): number {
    this.extents.push(start, end);
    return this.extents.length / 2 - 1;
  }
  extent(index: number): ScriptPosition { return { source: this, start: this.extents[index * 2] ?? 0, end: this.extents[index * 2 + 1] ?? 0 }; }
  /** The folder of its file. */
  get folder(): string { return this.path.slice(0, Math.max(0, this.path.lastIndexOf('/'), this.path.lastIndexOf('\\'))); }
  /** Line and column, both from 1. */
  place(offset: number): { readonly line: number; readonly column: number } {
    const starts = (this.starts ??= lineStarts(this.text));
    let low = 0, high = starts.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if ((starts[mid] ?? 0) <= offset) low = mid; else high = mid - 1; }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
  /** The text of a line, from 1. */
  lineText(line: number): string { return this.wholeLine(line).replace(/[\r\n]+$/, ''); }
  /** A line with what ends it. */
  wholeLine(line: number): string {
    const starts = (this.starts ??= lineStarts(this.text));
    return this.text.slice(starts[line - 1] ?? 0, starts[line] ?? this.text.length);
  }
}
const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
};
export const noSource: SourceText = new SourceText('');
/** Line and column of a position, whatever kind of source it has. */
export const placeOf = (p: ScriptPosition): { readonly line: number; readonly column: number } =>
  (p.source instanceof SourceText ? p.source : new SourceText(p.source.text)).place(p.start);
