import type { AssignmentStatementAst, Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { parse } from '../../syntax/parse.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { argumentFor } from '../commands/arguments.ts';
import { commandsIn, type CommandUse } from '../commands/commands.ts';
import { bareValue, givenValues } from '../names/variableTexts.ts';
import { assetUses, type AssetUse } from './assets.ts';
import { runbookNames, type RunbookNameForm } from './runbookNames.ts';

interface Extent { readonly start: number; readonly end: number }
/** A call in a text that is run as code, with the names of the parameters that it gives; places are those of the whole text. */
export interface TextCall extends Extent { readonly name: string; readonly form: RunbookNameForm; /** Its nodes stand where they stand in the code alone. */ readonly command: CommandUse; readonly given: readonly (Extent & { readonly name: string })[] }
/** What the texts name that are run as code. */
export interface RunTexts {
  readonly calls: readonly TextCall[];
  readonly assets: readonly (Extent & Pick<AssetUse, 'kind' | 'access'> & { readonly name: string })[];
  readonly variables: readonly (Extent & { readonly name: string })[];
}

const NONE: RunTexts = { calls: [], assets: [], variables: [] };
const runs = /^(?:invoke-expression|iex)$/, methods = /^(?:create|newscriptblock|invokescript|expandstring)$/i;
/** A longer text nobody writes to be run. */
const LONGEST = 20_000;

/**
 * A text in quotes with the code in it: letters stand where they stand in the whole text. `isPart` where others are put before or behind it:
 * then only the variables are sure. `isExpanded` where it is no code but a text with code in it, as for ExpandString.
 */
interface Code { readonly start: number; readonly code: string; readonly isPart?: boolean; readonly isExpanded?: boolean }

/** The code of a text, letter for letter: where two letters write one, a blank takes the place of the other (about_Quoting_Rules). */
function codeOf(text: string, node: Ast): Code | undefined {
  if ((node.kind !== 'StringConstantExpressionAst' && node.kind !== 'ExpandableStringExpressionAst') || node.end - node.start > LONGEST) return undefined;
  const { stringConstantType: type } = node, isHere = type.endsWith('HereString'), edge = type === 'BareWord' ? 0 : 1;
  const start = isHere ? text.indexOf('\n', node.start) + 1 : node.start + edge, written = text.slice(start, node.end - (isHere ? 2 : edge));
  // The blank stands outside of the text that the quote opens or closes.
  let isOpen = false;
  const two = type.startsWith('Double') ? (isHere ? /`[$"']/g : /`[$"']|""/g) : isHere ? /(?!)/g : /''/g;
  return { start, code: written.replaceAll(two, (pair) => (pair.charAt(1) === '$' || (isOpen = !isOpen) ? ` ${pair.charAt(1)}` : `${pair.charAt(1)} `)) };
}

/** The constants that a worked out text is put together from. */
function partsOf(node: Ast): Ast[] {
  const found: Ast[] = [];
  walk(node, (inner) => {
    if (inner.kind === 'ExpandableStringExpressionAst' || (inner.kind === 'StringConstantExpressionAst' && inner.stringConstantType !== 'BareWord')) found.push(inner);
    return inner.kind !== 'CommandAst' && inner.kind !== 'ScriptBlockExpressionAst' && inner.kind !== 'ExpandableStringExpressionAst';
  });
  return found;
}

/** All that the variables of a text are set to, by their names in lower case. */
function assignedIn(root: Ast): ReadonlyMap<string, readonly AssignmentStatementAst[]> {
  const found = new Map<string, AssignmentStatementAst[]>();
  walk(root, (node) => {
    const target = node.kind === 'AssignmentStatementAst' ? bareValue(node.left) : undefined;
    if (node.kind !== 'AssignmentStatementAst' || target?.kind !== 'VariableExpressionAst') return;
    const name = variableParts(target.variablePath).name.toLowerCase(), known = found.get(name);
    if (known === undefined) found.set(name, [node]);
    else known.push(node);
  });
  return found;
}

/** The texts that commands and methods run, also over variables and in parts (Invoke-Expression, ScriptBlock.Create, CommandInvocationIntrinsics). */
function codeIn(text: string, root: Ast, commands: readonly CommandUse[]): Code[] {
  const found = new Map<number, Code>();
  let assigned: ReturnType<typeof assignedIn> | undefined;
  const add = (node: Ast, how: Pick<Code, 'isPart' | 'isExpanded'>): void => {
    const one = codeOf(text, node);
    if (one !== undefined && (how.isPart !== true || !found.has(one.start))) found.set(one.start, { ...one, ...how });
  };
  const run = (argument: Ast, held: readonly Ast[], isExpanded = false): void => {
    const value = bareValue(argument);
    if (value.kind === 'StringConstantExpressionAst' || value.kind === 'ExpandableStringExpressionAst') add(value, { isExpanded });
    for (const one of held) add(one, { isExpanded });
    if (held.length > 0) return;
    if (value.kind !== 'VariableExpressionAst') {
      for (const part of partsOf(value)) add(part, { isPart: true, isExpanded });
      return;
    }
    const set = (assigned ??= assignedIn(root)).get(variableParts(value.variablePath).name.toLowerCase()) ?? [], [only] = set, whole = only && bareValue(only.right);
    // What is set once is what is run; of several each may be, or a part of it.
    if (set.length === 1 && only?.operator === 'Equals' && (whole?.kind === 'StringConstantExpressionAst' || whole?.kind === 'ExpandableStringExpressionAst')) add(whole, { isExpanded });
    else for (const { right } of set) for (const part of partsOf(right)) add(part, { isPart: true, isExpanded });
  };
  for (const { node, texts } of commands) {
    const argument = runs.test(commandKeyOf(node)) ? argumentFor(node, 'Command', 0) : undefined;
    if (argument !== undefined) run(argument, texts.textsOf(argument));
  }
  walk(root, (node) => {
    if (node.kind === 'InvokeMemberExpressionAst' && node.member.kind === 'StringConstantExpressionAst' && methods.test(node.member.value) && node.arguments[0] !== undefined) run(node.arguments[0], [], /^expandstring$/i.test(node.member.value));
    if (node.kind === 'PipelineAst') for (const [index, element] of node.elements.entries()) if (element.kind === 'CommandAst' && index === 1 && runs.test(commandKeyOf(element))) run(node.elements[0]!, []);
  });
  return [...found.values()];
}

/** Of code that others are put before or behind nothing is sure but its variables. */
function readCode({ start, code, isPart, isExpanded }: Code): RunTexts {
  // A text that is expanded is a here-string, in which quotes are letters.
  const opening = isExpanded === true ? '@"\n' : '', inner = parse(isExpanded === true ? `${opening}${code}\n"@` : code), by = start - opening.length, variables = variablesOf(inner.ast, by);
  if (isPart === true) return { calls: [], assets: [], variables };
  const uses = commandsIn(inner.ast);
  return {
    calls: callsOf(inner, uses, by), variables,
    assets: assetUses(uses).flatMap(({ kind, access, name, made, ...at }) => (name === undefined && made === undefined ? [] : [shifted({ kind, access, name: name ?? made!, start: at.start, end: at.end }, by)])),
  };
}

const shifted = <T extends Extent>(one: T, by: number): T => ({ ...one, start: one.start + by, end: one.end + by });

function callsOf(inner: ParseResult, commands: readonly CommandUse[], by: number): TextCall[] {
  return runbookNames(inner.text, commands).filter(({ isMade, module }) => isMade !== true && module === undefined).map(({ name, form, start, end, command }): TextCall => {
    const given = form === 'start' ? givenValues(command, 'Parameters').flatMap((value) => (value.kind === 'HashtableAst' ? value.pairs.flatMap(({ key }) => (key.kind === 'StringConstantExpressionAst' ? [{ name: key.value, start: key.start + (key.stringConstantType === 'BareWord' ? 0 : 1), end: key.end - (key.stringConstantType === 'BareWord' ? 0 : 1) }] : [])) : []))
      : command.node.elements.flatMap((element) => (element.kind === 'CommandParameterAst' && element.parameterName !== '' ? [{ name: element.parameterName, start: element.start + 1, end: element.start + 1 + element.parameterName.length }] : []));
    return shifted({ name, form, start, end, command, given: given.map((one) => shifted(one, by)) }, by);
  });
}

/** Variables that a text names, but for its own parameters. */
function variablesOf(root: Ast, by: number): (Extent & { readonly name: string })[] {
  const found: (Extent & { readonly name: string })[] = [], own = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'ParameterAst') own.add(node.name.variablePath.toLowerCase());
    else if (node.kind === 'VariableExpressionAst') found.push(shifted({ name: variableParts(node.variablePath).name, start: node.start, end: node.end }, by));
  });
  return found.filter(({ name }) => !own.has(name.toLowerCase()));
}

const known = new WeakMap<readonly CommandUse[], RunTexts>();

/** What the texts of a tree name that are run as code: what they call, which assets they use, which variables they read. */
export function runTexts(text: string, root: Ast, commands: readonly CommandUse[]): RunTexts {
  const before = known.get(commands);
  if (before !== undefined) return before;
  const found = readTexts(text, root, commands);
  known.set(commands, found);
  return found;
}

function readTexts(text: string, root: Ast, commands: readonly CommandUse[]): RunTexts {
  if (!/invoke-expression|iex|::\s*create|newscriptblock|invokescript|expandstring/i.test(text)) return NONE;
  const all = codeIn(text, root, commands).map(readCode);
  const found = { calls: all.flatMap(({ calls }) => calls), assets: all.flatMap(({ assets }) => assets), variables: all.flatMap(({ variables }) => variables) };
  return found;
}
