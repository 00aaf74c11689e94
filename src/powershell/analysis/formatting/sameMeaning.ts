import type { Ast, CommandAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { calledName } from '../names/functionName.ts';
import type { KnownCommand } from './casing.ts';
import { isProgram, mayBeProgram } from './programs.ts';

/** Where a node or a part of it stands (`start`, `nameEnd`, `variableStart`): no part of its meaning. What a string holds is compared as its parts. */
const isPlace = (key: string): boolean => /^(?:start|end|nestedExpressions|\w+(?:Start|End))$/.test(key);
/** Words that mean the same in any case: names of commands, their parameters, and the keyword of a broken statement. */
const caseless = (owner: Readonly<Record<string, unknown>>, key: string): boolean => key === 'parameterName' || key === 'keyword' || (key === 'value' && owner['stringConstantType'] === 'BareWord');

const blank = /`\r?\n|\s/g;

function same(a: unknown, b: unknown, inCommandName: boolean): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index], false));
  const one = a as Readonly<Record<string, unknown>>, other = b as Readonly<Record<string, unknown>>;
  const isCommand = one['kind'] === 'CommandAst';
  return Object.keys(one).every((key) => {
    if (isPlace(key)) return true;
    const left = one[key], right = other[key];
    if (isCommand && key === 'elements' && Array.isArray(left) && Array.isArray(right)) {
      return left.length === right.length && left.every((item, index) => same(item, right[index], index === 0));
    }
    if (typeof left === 'string' && typeof right === 'string' && caseless(one, key) && (key !== 'value' || inCommandName)) return left.toLowerCase() === right.toLowerCase();
    // A type's text; what it names is beside it.
    if (key === 'text' && typeof left === 'string' && typeof right === 'string') return left.replaceAll(blank, '') === right.replaceAll(blank, '');
    return same(left, right, false);
  });
}

/** True where two trees are the same but for extents and for the case of commands and parameters. */
export const sameTree = (a: Ast, b: Ast): boolean => same(a, b, false);

const commentsOf = ({ text, comments }: ParseResult): string[] => comments.flatMap((start, index) => (index % 2 === 0 ? [text.slice(start, comments[index + 1])] : []));

/**
 * What a program would see of how its arguments are written, beyond the tree: blanks beside the commas of lists
 * (NativeCommandParameterBinder, GetEnumerableArgSeparator), the blank behind `-name:`, and the text of a block.
 */
function writtenFor(command: CommandAst, text: string): string {
  return command.elements.slice(1).map((element) => {
    const value = element.kind === 'CommandParameterAst' ? element.argument : element;
    const gap = element.kind === 'CommandParameterAst' && value !== undefined && /\s/.test(text.charAt(value.start - 1)) ? ': ' : '';
    if (value?.kind === 'ScriptBlockExpressionAst' && isProgram(command)) return gap + text.slice(value.start, value.end);
    return gap + (value?.kind !== 'ArrayLiteralAst' ? '' : value.elements.slice(1).map((item, index) => text.slice(value.elements[index]!.end, item.start).replaceAll(/\s+|`\r?\n/g, ' ').replaceAll(/ +/g, ' ')).join(''));
  }).join('\n');
}

function writtenForPrograms({ ast, text }: ParseResult, known: KnownCommand | undefined): string[] {
  const commands: CommandAst[] = [], defined = new Set<string>();
  walk(ast, (node) => {
    if (node.kind === 'CommandAst' && node.elements.length > 1) commands.push(node);
    else if (node.kind === 'FunctionDefinitionAst') defined.add(calledName(node).name.toLowerCase());
  });
  return commands.map((command) => (mayBeProgram(command, defined, known) ? writtenFor(command, text) : ''));
}

/** True where two texts mean the same: the same tree, the same comments, the same errors, and the same arguments for what may be a program. */
export function sameMeaning(a: ParseResult, b: ParseResult, known?: KnownCommand): boolean {
  if (a.errors.length !== b.errors.length || a.errors.some(({ errorId }, index) => errorId !== b.errors[index]!.errorId) || !sameTree(a.ast, b.ast)) return false;
  const one = commentsOf(a), other = commentsOf(b);
  if (one.length !== other.length || one.some((comment, index) => comment !== other[index])) return false;
  const before = writtenForPrograms(a, known), after = writtenForPrograms(b, known);
  return before.length === after.length && before.every((written, index) => written === after[index]);
}
