/** Where a workflow is saved while its ways are followed: at checkpoints, and behind every activity while $PSPersistPreference is on (workflow-semantics.md sections 7 and 8). */
import { savesState, variableParts, type AssignmentStatementAst, type CommandAst } from '../../../powershell/index.ts';
import type { LintContext } from '../context.ts';
import { isInExpression } from '../refusal.ts';
import { bare } from '../sites.ts';

/** Whether the preference is on. */
export interface Preferring { readonly isOn: boolean }

const isPreference = (name: string): boolean => variableParts(name).name.toLowerCase() === 'pspersistpreference';

/** What an assignment makes of the preference; undefined where it is another variable's. A value that nobody knows is none. */
export function preferenceOf({ left, operator, right }: AssignmentStatementAst): boolean | undefined {
  const target = bare(left), value = bare(right);
  if (target.kind !== 'VariableExpressionAst' || !isPreference(target.variablePath) || operator !== 'Equals') return undefined;
  return value.kind === 'VariableExpressionAst' ? value.variablePath.toLowerCase() === 'true' : value.kind === 'ConstantExpressionAst' && Boolean(value.value);
}

/** Whether a text saves its state anywhere. */
export const savesAnywhere = (context: LintContext): boolean =>
  context.names.has('pspersistpreference') || context.commands().some(({ node, place }) => place === 'workflow' && savesState(node));

/** Whether the workflow is saved behind a command; `-PSPersist` wins over the preference. */
export function isSavedBehind(context: LintContext, node: CommandAst, { isOn }: Preferring): boolean {
  const site = context.sites.site(node);
  if (site?.place !== 'workflow') return false;
  return savesState(node) || (isOn && !isInExpression(site) && !node.elements.some((element) => element.kind === 'CommandParameterAst' && /^PSPersist$/i.test(element.parameterName)));
}
