/** Paths as text: joining and taking apart, without asking what is there. */

/** Separators of the other system mean the same; on Unix the backslash too, as PowerShell has it. */
export const slashes = (path: string, separator: string): string => path.replace(separator === '/' ? /\\/g : /\//g, separator);
const isSeparator = (c: string | undefined): boolean => c === '/' || c === '\\';

/** Two parts with one separator between them. */
export function joinParts(parent: string, child: string, separator: string): string {
  const left = slashes(parent, separator), right = slashes(child, separator);
  if (right === '') return left.endsWith(separator) || left === '' ? left : left + separator;
  if (left === '') return right.startsWith(separator) ? right : separator + right;
  const trimmed = right.replace(/^[\\/]+/, '');
  return left.endsWith(separator) ? left + trimmed : left + separator + trimmed;
}
/** The last part; trailing separators do not count. */
export function leafOf(path: string): string {
  const bare = path.replace(/[\\/]+$/, '');
  if (bare === '') return path;
  const at = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\'));
  if (at >= 0) return bare.slice(at + 1);
  const drive = /^[^:/\\]+:/.exec(bare);
  return drive === null ? bare : bare.slice(drive[0].length);
}
/** All but the last part; empty where there is no parent. */
export function parentOf(path: string, separator: string): string {
  // The drive or provider comes back before what is above, where that is anything (SessionStateInternal.GetParentPath).
  const qualifier = /^(?:(?:[\w.]+\\)?\w+::|[^:/\\]+:)/.exec(path)?.[0] ?? '';
  if (qualifier !== '') { const above = parentOf(path.slice(qualifier.length), separator); return above === '' ? '' : qualifier + above; }
  const text = slashes(path, separator), bare = text.length > 1 ? text.replace(/[\\/]+$/, '') : text;
  if (bare === '' || bare === separator) return '';
  const at = bare.lastIndexOf(separator);
  return at === 0 ? separator : bare.slice(0, Math.max(at, 0));
}
/** `.gz` of `a.tar.gz`; a name that begins with its only dot has none. */
export function extensionOf(leaf: string): string {
  const at = leaf.lastIndexOf('.');
  return at < 0 || at === leaf.length - 1 ? '' : leaf.slice(at);
}
export const isRooted = (path: string): boolean => isSeparator(path[0]) || /^[^:/\\]+:/.test(path);
