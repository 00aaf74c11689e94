import { textOf, variableParts, type Ast } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { around, bare, type NodeOf, type Site } from '../../sites.ts';
import { isSwitchedOn } from '../../switches.ts';

/** Whether what a pipeline gives is output of the job: it stands in the runbook's own body, and nothing takes it. */
function isStatement(pipeline: Site): boolean {
  if ((pipeline.place !== 'script' && pipeline.place !== 'workflow') || !/^(Named|Statement)Block/.test(pipeline.parent?.node.kind ?? '')) return false;
  for (const { node, parent } of around(pipeline)) {
    if (node.kind === 'ScriptBlockAst') return parent?.node.kind !== 'ScriptBlockExpressionAst';
    if (!/^(NamedBlock|StatementBlock|If|Try|Catch|ForEach|For|While|DoWhile|DoUntil|Switch|Block)/.test(node.kind)) return false;
  }
  return true;
}

/** Types whose values are shown as no secret: `[switch]$ResetPassword` says whether, not what, and of a SecureString the type's name is written. */
const shown = /^(?:system\.)?(?:bool(?:ean)?|switch|datetime|timespan|u?int(?:16|32|64)?|(?:security\.)?securestring|(?:management\.automation\.)?pscredential)$/i;

const writesOf = (context: LintContext, name: string): readonly Site[] => context.names.get(name.toLowerCase())?.writes ?? [];

/** What a variable is given in an assignment. */
const valueOf = ({ node, parent }: Site): Ast | undefined => (parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === node && parent.node.operator === 'Equals' ? bare(parent.node.right) : undefined);

/** Whether what a variable holds can be shown: by its type, or since it is never given more than $null, an empty text or a SecureString. */
function isHarmless(context: LintContext, name: string): boolean {
  const writes = writesOf(context, name);
  const isTyped = ({ parent }: Site): boolean => (parent?.node.kind === 'ParameterAst' ? parent.node.attributes.some((one) => one.kind === 'TypeConstraintAst' && shown.test(one.typeName.text)) : parent?.node.kind === 'ConvertExpressionAst' && shown.test(parent.node.type.typeName.text));
  return writes.some(isTyped) || (writes.length > 0 && writes.every((write) => {
    const value = valueOf(write);
    return value?.kind === 'VariableExpressionAst' ? value.variablePath.toLowerCase() === 'null' : value?.kind === 'StringConstantExpressionAst' ? value.value === '' : value?.kind === 'CommandAst' && context.cmdlet(value) === 'convertto-securestring';
  }));
}

/** Whether a variable is given nothing but a password in plain text, whatever its name. */
function holdsSecret(context: LintContext, name: string): boolean {
  const writes = writesOf(context, name);
  return writes.length > 0 && writes.every((write) => {
    const value = valueOf(write);
    switch (value?.kind) {
      case 'MemberExpressionAst': return isPassword(context, value);
      case 'InvokeMemberExpressionAst': return value.isStatic && /^PtrToString(?:Auto|BSTR|Uni)$/i.test(textOf(value.member) ?? '') && /SecureStringTo/i.test(context.text);
      case 'CommandAst': return context.cmdlet(value) === 'convertfrom-securestring' && value.elements.some((one) => one.kind === 'CommandParameterAst' && /^asp/i.test(one.parameterName) && isSwitchedOn(one));
      default: return false;
    }
  });
}

const isPassword = (context: LintContext, { member, expression }: NodeOf<'MemberExpressionAst'>): boolean => member.kind === 'StringConstantExpressionAst' && /^password$/i.test(member.value) && expression.kind === 'InvokeMemberExpressionAst' && /GetNetworkCredential/i.test(context.slice(expression.member));

export const secretWritten: Rule = {
  id: 'SMA4003', name: 'secret-written', category: 'security', severity: 'warning', appliesTo: 'both',
  summary: 'A password is written to a stream of the job.',
  documentation: 'Streams are stored with the job, and shown to everyone who may see jobs. Do not write the password.',
  *check(context): Generator<Report> {
    const written = (site: Parameters<typeof around>[0]): boolean => {
      for (const outer of around(site)) {
        // What a command or a comparison makes of it is something else; texts are joined to be shown.
        if (outer.node.kind === 'BinaryExpressionAst' && /^(Plus|Format)$/.test(outer.node.operator)) continue;
        if (/^(Member|InvokeMember|Binary|Unary|ScriptBlock|Hashtable|Convert|Index)/.test(outer.node.kind)) return false;
        if (outer.node.kind === 'PipelineAst' && outer.node.elements.length === 1 && outer.node.elements[0]?.kind === 'CommandExpressionAst' && isStatement(outer)) return true;
        if (outer.node.kind === 'CommandAst') return /^(?:write-(?:output|verbose|warning|error|debug|information|host|progress)|out-(?:host|default))$/.test(context.cmdlet(outer.node));
      }
      return false;
    };
    const message = 'This writes a password to a stream that is stored with the job. Leave it out.';
    for (const site of context.sites.of('MemberExpressionAst')) {
      const { node } = site;
      if (isPassword(context, node) && written(site)) yield { start: node.start, end: node.end, message };
    }
    for (const site of context.sites.of('VariableExpressionAst')) {
      const { name } = variableParts(site.node.variablePath);
      if (!written(site)) continue;
      if (/(password|passwd|secret|apikey)$/i.test(name) ? !isHarmless(context, name) : holdsSecret(context, name)) yield { start: site.node.start, end: site.node.end, message };
    }
  },
};
