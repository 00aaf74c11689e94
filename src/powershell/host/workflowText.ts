/** Texts for PowerShell that are made of a runbook's. */
import { parse } from '../syntax/index.ts';
import { walk } from '../syntax/children.ts';
import { commandNameOf } from '../syntax/commandName.ts';

/**
 * A script that defines what a workflow runbook defines and calls the workflow of its name (else the last one) with the
 * parameters it is given. Only definitions count: calls beside them are for trying it out. Lines stay where they are.
 */
export function workflowCall(text: string, name: string): string {
  const { ast } = parse(text), statements = ast.endBlock?.statements ?? [];
  const names = statements.flatMap((s) => (s.kind === 'FunctionDefinitionAst' && s.isWorkflow ? [s.name] : []));
  const called = names.find((each) => each.toLowerCase() === name.toLowerCase()) ?? names.at(-1) ?? name;
  let kept = '', at = 0;
  for (const s of statements) {
    if (s.kind === 'FunctionDefinitionAst' || s.kind === 'TypeDefinitionAst') continue;
    kept += text.slice(at, s.start) + text.slice(s.start, s.end).replace(/[^\r\n]/g, ' ');
    at = s.end;
  }
  const literal = (kept + text.slice(at)).replaceAll("'", "''");
  // Its own parameters go by `$args`, since only the workflow knows them.
  return `. ([scriptblock]::Create('${literal}')); & '${called.replaceAll("'", "''")}' @args`;
}

const KEEPERS = /^(?:checkpoint-workflow|persist|suspend-workflow)$/i;
/**
 * Whether a workflow needs what only the service of its job has: a state that is kept (checkpoints, suspending), assets and jobs,
 * other runbooks (`isAsked` says which names are what only the service answers). A Windows PowerShell compiles such a command into a process of its own,
 * which nobody answers.
 */
export function needsService(text: string, isAsked: (name: string) => boolean): boolean {
  let found = false;
  const { ast } = parse(text), own = new Set<string>(), called = new Set<string>();
  walk(ast, (n) => {
    if (n.kind === 'FunctionDefinitionAst') own.add(n.name.toLowerCase());
    const name = n.kind === 'CommandAst' ? commandNameOf(n)?.toLowerCase() ?? '' : '';
    if (KEEPERS.test(name)) found = true;
    else if (/^[\w-]+$/.test(name)) called.add(name);
    if (n.kind === 'CommandParameterAst' && /^pspersist$/i.test(n.parameterName)) found = true;
    if (n.kind === 'VariableExpressionAst' && /^pspersistpreference$/i.test(n.variablePath)) found = true;
    return !found;
  });
  return found || [...called].some((name) => !own.has(name) && isAsked(name));
}

/** The text of an InlineScript block; `$using:x` becomes the variable `$using_x` of the same length. */
export function inlineText(text: string, start: number, end: number): string {
  const { ast } = parse(text.slice(start, end)), places: number[] = [];
  walk(ast, (n) => {
    const own = n.kind === 'VariableExpressionAst' || n.kind === 'UsingExpressionAst' ? /^[$@]\{?using:/i.exec(text.slice(start + n.start, start + n.end)) : null;
    if (own !== null && !places.includes(n.start + own[0].length - 1)) places.push(n.start + own[0].length - 1);
    return true;
  });
  let made = '', at = 0;
  for (const place of places.toSorted((a, b) => a - b)) {
    made += `${text.slice(start + at, start + place)}_`;
    at = place + 1;
  }
  return made + text.slice(start + at, end);
}
