import { variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { around, type Site } from '../../sites.ts';

/** Whether what a pipeline gives is output of the job: it stands in the runbook's own body, and nothing takes it. */
function isStatement(pipeline: Site): boolean {
  if ((pipeline.place !== 'script' && pipeline.place !== 'workflow') || !/^(Named|Statement)Block/.test(pipeline.parent?.node.kind ?? '')) return false;
  for (const { node, parent } of around(pipeline)) {
    if (node.kind === 'ScriptBlockAst') return parent?.node.kind !== 'ScriptBlockExpressionAst';
    if (!/^(NamedBlock|StatementBlock|If|Try|Catch|ForEach|For|While|DoWhile|DoUntil|Switch|Block)/.test(node.kind)) return false;
  }
  return true;
}

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
    /** `[switch]$ResetPassword` says whether, not what. */
    const isFlag = (name: string): boolean => context.names.get(name.toLowerCase())?.writes.some(({ parent }) => parent?.node.kind === 'ParameterAst' && parent.node.attributes.some((one) => one.kind === 'TypeConstraintAst' && /^(?:system\.)?(?:bool(?:ean)?|switch|datetime|timespan|u?int(?:16|32|64)?)$/i.test(one.typeName.text))) === true;
    const message = 'This writes a password to a stream that is stored with the job. Leave it out.';
    for (const site of context.sites.of('MemberExpressionAst')) {
      const { node } = site;
      if (node.member.kind === 'StringConstantExpressionAst' && /^password$/i.test(node.member.value) && node.expression.kind === 'InvokeMemberExpressionAst' && /GetNetworkCredential/i.test(context.slice(node.expression.member)) && written(site)) yield { start: node.start, end: node.end, message };
    }
    for (const site of context.sites.of('VariableExpressionAst')) {
      const { name } = variableParts(site.node.variablePath);
      if (/(password|passwd|secret|apikey)$/i.test(name) && written(site) && !isFlag(name)) yield { start: site.node.start, end: site.node.end, message };
    }
  },
};
