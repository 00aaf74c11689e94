/** The kinds of assets, as rules name and look for them. */
import type { AssetKind } from '../../../../powershell/index.ts';
import type { FolderFacts } from '../../folder.ts';

export const kindWord: Readonly<Record<AssetKind, string>> = { Variable: 'variable', Credential: 'credential', Certificate: 'certificate', Connection: 'connection', Schedule: 'schedule' };

/** Kinds of which there is an asset of a name. */
export function kindsOf(assets: FolderFacts['assets'], name: string): AssetKind[] {
  return (Object.keys(kindWord) as AssetKind[]).filter((kind) => assets?.[kind]?.has(name.toLowerCase()) === true);
}
