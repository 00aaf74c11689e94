import { commandNameOf, variableParts } from '../../../powershell/index.ts';
import type { Report, Rule } from '../rule.ts';
import { bare } from '../sites.ts';
import { words } from './common.ts';

/** Commands that give live objects of which only a copy of the properties is left behind the activity (workflow-semantics.md 6). */
const sources = words('Get-Process Get-Service Get-ChildItem Get-Item Get-WmiObject Get-EventLog Get-WinEvent Get-Acl Get-PSSession New-WebServiceProxy Start-Process');
/** What every copy still has. */
const kept = words('ToString GetType Equals GetHashCode');

export const deserialisedMethod: Rule = {
  id: 'SMA2006', name: 'method-on-deserialised-object', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A method is called on an object that came from an activity.',
  documentation: 'Between activities objects are serialised: a copy with properties is left, its methods are gone. Get the object and call the method in one InlineScript block.',
  *check(context): Generator<Report> {
    for (const { node, place } of context.sites.of('InvokeMemberExpressionAst')) {
      const target = bare(node.expression), { member } = node;
      if (place !== 'workflow' || node.isStatic || target.kind !== 'VariableExpressionAst' || member.kind !== 'StringConstantExpressionAst' || kept.has(member.value.toLowerCase())) continue;
      const writes = context.names.get(variableParts(target.variablePath).name.toLowerCase())?.writes ?? [];
      const from = writes.map(({ parent }) => {
        const statement = parent?.node;
        const value = statement?.kind === 'AssignmentStatementAst' && statement.operator === 'Equals' ? statement.right : undefined;
        const last = value?.kind === 'PipelineAst' ? value.elements.at(0) : undefined;
        return value?.kind === 'PipelineAst' && value.elements.length === 1 && last?.kind === 'CommandAst' ? commandNameOf(last) : undefined;
      });
      if (from.length > 0 && from.every((name) => name !== undefined && sources.has(name.toLowerCase()))) {
        yield { start: member.start, end: member.end, message: `What ${from[0]!} gives has lost its methods here, so ${member.value}() fails. Get the object and call the method in one InlineScript block.` };
      }
    }
  },
};
