/** Script text that waits for time, the web or a program: beside other branches it is worth a thread. */
import type { Ast, ScriptBlockAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { parse } from '../../syntax/index.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import type { Session } from '../../runtime/run/session.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { ScriptRequest } from '../script/scriptRun.ts';
import { waitsOutside } from './catalogue.ts';

type LookUp = (name: string) => CommandEntry | undefined;
/** They run a text, in which nobody has looked what it calls. */
const RUNS_TEXT = /^(?:Invoke-(?:Expression|Command)|Import-Module|New-Module)$/, MAKES_SCRIPTS = /scriptblock|InvokeScript|Add(?:Script|Command|Statement)/i;
const WAITING: ReadonlySet<string> = new Set(['Start-Sleep', 'Invoke-WebRequest', 'Invoke-RestMethod']);

/** Whether nodes wait, and call nothing but commands that any session has: no functions, assets or jobs of the runbook. `hasUsing`: what `$using:` names goes with them. */
export function waits(nodes: readonly Ast[], find: LookUp, hasUsing = false): boolean {
  let isWaiting = false, isPlain = true;
  for (const node of nodes) walk(node, (x) => {
    if (x.kind === 'VariableExpressionAst' && x.variablePath.includes(':') && !/^env:/i.test(x.variablePath) && !(hasUsing && /^using:/i.test(x.variablePath))) isPlain = false;
    // How long a loop goes on, nobody knows.
    if (x.kind === 'WhileStatementAst' || x.kind === 'DoWhileStatementAst' || x.kind === 'DoUntilStatementAst') isWaiting = true;
    if (x.kind !== 'CommandAst') return isPlain;
    const entry = find(commandNameOf(x) ?? '');
    if (entry?.kind === 'Application') isWaiting = true;
    else if (entry?.kind !== 'Cmdlet' || /Automation|Sma|Job/.test(entry.name)) isPlain = false;
    else isWaiting ||= entry.raw === true || WAITING.has(entry.name) || waitsOutside(entry.name);
    return isPlain;
  });
  return isWaiting && isPlain;
}
/**
 * The same for a script of a workflow while it is tested: it may define functions, and call those, but nothing that stands in for a command
 * (which is there in the thread of the test alone), nor a text that might.
 */
export function scriptWaits(script: ScriptBlockAst, text: string, session: Session): boolean {
  const own = new Set<string>(), echo = findCommand(session.global, 'Write-Output');
  walk(script, (x) => { if (x.kind === 'FunctionDefinitionAst') own.add(fold(x.name)); return true; });
  if (MAKES_SCRIPTS.test(text.slice(script.start, script.end))) return false;
  return waits([script], (name) => {
    if (isMocked(name, session)) return undefined;
    if (own.has(fold(name))) return echo;
    const entry = findCommand(session.global, name);
    return entry !== undefined && RUNS_TEXT.test(entry.name) ? undefined : entry;
  }, true);
}
/**
 * Whether a job calls what something stands in for, or what nobody knows of: it runs in the thread of the test then, where that is. All other
 * jobs of a test have threads of their own, as everywhere.
 */
export function needsMocks({ part, first }: ScriptRequest, session: Session): boolean {
  if (session.mocks === undefined || session.mocks.version === 0) return false;
  if (part.kind === 'shell') return true;
  const own = new Set<string>(), root = part.kind === 'block' ? part.ast : part.definition;
  let needs = first !== undefined;
  walk(root, (x) => { if (x.kind === 'FunctionDefinitionAst') own.add(fold(x.name)); return true; });
  walk(root, (x) => {
    if (x.kind !== 'CommandAst') return !needs;
    const name = commandNameOf(x) ?? '', entry = findCommand(session.global, name);
    needs ||= isMocked(name, session) || (!own.has(fold(name)) && (entry?.kind !== 'Cmdlet' || RUNS_TEXT.test(entry.name)));
    return !needs;
  });
  return needs;
}
/** Whether something stands in for a command, by this or another name of it. */
export function isMocked(name: string, session: Session): boolean {
  const { mocks } = session;
  if (mocks === undefined) return false;
  const entry = findCommand(session.global, name);
  return mocks.find(name) !== undefined || (entry !== undefined && mocks.find(entry.name) !== undefined);
}
/** The same for a text that a session is to run. */
export function textWaits(text: string, session: Session): boolean {
  const { ast, errors } = parse(text);
  return errors.length === 0 && waits([ast], (name) => findCommand(session.global, name));
}
