/** Paths within a module, as its scripts work them out: the module's own folder is `module:`. */
import { isLike } from './likeText.ts';
import { plainPath } from './moduleSources.ts';

/** The folder of the module. */
export const BASE = 'module:';
/** Nobody lists more, and no path is longer: what makes more is not followed. */
const MOST_VALUES = 10_000;
const LONGEST = 400;

/** Several texts that one expression can be; undefined where it is worked out in ways that are not followed. */
export type Texts = readonly string[] | undefined;

export const few = (texts: Texts): Texts => (texts !== undefined && (texts.length > MOST_VALUES || texts.some(({ length }) => length > LONGEST)) ? undefined : texts);

/** Each of the first followed by each of the second. */
export const both = (first: Texts, second: Texts, between = ''): Texts => (first === undefined || second === undefined || first.length * second.length > MOST_VALUES ? undefined
  : few(first.flatMap((one) => second.map((other) => one + between + other))));

/** The path within the module; undefined for any other. */
export function inModule(text: string): string | undefined {
  const [, path] = /^module:(?:[\\/](.*))?$/s.exec(text) ?? [];
  return text === BASE ? '' : path === undefined ? undefined : plainPath(path);
}

const cut = (text: string): number => Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
export const leafOf = (text: string): string => text.slice(cut(text) + 1);
export const folderOf = (text: string): string => text.slice(0, Math.max(cut(text), 0));
export const baseNameOf = (text: string): string => leafOf(text).replace(/\.[^.]*$/, '');

/** What a property of a file (about_Providers, FileSystem), or of a text, is. */
export function propertyOf(texts: Texts, name: string): Texts {
  switch (name.toLowerCase()) {
    case 'fullname': case 'path': case 'providerpath': case 'pspath': case 'versioninfo': return texts;
    case 'name': case 'pschildname': return texts?.map(leafOf);
    case 'basename': return texts?.map(baseNameOf);
    case 'directoryname': case 'directory': case 'parent': case 'psparentpath': return texts?.map(folderOf);
    default: return undefined;
  }
}

/** What Get-ChildItem is asked for. */
export interface Listing { readonly paths: Texts; readonly filter?: Texts; readonly include?: Texts; readonly exclude?: Texts; readonly recurse?: boolean; readonly folders?: boolean }

/** What Get-ChildItem lists of the files of a module. */
export function list(files: readonly string[], { paths, filter, include, exclude, recurse = false, folders = false }: Listing): Texts {
  if (paths === undefined) return undefined;
  const all = folders ? [...new Set(files.map(folderOf).flatMap((path) => path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))))].filter((path) => path !== '') : files;
  const fits = (path: string): boolean => {
    const name = leafOf(path).toLowerCase(), like = (pattern: string): boolean => isLike(name, pattern.toLowerCase());
    return (filter === undefined || filter.some(like)) && (include === undefined || include.some(like)) && exclude?.some(like) !== true;
  };
  const found = new Set<string>();
  for (const text of paths) {
    const wanted = inModule(text)?.toLowerCase();
    if (wanted === undefined) continue;
    const depth = wanted === '' ? 0 : wanted.split('/').length, isFolder = wanted === '' || files.some((path) => path.toLowerCase().startsWith(`${wanted}/`));
    const parent = folderOf(wanted), leaf = leafOf(wanted);
    for (const path of all) {
      const lower = path.toLowerCase(), parts = lower.split('/');
      const isIn = isFolder ? (wanted === '' || lower.startsWith(`${wanted}/`)) && (recurse || parts.length === depth + 1)
        : recurse ? (parent === '' || lower.startsWith(`${parent}/`)) && parts.some((part, index) => index >= depth - 1 && isLike(part, leaf))
          : parts.length === depth && isLike(lower, wanted) && parts.every((part, index) => isLike(part, wanted.split('/')[index] ?? ''));
      if (isIn && fits(path)) found.add(`${BASE}/${path}`);
    }
  }
  return few([...found]);
}
