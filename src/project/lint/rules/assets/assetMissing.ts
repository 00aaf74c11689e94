import type { Report, Rule } from '../../rule.ts';
import { kindWord, notThere } from './kinds.ts';

export const assetMissing: Rule = {
  id: 'SMA1101', name: 'asset-missing', category: 'assets', severity: 'warning', appliesTo: 'both',
  summary: 'A runbook reads, changes or removes an asset that does not exist.',
  documentation: 'The activity fails at run time when there is no asset of that name: Set-AutomationVariable makes none, while New-Sma… and the Set-Sma… cmdlets do. Correct the name or create the asset; asset names are compared without case.',
  *check(context): Generator<Report> {
    for (const { use: { kind, start, end }, name, others } of notThere(context)) {
      if (others.length === 0) yield { start, end, message: `There is no ${kindWord[kind]} asset '${name}'. Correct the name, or create the asset.` };
    }
  },
};
