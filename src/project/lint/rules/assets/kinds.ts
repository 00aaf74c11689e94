/** The kinds of assets, as rules name and look for them. */
import type { AssetKind, AssetUse } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';

export const kindWord: Readonly<Record<AssetKind, string>> = { Variable: 'variable', Credential: 'credential', Certificate: 'certificate', Connection: 'connection', Schedule: 'schedule' };

/** Assets that are read and that their own kind does not have, as far as that is known, with the kinds that have one of the name. */
export function* notThere({ facts, folder }: LintContext): Generator<{ readonly use: AssetUse; readonly name: string; readonly others: readonly AssetKind[] }> {
  for (const use of facts.assets) {
    const { kind, name, access } = use, key = name?.toLowerCase();
    if (name === undefined || key === undefined || access === 'write' || folder?.assets?.[kind]?.has(key) !== false) continue;
    yield { use, name, others: (Object.keys(kindWord) as AssetKind[]).filter((other) => folder.assets?.[other]?.has(key) === true) };
  }
}
