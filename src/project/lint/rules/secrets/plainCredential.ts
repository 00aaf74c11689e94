import type { Report, Rule } from '../../rule.ts';
import { isSecretName } from './secretNames.ts';

export const plainCredential: Rule = {
  id: 'SMA4002', name: 'plain-text-credential-parameter', category: 'security', severity: 'warning', appliesTo: 'both',
  summary: 'A parameter takes a secret as plain text.',
  documentation: 'Parameters of a job are stored with it, and shown to everyone who may see jobs. Take a [PSCredential], which is started with the name of a credential asset, or read the asset in the runbook.',
  check: ({ facts }) => facts.parameters.filter(({ name, type }) => isSecretName(name) && (type === 'System.String' || type === 'System.Object')).map(({ name, nameStart, nameEnd }): Report => ({
    start: nameStart, end: nameEnd, message: `The value of ${name} is stored with every job as plain text. Take a [PSCredential], or read a credential asset in the runbook.`,
  })),
};
