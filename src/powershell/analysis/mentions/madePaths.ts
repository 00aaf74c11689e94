import type { Ast, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { bareValue, type VariableTexts } from '../names/variableTexts.ts';
import type { WrittenName } from '../names/quoted.ts';
import { holdsHere, isHere } from './scriptFiles.ts';

/** A piece of a path: letters that stand in the text, what a variable holds, or the text's own folder. */
type Piece =
  | { readonly kind: 'text'; readonly text: string; /** Where its letters begin; undefined where they are written otherwise. */ readonly at: number | undefined; readonly quote: WrittenName['quote']; readonly node: Ast }
  | { readonly kind: 'held'; readonly texts: readonly StringConstantExpressionAst[] }
  | { readonly kind: 'here' };

/** A script's name in a path that a text puts together; `isMade` where it stands in several pieces, so that none of them can be written anew. */
export interface MadeName extends WrittenName { readonly name: string; readonly isMade?: true; /** As it is written before the name, `$` for what is not known of it. */ readonly folder?: string }

/** Of a sum of more pieces nobody is asked. */
const MOST = 50;
const quoteOf = ({ stringConstantType: type }: { readonly stringConstantType: string }): WrittenName['quote'] => (type === 'BareWord' ? '' : type.startsWith('SingleQuoted') ? "'" : '"');

/** The pieces of a path from left to right; undefined where something else is in it. */
function piecesOf(node: Ast, texts: VariableTexts, depth = 0): readonly Piece[] | undefined {
  if (depth > MOST) return undefined;
  const value = bareValue(node);
  if (isHere(value) && value.kind === 'VariableExpressionAst') return [{ kind: 'here' }];
  switch (value.kind) {
    case 'StringConstantExpressionAst': {
      const quote = quoteOf(value), isPlain = value.end - value.start === value.value.length + (quote === '' ? 0 : 2);
      return [{ kind: 'text', text: value.value, at: isPlain ? value.start + (quote === '' ? 0 : 1) : undefined, quote, node: value }];
    }
    case 'VariableExpressionAst': return value.splatted ? undefined : holdsHere(value, texts) ? [{ kind: 'here' }] : [{ kind: 'held', texts: texts.textsOf(value) }];
    case 'ExpandableStringExpressionAst': {
      const quote = quoteOf(value), edge = quote === '' ? 0 : 1, found: Piece[] = [];
      if (value.end - value.start !== value.value.length + 2 * edge) return undefined;
      let at = value.start + edge;
      const letters = (until: number): void => {
        if (until > at) found.push({ kind: 'text', text: value.value.slice(at - value.start - edge, until - value.start - edge), at, quote, node: value });
      };
      for (const nested of value.nestedExpressions) {
        letters(nested.start);
        const inner = nested.kind === 'VariableExpressionAst' ? piecesOf(nested, texts, depth + 1) : undefined;
        found.push(...(inner ?? [{ kind: 'held', texts: [] } as const]));
        at = nested.end;
      }
      letters(value.end - edge);
      return found;
    }
    case 'BinaryExpressionAst': {
      const left = value.operator === 'Plus' ? piecesOf(value.left, texts, depth + 1) : undefined, right = left === undefined ? undefined : piecesOf(value.right, texts, depth + 1);
      if (left !== undefined && right !== undefined) return [...left, ...right];
      if (value.operator !== 'Format' || value.left.kind !== 'StringConstantExpressionAst') return undefined;
      const given = value.right.kind === 'ArrayLiteralAst' ? value.right.elements : [value.right], [whole] = piecesOf(value.left, texts) ?? [], found: Piece[] = [];
      if (whole?.kind !== 'text') return undefined;
      let from = 0;
      for (const [mark, , index] of [...whole.text.matchAll(/(\{(\d)\})|$/g)].map((match) => [match, match[1], match[2]] as const)) {
        if (mark.index > from) found.push({ ...whole, text: whole.text.slice(from, mark.index), at: whole.at === undefined ? undefined : whole.at + from });
        const argument = index === undefined ? undefined : given[Number(index)];
        if (index !== undefined) found.push(...(argument === undefined ? undefined : piecesOf(argument, texts, depth + 1)) ?? [{ kind: 'held', texts: [] } as const]);
        from = mark.index + mark[0].length;
      }
      return found;
    }
    case 'CommandAst': {
      const [root, child, ...others] = value.elements.slice(1).filter(({ kind }) => kind !== 'CommandParameterAst');
      if (commandKeyOf(value) !== 'join-path' || root === undefined || child === undefined || others.length > 0) return undefined;
      const folder: readonly Piece[] | undefined = isHere(root) ? [{ kind: 'here' }] : piecesOf(root, texts, depth + 1), rest = piecesOf(child, texts, depth + 1);
      return folder === undefined || rest === undefined ? undefined : [...folder, { kind: 'text', text: '\\', at: undefined, quote: '', node: value }, ...rest];
    }
    default: return undefined;
  }
}

const isAbsolute = (folder: string): boolean => /^(?:[a-z]+:|[\\/])/i.test(folder);

/** The scripts beside the text that a path put together from constants, variables and the text's own folder can be. */
export function madeNames(node: Ast, texts: VariableTexts): readonly MadeName[] {
  const pieces = piecesOf(node, texts), [first] = pieces ?? [], last = pieces?.at(-1);
  if (pieces === undefined || first === undefined || last === undefined || pieces.length < 2) return [];
  // What the text itself says to be elsewhere is another file.
  if (first.kind === 'text' ? !/^\.{1,2}[\\/]/.test(first.text) : first.kind === 'held' && first.texts.some(({ value }) => isAbsolute(value))) return [];
  // From the last separator on it is the file's name.
  let from = pieces.length - 1;
  while (from > 0 && pieces[from]?.kind !== 'here' && !/[\\/]/.test(letters(pieces[from]))) from--;
  const [own, ...others] = pieces.slice(from);
  if (own?.kind !== 'text') return [];
  const cut = Math.max(own.text.lastIndexOf('\\'), own.text.lastIndexOf('/')) + 1, head: Piece = { ...own, text: own.text.slice(cut), at: own.at === undefined ? undefined : own.at + cut };
  const folder = pieces.slice(0, from).map((piece) => (piece.kind === 'here' ? '.' : letters(piece) === '' ? '$' : letters(piece))).join('') + own.text.slice(0, cut);
  const named = [head, ...others].filter((piece) => piece.kind !== 'text' || piece.text !== ''), [one, ending, ...more] = named;
  if (one === undefined || cut === 0) return [];
  if (one.kind === 'text' && named.length === 1) {
    const [, name] = /^([^\\/$"'`*?]+)\.ps1$/i.exec(one.text) ?? [];
    return name === undefined ? [] : one.at === undefined ? [{ ...place(one.node), name, folder, isMade: true }] : [{ name, folder, start: one.at, end: one.at + name.length, quote: one.quote }];
  }
  // `"$PSScriptRoot\$name.ps1"`.
  if (one.kind === 'held' && more.length === 0 && ending?.kind === 'text' && /^\.ps1$/i.test(ending.text)) return one.texts.length > MOST ? [] : one.texts.flatMap((text): MadeName[] => {
    const quote = quoteOf(text), edge = quote === '' ? 0 : 1;
    return text.value === '' || /[\r\n]/.test(text.value) ? [] : [{ name: text.value, folder, start: text.start + edge, end: text.end - edge, quote, ...(text.end - text.start !== text.value.length + 2 * edge && { isMade: true as const }) }];
  });
  const whole = named.map(letters).join(''), [, name] = /^([^\\/$"'`*?]+)\.ps1$/i.exec(whole) ?? [];
  return name === undefined || named.some((piece) => piece.kind !== 'text' && letters(piece) === '') ? [] : [{ ...place(node), name, folder, isMade: true }];
}

const letters = (piece: Piece | undefined): string => (piece?.kind === 'text' ? piece.text : piece?.kind === 'held' && piece.texts.length === 1 ? piece.texts[0]!.value : '');
const place = ({ start, end }: Ast): WrittenName => ({ start, end, quote: '' });

/** The text that constants, and variables that hold one text, are put together to: `'Run' + 'Counter'`, `"Get-$noun"`; undefined where anything else is in it, or it is one constant. */
export function madeText(node: Ast, texts: VariableTexts): string | undefined {
  const pieces = piecesOf(node, texts);
  if (pieces === undefined || pieces.length < 2 || pieces.some((piece) => letters(piece) === '')) return undefined;
  const found = pieces.map(letters).join('');
  return found.length > LONGEST ? undefined : found;
}
/** A longer one is no name. */
const LONGEST = 500;

/** The same of a variable that is set to such texts alone, where they are written. */
export function madeTexts(node: Ast, texts: VariableTexts): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
  const value = bareValue(node), isHeld = value.kind === 'VariableExpressionAst' && !value.splatted, written = isHeld ? texts.writtenFor(value.variablePath) : [node];
  if (written.length > MOST) return [];
  // A variable that is set to another comes with what that one is set to.
  const sources = written.length > 1 ? written.filter(({ kind }) => kind !== 'VariableExpressionAst') : written, found: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  let isMade = false;
  for (const source of sources) {
    const made = madeText(source, texts), name = made ?? (isHeld && source.kind === 'StringConstantExpressionAst' ? source.value : undefined);
    if (name === undefined) return [];
    isMade ||= made !== undefined;
    found.push({ name, start: source.start, end: source.end });
  }
  return isMade ? found : [];
}
