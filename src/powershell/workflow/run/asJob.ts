/** A workflow called with -AsJob: it runs in a thread of its own, and the caller has a job (workflow-semantics.md 7.1). */
import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { parse } from '../../syntax/index.ts';
import type { Argument } from '../../runtime/bind/argument.ts';
import { jobTable } from '../jobs/jobTable.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { JobIdentity } from '../../runtime/host.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { ScriptRequest } from '../script/scriptRun.ts';
import { crossed } from './boundary.ts';
import { PREFERENCE_NAMES } from './workflowScope.ts';

/** The job of a workflow that a script has called and that has suspended: it goes on when somebody resumes it. */
export function suspendedJob(f: Frame, entry: FunctionEntry, state: string, identity: JobIdentity | undefined): Value {
  return jobTable(f).start(requestOf(f, entry, []), 'PSWorkflowJob', { command: entry.name, saved: state, identity });
}
/** Starts the job of a call; `f` is the scope its arguments were bound in, so they are known to fit. */
export function startAsJob(f: Frame, entry: FunctionEntry, all: readonly Argument[]): Value {
  const args: Argument[] = [];
  let jobName: string | undefined;
  for (let i = 0; i < all.length; i++) {
    const argument = all[i] as Argument, following = all[i + 1];
    if (argument.folded === 'asjob') continue;
    if (argument.folded !== 'jobname') { args.push({ ...argument, value: crossed(argument.value) }); continue; }
    if (argument.hasValue) jobName = toText(argument.value);
    else if (following !== undefined && following.name === undefined) { jobName = toText(following.value); i += 1; }
  }
  const input = f.own('input'), piped = input === unset || input == null ? [] : toItems(input).map((v) => crossed(v));
  if (piped.length > 0 && !args.some((a) => a.folded === 'inputobject')) args.push({ name: 'InputObject', folded: 'inputobject', value: piped, hasValue: true });
  return jobTable(f).start(requestOf(f, entry, args), 'PSWorkflowJob', { command: entry.name, name: jobName });
}
function requestOf(f: Frame, entry: FunctionEntry, args: readonly Argument[]): ScriptRequest {
  const { session } = f, { block, name } = entry, variables = new Map<string, Value>();
  for (const preference of PREFERENCE_NAMES) { const v = f.find(preference.toLowerCase()); if (v !== unset) variables.set(preference, v); }
  return {
    part: { kind: 'shell', steps: [{ text: name, isScript: false, isLocal: false, isFirst: true, args }] }, source: block.source, namespaces: block.namespaces,
    using: new Map(), input: undefined, variables, location: session.location, directory: session.workingDirectory.path, first: definitionsOf(entry), job: { state: null, hasPoints: f.own('pspersist') === true || hasPoints(block.ast) },
  };
}
const POINTS: ReadonlySet<string> = new Set(['checkpoint-workflow', 'persist', 'suspend-workflow']);
/** Whether it has points to suspend at, apart from its beginning and its end (section 8). */
function hasPoints(body: Ast): boolean {
  let found = false;
  walk(body, (n) => {
    if (n.kind === 'CommandAst') found ||= n.elements.some((e, i) => (i === 0 ? e.kind === 'StringConstantExpressionAst' && POINTS.has(e.value.toLowerCase()) : e.kind === 'CommandParameterAst' && e.parameterName.toLowerCase() === 'pspersist'));
    else if (n.kind === 'VariableExpressionAst') found ||= n.variablePath.toLowerCase() === 'pspersistpreference';
    return !found;
  });
  return found;
}

/** The text the workflow is written in, where nothing but definitions is left, each on the line it is on. */
export function definitionsOf({ block }: FunctionEntry): string {
  const { text } = block.source, { ast } = parse(text), kept: Ast[] = [];
  const isIt = (n: Ast): boolean => n.kind === 'FunctionDefinitionAst' && n.body.start === block.ast.start;
  const holdsIt = (n: Ast): boolean => !isIt(n) && n.start <= block.ast.start && block.ast.end <= n.end;
  walk(ast, (n) => {
    // The definitions beside those around it, and beside it: what is written inside an InlineScript block, say, is there alone.
    const statements = n.kind === 'NamedBlockAst' || n.kind === 'StatementBlockAst' ? n.statements : [];
    if (statements.some((s) => isIt(s) || holdsIt(s))) kept.push(...statements.filter((s) => s.kind === 'FunctionDefinitionAst' && !holdsIt(s)));
    return n.kind !== 'FunctionDefinitionAst' || holdsIt(n);
  });
  const blank = (part: string): string => part.replaceAll(/[^\r\n]/g, ' ');
  let made = '', at = 0;
  for (const n of kept.toSorted((a, b) => a.start - b.start)) {
    if (n.start < at) continue;
    made += blank(text.slice(at, n.start)) + text.slice(n.start, n.end);
    at = n.end;
  }
  return made;
}
