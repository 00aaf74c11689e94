/** What the linter knows of a runbook that is published from the command line: the runbooks beside the file, and what the server has. */
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
    const runbooks = calls ? (await all(client.runbooks.list(signal))).map(({ name, type, publishedVersionId }) => ({ name, type, isPublished: publishedVersionId !== null })) : undefined;
    const assets: Partial<Record<AssetKind, string[]>> = {};
    // Of a name that is missing in its own kind it is asked whether another has it.
    for (const kind of own.assets.length === 0 ? [] : Object.keys(sets) as AssetKind[]) assets[kind] = (await all(client.catalogue.assets(sets[kind], signal))).map(({ name }) => name);
    const told: ConnectionFacts = { runbooks, assets };
    return indexedFacts(neighbours, told);
  } catch (error) {
    if (!isSmaClientError(error)) throw error;
    return folderAlone(neighbours);
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
