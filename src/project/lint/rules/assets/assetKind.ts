import type { Report, Rule } from '../../rule.ts';
import { kindsOf, kindWord } from './kinds.ts';

export const assetKind: Rule = {
  id: 'SMA1102', name: 'asset-wrong-kind', category: 'assets', severity: 'error', appliesTo: 'both',
  summary: 'A runbook reads an asset with the activity of another kind.',
  documentation: 'Each kind of asset has an activity of its own: Get-AutomationVariable, Get-AutomationPSCredential, Get-AutomationCertificate, Get-AutomationConnection.',
  *check({ facts, folder }): Generator<Report> {
    for (const { kind, name, start, end, access } of facts.assets) {
      if (name === undefined || access === 'write' || folder?.assets?.[kind]?.has(name.toLowerCase()) !== false) continue;
      const others = kindsOf(folder.assets, name);
      if (others.length > 0) yield { start, end, message: `'${name}' is a ${others.map((other) => kindWord[other]).join(' and ')} asset, not a ${kindWord[kind]}. Use the activity for that kind.` };
    }
  },
};
