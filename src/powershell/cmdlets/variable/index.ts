/** Variables by name. */
import { clearVariable } from './clearVariable.ts';
import { getVariable } from './getVariable.ts';
import { newVariable } from './newVariable.ts';
import { removeVariable } from './removeVariable.ts';
import { setVariable } from './setVariable.ts';

export const variableCmdlets = [getVariable, setVariable, newVariable, removeVariable, clearVariable] as const;
