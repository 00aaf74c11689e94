import { NOT_NULL } from '../../runtime/cmdlet.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { allMatches, firstMatch } from '../../runtime/operators/regexMatch.ts';
import { regexFor } from '../../runtime/operators/match.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { cultureOf } from '../../runtime/convert/culture.ts';
import { culture, lower } from '../../runtime/types/text/culture.ts';
import type { Match, Regex } from '../../runtime/values/regex.ts';
import { ENCODING_HELP, decodeText, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { FileItem } from '../items/fileSystem/fileTypes.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';
import { placesOrEnd } from '../items/fileSystem/openFile.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { MatchInfo } from './matchInfo.ts';
import type { MatchContext } from './matchInfo.ts';

const SETS = { file: 'File', object: 'Object', literal: 'LiteralFile', fileRaw: 'FileRaw', raw: 'ObjectRaw', literalRaw: 'LiteralFileRaw' } as const;
const escaped = (text: string): string => text.replace(/[\\*+?|{}[\]()^$.# \t\n\r]/g, (c) => (c === '\n' ? '\\n' : c === '\r' ? '\\r' : c === '\t' ? '\\t' : `\\${c}`));

function compiled(ctx: CmdletContext, text: string, isSimple: boolean, ignoreCase: boolean): Regex {
  try { return regexFor(isSimple ? escaped(text) : text, ignoreCase); } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    const why = (error.record.exception.inner ?? error.record.exception).message;
    return ctx.fail({ id: 'InvalidRegex', category: 'InvalidArgument', exception: 'System.ArgumentException', message: `The string ${text} is not a valid regular expression: ${why}` });
  }
}

/** Patterns of files are held against the whole path (SelectStringCommand.MeetsIncludeExcludeCriteria). */
const meets = (path: string, include: readonly string[] | undefined, exclude: readonly string[] | undefined): boolean =>
  (include?.some((pattern) => wildcard(pattern).test(path)) ?? true) && exclude?.some((pattern) => wildcard(pattern).test(path)) !== true;
export const selectString = cmdlet({
  name: 'Select-String', aliases: ['sls'], defaultSet: SETS.file, synopsis: 'Finds text in strings and files.',
  params: {
    Pattern: { type: arrayOf(T.String), position: 0, mandatory: true, help: 'Regular expressions; plain texts with -SimpleMatch.' },
    Path: { type: arrayOf(T.String), sets: [SETS.file, SETS.fileRaw], position: { [SETS.file]: 1, [SETS.fileRaw]: 1 }, mandatory: [SETS.file, SETS.fileRaw], from: 'property' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal, SETS.literalRaw], mandatory: [SETS.literal, SETS.literalRaw], from: 'property' },
    InputObject: { type: T.Object, sets: [SETS.object, SETS.raw], mandatory: [SETS.object, SETS.raw], from: 'pipeline', allowNull: true, allowEmpty: 'text' },
    SimpleMatch: { type: T.Switch },
    CaseSensitive: { type: T.Switch },
    Quiet: { type: T.Switch, sets: [SETS.file, SETS.object, SETS.literal], help: 'True or nothing, instead of what was found.' },
    List: { type: T.Switch, help: 'The first of each file.' },
    NoEmphasis: { type: T.Switch },
    Include: { type: arrayOf(T.String), validate: NOT_EMPTY },
    Exclude: { type: arrayOf(T.String), validate: NOT_EMPTY },
    NotMatch: { type: T.Switch },
    AllMatches: { type: T.Switch },
    Encoding: { type: T.Object, transform: encodingArgument, validate: NOT_EMPTY, help: ENCODING_HELP },
    Context: { type: arrayOf(T.Int32), validate: [{ notNullOrEmpty: true }, { count: [1, 2] }, { range: [0, 2147483647] }] },
    Raw: { type: T.Switch, sets: [SETS.fileRaw, SETS.raw, SETS.literalRaw], mandatory: [SETS.fileRaw, SETS.raw, SETS.literalRaw] },
    Culture: { type: T.String, validate: NOT_NULL },
  },
  run(p, ctx) {
    if (p.Culture !== undefined && p.SimpleMatch !== true) ctx.fail({ id: 'CannotSpecifyCultureWithoutSimpleMatch', category: 'InvalidData', exception: 'System.InvalidOperationException', message: 'You must specify -Culture parameter only with -SimpleMatch parameter.' });
    const patterns = p.Pattern.map((text): { text: string; regex: Regex } => ({ text, regex: compiled(ctx, text, p.SimpleMatch === true, p.CaseSensitive !== true) }));
    const [before = 0, after = before] = p.Context ?? [], wantsContext = before > 0 || after > 0;
    let quietDone = false;
    // Which letters are the same is the culture's matter, where one is named: i and I are two in Turkish.
    const named = p.Culture === undefined || p.CaseSensitive === true || /^(?:ordinal|invariant|current)$/i.test(p.Culture) ? undefined : culture(p.Culture).cultureName, same = (text: string): string => (named === undefined ? text : lower(text, cultureOf(named)));
    const matchesOf = (line: string): { pattern: string; matches: readonly Match[] } | undefined => {
      for (const { text, regex } of patterns) {
        if (named !== undefined) { if (same(line).includes(same(text))) return { pattern: text, matches: [] }; continue; }
        regex.matcher.lastIndex = 0;
        if (!regex.matcher.test(line)) continue;
        const found = p.AllMatches === true && p.SimpleMatch !== true && p.NotMatch !== true ? allMatches(regex, line) : [firstMatch(regex, line)].filter((m) => m.success);
        if (found.length > 0) return { pattern: text, matches: found };
      }
      return undefined;
    };
    /** Looks through lines; gives whether the line is a match. */
    const reader = (path: string): { line: (text: string, whole?: MatchInfo) => boolean } => {
      const last: string[] = [], open: { context: MatchContext; left: number }[] = [];
      let number = 0, pre: string[] = [], post: string[] | undefined, current: MatchContext | undefined;
      /** Lines are shown with one match only: the one before takes them. */
      const close = (): void => {
        if (current !== undefined) { current.shownBefore = pre; current.shownAfter = post ?? []; }
        pre = [];
        post = current = undefined;
      };
      const context = (): MatchContext => {
        const made: MatchContext = { before: before === 0 ? [] : [...last], after: [], shownBefore: pre, shownAfter: [] };
        if (after > 0) open.push({ context: made, left: after });
        if (current !== undefined) { close(); made.shownBefore = []; }
        current = made;
        if (after === 0) close();
        else { post = []; made.shownAfter = post; }
        return made;
      };
      return {
        line(text, whole) {
          number += 1;
          for (const o of open) if (o.left > 0) { o.context.after = [...o.context.after, text]; o.left -= 1; }
          const found = matchesOf(text), hit = (found !== undefined) !== (p.NotMatch === true);
          if (hit && p.Quiet === true) return true;
          if (hit && p.Raw === true) ctx.write(text);
          else if (hit) {
            const around = wantsContext ? context() : undefined;
            held.push(whole ?? new MatchInfo({ line: text, lineNumber: number, path, pattern: found?.pattern ?? patterns[0]?.text ?? '', ignoreCase: p.CaseSensitive !== true, matches: p.SimpleMatch === true ? [] : found?.matches ?? [], context: around }));
            if (!wantsContext) flush();
          } else if (wantsContext) {
            if (post !== undefined) { post.push(text); if (post.length >= after) close(); } else if (before > 0) { pre.push(text); if (pre.length > before) pre.shift(); }
          }
          if (before > 0) { last.push(text); if (last.length > before) last.shift(); }
          return hit;
        },
      };
    };
    const held: MatchInfo[] = [];
    // With context a match is complete only when the lines after it are known.
    const flush = (): void => { for (const m of held.splice(0)) ctx.write(m); };
    const stream = reader('InputStream');
    /** Whether the file has a match. */
    const file = (path: string): boolean => {
      if (portOf(ctx).stat(path)?.isDirectory === true || !meets(path, p.Include, p.Exclude)) return false;
      const lines = decodeText(portOf(ctx).read(path), encodingName(p.Encoding)).split(/\r\n|\n|\r/), one = reader(path);
      if (lines.at(-1) === '') lines.pop();
      let any = false;
      for (const line of lines) {
        if (!one.line(line)) continue;
        any = true;
        if (p.Quiet === true || p.List === true) break;
      }
      flush();
      return any;
    };
    /** -Quiet says for every object whether one of its files has a match. */
    const files = (run: (each: (path: string) => void) => void): void => {
      let any = false;
      run((path) => { if (!any || p.Quiet !== true) any = file(path) || any; });
      if (p.Quiet === true) ctx.write(any ? true : p.List === true ? null : false);
    };
    return {
      process() {
        if (p.Path !== undefined || p.LiteralPath !== undefined) {
          files((each) => {
            for (const { path, provider } of placesOrEnd(ctx, { Path: p.Path, LiteralPath: p.LiteralPath })) {
              if (provider === fileSystem && p.LiteralPath !== undefined && portOf(ctx).stat(path) === undefined) ctx.writeError({ id: 'ProcessingFile', category: 'InvalidArgument', exception: 'System.ArgumentException', message: `The file ${path} cannot be read: Could not find file '${path}'.` });
              else if (provider === fileSystem) attempt(ctx, () => { each(path); });
              else ctx.writeError({ id: 'ProcessingFile', category: 'InvalidArgument', exception: 'System.ArgumentException', message: `Cannot open the file because the current provider (Microsoft.PowerShell.Core\\${provider.name}) cannot open files.` });
            }
          });
          return;
        }
        const item = p.InputObject;
        if (item instanceof FileItem) { files((each) => { each(item.path); }); return; }
        if (item === null || item === undefined || quietDone) return;
        const isHit = item instanceof MatchInfo ? stream.line(item.line, item) : stream.line(toText(item));
        if (isHit && p.Quiet === true) { quietDone = true; ctx.write(true); }
      },
      end() { flush(); },
    };
  },
});
