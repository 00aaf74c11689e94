import type { Ast, CommandAst, ExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { plainFunctionName } from '../names/functionName.ts';
import { bareValue, type VariableTexts } from '../names/variableTexts.ts';
import type { WrittenName } from '../names/quoted.ts';

/** A script that a command runs or loads by its file: the file's name without folder and `.ps1`, and where that stands. */
export interface ScriptFile extends WrittenName { readonly name: string; /** As it is written before the name: `..\\`, `$PSScriptRoot\\lib\\`. */ readonly folder: string; /** False for a bare `Child.ps1`, which PowerShell looks for on the path. */ readonly isBeside: boolean }

const file = /^((?:\.{1,2}|\$(?:PSScriptRoot|\{PSScriptRoot\}))[\\/](?:[^\\/$"'`]+[\\/])*)?([^\\/$"'`]+)\.ps1$/i;
/** The same behind what `Join-Path` puts before it. */
const below = /^((?:[^\\/$"'`]+[\\/])*)([^\\/$"'`]+)\.ps1$/i;
/** The folder of the text itself. */
export const isHere = (node: Ast | undefined): boolean => (node?.kind === 'VariableExpressionAst' && /^PSScriptRoot$/i.test(node.variablePath)) || (node?.kind === 'StringConstantExpressionAst' && /^\.[\\/]?$/.test(node.value));

/** The same in a variable that is set to nothing else: `$here = Split-Path -Parent $MyInvocation.MyCommand.Path`. */
export function holdsHere(node: Ast, texts: VariableTexts): boolean {
  const written = node.kind === 'VariableExpressionAst' && !node.splatted ? texts.writtenFor(node.variablePath) : [];
  return written.length > 0 && written.map(bareValue).every((value) => isHere(value) || (value.kind === 'CommandAst' && commandNameOf(value)?.toLowerCase() === 'split-path' && value.elements.slice(1).some(isOwnPath)));
}
/** The path of the text itself. */
const isOwnPath = (node: Ast): boolean => (node.kind === 'VariableExpressionAst' ? /^PSCommandPath$/i.test(node.variablePath)
  : node.kind === 'MemberExpressionAst' && node.member.kind === 'StringConstantExpressionAst' && /^(?:Path|Definition)$/i.test(node.member.value) && node.expression.kind === 'MemberExpressionAst' && node.expression.expression.kind === 'VariableExpressionAst' && /^MyInvocation$/i.test(node.expression.expression.variablePath));

/**
 * What a text loads: `lib` where its name alone is known, `./sub/lib` where the way to it from the text's own folder is; in lower case. What
 * begins with a dot PowerShell looks for from the current folder, which for who loads what lies beside it is the text's own.
 */
export function loadPath(folder: string | undefined, name: string): string {
  const from = folder?.toLowerCase().replace(/^\$(?:psscriptroot|\{psscriptroot\})(?=[\\/])/, '.');
  return (from === undefined || /[$~:]|^[\\/]/.test(from) ? name : ['.', ...from.split(/[\\/]/).filter((part) => part !== '' && part !== '.'), name].join('/')).toLowerCase();
}

/** `Join-Path $PSScriptRoot 'Child.ps1'` in parentheses: its last word. */
function joinedChild(node: ExpressionAst): ExpressionAst | undefined {
  const [command] = node.kind === 'ParenExpressionAst' && node.pipeline.kind === 'PipelineAst' && node.pipeline.elements.length === 1 ? node.pipeline.elements : [];
  if (command?.kind !== 'CommandAst' || commandNameOf(command)?.toLowerCase() !== 'join-path') return undefined;
  const given = command.elements.slice(1).filter((element) => element.kind !== 'CommandParameterAst'), [root, child] = given;
  const hasOthers = command.elements.some((element) => element.kind === 'CommandParameterAst' && !/^(?:Path|ChildPath)$/i.test(element.parameterName));
  return given.length === 2 && !hasOthers && isHere(root) ? child : undefined;
}

/** The script that a command calls by its file beside the text's own (about_Scripts): `.\Child.ps1`, `& "$PSScriptRoot\Child.ps1"`, `. (Join-Path $PSScriptRoot 'Child.ps1')`. */
export function scriptFile({ elements: [own], invocationOperator }: CommandAst): ScriptFile | undefined {
  if (own === undefined || own.kind === 'CommandParameterAst') return undefined;
  const joined = invocationOperator === 'Unknown' ? undefined : joinedChild(own), written = joined ?? own;
  if (written.kind !== 'StringConstantExpressionAst' && written.kind !== 'ExpandableStringExpressionAst') return undefined;
  const isQuoted = written.stringConstantType !== 'BareWord', [whole, folder, name] = (joined === undefined ? file : below).exec(written.value) ?? [];
  // A text that is escaped has other letters than its value, and a single quoted one no variables.
  if (whole === undefined || name === undefined || written.end - written.start !== whole.length + (isQuoted ? 2 : 0) || (written.kind === 'StringConstantExpressionAst' && folder?.includes('$') === true)) return undefined;
  const end = written.end - (isQuoted ? 1 : 0) - '.ps1'.length;
  return { name, folder: folder ?? '', start: end - name.length, end, quote: !isQuoted ? '' : written.stringConstantType === 'SingleQuoted' ? "'" : '"', isBeside: joined !== undefined || folder !== undefined };
}

/** Name of a command where the text gives it, without a scope before it; a script beside the text is `.\Child.ps1` however it is written. */
export function nameOfCall(node: CommandAst): string | undefined {
  const name = commandNameOf(node);
  if (name !== undefined) return plainFunctionName(name);
  const script = scriptFile(node);
  return script && `.\\${script.name}.ps1`;
}
