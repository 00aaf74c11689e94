/**
 * What a program of the system is given for the arguments of a command: lists as they are written, empty text but not null, on Unix the files that
 * a pattern without quotes matches, everywhere the home folder for `~` (NativeCommandParameterBinder; about_Parsing).
 */
import type { Argument } from '../../bind/argument.ts';
import { enumerate, isEnumerable } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { getMember } from '../../members/get.ts';
import { hasWildcard } from '../../operators/wildcard.ts';
import { typeOf } from '../../types/typeOf.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { callByName } from '../commands/callCommand.ts';
import type { Frame } from '../frame.ts';

const stopParsing = '--%';

/** The arguments as the program sees them. */
export function nativeArguments(f: Frame, args: readonly Argument[]): string[] {
  const given: string[] = [];
  let isVerbatim = false;
  for (const argument of args) {
    const { value, written } = argument, name = argument.name === undefined ? undefined : `-${argument.name}${argument.hasValue ? ':' : ''}`;
    const one = (text: string): void => { if (name === undefined || !argument.hasValue) given.push(text); else if (text !== name) given.push(...(written?.spaced === true ? [name, text] : [name + text])); };
    if (name !== undefined) expand(f, name, false).forEach(one);
    if (!argument.hasValue) continue;
    if (value === stopParsing) { isVerbatim = true; continue; }
    const plain = unwrap(value);
    for (const item of plain != null && isEnumerable(plain) ? enumerate(plain) : [value]) {
      const text = item == null ? '' : toText(item);
      if (text === '') { if (unwrap(item) != null) one(''); }
      else if (isVerbatim) given.push(...withVariables(f, text).split(' ').filter((word) => word !== ''));
      else if (needsQuotes(text)) one(text);
      else if (written?.list !== undefined) { for (const word of written.list.split(' ')) if (word !== '') expand(f, word, false).forEach(one); break; }
      else expand(f, text, written?.quoted === true).forEach(one);
    }
  }
  return given;
}
/** What stands for one argument: files, the home folder, or itself. */
function expand(f: Frame, text: string, isQuoted: boolean): readonly string[] {
  if (isQuoted) return [text];
  const { environment: { platform }, files } = f.session.host, isWindows = platform === 'win32';
  if (!isWindows && hasWildcard(text)) return matching(f, text) ?? [text];
  const isHome = text === '~' || text.startsWith('~/') || (isWindows && text.startsWith('~\\'));
  return isHome && files !== undefined ? [files.home + text.slice(1)] : [text];
}
/** The files that a pattern matches; undefined where there are none, or something else than files. Named from where the script is, unless the pattern is not. */
function matching(f: Frame, pattern: string): readonly string[] | undefined {
  // Before anything asks for drives there is no provider, and the script is among files.
  const provider = getMember(f.session.locationValue(), 'Provider');
  if (provider != null && toText(getMember(provider, 'Name')) !== 'FileSystem') return undefined;
  let found: readonly Value[];
  try { found = callByName(f, 'Get-ChildItem', { Path: pattern, ErrorAction: 'Ignore' }); } catch { return undefined; }
  if (found.length === 0 || !found.every((item) => /^System\.IO\.(File|Directory)Info$/.test(typeOf(unwrap(item)).name))) return undefined;
  const paths = found.map((item) => toText(getMember(item, 'FullName')));
  if (/^[~/]/.test(pattern)) return paths;
  return callByName(f, 'Resolve-Path', { LiteralPath: paths, Relative: true }).map((path) => toText(path).replace(/^\.[\\/]/, ''));
}
/** White space outside of double quotes. */
function needsQuotes(text: string): boolean {
  let quotes = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"' && text[i - 1] !== '\\') quotes += 1;
    else if (quotes % 2 === 0 && /\s/.test(text[i] ?? '')) return true;
  }
  return false;
}
const withVariables = (f: Frame, text: string): string => text.replaceAll(/%([^%]+)%/g, (all, name: string) => f.session.host.environment.get(name) ?? all);
