/** What `sma lint` is told beside the files that it judges: which assets and runbooks there are, from files of local assets and from a server. */
import { basename, dirname, join, resolve } from 'node:path';
import type { AssetKind } from '../powershell/index.ts';
import { localAssetLists, type FileFacts, type LocalAssetLists } from '../project/folder/index.ts';
import type { ConnectionFacts } from '../project/lint/index.ts';
import { CliError } from './cliError.ts';
import type { CommandInput, OptionSpec } from './command.ts';
import { CONNECTION_OPTIONS, withClient } from './connection.ts';
import { ExitCode } from './exitCodes.ts';
import { InputError, readSmallText } from './readInput.ts';
import { everythingThere } from './serverFacts.ts';

export const FACTS_OPTIONS: readonly OptionSpec[] = [
  { name: 'assets', value: 'FILE', repeatable: true, help: 'the assets there are: a LocalAssets.json, with the SecureLocalAssets.json beside it; a kind that it lists is taken to be whole' },
  { name: 'online', help: 'ask the server which runbooks and assets it has, so that missing ones are told; --url means it too' },
  ...CONNECTION_OPTIONS,
];

/** What the options tell; a part that nobody tells of is unknown. `read` gives the files that are judged. Fails where a file or the server does not answer. */
export async function toldFacts(input: CommandInput, read: () => Promise<readonly { readonly facts: FileFacts }[]>): Promise<ConnectionFacts> {
  const { options, io } = input, files: LocalAssetLists[] = [];
  for (const file of options.all('assets')) files.push(...await assetLists(resolve(io.cwd, file), file));
  const there = options.has('online') || options.has('url') ? await withClient(input, 'lint', async (client) => await everythingThere(client, await read(), input.signal)) : { runbooks: undefined, assets: {} };
  const assets: Partial<Record<AssetKind, string[]>> = {};
  for (const list of [there.assets, ...files]) for (const [kind, names] of Object.entries(list) as [AssetKind, Iterable<string>][]) assets[kind] = [...(assets[kind] ?? []), ...names];
  return { runbooks: there.runbooks, assets };
}

/** The lists of a file, and of the one for secrets that the ISE add-on keeps beside it. */
async function assetLists(path: string, shown: string): Promise<LocalAssetLists[]> {
  const own = await listsOf(path, shown), isPlain = /^LocalAssets\.json$/i.test(basename(path)), secret = isPlain ? join(dirname(path), 'SecureLocalAssets.json') : undefined;
  if (own === undefined) throw new CliError(ExitCode.usage, `--assets: the file ${shown} does not exist.`);
  const beside = secret === undefined ? undefined : await listsOf(secret, join(dirname(shown), 'SecureLocalAssets.json'));
  return beside === undefined ? [own] : [own, beside];
}

async function listsOf(path: string, shown: string): Promise<LocalAssetLists | undefined> {
  let text: string;
  try {
    text = await readSmallText(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    if (code === 'ENOENT') return undefined;
    throw new CliError(ExitCode.usage, `--assets: the file ${shown} cannot be read (${error instanceof InputError ? error.message : code}).`);
  }
  try {
    const lists = localAssetLists(JSON.parse(text.replace(/^\uFEFF/, '')));
    if (lists !== undefined) return lists;
  } catch (error) {
    throw new CliError(ExitCode.usage, `--assets: the file ${shown} is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  throw new CliError(ExitCode.usage, `--assets: the file ${shown} is no list of assets. It needs an object as {"Variable":[{"Name":"Limit"}],"PSCredential":[…],"Certificate":[…],"Connection":[…]}.`);
}
