/** A parameter of a runbook or a function across the folder: its variable at home, and its name in every call. */
import {
  defaultParameters, eachVariable, givenToOwn, givenValues, helpersOf, keysOfVariable, meansParameter, nameOfCall, othersSplatted, ownAliases, ownParameter, pipedObjects, pipedProblem, renameProblem, runbookNames, runTexts, sharingVariables, shortenedProblem, splatsOf, symbolAt, workflowsOf, type Ast, type CommandUse, type ExpressionAst, type FunctionSymbol, type NamedSymbol, type ParameterAst, type Piped,
  type RunbookNameForm, type Scope, type VariableExpressionAst, type VariableSymbol as OwnVariable, sameName } from '../../powershell/index.ts';
import { definesItself, type CallForm, type IndexedCall, type Span } from './fileFacts.ts';
import { named, namesIn } from './factNames.ts';
import { dashed, keysOf, summands, textCalled } from './givenArguments.ts';
import type { FolderTables, IndexedFile } from './folderTables.ts';
import { commandSymbol, functionAliases, functionCallers, isInModule, type CurrentFile, type Extent, type FolderSymbol, type ParsedFile } from './symbols.ts';

/** A parameter by the runbook or the function that has it. */
export interface CalledParameter { readonly command: string; readonly parameter: string; /** Files whose function it is; undefined for a runbook's. */ readonly owners?: readonly string[] | undefined; /** Names that the function gives itself. */ readonly aliases?: readonly string[] | undefined; /** It takes the property of its name of what is piped. */ readonly byProperty?: boolean | undefined; /** Of a script that plain calls do not mean. */ readonly isByFile?: boolean | undefined }

/** The files that mean a parameter. */
export interface ParameterFiles {
  /** By its whole name: in a call it may stand shortened. */
  readonly parameter: CalledParameter;
  /** True where the call has another name that the parameter has (about_Functions_Advanced_Parameters, Alias). */
  readonly isAlias: boolean;
  /** All parameters of the same command. */
  readonly names: readonly string[];
  /** Keys of the files that declare it. */
  readonly homes: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}


/** Functions of a text that other files may load: those that stand in no function. */
const looseFunctions = (scope: Scope): FunctionSymbol[] =>
  [...scope.functions.filter(({ node }) => !node.isWorkflow), ...scope.children.flatMap((child) => (/^(function|workflow|method)$/.test(child.kind) ? [] : looseFunctions(child)))];

const parametersOf = ({ node }: FunctionSymbol): readonly ParameterAst[] => [...(node.parameters ?? []), ...(node.body.paramBlock?.parameters ?? [])];

/** Parameters that a text declares: of its function of the name, or of the runbook, which is its workflow, or the script. */
function declaredParameters({ result, scope }: ParsedFile, { command, owners }: Omit<CalledParameter, 'parameter'>): readonly ParameterAst[] {
  if (owners !== undefined) return looseFunctions(scope).filter(({ name }) => sameName(name, command)).flatMap(parametersOf);
  const workflows = workflowsOf(result.ast), workflow = workflows.find(({ name }) => sameName(name, command));
  if (workflow !== undefined) return [...(workflow.node.parameters ?? []), ...(workflow.node.body.paramBlock?.parameters ?? [])];
  return workflows.length > 0 ? [] : (result.ast.paramBlock?.parameters ?? []);
}

/** The extent of a parameter's name, without `$`, where it is declared. */
function parameterDeclaration(parsed: ParsedFile, asked: CalledParameter): Extent | undefined {
  const found = declaredParameters(parsed, asked).find(({ name }) => sameName(name.variablePath, asked.parameter));
  return found && { start: found.name.end - found.name.variablePath.length, end: found.name.end };
}

/** The parameter of the runbook, or of a function that other files may load, that a variable is, if it is one. */
export function parameterOf(symbol: FolderSymbol, { key, facts: { runbook: { name: command } }, parsed }: CurrentFile): CalledParameter | undefined {
  if (symbol.kind !== 'variable') return undefined;
  const isIt = ({ name }: ParameterAst): boolean => symbol.symbol.places.some(({ access, end }) => access === 'declare' && end === name.end);
  if (declaredParameters(parsed, { command }).some(isIt)) return { command, parameter: symbol.name };
  const owner = looseFunctions(parsed.scope).find((one) => parametersOf(one).some(isIt));
  return owner && { command: owner.name, parameter: symbol.name, owners: [key] };
}

const variableKeys = ({ result, scope }: ParsedFile, node: VariableExpressionAst): (Extent & { readonly name: string })[] => keysOfVariable(result, scope, node).map(({ key, start, end }) => ({ name: key, start, end }));

/** A command with what it means. */
interface Called { readonly name: string; readonly form: RunbookNameForm; readonly command: CommandUse; readonly module?: string | undefined; /** In a text that is run as code: what it gives. */ readonly given?: readonly (Extent & { readonly name: string })[]; /** Where a function of the text hands them on: the tables that it is given for the command, and its own parameter for them. */ readonly tables?: readonly Ast[]; readonly taker?: VariableExpressionAst }

/** Names of parameters that a call gives: `-Name`, keys of a splatted hashtable, keys of `-Parameters @{ }` where a job is started. */
function givenNames(parsed: ParsedFile, { command: use, form, tables, given }: Called, seen: Set<OwnVariable> = new Set()): (Extent & { readonly name: string })[] {
  const keys = (expression: Ast | undefined): (Extent & { readonly name: string })[] => (expression?.kind === 'HashtableAst' ? keysOf(expression) : expression?.kind === 'VariableExpressionAst' ? eachVariable(parsed.scope, [expression], seen).flatMap((node) => variableKeys(parsed, node)) : []);
  if (given !== undefined) return [...given];
  if (tables !== undefined) return tables.flatMap(keys);
  if (form === 'start') return givenValues(use, 'Parameters').flatMap(summands).flatMap(keys);
  return use.node.elements.flatMap((element) => {
    return element.kind === 'VariableExpressionAst' && element.splatted ? keys(element) : dashed(element);
  });
}

const calledKnown = new WeakMap<readonly CommandUse[], readonly Called[]>();
/** Commands with what they mean: by their own name, by what an alias of the text stands for, by the one text that their variable holds, or as a function of the text is told. */
function namesCalled(parsed: ParsedFile): readonly Called[] {
  const { result, commands } = parsed, known = calledKnown.get(commands);
  if (known !== undefined) return known;
  const helped = handedOn(parsed), inside = new Set(helpersOf(result, parsed.scope).handedOn.map(({ node }) => node));
  const found = [
    ...runbookNames(result.text, commands).filter(({ command }) => !inside.has(command.node)).map((one): Called => (one.form === 'name' && one.module === undefined ? { ...one, name: ownAliases(result.ast, commands).get(one.name.toLowerCase()) ?? one.name } : one)),
    ...commands.flatMap((command): Called[] => {
      const name = inside.has(command.node) ? undefined : textCalled(command);
      return name === undefined ? [] : [{ name, form: 'name', command }];
    }), ...helped, ...runTexts(result.text, result.ast, commands).calls,
  ];
  calledKnown.set(commands, found);
  return found;
}

/** What calls of the text's own functions mean that hand a table on to a command which the call names as well. */
function handedOn({ result, scope, commands }: ParsedFile): Called[] {
  const { handedOn: helpers, functions } = helpersOf(result, scope);
  return helpers.length === 0 ? [] : commands.flatMap((command) => {
    const fn = functions.get(nameOfCall(command.node)?.toLowerCase() ?? '');
    return fn === undefined ? [] : helpers.filter((one) => one.function === fn).flatMap((one): Called[] => {
      const { values } = givenToOwn(command.node, fn), name = ownParameter(fn, one.command), taker = ownParameter(fn, one.table), named = name && values.get(name), table = taker && values.get(taker);
      if (named === undefined || table === undefined || taker === undefined) return [];
      return command.texts.textsOf(named as ExpressionAst).map(({ value }): Called => ({ name: value, form: one.form, command, tables: summands(table), taker: taker.name }));
    });
  });
}

const isLoose = ({ facts }: IndexedFile, command: string): boolean => facts.functions.some((item) => item.facts !== undefined && sameName(item.name, command));

/** The parameter of another runbook or function whose name stands at a place, in a call of it. A function inside another is its text's own: undefined. */
export function calledParameterAt(current: CurrentFile, offset: number, tables: FolderTables): (CalledParameter & Extent) | undefined {
  const { parsed } = current, seen = new Set<OwnVariable>(), started = new Set<CommandUse>();
  for (const call of namesCalled(parsed)) {
    const { name, form, command, module } = call;
    // Of several that one command may start the first is told.
    if (form === 'manage' || (form === 'start' && call.tables === undefined && call.given === undefined && started.size === started.add(command).size)) continue;
    const found = givenNames(parsed, call, seen).find(({ start, end }) => start <= offset && offset <= end);
    if (found === undefined) continue;
    const symbol = form === 'name' ? commandSymbol(name, found, tables, current, module) : undefined, owners = symbol?.kind === 'function' ? symbol.owners : undefined;
    if (module !== undefined && owners === undefined) return undefined;
    if (owners?.every((key) => !isLoose(key === current.key ? current : tables.files.get(key) ?? current, symbol?.name ?? name)) === true) return undefined;
    return { command: symbol?.kind === 'function' ? symbol.name : name, parameter: found.name, ...(owners && { owners }), start: found.start, end: found.end };
  }
  return undefined;
}

/** Where a parameter is declared and given. */
export function parameterFiles(asked: CalledParameter, tables: FolderTables, current: CurrentFile): ParameterFiles {
  const { command, owners } = asked, isHome = ({ key, facts }: IndexedFile): boolean => (owners === undefined ? sameName(facts.runbook.name, command) : owners.includes(key));
  const homes = [...(isHome(current) ? [current] : []), ...(owners === undefined ? tables.runbooks(command) : tables.functions(command).filter((file) => file.key !== current.key && isHome(file)))];
  const all = homes.flatMap(({ facts }) => (owners === undefined ? facts.runbook.parameters : facts.functions.flatMap((item) => (sameName(item.name, command) ? item.facts?.parameters ?? [] : []))));
  const names = all.map(({ name }) => name), whole = names.find((name) => meansParameter(asked.parameter, name, names));
  const aliased = whole === undefined ? all.find(({ aliases }) => aliases.some((alias) => sameName(alias, asked.parameter)))?.name : undefined;
  const callers = owners === undefined ? [current, ...tables.callers(command)] : functionCallers(command, owners, tables, current), keys = homes.map(({ key }) => key);
  const aliases = owners === undefined ? undefined : functionAliases(command, owners, tables, current);
  return { parameter: { ...asked, parameter: whole ?? aliased ?? asked.parameter, ...(aliases && { aliases }), ...(all.some((one) => one.byProperty === true && sameName(one.name, whole ?? aliased ?? asked.parameter)) && { byProperty: true }), ...(owners === undefined && homes.length > 0 && homes.every(({ facts }) => definesItself(facts)) && { isByFile: true }) }, isAlias: aliased !== undefined, names, homes: new Set(keys), keys: new Set([...keys, ...callers.map(({ key }) => key)]) };
}

/** Whether a call of some form may be one of the command that has a parameter. */
const mayCall = ({ command, owners, aliases, isByFile }: CalledParameter, name: string, form: CallForm, module?: string): boolean => form !== 'manage' && (module === undefined || owners?.some((key) => isInModule(key, module)) === true) && (owners === undefined ? form !== 'name' || isByFile !== true : form === 'name') && (sameName(name, command) || aliases?.some((alias) => sameName(alias, name)) === true);

/** Whether a text that calls another file's function by its module has one of the name itself, which its plain calls mean. */
const isShadowed = ({ scope }: ParsedFile, { command, owners }: CalledParameter, isHome: boolean): boolean => !isHome && owners !== undefined && looseFunctions(scope).some(({ name }) => sameName(name, command));

/** Calls to which something is piped that a parameter may be bound to by its name. */
function pipedCalls(parsed: ParsedFile, asked: CalledParameter, parameters: readonly string[], isHome: boolean): { readonly command: CommandUse; readonly piped: Piped }[] {
  if (asked.byProperty !== true) return [];
  return namesCalled(parsed).flatMap((call) => {
    const { name, form, command, module } = call, piped = form === 'start' || call.tables !== undefined || call.given !== undefined || !mayCall(asked, name, form, module) || (module === undefined && isShadowed(parsed, asked, isHome)) ? undefined : pipedObjects(parsed.result.ast).get(command.node);
    return piped === undefined || givenNames(parsed, call).some((given) => meansParameter(given.name, asked.parameter, parameters)) ? [] : [{ command, piped }];
  });
}

/** Extents of a parameter's name in the calls of a text. A beginning of it counts where no other of the command's `parameters` has it. */
export function parameterArguments(parsed: ParsedFile, asked: CalledParameter, parameters: readonly string[], isHome = true): Extent[] {
  const found = new Map<number, Extent>(), byStart = new Set<OwnVariable>(), byCall = new Set<OwnVariable>();
  for (const call of namesCalled(parsed)) {
    const { name, form, module } = call;
    if (!mayCall(asked, name, form, module) || (module === undefined && isShadowed(parsed, asked, isHome))) continue;
    for (const { start, end, name: given } of givenNames(parsed, call, form === 'start' ? byStart : byCall)) {
      // The names that a job is started with have to be whole.
      if (form === 'start' ? sameName(given, asked.parameter) : meansParameter(given, asked.parameter, parameters)) found.set(start, { start, end });
    }
  }
  for (const { piped } of pipedCalls(parsed, asked, parameters, isHome)) for (const { name, start, end } of piped === 'unknown' ? [] : piped) if (sameName(name, asked.parameter)) found.set(start, { start, end });
  for (const { command, name, start, end } of defaultParameters(parsed.result.text, parsed.result.ast)) if (mayCall(asked, command, 'name') && meansParameter(name, asked.parameter, parameters)) found.set(start, { start, end });
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Calls of another text that may give a parameter, as the index keeps them; undefined where the text has to be read for that. */
function keptCalls({ facts }: Pick<IndexedFile, 'facts'>, asked: CalledParameter): readonly IndexedCall[] | undefined {
  const { functions, calls } = namesIn(facts), { command, owners, aliases = [], byProperty } = asked;
  // A function of the name in the text itself may be what it calls.
  if (owners !== undefined && named(functions, command).length > 0) return undefined;
  const all = [command, ...aliases].flatMap((name) => named(calls, name));
  if (all.some(({ isOpen, isPiped }) => isOpen === true || (isPiped === true && byProperty === true))) return undefined;
  return all.filter(({ name, form, module }) => mayCall(asked, name, form, module));
}

/** What `parameterArguments` finds in a text that does not declare the parameter, as far as the index tells; undefined where the text has to be read. */
export function keptArguments(file: Pick<IndexedFile, 'facts'>, asked: CalledParameter, parameters: readonly string[]): Span[] | undefined {
  const found = new Map<string, Span>(), calls = keptCalls(file, asked);
  for (const { form, given = [] } of calls ?? []) for (const [name, line, column] of given) {
    if (form === 'start' ? sameName(name, asked.parameter) : meansParameter(name, asked.parameter, parameters)) found.set(`${line} ${column}`, [line, column, name.length]);
  }
  return calls && [...found.values()].sort(([a, x], [b, y]) => a - b || x - y);
}

/** What `parameterRenameProblem` says of a text for which `keptArguments` answers. */
export function keptRenameProblem(file: Pick<IndexedFile, 'facts'>, asked: CalledParameter, parameters: readonly string[], newName: string): string | undefined {
  const given = (keptCalls(file, asked) ?? []).flatMap((call) => (call.form === 'start' ? [] : (call.given ?? []).map(([name]) => name)));
  return shortenedProblem(asked.command, asked.parameter, parameters, given, newName);
}

type VariableSymbol = NamedSymbol & { readonly kind: 'variable' };

function symbolAtHome(parsed: ParsedFile, parameter: CalledParameter): VariableSymbol | undefined {
  const declaration = parameterDeclaration(parsed, parameter);
  const symbol = declaration && symbolAt(parsed.result, parsed.scope, parsed.commands, declaration.start);
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** Extents of a parameter in the text that declares it: the variable's places and the calls there. */
export const parameterPlacesAtHome = (parsed: ParsedFile, parameter: CalledParameter): (Extent & { readonly access: 'read' | 'write' | 'declare' })[] =>
  (symbolAtHome(parsed, parameter)?.places ?? []).map(({ start, end, access }) => ({ start, end, access }));

/** Why a parameter cannot get a new name because of one of the texts that mean it, which may be its home; undefined where it can. */
export function parameterRenameProblem(parsed: ParsedFile, parameter: CalledParameter, parameters: readonly string[], newName: string, isHome: boolean): string | undefined {
  const home = isHome ? symbolAtHome(parsed, parameter) : undefined, problem = home && renameProblem(home, newName);
  if (problem !== undefined) return problem;
  const calls = namesCalled(parsed).flatMap((call) => (call.form === 'manage' ? [] : [{ ...call, splats: call.given !== undefined ? [] : call.tables?.filter((one) => one.kind === 'VariableExpressionAst') ?? (call.form === 'start' ? startTable(call.command) : splatsOf(call.command)) }]));
  const own = calls.filter(({ name, form, module }) => mayCall(parameter, name, form, module) && !(module === undefined && isShadowed(parsed, parameter, isHome)));
  const called = new Set(own.map(({ command }) => command)), means = new Set(own), isCall = (use: CommandUse): boolean => called.has(use), seen = new Set<OwnVariable>();
  const given = own.flatMap((call) => (call.form === 'start' ? [] : givenNames(parsed, call, seen).map(({ name }) => name))), shortened = shortenedProblem(parameter.command, parameter.parameter, parameters, given, newName);
  if (shortened !== undefined) return shortened;
  if (pipedCalls(parsed, parameter, parameters, isHome).some(({ piped }) => piped === 'unknown')) return pipedProblem(parameter.command, parameter.parameter);
  const isMeant = (form: Called['form']) => (key: string): boolean => (form === 'start' ? sameName(key, parameter.parameter) : meansParameter(key, parameter.parameter, parameters));
  for (const { form, taker, command } of own) {
    const read = taker && variableKeys(parsed, taker).find(({ name }) => isMeant(form)(name));
    if (read !== undefined) return `${command.name ?? 'A function'} reads ${read.name} of $${taker!.variablePath} itself, of whatever it is called for: it would not find it any more.`;
  }
  const started = new Map(calls.filter((call) => !means.has(call) && (call.tables !== undefined || !isCall(call.command))).flatMap(({ command, splats, name, form, tables }) => splats.map(({ variablePath }) => [variablePath.toLowerCase(), tables === undefined && form !== 'start' ? command.name : name] as const)).reverse());
  for (const form of ['start', 'name'] as const) for (const table of eachVariable(parsed.scope, own.flatMap((call) => ((call.form === 'start') === (form === 'start') ? call.splats : [])))) {
    const sharing = sharingVariables(parsed.result, parsed.scope, table, isMeant(form)), splatted = othersSplatted(parsed.scope, sharing, parsed.commands, isCall), starting = sharing.find(({ variablePath }) => started.has(variablePath.toLowerCase()));
    const other = splatted !== undefined ? (splatted.name ?? 'another command') : starting && (started.get(starting.variablePath.toLowerCase()) ?? 'another command');
    if (other !== undefined) return `$${table.variablePath} gives ${parameter.parameter} to ${other} as well as to ${parameter.command}: give each a hashtable of its own first.`;
  }
  return undefined;
}

const tablesKnown = new WeakMap<CommandUse, readonly VariableExpressionAst[]>();
/** Variables that a command which starts a runbook gives as its parameters: one command may start many. */
function startTable(use: CommandUse): readonly VariableExpressionAst[] {
  const found = tablesKnown.get(use) ?? givenValues(use, 'Parameters').flatMap(summands).filter((value) => value.kind === 'VariableExpressionAst');
  tablesKnown.set(use, found);
  return found;
}
