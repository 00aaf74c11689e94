import type { Ast, ExpressionAst } from '../../powershell/index.ts';
import { attributes, automaticVariables, operators } from './candidates/words.ts';

interface Said { readonly text: string; readonly start: number; readonly end: number }

const fence = (text: string): string => `\`\`\`powershell\n${text}\n\`\`\``;
const help: ReadonlyMap<string, string> = new Map(operators);

/** What an operator does, by its word; `-ieq` is `-eq`. */
function operatorText(written: string): string | undefined {
  const word = written.slice(1).toLowerCase(), found = help.get(word) ?? (word.startsWith('i') ? help.get(word.slice(1)) : undefined) ?? (word === 'not' ? 'the opposite' : word === 'bnot' ? 'the opposite of each bit' : undefined);
  return found === undefined ? undefined : `${fence(`-${word}`)}\n\n${found.charAt(0).toUpperCase()}${found.slice(1)}.`;
}

/** Help of the operator, or of the attribute, that stands at a place, with its extent (about_Operators, about_Functions_Advanced_Parameters). */
export function languageTextAt(node: Ast, text: string, offset: number): Said | undefined {
  const within = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
  if (node.kind === 'BinaryExpressionAst' || node.kind === 'UnaryExpressionAst') {
    const { start, end } = node.kind === 'BinaryExpressionAst' ? { start: node.operatorStart, end: node.operatorEnd } : { start: node.start, end: node.start + (/^[-\u2013-\u2015]\p{L}+/u.exec(text.slice(node.start, node.start + 20))?.[0].length ?? 0) };
    const said = within({ start, end }) && /^[-\u2013-\u2015]\p{L}/u.test(text.slice(start, end)) ? operatorText(text.slice(start, end)) : undefined;
    return said === undefined ? undefined : { text: said, start, end };
  }
  if (node.kind !== 'AttributeAst' || !within(node.typeName)) return undefined;
  const wanted = node.typeName.text.toLowerCase().replace(/^system\.(?:management\.automation\.)?/, '').replace(/attribute$/, ''), name = Object.keys(attributes).find((one) => one.toLowerCase() === wanted), named = name === undefined ? undefined : attributes[name];
  if (name === undefined || named === undefined) return undefined;
  return { text: `${fence(`[${name}()]`)}\n\n${named.length === 0 ? 'Takes no arguments by name.' : `Arguments by name: ${named.join(', ')}.`}`, start: node.typeName.start, end: node.typeName.end };
}

/** What PowerShell itself keeps in a variable (about_Automatic_Variables); undefined for one of the text's own. */
export function automaticText(node: Extract<ExpressionAst, { kind: 'VariableExpressionAst' }>): string | undefined {
  const name = node.variablePath.replace(/^(?:using|script|global|local|private|workflow):/i, ''), said = automaticVariables[name.toLowerCase()];
  return said === undefined ? undefined : `${fence(`$${name}`)}\n\n${said}`;
}
