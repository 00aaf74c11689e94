/** What the linter knows on the command line of what a server has. */
import { basename } from 'node:path';
import type { AssetSetName, Runbook, SmaApi } from '../client/api.ts';
import { isSmaClientError } from '../client/errors.ts';
import { parse, type AssetKind } from '../powershell/index.ts';
import { fileFacts, givenParameter, isCredentialType, type FileFacts } from '../project/folder/index.ts';
import { indexedFacts, type ConnectionFacts, type FolderFacts, type FolderRunbook } from '../project/lint/index.ts';

const sets: Readonly<Record<AssetKind, AssetSetName>> = { Variable: 'Variables', Credential: 'Credentials', Certificate: 'Certificates', Connection: 'Connections', Schedule: 'Schedules' };

/** Facts of the folder alone: what only a server knows is then no finding. */
export const folderAlone = (neighbours: readonly { readonly facts: FileFacts }[]): FolderFacts => indexedFacts(neighbours, { runbooks: undefined, assets: {} });

/**
 * Facts of the folder and of the server, which is asked only for what the text names. A server that does not tell leaves
 * its part unknown; that it cannot be reached is said by the publish itself.
 */
export async function serverFacts(client: SmaApi, file: string, text: string, neighbours: readonly { readonly facts: FileFacts }[], signal: AbortSignal): Promise<FolderFacts> {
  const own = fileFacts(basename(file).replace(/\.ps1$/i, ''), parse(text)), names = new Set(neighbours.map(({ facts }) => facts.runbook.name.toLowerCase()));
  const gives = own.given.length > 0, calls = own.calls.some(({ form, name }) => form !== 'name' || names.has(name.toLowerCase()));
  try {
    const runbooks = calls || gives ? await runbooksThere(client, [...neighbours, { facts: own }], signal) : undefined, known = indexedFacts(neighbours, { runbooks, assets: {} });
    // Of a name that is missing in its own kind it is asked whether another has it. What a runbook is given may name a credential.
    const names = own.assets.length > 0 || own.given.some((one) => givenParameter(known.runbooks?.get(one.runbook.toLowerCase())?.parameters ?? [], one)?.isCredential === true);
    return names ? indexedFacts(neighbours, { runbooks, assets: await assetsThere(client, signal) }) : known;
  } catch (error) {
    if (!isSmaClientError(error)) throw error;
    return folderAlone(neighbours);
  }
}

/** The runbooks and assets of a server; of runbooks that the files call and do not hold, their parameters. Fails as its client does. */
export const everythingThere = async (client: SmaApi, files: Files, signal: AbortSignal): Promise<ConnectionFacts> => ({ runbooks: await runbooksThere(client, files, signal), assets: await assetsThere(client, signal) });

type Files = readonly { readonly facts: FileFacts }[];
/** So many runbooks are asked for their parameters at once. */
const TOGETHER = 4;

async function runbooksThere(client: SmaApi, files: Files, signal: AbortSignal): Promise<ConnectionFacts['runbooks']> {
  const called = new Set(files.flatMap(({ facts }) => [...facts.calls.map(({ name }) => name), ...facts.given.map(({ runbook }) => runbook)]).map((name) => name.toLowerCase()));
  for (const { facts } of files) called.delete(facts.runbook.name.toLowerCase());
  const found = await all(client.runbooks.list(signal)), wanted = found.filter(({ name }) => called.has(name.toLowerCase())), parameters = new Map<string, FolderRunbook['parameters']>();
  for (let i = 0; i < wanted.length; i += TOGETHER) await Promise.all(wanted.slice(i, i + TOGETHER).map(async (one) => parameters.set(one.id, await parametersThere(client, one, signal))));
  return found.map(({ id, name, type, publishedVersionId }) => ({ name, type, isPublished: publishedVersionId !== null, parameters: parameters.get(id) }));
}

/** The parameters of the version that a call runs; unknown where the server does not tell them. */
async function parametersThere(client: SmaApi, { publishedVersionId, draftVersionId }: Runbook, signal: AbortSignal): Promise<FolderRunbook['parameters']> {
  const version = publishedVersionId ?? draftVersionId;
  if (version === null) return undefined;
  try {
    return (await client.versions.parameters(version, signal)).map(({ name, type, isMandatory, position }) => ({ name, isMandatory, position, ...(isCredentialType(type) && { isCredential: true }), ...(type.endsWith('SwitchParameter') && { isSwitch: true }) }));
  } catch (error) {
    if (!isSmaClientError(error)) throw error;
    return undefined;
  }
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
