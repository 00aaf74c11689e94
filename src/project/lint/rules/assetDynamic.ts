import type { Report, Rule } from '../rule.ts';

export const assetDynamic: Rule = {
  id: 'SMA1103', name: 'asset-dynamic-name', category: 'assets', severity: 'hint', appliesTo: 'both',
  summary: 'The name of an asset is worked out at run time.',
  documentation: 'Nothing can tell beforehand whether such an asset exists, and a search for where an asset is used does not find the place. Where only a few names are possible, write them out.',
  *check({ facts }): Generator<Report> {
    for (const { name, start, end } of facts.assets) {
      if (name === undefined) yield { start, end, message: 'The name of this asset is worked out at run time, so nobody can check that it exists. Write it as a constant where possible.' };
    }
  },
};
