/** Names in LocalAssets.json and SecureLocalAssets.json, with their places: the lists of the ISE add-ons, by kind. */
import type { AssetKind } from '../../powershell/index.ts';

export interface LocalAssetName { readonly kind: AssetKind; readonly name: string; /** The JSON string with its quotes. */ readonly start: number; readonly end: number }

const lists: Readonly<Record<string, AssetKind>> = { variable: 'Variable', pscredential: 'Credential', credential: 'Credential', certificate: 'Certificate', connection: 'Connection', schedule: 'Schedule' };
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

function unquoted(word: string): string | undefined {
  try {
    return JSON.parse(word) as string;
  } catch {
    return undefined;
  }
}
