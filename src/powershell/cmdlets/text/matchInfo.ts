/** Microsoft.PowerShell.Commands.MatchInfo: a line that Select-String found. */
import { laterType, method } from '../../runtime/types/netType.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import type { Match } from '../../runtime/values/regex.ts';
import { NetObject } from '../../runtime/values/value.ts';

/** The lines around a match; what is shown leaves out lines that an earlier match shows already. */
export interface MatchContext { readonly before: readonly string[]; after: readonly string[]; shownBefore: readonly string[]; shownAfter: readonly string[] }
export class MatchInfo extends NetObject {
  readonly line: string;
  readonly lineNumber: number;
  readonly path: string;
  readonly pattern: string;
  readonly ignoreCase: boolean;
  readonly matches: readonly Match[];
  readonly context: MatchContext | undefined;
  constructor(parts: { line: string; lineNumber: number; path: string; pattern: string; ignoreCase: boolean; matches: readonly Match[]; context: MatchContext | undefined }) {
    super();
    this.line = parts.line;
    this.lineNumber = parts.lineNumber;
    this.path = parts.path;
    this.pattern = parts.pattern;
    this.ignoreCase = parts.ignoreCase;
    this.matches = parts.matches;
    this.context = parts.context;
  }
}
class ContextInfo extends NetObject {
  readonly of: MatchContext;
  constructor(of: MatchContext) { super(); this.of = of; }
}
const STREAM = 'InputStream', strings = arrayOf(T.String);
const fileName = (m: MatchInfo): string => m.path.slice(Math.max(m.path.lastIndexOf('/'), m.path.lastIndexOf('\\')) + 1);
function text(m: MatchInfo, shownPath: (path: string) => string = (p) => p): string {
  const at = m.path === STREAM ? '' : `${shownPath(m.path)}:`, mark = m.context === undefined ? '' : '  ', hit = m.context === undefined ? '' : '> ';
  const one = (prefix: string, n: number, line: string): string => (m.path === STREAM ? prefix + line : `${prefix}${at}${n}:${line}`);
  return [
    ...(m.context?.shownBefore ?? []).map((l, i, all) => one(mark, m.lineNumber - all.length + i, l)), one(hit, m.lineNumber, m.line), ...(m.context?.shownAfter ?? []).map((l, i) => one(mark, m.lineNumber + 1 + i, l)),
  ].join('\n');
}
function relative({ path }: MatchInfo, folder: string): string {
  return path !== STREAM && folder !== '' && path.toLowerCase().startsWith(folder.toLowerCase()) && (/[\\/]$/.test(folder) || /[\\/]/.test(path.charAt(folder.length))) ? path.slice(folder.length).replace(/^[\\/]/, '') : path;
}
laterType<ContextInfo>(named<ContextInfo>('Microsoft.PowerShell.Commands.MatchInfoContext'), () => ({
  props: { PreContext: [undefined, (c) => typedArray(T.String, c.of.before)], PostContext: [undefined, (c) => typedArray(T.String, c.of.after)], DisplayPreContext: [strings, (c) => typedArray(T.String, c.of.shownBefore)], DisplayPostContext: [strings, (c) => typedArray(T.String, c.of.shownAfter)] },
}), ContextInfo);
laterType<MatchInfo>(named<MatchInfo>('Microsoft.PowerShell.Commands.MatchInfo'), () => ({
  text: (m) => text(m),
  props: {
    IgnoreCase: [T.Boolean, (m) => m.ignoreCase], LineNumber: [T.UInt64, (m) => BigInt(m.lineNumber)], Line: [T.String, (m) => m.line], Filename: [T.String, fileName], Path: [T.String, (m) => m.path],
    Pattern: [T.String, (m) => m.pattern], Context: [undefined, (m) => (m.context === undefined ? null : new ContextInfo(m.context))], Matches: [undefined, (m) => [...m.matches]],
  },
  methods: {
    RelativePath: [method([T.String], (m, folder) => relative(m, folder), T.String)],
    ToString: [method([], (m) => text(m), T.String), method([T.String], (m, folder) => text(m, () => relative(m, folder)), T.String)],
    ToEmphasizedString: [method([T.String], (m, folder) => text(m, () => relative(m, folder)), T.String)],
  },
}), MatchInfo);
