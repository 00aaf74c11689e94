/** Redirections: to nowhere, to a file, into Output or another stream. */
import type { RedirectionAst } from '../../../syntax/ast.ts';
import { toText } from '../../convert/toText.ts';
import { FileWriter } from '../../run/pipeline/fileWriter.ts';
import type { Frame } from '../../run/frame.ts';
import type { Streams, StreamName } from '../../run/pipeline/streams.ts';
import { nullWriter } from '../../run/pipeline/writers.ts';
import type { Writer } from '../../run/pipeline/writers.ts';
import type { Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

const NAMES: readonly StreamName[] = ['Error', 'Warning', 'Verbose', 'Debug', 'Information'];
/** What a command with redirections writes to; `close` ends the files. */
export interface Redirected { readonly out: Writer; readonly streams: Streams; readonly close: () => void }
export type StreamsOf = (f: Frame, out: Writer) => Redirected;

export function withStreams(list: readonly RedirectionAst[], c: Compiler): StreamsOf {
  const steps = list.map((r) => (r.kind === 'MergingRedirectionAst' ? { r, location: undefined } : { r, location: isNull(r.location) ? null : c.expression(r.location) }));
  return (f, out) => {
    const files: FileWriter[] = [];
    let output = out;
    const parts: Partial<Record<StreamName, Writer | null>> = {};
    for (const { r, location } of steps) {
      if (r.kind === 'MergingRedirectionAst') {
        for (const name of NAMES) if (r.fromStream === 'All' || r.fromStream === name) parts[name] = output;
        continue;
      }
      const to = location === null ? nullWriter : opened(f, location as Eval, r.append, files);
      if (r.fromStream === 'Output' || r.fromStream === 'All') output = to;
      for (const name of NAMES) if (r.fromStream === 'All' || r.fromStream === name) parts[name] = to;
    }
    return { out: output, streams: f.streams.with(parts), close: () => { for (const file of files) file.close(); } };
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
/** A statement run with redirected streams. */
export function redirected(list: readonly RedirectionAst[], run: Exec, c: Compiler): Exec {
  const make = withStreams(list, c);
  return (f) => {
    const { out, streams } = f, made = make(f, out);
    f.out = made.out;
    f.streams = made.streams;
    try { return run(f); } finally { f.out = out; f.streams = streams; made.close(); }
  };
}
