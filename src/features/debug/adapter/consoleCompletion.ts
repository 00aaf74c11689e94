/** Completion in the debug console: variables, members, types, parameters and commands as the stopped run knows them. */
import type { DebugProtocol } from '@vscode/debugprotocol';

/** Works out an expression where the run is stopped; undefined where it cannot be. */
export type Ask = (expression: string) => Promise<string | undefined>;
/** What the stopped run is asked. */
export interface Known {
  readonly variables: () => Promise<readonly string[]>;
  /** Whether the run is one of a workflow, whose own variables have a name of their scope. */
  readonly inWorkflow: () => Promise<boolean>;
  readonly evaluate: Ask;
  /** Names of types that begin so. */
  readonly types: (beginning: string) => Promise<readonly string[]>;
}
const MOST = 200;
const SCOPES = ['$env:', '$global:', '$local:', '$script:'];

/** What may stand at the end of `before`, the text up to the cursor. */
export async function consoleCompletions(before: string, { variables, inWorkflow, evaluate: ask, types }: Known): Promise<DebugProtocol.CompletionItem[]> {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const member = /(\$(?:\{[^}]+\}|[\w:]+)(?:\.\w+|\[\d+\])*)\.(\w*)$/.exec(line);
  if (member?.[1] !== undefined) return await members(ask, `${member[1]} | Get-Member`, member[2] ?? '', before);
  const typed = /\[([\w.]+)\]::(\w*)$/.exec(line);
  if (typed?.[1] !== undefined) return await members(ask, `[${typed[1]}] | Get-Member -Static`, typed[2] ?? '', before);
  // Behind a variable, a property or a call a bracket is an index.
  const type = /(?:^|[^\w\])}"'])\[([\w.]*)$/.exec(line) ?? /(?:^|\s)(?:-TypeName|New-Object)\s+([\w.]+)$/i.exec(line) ?? /\[[\w.]+\[(?:[\w.]+,\s*)*([\w.]*)$/.exec(line);
  if (type !== null) return items(await types(type[1] ?? ''), type[1] ?? '', before, 'class');
  const drive = /\$(env|variable|function):\w*$/i.exec(line);
  if (drive?.[1] !== undefined) return items((await listed(ask, `(Get-ChildItem -Path ${drive[1]}:).Name`)).map((name) => `$${drive[1]}:${name}`), drive[0], before, 'variable');
  const scoped = /\$((?:global|script|local|private|workflow):)\w*$/i.exec(line);
  if (scoped?.[1] !== undefined) return items((await variables()).map((name) => `$${scoped[1]}${name.slice(1)}`), scoped[0], before, 'variable');
  const variable = /\$\w*$/.exec(line);
  if (variable !== null) return items([...await variables(), ...(variable[0] === '$' ? [] : [...SCOPES, ...(await inWorkflow() ? ['$WORKFLOW:'] : [])])], variable[0], before, 'variable');
  const parameter = /(?:^|[|;({=]\s*)([A-Za-z][\w-]*)\s[^|;]*?-(\w*)$/.exec(line);
  if (parameter?.[1] !== undefined) return items(await listed(ask, `(Get-Command -Name '${parameter[1]}' -ErrorAction SilentlyContinue).Parameters.Keys`), parameter[2] ?? '', before, 'property');
  const word = /(?:^|[|;({=&.]\s*)([A-Za-z][\w-]*)$/.exec(line)?.[1];
  return word === undefined ? [] : items(await listed(ask, `(Get-Command -Name '${word}*').Name`), word, before, 'function');
}

/** Properties first, what was added to the object before what its type has, then methods. */
async function members(ask: Ask, expression: string, typed: string, before: string): Promise<DebugProtocol.CompletionItem[]> {
  const found = (await listed(ask, `(${expression} | ForEach-Object { "$($_.MemberType) $($_.Name)" })`)).map((line) => ({ isMethod: /^\w*Method /.test(line), name: line.slice(line.indexOf(' ') + 1) }));
  const of = (isMethod: boolean): string[] => found.filter((one) => one.isMethod === isMethod).map(({ name }) => name);
  return [...items(of(false), typed, before, 'property'), ...items(of(true), typed, before, 'method')].map((item, i) => ({ ...item, sortText: String(i).padStart(4, '0') }));
}

async function listed(ask: Ask, expression: string): Promise<readonly string[]> {
  return (await ask(`${expression} -join "\`n"`))?.split('\n').filter((name) => name !== '') ?? [];
}

function items(names: readonly string[], typed: string, before: string, type: DebugProtocol.CompletionItemType): DebugProtocol.CompletionItem[] {
  const lower = typed.toLowerCase();
  return [...new Set(names)].filter((name) => name.toLowerCase().startsWith(lower)).slice(0, MOST).map((label) => ({ label, type, start: before.length - typed.length, length: typed.length }));
}
