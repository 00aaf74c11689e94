import type { VariableExpressionAst } from '../../syntax/ast.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { isUnsupportedInWorkflow, readOnlyInWorkflow, settableByWorkflow } from '../names/automaticVariables.ts';

/** Whether a name in a workflow may be made so: letters of ASCII alone (IsValidMemberName). */
export const isValidName = (name: string): boolean => /^[a-z][a-z0-9_-]*$/i.test(name);

const set = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));
/** Runtime variables (section 14): those that Set-PSWorkflowData sets, and those that nothing does. */
const reserved = set(settableByWorkflow), readOnly = set([...readOnlyInWorkflow, 'All', 'Other']);

/** Enum.TryParse takes any whole number for a name. */
const isNumber = (name: string): boolean => /^[+-]?\d{1,9}$/.test(name);

/** The id of the error that assigning a runtime variable is. */
export function runtimeVariableError(name: string): 'VariableNameReserved' | 'VariableNameReadOnly' | undefined {
  const key = name.toLowerCase();
  if (reserved.has(key)) return 'VariableNameReserved';
  return readOnly.has(key) || isNumber(name) ? 'VariableNameReadOnly' : undefined;
}

/** The name of a variable that workflows do not have, as it is told; what a drive has (`$env:PID`, `$WORKFLOW:PID`) is no variable. */
export function unsupportedName({ variablePath }: VariableExpressionAst): string | undefined {
  if (variableParts(variablePath).isDrive) return undefined;
  const name = variablePath.slice(variablePath.indexOf(':') + 1);
  return isUnsupportedInWorkflow(name) || isNumber(name) ? name : undefined;
}
