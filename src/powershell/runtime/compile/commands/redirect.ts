/** Redirections: to nowhere, to a file, into Output or another stream. */
import type { CommandExpressionAst, RedirectionAst } from '../../../syntax/ast.ts';
import { toText } from '../../convert/toText.ts';
import { FileWriter } from '../../run/pipeline/fileWriter.ts';
import type { Frame } from '../../run/frame.ts';
import type { Streams, StreamName } from '../../run/pipeline/streams.ts';
import { nullWriter } from '../../run/pipeline/writers.ts';
import type { Writer } from '../../run/pipeline/writers.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';

const NAMES: readonly StreamName[] = ['Error', 'Warning', 'Verbose', 'Debug', 'Information'];
/** What a command with redirections writes to; `close` ends the files. */
export interface Redirected { readonly out: Writer; readonly streams: Streams; readonly mergesErrors: boolean; readonly close: () => void }
export type StreamsOf = (f: Frame, out: Writer) => Redirected;

export function withStreams(list: readonly RedirectionAst[], c: Compiler): StreamsOf {
  const steps = list.map((r) => (r.kind === 'MergingRedirectionAst' ? { r, location: undefined } : { r, location: isNull(r.location) ? null : c.expression(r.location) }));
  const mergesErrors = list.some((r) => r.kind === 'MergingRedirectionAst' && (r.fromStream === 'All' || r.fromStream === 'Error'));
  return (f, out) => {
    const files: FileWriter[] = [], close = (): void => { for (const file of files) file.close(); };
    let output = out;
    const parts: Partial<Record<StreamName, Writer | null>> = {};
    for (const { r, location } of steps) {
      if (r.kind === 'MergingRedirectionAst') {
        for (const name of NAMES) if (r.fromStream === 'All' || r.fromStream === name) parts[name] = output;
        continue;
      }
      let to: Writer;
      try { to = location === null ? nullWriter : opened(f, location as Eval, r.append, files); } catch (e) { close(); throw e; }
      if (r.fromStream === 'Output' || r.fromStream === 'All') output = to;
      for (const name of NAMES) if (r.fromStream === 'All' || r.fromStream === name) parts[name] = to;
    }
    return { out: output, streams: f.streams.with(parts), mergesErrors, close };
  };
}
function opened(f: Frame, location: Eval, append: boolean, files: FileWriter[]): Writer {
  const v = location(f);
  if (v == null) return nullWriter;
  const file = new FileWriter(f.session, toText(v), append);
  files.push(file);
  return file;
}
const isNull = (n: { readonly kind: string; readonly variablePath?: string }): boolean => n.kind === 'VariableExpressionAst' && n.variablePath?.toLowerCase() === 'null';
/** An expression's redirections: what goes to files is settled before anything is merged with it (Compiler.GetRedirectedExpression). */
const filesFirst = (list: readonly RedirectionAst[]): RedirectionAst[] => [...list.filter((r) => r.kind !== 'MergingRedirectionAst'), ...list.filter((r) => r.kind === 'MergingRedirectionAst')];
export const writesToFile = (list: readonly RedirectionAst[]): boolean => list.some((r) => r.kind !== 'MergingRedirectionAst' && (r.fromStream === 'Output' || r.fromStream === 'All'));
/** An expression at work with redirected streams. */
export function redirected<R>({ redirections }: CommandExpressionAst, run: (f: Frame) => R, c: Compiler, mark: number): (f: Frame) => R {
  const make = withStreams(filesFirst(redirections), c);
  return (f) => {
    f.at = mark;
    const { out, streams } = f, made = make(f, out);
    f.out = made.out;
    f.streams = made.streams;
    try { return run(f); } finally { f.out = out; f.streams = streams; made.close(); }
  };
}
