import { argumentFor, argumentsOf, textOf, variableParts, type Ast } from '../../../powershell/index.ts';
import type { Report, Rule } from '../rule.ts';
import { bare, commandKey, type NodeOf, type Site } from '../sites.ts';
import { isSecretName, looksSecret } from './secretNames.ts';

const message = 'A secret stands here in plain text, for everyone who can read the runbook. Keep it in a credential or an encrypted variable asset.';
const inText = /(?:^|[;?&\s])(?:password|pwd|accountkey|sharedaccesskey|sig)\s*=\s*([^;\s&'"]+)/i;

/** What stands right before a command in its pipeline, where that is an expression. */
function pipedInto({ node, parent }: Site<NodeOf<'CommandAst'>>): Ast | undefined {
  const elements = parent?.node.kind === 'PipelineAst' ? parent.node.elements : [], before = elements[elements.indexOf(node) - 1];
  return before?.kind === 'CommandExpressionAst' ? before.expression : undefined;
}

export const plainSecret: Rule = {
  id: 'SMA4001', name: 'plain-text-secret', category: 'security', severity: 'warning', appliesTo: 'both',
  summary: 'A secret stands in the text of the runbook.',
  documentation: 'Every version of a runbook is kept, and can be read by everyone who may read runbooks. Keep secrets in credential or encrypted variable assets. A secret that was published has to be changed.',
  *check(context): Generator<Report> {
    const { sites } = context;
    const secret = (node: Parameters<typeof bare>[0] | undefined): boolean => {
      const value = node && bare(node);
      return value?.kind === 'StringConstantExpressionAst' && value.stringConstantType !== 'BareWord' && looksSecret(value.value);
    };
    for (const { node } of sites.of('AssignmentStatementAst')) {
      const target = bare(node.left);
      const name = target.kind === 'VariableExpressionAst' ? variableParts(target.variablePath).name : target.kind === 'MemberExpressionAst' ? textOf(target.member) ?? '' : '';
      if (isSecretName(name) && secret(node.right)) yield { start: node.right.start, end: node.right.end, message };
    }
    for (const { node } of sites.of('HashtableAst')) {
      for (const { key, value } of node.pairs) if (isSecretName(textOf(key) ?? '') && secret(value)) yield { start: value.start, end: value.end, message };
    }
    for (const { node } of sites.of('ParameterAst')) {
      if (isSecretName(node.name.variablePath) && secret(node.defaultValue)) yield { start: node.defaultValue!.start, end: node.defaultValue!.end, message };
    }
    for (const site of context.commands()) {
      const value = commandKey(site) === 'convertto-securestring' && site.node.elements.some((element) => element.kind === 'CommandParameterAst' && /^asp/i.test(element.parameterName))
        ? argumentFor(site.node, 'String', 0) ?? pipedInto(site) : undefined;
      if (value !== undefined && secret(value)) yield { start: value.start, end: value.end, message };
      for (const argument of argumentsOf(site.node)) if (isSecretName(argument.parameter ?? '') && secret(argument.value)) yield { start: argument.value!.start, end: argument.value!.end, message };
    }
    for (const { node } of sites.of('StringConstantExpressionAst')) {
      const value = node.value.length < 2000 ? inText.exec(node.value)?.[1] : undefined;
      if ((value !== undefined && looksSecret(value) && !/^[$%{]/.test(value)) || /-----BEGIN (RSA |EC )?PRIVATE KEY-----/.test(node.value)) yield { start: node.start, end: node.end, message };
    }
  },
};
