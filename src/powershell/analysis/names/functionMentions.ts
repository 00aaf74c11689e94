import type { Ast, CommandAst, ExpressionAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentFor } from '../commands/arguments.ts';
import { aliasArguments, makesAlias } from './ownAliases.ts';
import { writtenName, type WrittenName } from './quoted.ts';

/** A place that names a function without calling it: `${function:Foo}`, `Get-Command Foo`, `Test-Path function:Foo`. */
export interface FunctionMention extends WrittenName { readonly name: string }

/** Parameters that take a function's name, with their position. */
const named: Readonly<Record<string, readonly [parameter: string, position?: number]>> = {
  'get-command': ['Name', 0], gcm: ['Name', 0], 'get-help': ['Name', 0], 'export-modulemember': ['Function', 0], mock: ['CommandName', 0], 'assert-mockcalled': ['CommandName', 0], should: ['CommandName'],
};
/** Cmdlets of items that take a path of the drive `function:` (about_Function_Provider). */
const items = /^(?:(?:get|set|test|remove|rename|copy|new|clear|invoke)-(?:item|path|content|childitem)|gi|si|ri|del|rm|gc|cat|ls|dir|gci)$/;
const path = /^function:[\\/]?(?:(?:global|local|private|script):)?([\p{L}_][\p{L}\p{Nd}_-]*)$/iu, plain = /^(?:(?:global|local|private|script):)?([\p{L}_][\p{L}\p{Nd}_-]*)$/iu;

/** Names of functions that texts and variables of a tree mention, in the order of the text. */
export function functionMentions(text: string, root: Ast): FunctionMention[] {
  const found: FunctionMention[] = [];
  walk(root, (node) => {
    if (node.kind === 'VariableExpressionAst') found.push(...ofVariable(text, node));
    else if (node.kind === 'CommandAst') found.push(...ofCommand(text, node));
  });
  return found.sort((a, b) => a.start - b.start);
}

function ofVariable(text: string, { start, variablePath, end }: VariableExpressionAst): FunctionMention[] {
  const [, name] = path.exec(variablePath) ?? [], last = text.charAt(end - 1) === '}' ? end - 1 : end;
  return name === undefined || last - name.length <= start || text.slice(last - name.length, last) !== name ? [] : [{ name, start: last - name.length, end: last, quote: '' }];
}

function ofCommand(text: string, node: CommandAst): FunctionMention[] {
  const key = commandNameOf(node)?.toLowerCase() ?? '', by = named[key];
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
  const [, name] = form.exec(value.value) ?? [], place = writtenName(text, value);
  return name === undefined || place === undefined || text.slice(place.end - name.length, place.end) !== name ? [] : [{ ...place, name, start: place.end - name.length }];
}
