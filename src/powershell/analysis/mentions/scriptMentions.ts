import type { Ast, CommandElementAst, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import type { CommandUse } from '../commands/commands.ts';
import { madeNames, type MadeName } from './madePaths.ts';
import { holdsHere, isHere, scriptFile } from './scriptFiles.ts';

/** The file of a script that a command means otherwise than by calling it as it is written: `isCall` where it runs it all the same. */
export interface ScriptMention extends MadeName { readonly isCall: boolean }

const path = /^((?:\.{1,2}|\$(?:\w+|\{\w+\}))[\\/](?:[^\\/$"'`]+[\\/])*)([^\\/$"'`]+?)(\.ps1)?$/i;
const isAbsolute = (folder: string): boolean => /^(?:[a-z]+:|[\\/])/i.test(folder);
/** Of a variable that holds more than this nobody means each. */
const MANY = 50;

/** A text that is the path of a script beside this one; without its `.ps1` only where it is called (CommandPathSearch: a script may be called so). */
function fileIn(node: Ast | undefined, { texts }: CommandUse, isCalled: boolean): Omit<ScriptMention, 'isCall'> | undefined {
  if (node?.kind !== 'StringConstantExpressionAst' && node?.kind !== 'ExpandableStringExpressionAst') return undefined;
  const isQuoted = node.stringConstantType !== 'BareWord', [whole, folder = '', name, extension = ''] = path.exec(node.value) ?? [];
  if (whole === undefined || name === undefined || /[\r\n]/.test(whole) || (extension === '' && !isCalled)) return undefined;
  const [variable] = node.kind === 'ExpandableStringExpressionAst' ? node.nestedExpressions : [];
  if ((variable === undefined) === folder.startsWith('$')) return undefined;
  // What the text itself says to be elsewhere is another file; what has another extension is none.
  if (variable !== undefined && texts.textsOf(variable).some(({ value }) => isAbsolute(value))) return undefined;
  if (extension === '' && name.includes('.')) return undefined;
  const isPlain = node.end - node.start === whole.length + (isQuoted ? 2 : 0), end = node.end - (isQuoted ? 1 : 0) - extension.length;
  return { name, start: isPlain ? end - name.length : node.start, end: isPlain ? end : node.end, ...(!isPlain && { isMade: true }), quote: !isQuoted ? '' : node.stringConstantType.startsWith('Single') ? "'" : '"', folder: variable !== undefined && holdsHere(variable, texts) ? folder.replace(/^[^\\/]+/, '.') : folder };
}

const valueOf = (element: CommandElementAst): Ast | undefined => (element.kind === 'CommandParameterAst' ? element.argument : element);

/** Files of scripts that a command means by a variable, without their extension, below a folder in a variable, or as an argument: `& $file`, `.\Child`, `Start-Job -FilePath .\Child.ps1`. */
export function scriptMentions(command: CommandUse): ScriptMention[] {
  const { node, texts } = command, [own, ...rest] = node.elements, found: ScriptMention[] = [];
  const add = (value: Ast | undefined, isCall: boolean): void => {
    const file = fileIn(value, command, isCall);
    if (file !== undefined) found.push({ ...file, isCall });
  };
  const held = (value: Ast | undefined): readonly StringConstantExpressionAst[] => {
    const list = value?.kind === 'VariableExpressionAst' && !value.splatted ? texts.textsOf(value) : [];
    return list.length > MANY ? [] : list;
  };
  const made = (value: Ast | undefined, isCall: boolean): void => {
    if (value === undefined) return;
    const sources = value.kind === 'VariableExpressionAst' && !value.splatted ? texts.writtenFor(value.variablePath) : [value];
    if (sources.length <= MANY) for (const source of sources) for (const file of madeNames(source, texts)) if (!found.some(({ start, isCall: other }) => start === file.start && other === isCall)) found.push({ ...file, isCall });
  };
  if (scriptFile(node) === undefined) add(own, true);
  if (node.invocationOperator !== 'Unknown') {
    for (const text of held(own)) add(text, true);
    if (scriptFile(node) === undefined) made(own, true);
  }
  rest.forEach((element, index) => {
    const value = valueOf(element), previous = rest[index - 1], named = element.kind === 'CommandParameterAst' ? element : previous?.kind === 'CommandParameterAst' ? previous : undefined;
    add(value, false);
    if (/^file?/i.test(named?.parameterName ?? '')) {
      for (const text of held(value)) add(text, false);
      made(value, false);
    }
  });
  // `$file = Join-Path $PSScriptRoot 'Child.ps1'`.
  const words = rest.filter(({ kind }) => kind !== 'CommandParameterAst'), [root, child] = words, [, name] = child?.kind === 'StringConstantExpressionAst' ? /^([^\\/$"'`]+)\.ps1$/i.exec(child.value) ?? [] : [];
  if (name !== undefined && child?.kind === 'StringConstantExpressionAst' && commandKeyOf(node) === 'join-path' && words.length === 2 && isHere(root)) {
    const quote = child.stringConstantType === 'BareWord' ? '' : child.stringConstantType === 'SingleQuoted' ? "'" : '"', end = child.end - (quote === '' ? 0 : 1) - '.ps1'.length;
    if (child.end - child.start === child.value.length + (quote === '' ? 0 : 2)) found.push({ name, start: end - name.length, end, quote, isCall: false });
  }
  return found;
}
