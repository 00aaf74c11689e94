import type { Report, Rule } from '../../rule.ts';
import { kindWord, notThere } from './kinds.ts';

export const assetKind: Rule = {
  id: 'SMA1102', name: 'asset-wrong-kind', category: 'assets', severity: 'error', appliesTo: 'both',
  summary: 'A runbook uses an asset with the activity of another kind.',
  documentation: 'Each kind of asset has an activity of its own: Get-AutomationVariable, Get-AutomationPSCredential, Get-AutomationCertificate, Get-AutomationConnection.',
  *check(context): Generator<Report> {
    for (const { use: { kind, access, start, end }, name, others } of notThere(context)) {
      if (others.length > 0) yield { start, end, message: `'${name}' is a ${others.map((other) => kindWord[other]).join(' and ')} asset, not a ${kindWord[kind]}. ${access === 'read' ? 'Use the activity for that kind.' : `Give the name of a ${kindWord[kind]}.`}` };
    }
  },
};
