/** The kinds of assets, as rules name and look for them. */
import { runbookArguments, type AssetKind, type AssetUse } from '../../../../powershell/index.ts';
import { givenParameter } from '../../../folder/index.ts';
import type { LintContext } from '../../context.ts';

export const kindWord: Readonly<Record<AssetKind, string>> = { Variable: 'variable', Credential: 'credential', Certificate: 'certificate', Connection: 'connection', Schedule: 'schedule' };

/** Assets that are read and that their own kind does not have, as far as that is known, with the kinds that have one of the name. */
export function* notThere(context: LintContext): Generator<{ readonly use: Pick<AssetUse, 'kind' | 'name' | 'access' | 'start' | 'end'>; readonly name: string; readonly others: readonly AssetKind[] }> {
  const { facts, folder, text } = context;
  // What a runbook is given for a [PSCredential] is an asset's name.
  const given = folder?.assets?.Credential === undefined ? [] : runbookArguments(text, facts.commands, (called) => !context.functions.has(called.toLowerCase()) && context.runbook(called)?.parameters?.some((one) => one.isCredential === true) === true).filter((one) => givenParameter(context.runbook(one.runbook)?.parameters ?? [], one)?.isCredential === true)
    .map(({ name, start, end, quote }) => ({ kind: 'Credential' as const, access: 'read' as const, name, start: start - quote.length, end: end + quote.length }));
  for (const use of [...facts.assets, ...given]) {
    const { kind, name, access } = use, key = name?.toLowerCase();
    if (name === undefined || key === undefined || access === 'write' || folder?.assets?.[kind]?.has(key) !== false) continue;
    yield { use, name, others: (Object.keys(kindWord) as AssetKind[]).filter((other) => folder.assets?.[other]?.has(key) === true) };
  }
}
