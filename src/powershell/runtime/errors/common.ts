/** Errors raised from several places. */
import { raise } from './raise.ts';

export const undefinedVariable = (name: string): never => raise({
  id: 'VariableIsUndefined', category: 'InvalidOperation', message: `The variable '$${name}' cannot be retrieved because it has not been set.`, target: name,
});
export const readOnlyVariable = (name: string): never => raise({
  id: 'VariableNotWritable', category: 'WriteError', exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
  message: `Cannot overwrite variable ${name} because it is read-only or constant.`, target: name,
});
