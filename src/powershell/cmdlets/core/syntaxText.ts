/** The syntax lines of a command, as Get-Command -Syntax and Get-Help show them. */
import type { Parameter, ParameterTable, SetRole } from '../../runtime/bind/parameters.ts';
import { typeNameText } from '../../runtime/types/typeName.ts';
import { shortType } from '../../runtime/members/methodValue.ts';
import { WorkflowTable } from '../../runtime/bind/workflowParameters.ts';
import { shownType } from './parameterTypes.ts';
import { ALL_SETS, NO_POSITION, roleIn } from '../../runtime/bind/parameters.ts';

/** `Get-Thing [-Name] <string> [-Force] [<CommonParameters>]`, one line a parameter set, with a blank line between. */
export function syntaxOf(name: string, table: ParameterTable | undefined): string {
  if (table === undefined) return name;
  const sets = table.sets.length === 0 ? [ALL_SETS] : table.sets;
  return sets.map((set) => `${name} ${setSyntax(table, set, name)}`.trimEnd()).join('\n\n');
}
/** The parameters of one set. */
export const setSyntax = (table: ParameterTable, set: string, command: string): string =>
  [...inOrder(table, set).map(([p, role]) => oneParameter(p, role, command)), ...(table.isAdvanced ? [...(table.supportsShouldProcess ? ['[-WhatIf]', '[-Confirm]'] : []), ...(table instanceof WorkflowTable ? ['[<WorkflowCommonParameters>]'] : []), '[<CommonParameters>]'] : [])].join(' ');
function inOrder(table: ParameterTable, set: string): [Parameter, SetRole][] {
  const all = table.list.flatMap((p): [Parameter, SetRole][] => { const role = roleIn(p, set); return role === undefined ? [] : [[p, role]]; });
  const positional = all.filter(([, r]) => r.position !== NO_POSITION).sort((a, b) => a[1].position - b[1].position), rest = all.filter(([, r]) => r.position === NO_POSITION);
  return [...positional, ...rest.filter(([, r]) => r.mandatory), ...rest.filter(([, r]) => !r.mandatory)];
}
function oneParameter(p: Parameter, role: SetRole, command: string): string {
  const flag = `-${p.name}`;
  if (p.isSwitch) return role.mandatory ? flag : `[${flag}]`;
  const named = role.position === NO_POSITION ? flag : `[${flag}]`, value = `<${typeName(p, command)}>`;
  return role.mandatory ? `${named} ${value}` : `[${named} ${value}]`;
}
/** The type of a parameter as syntax lines say it. */
export function typeName(p: Parameter, command = ''): string {
  // Its short form where it has one, else its name without the namespaces.
  const declared = shownType(p, command), type = declared?.name.startsWith('System.Nullable`1') === true ? declared.genericArguments[0] ?? declared : declared;
  return (type === undefined ? 'Object' : type.genericArguments.length > 0 ? typeNameText(type) : shortType(type.name)).replace(/(?:\w+\.)+(?=\w)/g, '');
}
