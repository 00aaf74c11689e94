import { laterWords, type CommandAst, type IfStatementAst, type StatementAst } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';

/** Whether a text says itself that it is for a later PowerShell. */
const asksForLater = ({ requirements }: { readonly requirements: { readonly version: string | undefined; readonly editions: readonly string[] } | undefined }): boolean =>
  Number.parseInt(requirements?.version ?? '', 10) > 5 || requirements?.editions.some((edition) => edition.toLowerCase() === 'core') === true;

const asksVersion = /\$(?:PSVersionTable|PSEdition|IsCoreCLR|Host\.Version)\b/i;
const isEnd = (statement: StatementAst | undefined): boolean => statement !== undefined && /^(?:Throw|Return|Exit)StatementAst$/.test(statement.kind);

/** Whether a condition about the version of PowerShell decides if a command runs: around it, or before it with an end in its block. */
function isGuarded(context: LintContext, command: CommandAst): boolean {
  const asks = ({ clauses }: IfStatementAst): boolean => clauses.some(({ condition }) => asksVersion.test(context.slice(condition)));
  return context.sites.of('IfStatementAst').some(({ node }) => node.start < command.start && asks(node) && (command.end <= node.end || node.clauses.some(({ body }) => isEnd(body.statements.at(-1)))));
}

export const laterPowerShell: Rule = {
  id: 'SMA6013', name: 'later-powershell', category: 'language', severity: 'information', appliesTo: 'both',
  summary: 'A runbook is written in the language of PowerShell 7.',
  documentation: 'A worker of SMA runs Windows PowerShell 5.1, which reads no &&, ||, ? :, ??, ?., background & and clean block, and whose ForEach-Object has no -Parallel. Write what both have, or say #requires -Version 7 where the runbook is for a later PowerShell alone.',
  *check(context): Generator<Report> {
    if (asksForLater(context.result.ast)) return;
    // In a text with a workflow it is an error: workflow-language.
    if (!context.sites.of('FunctionDefinitionAst').some(({ node }) => node.isWorkflow)) {
      for (const { word, instead, start, end } of laterWords(context.result)) yield { start, end, message: `'${word}' is of PowerShell 7, and Windows PowerShell 5.1, which a worker of SMA runs, cannot read it. ${instead}` };
    }
    for (const { node } of context.commands()) {
      const parallel = context.cmdlet(node) !== 'foreach-object' ? undefined : node.elements.find((one) => one.kind === 'CommandParameterAst' && /^para/i.test(one.parameterName));
      if (parallel !== undefined && !isGuarded(context, node)) yield { start: parallel.start, end: parallel.end, message: 'ForEach-Object has -Parallel in PowerShell 7, and not in Windows PowerShell 5.1, which a worker of SMA runs. Use foreach -parallel in a workflow, or Start-Job.' };
    }
  },
};
