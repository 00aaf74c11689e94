import type { Ast, CommandAst, FunctionDefinitionAst, ScriptBlockAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandKeyOf, commandNameOf } from '../../syntax/commandName.ts';
import { argumentFor } from '../commands/arguments.ts';
import { plainFunctionName } from './functionName.ts';
import { declaredParametersOf, givenToOwn } from './ownCalls.ts';
import type { Scope, VariableSymbol } from './symbols.ts';
import { tablesIn, writtenKeys, type KeyUse } from './tableKeys.ts';

/**
 * A function of the text that hands a table on to the command that another of its parameters names: `& $Command @Table`,
 * `Start-SmaRunbook -Name $Name -Parameters $Table`. What a call of it gives belongs to the command that the same call names.
 */
export interface HandedOn {
  readonly function: FunctionDefinitionAst;
  readonly form: 'name' | 'start';
  /** The command in the function. */
  readonly node: CommandAst;
  /** Its parameters' names, in lower case. */
  readonly command: string;
  readonly table: string;
}

/** How the tables of variables get into others. */
export interface TableFlow {
  /** For each variable those that its tables get into, and those that it gets them from. */
  readonly into: ReadonlyMap<VariableSymbol, ReadonlySet<VariableSymbol>>;
  readonly from: ReadonlyMap<VariableSymbol, ReadonlySet<VariableSymbol>>;
  /** Keys of tables that are written out where a function of the text is given them. */
  readonly given: ReadonlyMap<VariableSymbol, readonly KeyUse[]>;
  readonly handedOn: readonly HandedOn[];
  /** The functions of the text by their names in lower case; those of which there are several are not among them. */
  readonly functions: ReadonlyMap<string, FunctionDefinitionAst>;
}

/** Variables whose tables a value has in itself: `$a`, `$a + @{}`, `$a.Clone()`, either branch of an `if`. */
function variablesIn(node: Ast): VariableExpressionAst[] {
  switch (node.kind) {
    case 'VariableExpressionAst': return node.splatted ? [] : [node];
    case 'PipelineAst': return node.elements.length === 1 ? variablesIn(node.elements[0]!) : [];
    case 'CommandExpressionAst': return variablesIn(node.expression);
    case 'ConvertExpressionAst': case 'AttributedExpressionAst': return variablesIn(node.child);
    case 'ParenExpressionAst': return variablesIn(node.pipeline);
    case 'UsingExpressionAst': return variablesIn(node.subExpression);
    case 'SubExpressionAst': return node.subExpression.statements.length === 1 ? variablesIn(node.subExpression.statements[0]!) : [];
    case 'AssignmentStatementAst': return variablesIn(node.left);
    case 'BinaryExpressionAst': return node.operator === 'Plus' ? [...variablesIn(node.left), ...variablesIn(node.right)] : [];
    case 'TernaryExpressionAst': return [...variablesIn(node.ifTrue), ...variablesIn(node.ifFalse)];
    case 'IfStatementAst': return [...node.clauses.map(({ body }) => body), ...(node.elseClause === undefined ? [] : [node.elseClause])].flatMap(({ statements }) => statements.flatMap(variablesIn));
    case 'InvokeMemberExpressionAst': return !node.isStatic && node.member.kind === 'StringConstantExpressionAst' && /^clone$/i.test(node.member.value) ? variablesIn(node.expression) : [];
    default: return [];
  }
}

const bareVariable = (node: Ast | undefined): VariableExpressionAst | undefined => {
  const [only, other] = node === undefined ? [] : variablesIn(node);
  return other === undefined ? only : undefined;
};
const starts = /^start-(?:sma|automation|azureautomation|azurermautomation|azautomation)runbook$/;

/** What a command of a function hands on, where both the command's name and the table are parameters of the function. */
function handed(fn: FunctionDefinitionAst, node: CommandAst): HandedOn[] {
  const own = new Set(declaredParametersOf(fn).map(({ name }) => name.variablePath.toLowerCase())), parameter = (one: Ast | undefined): string | undefined => {
    const name = (one?.kind === 'VariableExpressionAst' ? one : bareVariable(one))?.variablePath.toLowerCase();
    return name !== undefined && own.has(name) ? name : undefined;
  };
  const isStart = starts.test(commandKeyOf(node)), [first] = node.elements, command = parameter(isStart ? argumentFor(node, 'Name', 0) : first?.kind === 'VariableExpressionAst' ? first : undefined);
  if (command === undefined) return [];
  const tables = isStart ? [parameter(argumentFor(node, 'Parameters'))] : node.elements.map((element) => (element.kind === 'VariableExpressionAst' && element.splatted ? parameter(element) : undefined));
  return tables.flatMap((table) => (table === undefined ? [] : [{ function: fn, form: isStart ? 'start' as const : 'name' as const, node, command, table }]));
}

const known = new WeakMap<Scope, TableFlow>();

/** How the tables of a text get from one variable into another: by assignments, put together with others, and through the parameters of its functions. */
export function tableFlow(ast: ScriptBlockAst, root: Scope, variableOf: (node: VariableExpressionAst) => VariableSymbol | undefined): TableFlow {
  const before = known.get(root);
  if (before !== undefined) return before;
  const functions = new Map<string, FunctionDefinitionAst | undefined>(), calls: CommandAst[] = [], handedOn: HandedOn[] = [], into = new Map<VariableSymbol, Set<VariableSymbol>>(), from = new Map<VariableSymbol, Set<VariableSymbol>>(), given = new Map<VariableSymbol, KeyUse[]>();
  const add = (map: Map<VariableSymbol, Set<VariableSymbol>>, key: VariableSymbol, value: VariableSymbol): void => void map.set(key, (map.get(key) ?? new Set()).add(value));
  const flow = (sources: readonly VariableExpressionAst[], target: VariableExpressionAst): void => {
    const to = sources.length === 0 ? undefined : variableOf(target);
    for (const source of to === undefined ? [] : sources) {
      const one = variableOf(source);
      if (one === undefined || one === to) continue;
      add(into, one, to!);
      add(from, to!, one);
    }
  };
  const within: FunctionDefinitionAst[] = [];
  walk(ast, (node) => {
    while (within.length > 0 && within.at(-1)!.end <= node.start) within.pop();
    if (node.kind === 'FunctionDefinitionAst') {
      const key = plainFunctionName(node.name).toLowerCase();
      functions.set(key, functions.has(key) ? undefined : node);
      within.push(node);
    } else if (node.kind === 'CommandAst') {
      calls.push(node);
      const fn = within.at(-1);
      if (fn !== undefined) for (const one of handed(fn, node)) handedOn.push(one);
    } else if (node.kind === 'AssignmentStatementAst' && /^(?:Plus)?Equals$/.test(node.operator)) {
      const target = bareVariable(node.left);
      if (target !== undefined) flow(variablesIn(node.right), target);
    }
  });
  const parts = new Set(handedOn.map((one) => `${one.function.start} ${one.table}`));
  for (const call of calls) {
    const fn = functions.get(plainFunctionName(commandNameOf(call) ?? '').toLowerCase());
    if (fn === undefined) continue;
    for (const [{ name }, value] of givenToOwn(call, fn).values) {
      const target = parts.has(`${fn.start} ${name.variablePath.toLowerCase()}`) ? undefined : variableOf(name);
      if (target === undefined) continue;
      flow(variablesIn(value), name);
      const keys = tablesIn(value).flatMap((table) => writtenKeys(table, undefined));
      if (keys.length > 0) given.set(target, [...(given.get(target) ?? []), ...keys]);
    }
  }
  const found = { into, from, given, handedOn, functions: new Map([...functions].flatMap(([key, fn]) => (fn === undefined ? [] : [[key, fn] as const]))) };
  known.set(root, found);
  return found;
}

/** All that a step leads to from some variables, themselves among them. */
export function reached(from: Iterable<VariableSymbol>, step: ReadonlyMap<VariableSymbol, ReadonlySet<VariableSymbol>>): Set<VariableSymbol> {
  const found = new Set(from), open = [...found];
  for (let one = open.pop(); one !== undefined; one = open.pop()) for (const next of step.get(one) ?? []) if (found.size !== found.add(next).size) open.push(next);
  return found;
}
