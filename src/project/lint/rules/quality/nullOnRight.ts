import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { around, bare, type NodeOf, type Site } from '../../sites.ts';

/** Whether only the truth of a value counts; where the value itself does, `$list -ne $null` picks elements on purpose. */
function isTruth(context: LintContext, site: Site): boolean {
  let { node } = site;
  for (const { node: up, parent } of around(site)) {
    switch (up.kind) {
      case 'ParenExpressionAst': break;
      case 'CommandExpressionAst': if (up.redirections.length > 0) return false; break;
      case 'PipelineAst': if (up.elements.length > 1) return false; break;
      case 'UnaryExpressionAst': return up.operator === 'Not' || up.operator === 'Exclaim';
      case 'BinaryExpressionAst': return /^(And|Or|Xor)$/.test(up.operator);
      case 'ConvertExpressionAst': return /^(system\.)?bool(ean)?$/i.test(up.type.typeName.text);
      case 'IfStatementAst': return up.clauses.some(({ condition }) => condition === node);
      case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'ForStatementAst': case 'TernaryExpressionAst': return up.condition === node;
      // The last of a filter's block is its answer.
      case 'NamedBlockAst': if (up.statements.at(-1) !== node) return false; break;
      case 'ScriptBlockAst': break;
      case 'ScriptBlockExpressionAst':
        return parent?.node.kind === 'CommandAst' ? context.cmdlet(parent.node) === 'where-object'
          : parent?.node.kind === 'InvokeMemberExpressionAst' && parent.node.member.kind === 'StringConstantExpressionAst' && /^where$/i.test(parent.node.member.value);
      default: return false;
    }
    node = up;
  }
  return false;
}

/** Whether a value is kept or handed on as it is: nobody gathers empty elements, so `-eq $null` was meant as a question there too. */
function isKept(site: Site): boolean {
  for (const { node: up } of around(site)) {
    if (up.kind === 'AssignmentStatementAst' || up.kind === 'ReturnStatementAst' || up.kind === 'CommandAst' || up.kind === 'HashtableAst') return true;
    if (up.kind !== 'ParenExpressionAst' && !(up.kind === 'CommandExpressionAst' && up.redirections.length === 0) && !(up.kind === 'PipelineAst' && up.elements.length === 1)) return false;
  }
  return false;
}

const SINGLE = /^(system\.)?(string|char|int(16|32|64)?|uint(16|32|64)?|long|byte|double|single|float|decimal|bool(ean)?|switch|datetime|timespan|guid|version|uri|hashtable|pscredential|securestring|(system\.)?management\.automation\.\w+)$/i;

/** Whether a value is never an array: by its type, or that of its variable. */
function isSingle(context: LintContext, node: NodeOf<'BinaryExpressionAst'>['left']): boolean {
  if (node.kind === 'ConvertExpressionAst') return SINGLE.test(node.type.typeName.text);
  const inner = bare(node);
  if (inner.kind !== 'VariableExpressionAst') return false;
  const writes = context.names.get(inner.variablePath.toLowerCase())?.writes ?? [];
  return writes.length > 0 && writes.every(({ parent }) => (parent?.node.kind === 'ConvertExpressionAst' ? SINGLE.test(parent.node.type.typeName.text)
    : parent?.node.kind === 'ParameterAst' && parent.node.attributes.some((each) => each.kind === 'TypeConstraintAst' && SINGLE.test(each.typeName.text))));
}

export const nullOnRight: Rule = {
  id: 'SMA6004', name: 'null-on-right', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A condition compares with $null on its right side.',
  documentation: 'With an array on the left, the comparison gives the elements that match instead of true or false: an array of empty elements passes for filled, and the other way round. Write $null on the left. Elements that are picked on purpose, as in $filled = $list -ne $null, are left alone.',
  *check(context): Generator<Report> {
    for (const site of context.sites.of('BinaryExpressionAst')) {
      const { left, right, operator, start, end } = site.node;
      if (!/^[IC](eq|ne)$/.test(operator) || right.kind !== 'VariableExpressionAst' || right.variablePath.toLowerCase() !== 'null') continue;
      const isAsked = isTruth(context, site);
      if (!isAsked && !(operator.endsWith('eq') && isKept(site))) continue;
      const isSimple = isAsked && /^(Variable|Member|Index|InvokeMember|Paren|SubExpression|Convert)/.test(left.kind);
      const fix = { title: 'Put $null on the left', edits: [{ start: left.start, end: left.end, text: context.slice(right) }, { start: right.start, end: right.end, text: context.slice(left) }] };
      yield { start, end, message: 'With an array on the left this compares its elements. Write $null on the left side.', fix: !isSimple ? undefined : isSingle(context, left) ? fix : { ...fix, changes: true } };
    }
  },
};
