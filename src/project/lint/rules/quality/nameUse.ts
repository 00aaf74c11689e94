/** Whether the text can use variables in ways that its tree does not show. */
import type { LintContext } from '../../context.ts';
import { around, commandKey, type Site } from '../../sites.ts';

/** Dot-sourced scripts, and code that is text, may read and set anything. */
export function isOpaque(context: LintContext): boolean {
  return context.commands().some((site) => site.node.invocationOperator === 'Dot' || context.cmdlet(site.node) === 'invoke-expression')
    || /ExecutionContext\.InvokeCommand|\[scriptblock\]::create/i.test(context.text);
}

/** Words that stand as text somewhere, as in -OutVariable name, Get-Variable -Name name or Set-Item variable:name. */
export function writtenWords(context: LintContext): ReadonlySet<string> {
  return new Set(context.sites.of('StringConstantExpressionAst').flatMap(({ node }) => (node.value.length < 80 ? [node.value.replace(/^\+|^variable:[\\/]?/i, '').replace(/^(?:global|script|local|private):/i, '').toLowerCase()] : [])));
}

/** True inside a block that runs among the variables of something else: `& $module { $x }`, `InModuleScope Name { $x }`, `Mock Get-Item { $Path }`. */
export function isElsewhere(site: Site): boolean {
  for (const up of around(site)) {
    const { node, parent } = up;
    if (node.kind !== 'ScriptBlockExpressionAst' || parent?.node.kind !== 'CommandAst') continue;
    const { elements, invocationOperator } = parent.node;
    if ((invocationOperator !== 'Unknown' && elements[0] !== node) || /^(?:inmodulescope|mock)$/.test(commandKey({ ...parent, node: parent.node }))) return true;
    // Pester sets the parameters of the command that was called.
    const before = elements[elements.indexOf(node) - 1];
    if (before?.kind === 'CommandParameterAst' && /^parameterf/i.test(before.parameterName)) return true;
  }
  return false;
}
