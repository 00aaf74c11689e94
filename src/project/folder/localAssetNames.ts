/** Names in LocalAssets.json and SecureLocalAssets.json, with their places: the lists of the ISE add-ons, by kind. */
import type { AssetKind } from '../../powershell/index.ts';
import { nameTable } from '../../powershell/index.ts';

export interface LocalAssetName { readonly kind: AssetKind; readonly name: string; /** The JSON string with its quotes. */ readonly start: number; readonly end: number }

const lists: Readonly<Record<string, AssetKind>> = nameTable({ variable: 'Variable', pscredential: 'Credential', credential: 'Credential', certificate: 'Certificate', connection: 'Connection', schedule: 'Schedule' });
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** Finds the names; a broken file gives what can be read up to there. */
export function localAssetNames(text: string): LocalAssetName[] {
  const found: LocalAssetName[] = [];
  let depth = 0, list: AssetKind | undefined, key: string | undefined, last: string | undefined;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    if (word === '{' || word === '[') depth++;
    else if (word === '}' || word === ']') depth--;
    if (word === ':' && last !== undefined) {
      key = unquoted(last)?.toLowerCase();
      // { "Variable": [ { "Name": …
      if (depth === 1 && key !== undefined) list = lists[key];
    } else if (word.startsWith('"')) {
      if (depth === 3 && key === 'name' && list !== undefined) {
        const name = unquoted(word);
        if (name !== undefined) found.push({ kind: list, name, start: match.index, end: match.index + word.length });
      }
      last = word;
      key = undefined;
    } else {
      key = undefined;
    }
  }
  return found;
}

/** Names by kind; a kind without a list is not known. */
export type LocalAssetLists = Partial<Readonly<Record<AssetKind, readonly string[]>>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names in such a file, once it is read as JSON; undefined for what is no list of assets. */
export function localAssetLists(json: unknown): LocalAssetLists | undefined {
  if (!isObject(json)) return undefined;
  const found: Partial<Record<AssetKind, string[]>> = {};
  for (const [key, list] of Object.entries(json)) {
    const kind = lists[key.toLowerCase()];
    if (kind === undefined) continue;
    // One that is alone may stand there without brackets, as ConvertTo-Json writes it.
    const items: readonly unknown[] = Array.isArray(list) ? list : list === null ? [] : [list];
    const names = items.map((item) => (isObject(item) ? Object.entries(item).find(([name]) => name.toLowerCase() === 'name')?.[1] : undefined));
    if (!names.every((name) => typeof name === 'string')) return undefined;
    found[kind] = [...(found[kind] ?? []), ...names];
  }
  return Object.keys(found).length === 0 && Object.keys(json).length > 0 ? undefined : found;
}

function unquoted(word: string): string | undefined {
  try {
    return JSON.parse(word) as string;
  } catch {
    return undefined;
  }
}
