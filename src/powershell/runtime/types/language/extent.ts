/** Places in a text as scripts see them: IScriptExtent and IScriptPosition. */
import { SourceText } from '../../run/source.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import { NetObject } from '../../values/value.ts';
import { laterType } from '../netType.ts';
import { T, named } from '../t.ts';

export class ScriptExtent extends NetObject {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  constructor(source: SourceText, start: number, end: number) { super(); this.source = source; this.start = start; this.end = end; }
  static of(p: ScriptPosition): ScriptExtent { return new ScriptExtent(p.source instanceof SourceText ? p.source : new SourceText(p.source.text, p.source.file), p.start, p.end); }
  get text(): string { return this.source.text.slice(this.start, this.end); }
}
class ScriptPoint extends NetObject { readonly source: SourceText; readonly offset: number; constructor(source: SourceText, offset: number) { super(); this.source = source; this.offset = offset; } }
const MAL = 'System.Management.Automation.Language.';
const file = (s: SourceText): string | null => (s.file === '' ? null : s.file);
laterType<ScriptExtent>(named<ScriptExtent>(`${MAL}InternalScriptExtent`, [], { interfaces: [`${MAL}IScriptExtent`] }), () => ({
  text: (e) => e.text,
  props: {
    File: [T.String, (e) => file(e.source)], StartScriptPosition: [undefined, (e) => new ScriptPoint(e.source, e.start)], EndScriptPosition: [undefined, (e) => new ScriptPoint(e.source, e.end)], StartLineNumber: [T.Int32, (e) => e.source.place(e.start).line], StartColumnNumber: [T.Int32, (e) => e.source.place(e.start).column],
    EndLineNumber: [T.Int32, (e) => e.source.place(e.end).line], EndColumnNumber: [T.Int32, (e) => e.source.place(e.end).column], Text: [T.String, (e) => e.text], StartOffset: [T.Int32, (e) => e.start], EndOffset: [T.Int32, (e) => e.end],
  },
}), ScriptExtent);
laterType<ScriptPoint>(named<ScriptPoint>(`${MAL}InternalScriptPosition`, [], { interfaces: [`${MAL}IScriptPosition`] }), () => ({
  props: { File: [T.String, (p) => file(p.source)], LineNumber: [T.Int32, (p) => p.source.place(p.offset).line], ColumnNumber: [T.Int32, (p) => p.source.place(p.offset).column], Line: [T.String, (p) => p.source.wholeLine(p.source.place(p.offset).line)], Offset: [T.Int32, (p) => p.offset] },
  methods: { GetFullScript: [ { params: [], returns: T.String, invoke: (p) => p.source.text } ] },
}), ScriptPoint);
