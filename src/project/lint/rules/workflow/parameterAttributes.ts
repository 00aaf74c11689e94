import { attributesNamed, constantValue } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

export const parameterAttributes: Rule = {
  id: 'SMA2001', name: 'unsupported-parameter-attribute', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A parameter of a workflow has an attribute that SMA does not honour.',
  documentation: 'SMA knows name, type, default and whether a parameter is mandatory. Validation attributes and aliases make the workflow impossible to call from another one; check the value in the body instead.',
  *check({ facts }): Generator<Report> {
    const workflow = facts.workflows.find(({ name }) => name === facts.name)?.node;
    for (const parameter of workflow?.parameters ?? workflow?.body.paramBlock?.parameters ?? []) {
      for (const attribute of parameter.attributes) {
        if (attribute.kind !== 'AttributeAst' || !/^(System\.Management\.Automation\.)?(Validate\w+|Alias)(Attribute)?$/i.test(attribute.typeName.text)) continue;
        yield { start: attribute.start, end: attribute.end, message: `[${attribute.typeName.text}] on a workflow's parameter is not honoured by SMA, and no other workflow can call this one. Check the value in the body.` };
      }
      for (const attribute of attributesNamed(parameter, 'Parameter')) {
        const set = attribute.namedArguments.find(({ argumentName }) => /^ParameterSetName$/i.test(argumentName));
        const piped = attribute.namedArguments.find(({ argumentName, argument }) => /^ValueFrom(?:Pipeline|PipelineByPropertyName|RemainingArguments)$/i.test(argumentName) && constantValue(argument) !== false);
        if (piped !== undefined) yield { start: piped.start, end: piped.end, message: `${piped.argumentName} does nothing for a workflow: its parameters take no value from the pipeline, or from what is left over. What is piped to it is $input.` };
        if (set !== undefined) yield { start: set.start, end: set.end, message: 'SMA does not know parameter sets. Make the parameters optional, and check them in the body.' };
      }
    }
  },
};
