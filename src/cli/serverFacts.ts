/** What the linter knows on the command line of what a server has. */
import { basename } from 'node:path';
import type { AssetSetName, SmaApi } from '../client/api.ts';
import { isSmaClientError } from '../client/errors.ts';
import { parse, type AssetKind } from '../powershell/index.ts';
import { fileFacts, type FileFacts } from '../project/folder/index.ts';
import { indexedFacts, type ConnectionFacts, type FolderFacts } from '../project/lint/index.ts';

const sets: Readonly<Record<AssetKind, AssetSetName>> = { Variable: 'Variables', Credential: 'Credentials', Certificate: 'Certificates', Connection: 'Connections', Schedule: 'Schedules' };

/** Facts of the folder alone: what only a server knows is then no finding. */
export const folderAlone = (neighbours: readonly { readonly facts: FileFacts }[]): FolderFacts => indexedFacts(neighbours, { runbooks: undefined, assets: {} });

/**
 * Facts of the folder and of the server, which is asked only for what the text names. A server that does not tell leaves
 * its part unknown; that it cannot be reached is said by the publish itself.
 */
export async function serverFacts(client: SmaApi, file: string, text: string, neighbours: readonly { readonly facts: FileFacts }[], signal: AbortSignal): Promise<FolderFacts> {
  const own = fileFacts(basename(file).replace(/\.ps1$/i, ''), parse(text)), names = new Set(neighbours.map(({ facts }) => facts.runbook.name.toLowerCase()));
  const calls = own.calls.some(({ form, name }) => form !== 'name' || names.has(name.toLowerCase()));
  try {
    // Of a name that is missing in its own kind it is asked whether another has it.
    return indexedFacts(neighbours, { runbooks: calls ? await runbooksThere(client, signal) : undefined, assets: own.assets.length === 0 ? {} : await assetsThere(client, signal) });
  } catch (error) {
    if (!isSmaClientError(error)) throw error;
    return folderAlone(neighbours);
  }
}

/** The runbooks and assets of a server. Fails as its client does. */
export const everythingThere = async (client: SmaApi, signal: AbortSignal): Promise<ConnectionFacts> => ({ runbooks: await runbooksThere(client, signal), assets: await assetsThere(client, signal) });

async function runbooksThere(client: SmaApi, signal: AbortSignal): Promise<ConnectionFacts['runbooks']> {
  return (await all(client.runbooks.list(signal))).map(({ name, type, publishedVersionId }) => ({ name, type, isPublished: publishedVersionId !== null }));
}

async function assetsThere(client: SmaApi, signal: AbortSignal): Promise<ConnectionFacts['assets']> {
  const assets: Partial<Record<AssetKind, string[]>> = {};
  for (const kind of Object.keys(sets) as AssetKind[]) assets[kind] = (await all(client.catalogue.assets(sets[kind], signal))).map(({ name }) => name);
  return assets;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
