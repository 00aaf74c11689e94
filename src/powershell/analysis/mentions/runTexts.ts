import type { Ast } from '../../syntax/ast.ts';
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
const runs = /^(?:invoke-expression|iex)$/, methods = /^(?:create|newscriptblock|invokescript)$/i;
/** A longer text nobody writes to be run. */
const LONGEST = 20_000;

/** A text in quotes with the code in it: letters stand where they stand in the whole text. */
interface Code { readonly start: number; readonly code: string }

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

/** The texts that commands and methods run, also over variables (Invoke-Expression, ScriptBlock.Create, CommandInvocationIntrinsics). */
function codeIn(text: string, root: Ast, commands: readonly CommandUse[]): Code[] {
  const found = new Map<number, Code>(), add = (node: Ast | undefined): void => {
    const one = node && codeOf(text, bareValue(node));
    if (one !== undefined) found.set(one.start, one);
  };
  for (const { node, texts } of commands) {
    const argument = runs.test(commandKeyOf(node)) ? argumentFor(node, 'Command', 0) : undefined;
    add(argument);
    if (argument !== undefined) for (const held of texts.textsOf(argument)) add(held);
  }
  walk(root, (node) => {
    if (node.kind === 'InvokeMemberExpressionAst' && node.member.kind === 'StringConstantExpressionAst' && methods.test(node.member.value)) add(node.arguments[0]);
    if (node.kind === 'PipelineAst') for (const [index, element] of node.elements.entries()) if (element.kind === 'CommandAst' && index === 1 && runs.test(commandKeyOf(element))) add(node.elements[0]);
  });
  return [...found.values()];
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
  if (!/invoke-expression|iex|::\s*create|newscriptblock|invokescript/i.test(text)) return NONE;
  const before = known.get(commands);
  if (before !== undefined) return before;
  const all = codeIn(text, root, commands).map(({ start, code }): RunTexts => {
    const inner = parse(code), uses = commandsIn(inner.ast);
    return {
      calls: callsOf(inner, uses, start), variables: variablesOf(inner.ast, start),
      assets: assetUses(uses).flatMap(({ kind, access, name, made, ...at }) => (name === undefined && made === undefined ? [] : [shifted({ kind, access, name: name ?? made!, start: at.start, end: at.end }, start)])),
    };
  });
  const found = { calls: all.flatMap(({ calls }) => calls), assets: all.flatMap(({ assets }) => assets), variables: all.flatMap(({ variables }) => variables) };
  known.set(commands, found);
  return found;
}
