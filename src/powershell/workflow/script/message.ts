/** A script for another thread, and what comes back, as text: values cross in the form of a saved state. */
import { parse } from '../../syntax/index.ts';
import type { Coverage } from '../../runtime/debug/coverage.ts';
import { walk } from '../../syntax/children.ts';
import type { Ast } from '../../syntax/ast.ts';
import type { Argument } from '../../runtime/bind/argument.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import type { EnvironmentChanges, StreamRecord } from '../../runtime/host.ts';
import type { Session } from '../../runtime/run/session.ts';
import { SourceText } from '../../runtime/run/source.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Decoder } from '../state/decode.ts';
import { Encoder } from '../state/encode.ts';
import type { ScriptEnd, ScriptPart, ScriptRequest } from './scriptRun.ts';
import { WorkflowStateError } from '../state/stateError.ts';
import { applyChanges } from './sharedValues.ts';
import type { Change, Shared } from './sharedValues.ts';
import type { ShellStep } from './shellSteps.ts';

interface Text { readonly root: unknown; readonly shapes: readonly (readonly unknown[])[]; readonly table: readonly (readonly unknown[])[] }
interface Sent {
  readonly text: string; readonly file: string; readonly kind: ScriptPart['kind']; readonly start: number; readonly end: number;
  readonly namespaces: readonly string[]; readonly args: readonly Argument[]; readonly using: ReadonlyMap<string, Value>;
  readonly input: readonly Value[] | null; readonly variables: ReadonlyMap<string, Value>; readonly location: string; readonly directory: string | null; readonly ofWorkflow: boolean;
  readonly steps: readonly ShellStep[] | null; readonly isShared: boolean; readonly isCounted: boolean; readonly first: string | null; readonly job: NonNullable<ScriptRequest['job']> | null;
}
/** How a script in another thread ended, and what it has changed in objects it shares with its caller, and in its environment. */
export interface ScriptOutcome { readonly error: PowerShellError | undefined; readonly changes: readonly Change[]; readonly environment: EnvironmentChanges; readonly end: ScriptEnd; readonly counts: StatementCounts }
/** Which statements have run, by file. */
export type StatementCounts = ReturnType<Coverage['take']>;

const textOf = (v: unknown, source?: SourceText): string => handed(() => {
  const encoder = new Encoder(undefined, source), root = encoder.value(v);
  return JSON.stringify({ root, shapes: encoder.shapes, table: encoder.table } satisfies Text);
});
const read = (text: string, session: Session, source?: SourceText): unknown => handed(() => {
  const { root, shapes, table } = JSON.parse(text) as Text;
  return new Decoder(table, { session, shapes, ...(source === undefined ? {} : { source }) }).root(root);
});
/** A script that hands something to another thread has no state, and may be in no workflow: what is wrong is told without them. */
function handed<T>(work: () => T): T {
  try { return work(); } catch (e) {
    if (e instanceof RangeError) throw new WorkflowStateError('ValueCannotBeSaved', 'It holds values nested many thousands deep.');
    if (!(e instanceof WorkflowStateError) || e.what === undefined) throw e;
    throw new WorkflowStateError(e.code, e.code === 'StateUnreadable' ? `It cannot be read there: ${e.what}.` : `It holds ${e.what}, which only the thread that made it can use.`);
  }
}

export function writeRequest(request: ScriptRequest): string {
  const { part, source } = request, node = part.kind === 'block' ? part.ast : part.kind === 'shell' ? undefined : part.definition;
  const sent: Sent = {
    text: source.text, file: source.file, kind: part.kind, start: node?.start ?? 0, end: node?.end ?? 0, namespaces: request.namespaces,
    args: part.kind === 'shell' ? [] : part.args ?? [], using: request.using, input: request.input ?? null, variables: request.variables, location: request.location, directory: request.directory ?? null, ofWorkflow: request.ofWorkflow === true,
    steps: part.kind === 'shell' ? part.steps : null, isShared: request.isShared === true, isCounted: request.isCounted === true, first: request.first ?? null, job: request.job ?? null,
  };
  return textOf(sent, source);
}
/** Reads it in the other thread; `session` is the one that makes script blocks. */
export function readRequest(text: string, session: Session): ScriptRequest {
  const sent = read(text, session) as Sent, source = new SourceText(sent.text, sent.file), { namespaces, using, variables, location, directory, ofWorkflow, isShared, isCounted, steps, first, job } = sent;
  // A block is sent as text (PSTask, AddScript): in no file.
  source.path = '';
  return { part: steps === null ? partOf(sent) : { kind: 'shell', steps }, source, namespaces, using, input: sent.input ?? undefined, variables, location, ofWorkflow, isShared, isCounted, ...(directory === null ? {} : { directory }), ...(first === null ? {} : { first }), ...(job === null ? {} : { job }) };
}
function partOf(sent: Sent): ScriptPart {
  const { ast } = parse(sent.text), node = nodeAt(ast, sent);
  return node.kind === 'FunctionDefinitionAst' ? { kind: 'function', definition: node, args: sent.args } : { kind: 'block', ast: node.kind === 'ScriptBlockAst' ? node : ast, args: sent.args };
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

/** What ended a script: what it travels in on the other side (EndInvoke) hangs on whether a preference, a command or `throw` said so. */
type Failure = Pick<PowerShellError, 'record' | 'isThrow' | 'isPreferenceStop' | 'isOfCmdlet' | 'isOfFunction'>;
const failureOf = ({ record, isThrow, isPreferenceStop, isOfCmdlet, isOfFunction }: Failure): Failure => ({ record, isThrow, isPreferenceStop, isOfCmdlet, isOfFunction });
const errorOf = ({ record, isThrow, ...marks }: Failure): PowerShellError => Object.assign(new PowerShellError(record, isThrow), marks);

export const writeOutcome = (error: PowerShellError | undefined, source: SourceText, rest: Omit<ScriptOutcome, 'error'>): string =>
  textOf({ failure: error === undefined ? null : failureOf(error), ...rest }, source);
export function readOutcome(text: string, session: Session, source: SourceText, ofWorkflow = false): ScriptOutcome {
  const { failed, stopped } = JSON.parse(text) as { readonly failed?: string; readonly stopped?: boolean };
  if (failed !== undefined) return { error: new PowerShellError(errorRecord({ id: failureId(ofWorkflow), category: 'ResourceUnavailable', message: `${ofWorkflow ? 'The InlineScript' : 'The script'} could not be run to its end: ${failed}.` })), changes: [], environment: [], end: stopped === true ? 'stopped' : 'ended', counts: new Map() };
  const { failure, ...rest } = read(text, session, source) as Omit<ScriptOutcome, 'error'> & { readonly failure: Failure | null };
  return { ...rest, error: failure === null ? undefined : errorOf(failure) };
}
/** The id of what the engine could not do with a script beside the runbook's. */
export const failureId = (ofWorkflow: boolean): string => (ofWorkflow ? 'InlineScriptFailed' : 'ScriptFailed');
/** What a script of the same process has changed is the caller's too: the objects that it shares, and the environment. */
export function takeChanges(session: Session, shared: readonly Shared[], { changes, environment }: ScriptOutcome): void {
  applyChanges(shared, changes);
  for (const [name, value] of environment) session.host.environment.set(name, value ?? undefined);
}
