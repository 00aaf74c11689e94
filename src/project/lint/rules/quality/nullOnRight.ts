import type { Ast } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey, type Site } from '../../sites.ts';

const isWrapped = ({ kind }: Ast): boolean => /^(?:Paren|CommandExpression|Pipeline)/.test(kind);

/** Where a comparison's value goes: it is asked whether it holds, kept for later, or taken as the elements that are not empty. */
function useOf(site: Site): 'asked' | 'kept' | 'filter' {
  let { node, parent } = site;
  while (parent !== undefined && isWrapped(parent.node) && !(parent.node.kind === 'PipelineAst' && parent.node.elements.length > 1)) ({ node, parent } = parent);
  const outer = parent?.node, inner = node;
  switch (outer?.kind) {
    case 'IfStatementAst': case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'ForStatementAst': return 'asked';
    case 'BinaryExpressionAst': return /^(?:And|Or|Xor)$/.test(outer.operator) ? 'asked' : 'kept';
    case 'UnaryExpressionAst': return /^(?:Not|Exclaim)$/.test(outer.operator) ? 'asked' : 'kept';
    case 'TernaryExpressionAst': return outer.condition === inner ? 'asked' : 'kept';
    case 'ConvertExpressionAst': return /^(?:system\.)?bool(?:ean)?$/i.test(outer.type.typeName.text) ? 'asked' : 'kept';
    case 'PipelineAst': case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': case 'IndexExpressionAst': case 'ForEachStatementAst': return 'filter';
    case 'NamedBlockAst': {
      const command = parent?.parent?.parent?.parent?.node;
      return command?.kind === 'CommandAst' && /^(?:where-object|where|\?)$/.test(commandKey({ node: command })) ? 'asked' : 'filter';
    }
    case 'StatementBlockAst': return 'filter';
    default: return 'kept';
  }
}

export const nullOnRight: Rule = {
  id: 'SMA6004', name: 'null-on-right', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A comparison has $null on its right side.',
  documentation: 'With an array on the left, the comparison gives the elements that match instead of true or false: an array of empty elements passes for filled, and the other way round. Write $null on the left.',
  *check(context): Generator<Report> {
    for (const site of context.sites.of('BinaryExpressionAst')) {
      const { node } = site, { left, right, operator } = node;
      if (!/^[IC](eq|ne)$/.test(operator) || right.kind !== 'VariableExpressionAst' || right.variablePath.toLowerCase() !== 'null') continue;
      const use = useOf(site);
      // `@($list -ne $null)` takes empty elements out of a list.
      if (use === 'filter' && operator.endsWith('ne')) continue;
      const isSimple = /^(Variable|Member|Index|InvokeMember|Paren|SubExpression)/.test(left.kind);
      yield {
        start: node.start, end: node.end, message: 'With an array on the left this compares its elements. Write $null on the left side.',
        fix: isSimple && use === 'asked' ? { title: 'Put $null on the left', edits: [{ start: left.start, end: left.end, text: context.slice(right) }, { start: right.start, end: right.end, text: context.slice(left) }] } : undefined,
      };
    }
  },
};
