import type { Ast, CommandAst, ExpressionAst, HashtableAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { argumentFor } from '../commands/arguments.ts';
import { aliasArguments, makesAlias } from './ownAliases.ts';
import type { CommandUse } from '../commands/commands.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { writtenWord, type WrittenName } from './quoted.ts';
import { keyUses } from './tableKeys.ts';
import { runTexts } from '../mentions/runTexts.ts';
import { nameTable } from '../../syntax/nameTable.ts';

/** A place that names a function without calling it: `${function:Foo}`, `Get-Command Foo`, `Test-Path function:Foo`, `$n = 'Foo'; & $n`, or in a text that is run. */
export interface FunctionMention extends WrittenName { readonly name: string; /** Nothing can be written there: the name cannot be told from what stands before it. */ readonly isMade?: true }

/** Parameters that take a function's name, with their position. */
const named: Readonly<Record<string, readonly [parameter: string, position?: number]>> = nameTable({
  'get-command': ['Name', 0], gcm: ['Name', 0], 'get-help': ['Name', 0], 'export-modulemember': ['Function', 0], 'new-modulemanifest': ['FunctionsToExport'], mock: ['CommandName', 0], 'assert-mockcalled': ['CommandName', 0], should: ['CommandName'],
});
/** Cmdlets of items that take a path of the drive `function:` (about_Function_Provider). */
const items = /^(?:(?:get|set|test|remove|rename|copy|new|clear|invoke)-(?:item|path|content|childitem)|gi|si|ri|del|rm|gc|cat|ls|dir|gci)$/;
const path = /^function:[\\/]?(?:(?:global|local|private|script):)?([\p{L}_][\p{L}\p{Nd}_-]*)$/iu, plain = /^(?:(?:global|local|private|script):)?([\p{L}_][\p{L}\p{Nd}_-]*)$/iu;

/** Names of functions that texts and variables of a tree mention, in the order of the text. */
export function functionMentions(text: string, root: Ast, commands: readonly CommandUse[]): FunctionMention[] {
  const found = new Map<number, FunctionMention>();
  const add = (mentions: readonly FunctionMention[]): void => {
    for (const mention of mentions) if (!found.has(mention.start)) found.set(mention.start, mention);
  };
  walk(root, (node) => {
    if (node.kind === 'VariableExpressionAst') add(ofVariable(text, node));
    else if (node.kind === 'CommandAst') add(ofCommand(text, node));
    else if (node.kind === 'HashtableAst') add(ofManifest(text, node));
  });
  // `$n = 'Foo'; & $n`: the name stands where the variable is set.
  for (const { name, operator, node: { elements: [first] }, texts } of commands) if (name === undefined && operator !== 'Unknown' && first?.kind === 'VariableExpressionAst') add(texts.textsOf(first).flatMap((value) => ofText(text, value, plain)));
  add(runTexts(text, root, commands).calls.map(({ name, start, end }) => ({ name, start, end, quote: '' })));
  add(defaultParameters(text, root).map(({ command, commandStart }) => ({ name: command, start: commandStart, end: commandStart + command.length, quote: '' })));
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** A key of $PSDefaultParameterValues: `Foo:Path` (about_Parameters_Default_Values). `start` to `end` is the parameter. */
export interface DefaultParameter { readonly command: string; readonly commandStart: number; readonly name: string; readonly start: number; readonly end: number }

/** Keys of $PSDefaultParameterValues that name one command and one parameter: written into it, or read. */
export function defaultParameters(text: string, root: Ast): DefaultParameter[] {
  if (!/psdefaultparametervalues/i.test(text)) return [];
  return keyUses(root).flatMap(({ key, start, end, table }) => {
    const [, command, name] = table === undefined || variableParts(table.variablePath).name.toLowerCase() !== 'psdefaultparametervalues' ? [] : (/^([\p{L}_][\p{L}\p{Nd}_-]*):([\p{L}\p{Nd}_]+)$/u.exec(key) ?? []);
    return command === undefined || name === undefined ? [] : [{ command, commandStart: start, name, start: end - name.length, end }];
  });
}

function ofVariable(text: string, { start, variablePath, end }: VariableExpressionAst): FunctionMention[] {
  const [, name] = path.exec(variablePath) ?? [], last = text.charAt(end - 1) === '}' ? end - 1 : end;
  return name === undefined || last - name.length <= start || text.slice(last - name.length, last) !== name ? [] : [{ name, start: last - name.length, end: last, quote: '' }];
}

/** `FunctionsToExport = 'Foo', 'Bar'` of a manifest (about_Module_Manifests), and the aliases. */
const ofManifest = (text: string, { pairs }: HashtableAst): FunctionMention[] => pairs.flatMap(({ key, value }) => {
  const found: FunctionMention[] = [];
  if (key.kind === 'StringConstantExpressionAst' && /^(?:Functions|Aliases)ToExport$/i.test(key.value)) walk(value, (node) => {
    if (node.kind === 'StringConstantExpressionAst') for (const one of ofText(text, node, plain)) found.push(one);
  });
  return found;
});

function ofCommand(text: string, node: CommandAst): FunctionMention[] {
  const key = commandKeyOf(node), by = named[key];
  if (makesAlias.test(key)) return listed(aliasArguments(node)[1]).flatMap((value) => ofText(text, value, plain));
  if (by !== undefined) return listed(key === 'should' ? invoked(node) : argumentFor(node, ...by)).flatMap((value) => ofText(text, value, plain));
  return items.test(key) ? listed(argumentFor(node, 'LiteralPath') ?? argumentFor(node, 'Path', 0)).flatMap((value) => ofText(text, value, path)) : [];
}

const listed = (given: ExpressionAst | undefined): readonly ExpressionAst[] => (given === undefined ? [] : given.kind === 'ArrayLiteralAst' ? given.elements : [given]);

/** `Should -Invoke Foo`: the switch says what is asked, and the name follows it. */
function invoked(node: CommandAst): ExpressionAst | undefined {
  const at = node.elements.findIndex((element) => element.kind === 'CommandParameterAst' && /^Invoke$/i.test(element.parameterName)), next = node.elements[at + 1];
  return at < 0 ? undefined : argumentFor(node, 'CommandName') ?? (next?.kind === 'CommandParameterAst' ? undefined : next);
}

function ofText(text: string, value: ExpressionAst, form: RegExp): FunctionMention[] {
  if (value.kind !== 'StringConstantExpressionAst') return [];
  const [, name] = form.exec(value.value) ?? [], place = writtenWord(text, value);
  if (name === undefined || place === undefined) return [];
  if (text.slice(place.end - name.length, place.end) === name) return [{ ...place, name, start: place.end - name.length }];
  return [{ ...place, name, ...(value.value !== name && { isMade: true }) }];
}
