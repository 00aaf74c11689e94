import type { CommandParameterAst } from '../../powershell/index.ts';

/** Whether a switch that a command names is on: `-Switch:$false` says that it is not (about_Parameters). */
export const isSwitchedOn = ({ argument }: CommandParameterAst): boolean => !(argument?.kind === 'VariableExpressionAst' && /^false$/i.test(argument.variablePath));
