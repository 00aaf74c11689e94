import { Deserialised } from '../../deserialised.ts';
import type { Report, Rule } from '../../rule.ts';
import { words } from '../../words.ts';

/** What every copy still has, a list of copies as well. */
const kept = words('ToString GetType Equals GetHashCode Where ForEach GetEnumerator Contains IndexOf LastIndexOf Add AddRange Insert Remove RemoveAt Clear Clone CopyTo ToArray GetLength GetValue SetValue Item get_Item Sort Reverse CompareTo');
/** Properties that hold objects: of these the text is left. */
const objects = words('Directory Parent Root MainModule StartInfo');
const ofText = words(`Chars Clone CompareTo Contains CopyTo EndsWith Equals GetEnumerator GetHashCode GetType GetTypeCode IndexOf IndexOfAny Insert IsNormalized LastIndexOf LastIndexOfAny Normalize PadLeft PadRight
  Remove Replace Split StartsWith Substring ToCharArray ToLower ToLowerInvariant ToString ToUpper ToUpperInvariant Trim TrimEnd TrimStart Where ForEach get_Length get_Chars`);

export const deserialisedMethod: Rule = {
  id: 'SMA2006', name: 'method-on-deserialised-object', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A method is called on an object that came from an activity.',
  documentation: 'Between activities objects are serialised: a copy with properties is left, its methods are gone. That goes for variables, whether a cmdlet of PowerShell or of a module (Virtual Machine Manager, Active Directory, Hyper-V, SharePoint and others) gave the object, items of a loop over them, and $_ in a pipeline. Get the object and call the method in one InlineScript block.',
  *check(context): Generator<Report> {
    const values = new Deserialised(context);
    for (const site of context.sites.of('InvokeMemberExpressionAst')) {
      const { node, place } = site, { member, expression } = node;
      if (!/^(workflow|workflowBlock|inlineScript)$/.test(place) || node.isStatic || member.kind !== 'StringConstantExpressionAst') continue;
      const name = member.value.toLowerCase();
      const property = expression.kind === 'MemberExpressionAst' && !expression.isStatic && expression.member.kind === 'StringConstantExpressionAst' ? expression : undefined;
      const isDead = property === undefined ? !kept.has(name) : objects.has(property.member.kind === 'StringConstantExpressionAst' ? property.member.value.toLowerCase() : '') && !ofText.has(name);
      const source = isDead ? values.source(property?.expression ?? expression, site) : undefined;
      if (source === undefined) continue;
      const what = property === undefined ? `What ${source} gives has lost its methods here` : `Of the ${context.slice(property.member)} of what ${source} gives only its text is left here`;
      yield { start: member.start, end: member.end, message: `${what}, so ${member.value}() fails. Get the object and call the method in one InlineScript block.` };
    }
  },
};
