import type { Report, Rule } from '../../rule.ts';
import { kindsOf, kindWord } from './kinds.ts';

export const assetMissing: Rule = {
  id: 'SMA1101', name: 'asset-missing', category: 'assets', severity: 'warning', appliesTo: 'both',
  summary: 'A runbook reads an asset that does not exist.',
  documentation: 'The activity fails at run time when there is no asset of that name. Correct the name or create the asset; asset names are compared without case.',
  *check({ facts, folder }): Generator<Report> {
    for (const { kind, name, start, end, access } of facts.assets) {
      if (name === undefined || access === 'write' || folder?.assets?.[kind]?.has(name.toLowerCase()) !== false) continue;
      if (kindsOf(folder.assets, name).length === 0) yield { start, end, message: `There is no ${kindWord[kind]} asset '${name}'. Correct the name, or create the asset.` };
    }
  },
};
