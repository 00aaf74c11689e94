import type { CommandAst } from '../../syntax/ast.ts';

/** Whether what is a command to the grammar declares a DSC configuration: `configuration Web { }` (about_Desired_State_Configuration); its block may begin on the next line, where none belongs to a command. */
export const isConfiguration = ({ elements: [word, name, block, ...others], invocationOperator }: CommandAst): boolean =>
  word?.kind === 'StringConstantExpressionAst' && word.stringConstantType === 'BareWord' && word.value.toLowerCase() === 'configuration' && invocationOperator === 'Unknown' && name?.kind === 'StringConstantExpressionAst' && (block === undefined || block.kind === 'ScriptBlockExpressionAst') && others.length === 0;

/**
 * Whether what is a command to the grammar stands for a resource of a DSC configuration that the text declares: a property of one (`Type = 'Directory'`),
 * or its beginning (`Group Admins { }`). `behind` is what follows it, where a block may begin on the next line.
 */
export function isOfResource(node: CommandAst, behind = ''): boolean {
  const { elements: [word, name, block, ...others], invocationOperator } = node;
  if (isConfiguration(node) || invocationOperator !== 'Unknown' || word?.kind !== 'StringConstantExpressionAst' || word.stringConstantType !== 'BareWord' || name === undefined) return false;
  if (name.kind === 'StringConstantExpressionAst' && name.stringConstantType === 'BareWord' && name.value.startsWith('=')) return true;
  const isName = name.kind === 'StringConstantExpressionAst' || name.kind === 'ExpandableStringExpressionAst' || name.kind === 'VariableExpressionAst' || name.kind === 'MemberExpressionAst';
  return isName && others.length === 0 && (block === undefined ? /^[ \t]*\r?\n\s*\{/.test(behind) : block.kind === 'ScriptBlockExpressionAst' && !/^(?:foreach-object|foreach|%|where-object|where|\?)$/i.test(word.value));
}
