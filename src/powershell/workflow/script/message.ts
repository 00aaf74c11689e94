/** A script for another thread, and what comes back, as text: values cross in the form of a saved state. */
import { parse } from '../../syntax/index.ts';
import { walk } from '../../syntax/children.ts';
import type { Ast } from '../../syntax/ast.ts';
import type { Argument } from '../../runtime/bind/argument.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import type { StreamRecord } from '../../runtime/host.ts';
import type { Session } from '../../runtime/run/session.ts';
import { SourceText } from '../../runtime/run/source.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Decoder } from '../state/decode.ts';
import { Encoder } from '../state/encode.ts';
import type { ScriptPart, ScriptRequest } from './scriptRun.ts';

interface Text { readonly root: unknown; readonly shapes: readonly (readonly unknown[])[]; readonly table: readonly (readonly unknown[])[] }
interface Sent {
  readonly text: string; readonly file: string; readonly kind: ScriptPart['kind']; readonly start: number; readonly end: number;
  readonly namespaces: readonly string[]; readonly args: readonly Argument[]; readonly using: ReadonlyMap<string, Value>;
  readonly input: readonly Value[] | null; readonly variables: ReadonlyMap<string, Value>; readonly location: string; readonly ofWorkflow: boolean;
}
/** How a script in another thread ended. */
export type ScriptOutcome = { readonly error: undefined } | { readonly error: PowerShellError };

const textOf = (v: unknown, source?: SourceText): string => {
  const encoder = new Encoder(undefined, source), root = encoder.value(v);
  return JSON.stringify({ root, shapes: encoder.shapes, table: encoder.table } satisfies Text);
};
function read(text: string, session: Session, source?: SourceText): unknown {
  const { root, shapes, table } = JSON.parse(text) as Text;
  return new Decoder(table, { session, shapes, ...(source === undefined ? {} : { source }) }).root(root);
}

export function writeRequest(request: ScriptRequest): string {
  const { part, source } = request, node = part.kind === 'block' ? part.ast : part.definition;
  const sent: Sent = {
    text: source.text, file: source.file, kind: part.kind, start: node.start, end: node.end, namespaces: request.namespaces,
    args: part.args ?? [], using: request.using, input: request.input ?? null, variables: request.variables, location: request.location, ofWorkflow: request.ofWorkflow === true,
  };
  return textOf(sent, source);
}
/** Reads it in the other thread; `session` is the one that makes script blocks. */
export function readRequest(text: string, session: Session): ScriptRequest {
  const sent = read(text, session) as Sent, { ast } = parse(sent.text), source = new SourceText(sent.text, sent.file);
  const node = nodeAt(ast, sent);
  const part: ScriptPart = node.kind === 'FunctionDefinitionAst' ? { kind: 'function', definition: node, args: sent.args }
    : { kind: 'block', ast: node.kind === 'ScriptBlockAst' ? node : ast, args: sent.args };
  return { part, source, namespaces: sent.namespaces, using: sent.using, input: sent.input ?? undefined, variables: sent.variables, location: sent.location, ofWorkflow: sent.ofWorkflow };
}
function nodeAt(root: Ast, { start, end, kind }: Sent): Ast {
  let found: Ast | undefined;
  const wanted = kind === 'block' ? 'ScriptBlockAst' : 'FunctionDefinitionAst';
  walk(root, (n) => {
    const body = n.kind === 'FunctionDefinitionAst' ? n.body : n;
    if (n.kind === wanted && body.start === start && body.end === end) found ??= n;
    return found === undefined;
  });
  if (found === undefined) throw new Error(`The script has no block at ${start}.`);
  return found;
}
/** What it wrote, in order. An Output record holds the value as it is on the other side of the boundary. */
export const writeRecords = (records: readonly StreamRecord[], source: SourceText): string => textOf(records, source);
export const readRecords = (text: string, session: Session, source: SourceText): readonly StreamRecord[] => read(text, session, source) as readonly StreamRecord[];

export const writeOutcome = (error: PowerShellError | undefined, source: SourceText): string => textOf(error === undefined ? null : { record: error.record, isThrow: error.isThrow }, source);
export function readOutcome(text: string, session: Session, source: SourceText): ScriptOutcome {
  const { failed } = JSON.parse(text) as { readonly failed?: string };
  if (failed !== undefined) return { error: new PowerShellError(errorRecord({ id: 'InlineScriptFailed', category: 'ResourceUnavailable', message: failed })) };
  const sent = read(text, session, source) as { readonly record: ErrorRecord; readonly isThrow: boolean } | null;
  return { error: sent === null ? undefined : new PowerShellError(sent.record, sent.isThrow) };
}
