/** The kinds of assets, as rules name and look for them. */
import { runbookArguments, type AssetKind, type AssetUse } from '../../../../powershell/index.ts';
import { givenParameter } from '../../../folder/index.ts';
import type { LintContext } from '../../context.ts';

export const kindWord: Readonly<Record<AssetKind, string>> = { Variable: 'variable', Credential: 'credential', Certificate: 'certificate', Connection: 'connection', Schedule: 'schedule' };

/** Assets that have to be there, since they are read, changed or removed and the text makes none of the name, and that their own kind does not have, as far as that is known, with the kinds that have one of the name. */
export function* notThere(context: LintContext): Generator<{ readonly use: Pick<AssetUse, 'kind' | 'name' | 'access' | 'makes' | 'start' | 'end'>; readonly name: string; readonly others: readonly AssetKind[] }> {
  const { facts, folder, text } = context;
  // What a runbook is given for a [PSCredential] is an asset's name.
  const given = folder?.assets?.Credential === undefined ? [] : runbookArguments(text, facts.commands, (called) => !context.functions.has(called.toLowerCase()) && context.runbook(called)?.parameters?.some((one) => one.isCredential === true) === true).filter((one) => givenParameter(context.runbook(one.runbook)?.parameters ?? [], one)?.isCredential === true)
    .map(({ name, start, end, quote }) => ({ kind: 'Credential' as const, access: 'read' as const, makes: false, name, start: start - quote.length, end: end + quote.length }));
  const keyOf = ({ kind, name }: Pick<AssetUse, 'kind' | 'name'>): string => `${kind} ${name?.toLowerCase()}`, made = new Set(facts.assets.flatMap((use) => (use.makes ? [keyOf(use)] : []))), told = new Set<string>();
  for (const use of [...facts.assets, ...given]) {
    const { kind, name, start } = use, key = name?.toLowerCase();
    // A text that is both read and changed is told once.
    if (name === undefined || key === undefined || made.has(keyOf(use)) || told.size === told.add(`${kind} ${start}`).size || folder?.assets?.[kind]?.has(key) !== false) continue;
    yield { use, name, others: (Object.keys(kindWord) as AssetKind[]).filter((other) => folder.assets?.[other]?.has(key) === true) };
  }
}
