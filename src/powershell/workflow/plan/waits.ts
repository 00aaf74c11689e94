/** Script text that waits for time, the web or a program: beside other branches it is worth a thread. */
import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { parse } from '../../syntax/index.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import type { Session } from '../../runtime/run/session.ts';
import { waitsOutside } from './catalogue.ts';

type LookUp = (name: string) => CommandEntry | undefined;
const WAITING: ReadonlySet<string> = new Set(['Start-Sleep', 'Invoke-WebRequest', 'Invoke-RestMethod']);

/** Whether nodes wait, and call nothing but commands that any session has: no functions, assets or jobs of the runbook. */
export function waits(nodes: readonly Ast[], find: LookUp): boolean {
  let isWaiting = false, isPlain = true;
  for (const node of nodes) walk(node, (x) => {
    if (x.kind === 'VariableExpressionAst' && x.variablePath.includes(':') && !/^env:/i.test(x.variablePath)) isPlain = false;
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
/** The same for a text that a session is to run. */
export function textWaits(text: string, session: Session): boolean {
  const { ast, errors } = parse(text);
  return errors.length === 0 && waits([ast], (name) => findCommand(session.global, name));
}
