/** Whether the text can use variables in ways that its tree does not show. */
import type { LintContext } from '../context.ts';
import { commandKey } from '../sites.ts';

/** Dot-sourced scripts, and code that is text, may read and set anything. */
export function isOpaque(context: LintContext): boolean {
  return context.commands().some((site) => site.node.invocationOperator === 'Dot' || /^(invoke-expression|iex)$/.test(commandKey(site)))
    || /ExecutionContext\.InvokeCommand|\[scriptblock\]::create/i.test(context.text);
}

/** Words that stand as text somewhere, as in -OutVariable name or Get-Variable -Name name. */
export function writtenWords(context: LintContext): ReadonlySet<string> {
  return new Set(context.sites.of('StringConstantExpressionAst').flatMap(({ node }) => (node.value.length < 80 ? [node.value.replace(/^\+|^(global|script|local):/i, '').toLowerCase()] : [])));
}
