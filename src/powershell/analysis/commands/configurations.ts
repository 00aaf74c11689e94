import type { CommandAst } from '../../syntax/ast.ts';

/** Whether what is a command to the grammar declares a DSC configuration: `configuration Web { }` (about_Desired_State_Configuration); its block may begin on the next line, where none belongs to a command. */
export const isConfiguration = ({ elements: [word, name, block, ...others], invocationOperator }: CommandAst): boolean =>
  word?.kind === 'StringConstantExpressionAst' && word.stringConstantType === 'BareWord' && word.value.toLowerCase() === 'configuration' && invocationOperator === 'Unknown' && name?.kind === 'StringConstantExpressionAst' && (block === undefined || block.kind === 'ScriptBlockExpressionAst') && others.length === 0;
