import type { Ast, CommandAst, CommandElementAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { findParameter, type CommandFacts, type CommandParameter } from '../commands/commandFacts.ts';
import { placedArguments, placedParameters } from '../commands/placement.ts';
import { nodesAt } from '../nodesAt.ts';
import { beginningAt, valueWord } from './statementPlace.ts';
import { isOpenText, quoteOf } from '../names/quoted.ts';
import type { VariableTexts } from '../names/variableTexts.ts';

/** What is being written at a place. `start` to `end` is what a completion replaces. */
export type CompletionContext =
  | { readonly kind: 'none' }
  | { readonly kind: 'variable'; readonly start: number; readonly end: number; readonly splatted: boolean }
  | { readonly kind: 'command'; readonly start: number; readonly end: number }
  | { readonly kind: 'parameter'; readonly start: number; readonly end: number; readonly command: CommandAst }
  | { readonly kind: 'argument'; readonly start: number; readonly end: number; readonly command: CommandAst };

const NONE: CompletionContext = { kind: 'none' };
const variable = /[$@]\{?[A-Za-z0-9_:?]*$/;
/** Nodes that hold statements: a command outside them is not the one being written inside. */
/** The beginning of a path beside the text: `& "$PSScriptRoot\`. */
const besideText = /^["\u201c-\u201e]?\$(?:PSScriptRoot|\{PSScriptRoot\})[\\/][^\\/$"]*$/i;
const holders: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>([
  'ScriptBlockExpressionAst', 'StatementBlockAst', 'ParenExpressionAst', 'SubExpressionAst', 'ArrayExpressionAst', 'HashtableAst', 'IndexExpressionAst', 'FunctionDefinitionAst',
]);

const inComment = ({ text, comments }: ParseResult, offset: number): boolean => {
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!, end = comments[i + 1]!;
    // At the very end of a line comment one still writes it.
    if (start < offset && (offset < end || (offset === end && !text.startsWith('<#', start)))) return true;
  }
  return false;
};

/** The command whose words are being written at a place, if any. */
export function commandAt({ text, ast }: ParseResult, offset: number): CommandAst | undefined {
  let at = offset;
  // Behind a backtick at its end a line goes on with the next (about_Special_Characters).
  for (let before = -1; before !== at;) {
    before = at;
    while (at > 0 && /[ \t]/.test(text.charAt(at - 1))) at--;
    const end = text.charAt(at - 1) === '\n' ? at - (text.charAt(at - 2) === '\r' ? 2 : 1) : text.charAt(at - 1) === '\r' ? at - 1 : at;
    if (end !== at && text.charAt(end - 1) === '`' && /[ \t]/.test(text.charAt(end - 2))) at = end - 1;
    // So does a list behind its comma.
    else if (end !== at && /,[ \t]*$/.test(text.slice(Math.max(0, end - 80), end))) at = text.lastIndexOf(',', end) + 1;
  }
  // In a list of parameters that has no end a block is found by what it holds.
  const touched = (from: number): CommandAst | undefined => {
    const last = nodesAt(ast, Math.max(0, at - 1)).findLast(({ kind }) => kind === 'CommandAst' || holders.has(kind));
    return last?.kind === 'CommandAst' && last.end === at && last.start >= from ? last : undefined;
  };
  for (const node of nodesAt(ast, at).reverse()) {
    if (node.kind === 'CommandAst') return node;
    if (holders.has(node.kind) && node.start < offset && (offset < node.end || !/[)\]}]/.test(text.charAt(node.end - 1)))) return touched(node.start);
  }
  return touched(0);
}

/** Says what is being written at a place, so that a list of candidates can be made. Works in broken texts; a stretch never goes over lines. */
export function completionContext(result: ParseResult, offset: number): CompletionContext {
  const found = contextAt(result, offset);
  if (found.kind === 'none' || !(isOpenText(result.text.slice(found.start, found.end)) || /[\r\n]/.test(result.text.slice(found.start, found.end)))) return found;
  // A quote that is not closed yet takes in what follows it.
  if (/[\r\n]/.test(result.text.slice(found.start, offset))) return NONE;
  return { ...found, end: offset + /^[\w.-]*/.exec(result.text.slice(offset, found.end))![0].length };
}

/** Whether the file is written that output goes to. */
const redirectionAt = ({ redirections, elements }: CommandAst, offset: number): boolean => redirections.some((one) =>
  one.kind === 'FileRedirectionAst' && one.start < offset && (offset <= one.end || (one.location.kind === 'ErrorExpressionAst' && elements.every(({ start, end }) => end <= one.start || start >= offset))));

const wraps: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>(['ArrayLiteralAst', 'CommandExpressionAst', 'StatementBlockAst', 'ParenExpressionAst', 'ArrayExpressionAst', 'CommandParameterAst', 'PipelineAst']);

/** A text in quotes that is an argument, or one of its list, with brackets around it: `-Name ("x")`, `@('a', 'b')`. */
function wrappedText(path: readonly Ast[], text: string, offset: number): CompletionContext | undefined {
  const inner = path.at(-1), at = path.findLastIndex((node, index) => index < path.length - 1 && !(wraps.has(node.kind) && (node.kind !== 'PipelineAst' || node.elements.length === 1))), command = path[at];
  if (inner?.kind !== 'StringConstantExpressionAst' || !/^(?:Single|Double)Quoted$/.test(inner.stringConstantType) || command?.kind !== 'CommandAst' || path[at + 1] === command.elements[0]) return undefined;
  const isEnd = offset === inner.end && inner.end - inner.start > 1 && quoteOf(text.charAt(inner.end - 1)) !== '';
  return isEnd ? undefined : { kind: 'argument', start: inner.start, end: inner.end, command };
}

function contextAt(result: ParseResult, offset: number): CompletionContext {
  const { text, ast } = result, before = text.slice(Math.max(0, offset - 256), offset);
  if (inComment(result, offset)) return NONE;
  const inner = nodesAt(ast, Math.max(0, offset - 1)).at(-1), word = variable.exec(before);
  const isQuoted = inner?.kind === 'StringConstantExpressionAst' && inner.stringConstantType.startsWith('SingleQuoted') && inner.start < offset;
  if (word !== null && !isQuoted && !/(?<!`)(?:``)*`$/.test(before.slice(0, word.index)) && (word[0].startsWith('$') || /(^|[\s(])$/.test(before.slice(0, word.index)))) {
    const rest = /^[A-Za-z0-9_]*/.exec(text.slice(offset))![0].length;
    return { kind: 'variable', start: offset - word[0].length, end: offset + rest, splatted: word[0].startsWith('@') };
  }
  const command = commandAt(result, offset);
  if (command !== undefined && redirectionAt(command, offset)) return NONE;
  const wrapped = command === undefined ? wrappedText(nodesAt(ast, Math.max(0, offset - 1)), text, offset) : undefined;
  if (wrapped !== undefined) return wrapped;
  if (command === undefined) {
    const [name] = /[A-Za-z][\w.\\-]*$/.exec(before) ?? [''];
    const ahead = before.slice(0, before.length - name.length), behind = ahead.replace(/[ \t]+$/, '');
    if (!(/(?:^|[\n\r;{(|&=])$/.test(behind) || (behind !== ahead && valueWord.test(behind))) || (inner?.kind === 'StringConstantExpressionAst' && offset <= inner.end)) return NONE;
    return beginningAt(result, offset - name.length) === 'nothing' ? NONE : { kind: 'command', start: offset - name.length, end: offset };
  }
  const [first] = command.elements;
  if (first !== undefined && offset < first.start) return NONE;
  if (first !== undefined && offset <= first.end) return first.kind === 'StringConstantExpressionAst' || besideText.test(text.slice(first.start, offset)) ? { kind: 'command', start: first.start, end: first.end } : NONE;
  const [dash] = /(?:^|(?<=[\s]))[-\u2013\u2014][A-Za-z]*$/.exec(before) ?? [];
  if (dash !== undefined) return { kind: 'parameter', start: offset - dash.length, end: offset + /^[A-Za-z]*/.exec(text.slice(offset))![0].length, command };
  const element = command.elements.find((item) => item.start < offset && offset <= item.end);
  if (element === undefined) return { kind: 'argument', start: offset, end: offset, command };
  // Behind the colon of a name its argument is written.
  if (element.kind === 'CommandParameterAst' && /:[ \t]*$/.test(before) && (element.argument === undefined || element.argument.start > offset)) return { kind: 'argument', start: offset, end: offset, command };
  // Inside anything but a plain word other rules hold.
  const target = element.kind === 'CommandParameterAst' ? element.argument : element.kind === 'ArrayLiteralAst' ? element.elements.find((item) => item.start <= offset && offset <= item.end) : element;
  // Behind a comma the list goes on.
  if ((element.kind === 'ArrayLiteralAst' || element.kind === 'ErrorExpressionAst') && target?.kind !== 'StringConstantExpressionAst' && /,[ \t]*$/.test(before)) return { kind: 'argument', start: offset, end: offset, command };
  return target?.kind === 'StringConstantExpressionAst' ? { kind: 'argument', start: target.start, end: target.end, command } : NONE;
}

/** The parameter that takes the argument written at a place: that of the name before it, or the one at its position, of those that no table splatted to the command gives, as far as `texts` tells. */
export function parameterAt(command: CommandAst, offset: number, facts: CommandFacts, common: readonly CommandParameter[], texts?: VariableTexts): CommandParameter | undefined {
  const named = (written: string): CommandParameter | undefined => findParameter(facts.parameters, written, common);
  const before = command.elements.slice(1).filter((element) => element.start < offset), last = before.at(-1);
  if (redirectionAt(command, offset)) return undefined;
  // Behind its comma a list goes on.
  const isInside = last !== undefined && (offset <= last.end || last.kind === 'ErrorExpressionAst');
  if (last?.kind === 'CommandParameterAst') {
    const found = named(last.parameterName);
    if (isInside || found?.isSwitch !== true) return found;
  }
  const previous = isInside ? before.at(-2) : undefined;
  if (previous?.kind === 'CommandParameterAst' && previous.argument === undefined) {
    const found = named(previous.parameterName);
    if (found?.isSwitch !== true) return found;
  }
  const { elements, named: given } = placedArguments(command, facts, common), at = elements.filter((element) => element.start < offset).length - (isInside ? 1 : 0);
  const written: (CommandElementAst | undefined)[] = elements.slice(0, at);
  // What is being written stands for itself only when it is whole.
  written.push(isInside ? elements[at] : undefined);
  const splats = texts === undefined ? [] : command.elements.flatMap((element) => (element.kind === 'VariableExpressionAst' && element.splatted ? [element.variablePath] : []));
  const splatted = splats.length === 0 ? [] : facts.parameters.filter(({ name }) => splats.some((path) => texts!.splattedValues(path, name).length > 0));
  return placedParameters(facts, [...given, ...splatted], written, true)[at];
}

/** Parameters that a command's text gives by name already. */
export function givenParameters(command: CommandAst, facts: CommandFacts, except: number): ReadonlySet<string> {
  return new Set(command.elements.flatMap((element) => {
    if (element.kind !== 'CommandParameterAst' || element.start === except) return [];
    return [(findParameter(facts.parameters, element.parameterName)?.name ?? element.parameterName).toLowerCase()];
  }));
}
